"""Who speaks: outlets found by host and by exact name, told as of the day of publication, on an invented register."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import factory
from sourcier.core.article import Link
from sourcier.core.dossier import from_json, to_json
from sourcier.core.profiles import Role, Standing
from sourcier.core.spans import Span
from sourcier.dossier import check, checking, replay_whole
from sourcier.dossier.profiling import find_profiles
from sourcier.dossier.register import host_of, register_of
from sourcier.dossier.report.page import page
from sourcier.dossier.report.terminal import report
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer

ENTITIES = """\
id,kind,label_fr,label_en,aliases_fr,aliases_en,wikidata
ARD,state,Ardénie,Ardenia,ardénien,Ardenian,
bureau,press_body,Bureau des ondes,Airwaves Bureau,,,
maison-lac,publisher,Maison du Lac,House of the Lake,,,
lac,outlet,Le Lac,Le Lac,Le Lac,Le Lac,
rive,outlet,La Rive,La Rive,,,
tribune-nord,outlet,The North Tribune,The North Tribune,The North Tribune,The North Tribune,
lac.example,domain,lac.example,lac.example,,,
ouest.lac.example,domain,ouest.lac.example,ouest.lac.example,,,
rive.co.example,domain,rive.co.example,rive.co.example,,,
north.example,domain,north.example,north.example,,,
"""
MEDIA = """\
subject,relation,object,start,end,as_of,source,note
lac.example,domain_of,lac,,,,Le Lac — site — https://lac.example/,
lac,seated_in,ARD,,,,Registre — https://registre.example/,
lac,owned_by,maison-lac,,2021-05-01,,Registre — https://registre.example/,
lac,owned_by,ARD,2021-05-01,,,Registre — https://registre.example/,loi de 2021
lac,suspended_by,bureau,2024-02-01,,,Bureau — décision — https://bureau.example/1,
ouest.lac.example,domain_of,rive,,,,La Rive — site — https://ouest.lac.example/,
rive.co.example,domain_of,rive,,,,La Rive — site — https://rive.co.example/,
rive,published_by,maison-lac,,,2020-01-01,Registre — https://registre.example/,
north.example,domain_of,tribune-nord,,,,Tribune — site — https://north.example/,
"""
DESCRIPTOR = {
    "name": "ondes",
    "version": "1.0.0",
    "title": "Ondes",
    "created": "2024-06-01",
    "licenses": [{"name": "CC0-1.0"}],
    "sources": [{"title": "Registre", "path": "https://registre.example/"}],
}
SAID = {
    "label": {"fr": "Qui parle", "en": "Who speaks"},
    "definition": {"fr": "Médias inventés", "en": "Invented outlets"},
    "terms": {"fr": ["média"], "en": ["outlet"]},
    "unit": "outlets",
    "tolerance": {"value": 0, "reason": "exact"},
    "coverage": {"first": "2020", "last": "2024"},
}


def write(root: Path) -> Path:
    (root / "data").mkdir(parents=True)
    resources = []
    for name, table in (("entities", ENTITIES), ("media", MEDIA)):
        (root / "data" / f"{name}.csv").write_text(table, encoding="utf-8")
        columns = table.splitlines()[0].split(",")
        fields = [{"name": c, "type": "date" if c in {"start", "end", "as_of"} else "string"} for c in columns]
        said = SAID | ({"shape": "entities"} if name == "entities" else {"shape": "relation", "role": "profiles"})
        resources.append({"name": name, "path": f"data/{name}.csv", "schema": {"fields": fields}, "sourcier": said})
    (root / "datapackage.json").write_text(json.dumps(DESCRIPTOR | {"resources": resources}), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return open_packs(write(tmp_path_factory.mktemp("ondes") / "ondes"))


def profiles_of(packs, *, claims=(), published=date(2023, 9, 14), links=(), **known):
    article = factory.article("Le port a rouvert.", published=published, **known)
    article = replace(article, links=tuple(Link(url, Span(0, 7)) for url in links))
    return find_profiles(article, claims, packs)


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("lac.example", "lac"),
        ("amp.lac.example", "lac"),
        ("ouest.lac.example", "rive"),
        ("www2.ouest.lac.example", "rive"),
        ("rive.co.example", "rive"),
        ("co.example", None),
        ("autre.co.example", None),
        ("notlac.example", None),
        ("lac.example.test", None),
        ("blogs.lac.example", None),
        ("example", None),
    ],
)
def test_outlet_is_found_at_its_domain_and_under_it(packs, host, outlet):
    assert register_of(packs).at(host) == outlet


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Lac.example:8080/une?x=1", "lac.example"),
        ("https://lac.example./une", "lac.example"),
        ("https://lac-example.cdn.ampproject.org/c/s/lac.example/une", "lac.example"),
        ("https://web.archive.org/web/20230101000000/https://www.lac.example/une", "lac.example"),
        ("ftp://lac.example/une", None),
        ("/une", None),
        ("https://[bad", None),
    ],
)
def test_host_of_an_address(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Le Lac", "lac"),
        ("le Lac", "lac"),
        ("le journal Le Lac", "lac"),
        ("Anne Roche, Le Lac", "lac"),
        ("The North Tribune", "tribune-nord"),
        ("le North Tribune", "tribune-nord"),
        ("le lac", None),
        ("Lac", None),
        ("Le Lac salé", None),
        ("un lecteur du Lac", None),
        ("La Rive", None),  # has no name by which it may be cited
    ],
)
def test_source_is_an_outlet_by_its_exact_name_only(packs, name, outlet):
    assert register_of(packs).cited(name) == outlet


def test_publisher_is_told_by_its_address_before_its_name(packs):
    (profile,) = profiles_of(packs, url="https://lac-example.test/a", publisher="Le Lac")
    assert (profile.name, profile.outlet_id, profile.facts) == ("lac-example.test", None, ())


@pytest.mark.parametrize(("publisher", "outlet"), [("Le Lac", "lac"), ("LA RIVE", "rive"), ("Le Lac bleu", None)])
def test_publisher_without_an_address_is_told_by_its_exact_name(packs, publisher, outlet):
    (profile,) = profiles_of(packs, publisher=publisher)
    assert (profile.outlet_id, profile.roles) == (outlet, (Role.PUBLISHER,))


def test_facts_are_told_as_of_the_day_of_publication(packs):
    (profile,) = profiles_of(packs, url="https://lac.example/a", published=date(2023, 9, 14))
    standing = {(fact.relation, fact.object_id): fact.standing for fact in profile.facts}
    assert standing == {
        ("domain_of", "lac.example"): Standing.THEN,
        ("seated_in", "ARD"): Standing.THEN,
        ("owned_by", "maison-lac"): Standing.EARLIER,
        ("owned_by", "ARD"): Standing.THEN,
        ("suspended_by", "bureau"): Standing.LATER,
    }


@pytest.mark.parametrize(
    ("day", "standing"),
    [(date(2024, 1, 31), Standing.LATER), (date(2024, 2, 1), Standing.THEN), (None, Standing.THEN)],
)
def test_sanction_is_in_force_from_its_first_day(packs, day, standing):
    (profile,) = profiles_of(packs, url="https://lac.example/a", published=day)
    assert next(fact.standing for fact in profile.facts if fact.relation == "suspended_by") == standing
    assert profile.day == day or profile.day == date(2024, 6, 1)


def test_linked_and_cited_outlets_come_after_the_publisher_once_each(packs):
    article = factory.article("Le port a rouvert.")
    claims = (factory.claim(article, "Le port a rouvert", source=factory.named("Le Lac")),)
    found = profiles_of(
        packs,
        claims=claims,
        url="https://north.example/a",
        links=("https://lac.example/b", "https://north.example/c", "https://inconnu.example/d"),
    )
    assert [(one.outlet_id or one.name, one.roles) for one in found] == [
        ("tribune-nord", (Role.PUBLISHER,)),
        ("lac", (Role.LINKED, Role.CITED)),
        ("inconnu.example", (Role.LINKED,)),
    ]


def test_packs_without_a_register_give_no_profile():
    assert find_profiles(factory.article("Rien.", url="https://lac.example/"), (), Packs([])) == ()


def test_no_word_is_linked_to_an_outlet(packs):
    assert set(Gazetteer.of(packs.entities).entities) == {"ARD"}


def test_register_is_no_table_that_a_claim_is_checked_against(packs):
    from sourcier.assessment.tables import tables_of

    assert tables_of(packs).of_shape("relation") == []


TEXT = "La Calvanie compte 4 ports. « Le port a rouvert », a affirmé Le Lac. Il a fermé en 2021, selon le Bureau."


def test_profiles_change_no_claim_finding_or_verdict(packs, monkeypatch):
    article = replace(from_text(TEXT, published=date(2023, 9, 14), lang="fr"), url="https://lac.example/a")
    told = check(article, packs)
    monkeypatch.setattr(checking, "find_profiles", lambda *_: ())
    assert told.profiles
    assert replace(told, profiles=()) == check(article, packs)


def test_edited_profile_is_no_identical_replay(packs):
    article = replace(from_text(TEXT, published=date(2023, 9, 14), lang="fr"), url="https://lac.example/a")
    dossier = from_json(to_json(check(article, packs)))
    assert replay_whole(dossier, packs).is_identical
    (first, *rest) = dossier.profiles
    edited = replace(dossier, profiles=(replace(first, facts=first.facts[1:]), *rest))
    assert [one.kind for one in replay_whole(edited, packs).differences] == ["edited"]


@pytest.fixture
def told(packs):
    article = replace(factory.article("Le port a rouvert."), url="https://lac.example/a")
    article = replace(article, links=(Link("https://inconnu.example/<b>", Span(0, 7)),))
    return replace(factory.column(), article=article, profiles=find_profiles(article, (), packs))


def test_terminal_says_who_speaks_and_what_came_later(told):
    said = " ".join(" ".join(str(line).split()) for line in report(told, width=80))
    assert "Le Lac (publie l’article)" in said
    assert "après la publication : diffusion suspendue par : Bureau des ondes, à partir du 1er février 2024" in said
    assert "révolu à la publication : propriétaire : Maison du Lac" in said
    assert "propriétaire : l’État (Ardénie), depuis le 1er mai 2021" in said


def test_page_gives_each_fact_its_source(told):
    html = page(told)
    section = html[html.index('id="media"') :]
    for address in ("https://registre.example/", "https://bureau.example/1", "https://lac.example/"):
        assert f'<a href="{address}"' in section
    assert "absents du registre des médias, dont rien n’est dit ici" in section.replace("\xa0", " ")


def test_page_names_some_of_many_unknown_sites(packs):
    article = replace(
        factory.article("Le port a rouvert."),
        links=tuple(Link(f"https://site{n}.example/", Span(0, 7)) for n in range(30)),
    )
    shown = replace(factory.column(), article=article, profiles=find_profiles(article, (), packs))
    assert "site19.example, et 10 autres" in page(shown)
    assert "site20.example" not in page(shown).split('id="media"')[1].split("</section>")[0]


def test_unknown_publisher_is_said_plainly(packs):
    article = replace(factory.article("Le port a rouvert."), url="https://inconnu.example/a")
    shown = replace(factory.column(), article=article, profiles=find_profiles(article, (), packs))
    said = " ".join(" ".join(str(line).split()) for line in report(shown, width=80))
    assert "inconnu.example (publie l’article) : absent du registre des médias" in said.replace("\xa0", " ").replace(
        "\u202f", " "
    )
