"""Drift, sources, coverage, versions, changes: what each section is made of."""

import shutil

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.changes import changes
from sourcier.app.corpus.showing.coverage import by_period, by_publisher
from sourcier.app.corpus.showing.pages import pages_of
from sourcier.app.corpus.showing.plot import drift_plot
from sourcier.app.corpus.showing.reading import papers_of
from sourcier.app.corpus.showing.sources import cited, described
from sourcier.app.corpus.showing.versions import versions
from sourcier.evidence.packs import open_packs


def test_drift_has_figures_by_day_and_the_series_behind(shown):
    prices = next(one for one in shown.drifts if "inflation" in one.told.matter.claims[0].words)
    assert [one.figure.words for one in prices.figures] == ["5,2 %", "6,8 %", "5,2 %", "5.2%", "5,2 %"]
    assert dict(prices.reference.points)["2022"].quantize(1) == 5
    assert {claim.verdict for claim in prices.told.matter.claims} == {"supported", "refuted"}


def test_drift_without_the_pack_has_no_series(collection, shown):
    from sourcier.app.corpus.showing.drift import references

    prices = next(one for one in shown.drifts if "inflation" in one.told.matter.claims[0].words)
    with collection.connect() as database:
        (series,) = references([prices.told.matter], database, None)
        assert series.points == ()


def test_series_of_many_matters_are_those_of_each_alone(collection, shown):
    from sourcier.app.corpus.showing.drift import references

    matters = [one.matter for one in shown.told]
    with collection.connect() as database:
        found = references(matters, database, None)
        assert found == [references([one], database, None)[0] for one in matters]
    assert {one.resource for one in found if one} == {"inflation-cpi", "unemployment-rate"}
    assert None in found


def test_plot_draws_each_dated_figure_and_nothing_of_two_units(shown):
    from dataclasses import replace

    from sourcier.app.corpus.showing.page import words_of

    bridge = next(one for one in shown.drifts if "pont de Valbrune" in one.told.matter.claims[0].words)
    (clash,) = bridge.clashes
    drawn = drift_plot(clash, None, words_of("fr"), "Le pont <b>").svg
    assert drawn.count('class="dot given"') == 5
    assert "<title>Le pont &lt;b&gt;</title>" in drawn
    first = clash.figures[0]
    dollars = replace(first, figure=replace(first.figure, unit="USD"))
    mixed = replace(clash, figures=(dollars, *clash.figures[1:]))
    assert drift_plot(mixed, None, words_of("fr"), "") is None


def test_same_source_is_counted_under_its_spellings(tmp_path, packs):
    texts = [
        "Selon l’Observatoire du littoral, la plage de Vire recule de deux mètres par an.",
        "D’après l’Observatoire du littoral, la digue de Vire coûtera 3 millions d’euros.",
        "La digue de Vire sera livrée en mai 2025, selon le maire.",
    ]
    corpus = press.corpus_of(
        tmp_path / "c", [press.story(text, publisher=f"P{n}") for n, text in enumerate(texts)], packs
    )
    with corpus.connect() as database:
        found = {one.name: (one.articles, one.publishers, one.linked) for one in cited(database)}
    assert found == {"l’Observatoire du littoral": (2, 2, 0)}


def test_coverage_counts_what_there_is_and_ranks_nobody(collection):
    with collection.connect() as database:
        publishers, periods = by_publisher(database), by_period(database)
        total = database.execute("SELECT count(*) FROM claims").fetchone()[0]
    assert [one.name for one in publishers] == [
        "carnet-du-lac.example",
        "L’Écho des comtés",
        "La Gazette d’Orvel",
        "Le Courrier de Valbrune",
        "Le Matin de Sainte-Aure",
        "The Harlow Herald",
    ]
    assert sum(one.claims for one in publishers) == sum(one.claims for one in periods) == total
    assert all(sum(one.verdicts.values()) == one.claims for one in (*publishers, *periods))
    assert periods[-1].name is None
    assert periods[-1].articles == 1


BEFORE = "Incendie à Lison\n\nL’incendie de Lison a brûlé 30 hectares. Deux granges ont été détruites à Lison."
AFTER = (
    "Incendie à Lison\n\nL’incendie de Lison a brûlé 45 hectares. Erratum : la première version donnait 30 hectares."
)


def compared(folder, packs, *articles):
    corpus = press.corpus_of(folder, articles, packs)
    with corpus.connect() as database:
        papers = papers_of(database)
        return versions(pages_of(papers, {one.id: one.id for one in papers}, database), database)


def test_versions_of_one_address_are_compared_claim_by_claim(tmp_path, packs):
    url = "https://phare.example/lison"
    articles = (press.story(AFTER, url=f"{url}/#haut"), press.story(BEFORE, url=url))
    (found,) = compared(tmp_path / "c", packs, *articles)
    assert found.why == "address"
    assert found.is_dated  # one day, but the second announces a correction
    (changed,) = found.changed
    assert ("30" in changed.before, "45" in changed.after, changed.is_figure) == (True, True, True)
    assert any("granges" in words for words in found.dropped)
    assert [words.split()[0] for words in found.corrections] == ["Erratum"]


def test_two_articles_under_one_standing_title_are_no_versions(tmp_path, packs):
    articles = [
        press.story("La récolte de Vire atteint 40 tonnes.", title="Les brèves"),
        press.story("Le maire de Lison a démissionné.", "2024-04-01", title="Les brèves"),
    ]
    assert compared(tmp_path / "c", packs, *articles) == []


def test_order_of_versions_is_unknown_where_nothing_tells_it(tmp_path, packs):
    url = "https://phare.example/vire"
    texts = ("La récolte de Vire atteint 40 tonnes.", "La récolte de Vire atteint 55 tonnes.")
    (found,) = compared(tmp_path / "c", packs, *(press.story(text, url=url) for text in texts))
    assert not found.is_dated


@pytest.fixture(scope="module")
def revised(tmp_path_factory):
    """The starter pack with another figure for French inflation in 2022, as a later version."""
    from sourcier.evidence.packs import __file__ as home

    folder = tmp_path_factory.mktemp("packs") / "starter"
    shutil.copytree(f"{home.removesuffix('__init__.py')}starter", folder)
    for name in ("inflation-cpi.csv", "inflation-insee.csv"):
        table = folder / "data" / name
        lines = table.read_text(encoding="utf-8").splitlines()
        lines = [line.replace(line.split(",")[2], "6.8", 1) if line.startswith("FRA,2022,") else line for line in lines]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_packs(folder)


def test_changed_verdicts_are_shown_with_the_cells_of_both(tmp_path, packs, revised):
    texts = ("En France, l’inflation a atteint 6,8 % en 2022.", "La Finlande a rejoint l’OTAN le 4 avril 2023.")
    articles = [press.story(text) for text in texts]
    old = press.corpus_of(tmp_path / "old", articles, packs)
    new = press.corpus_of(tmp_path / "new", articles, revised)
    with old.connect() as before, new.connect() as now:
        found = changes(before, now)
        assert changes(before, before).found == ()
    assert (found.shared, found.claims) == (2, 2)
    assert found.moves == (("refuted", "supported", 1),)
    (change,) = found.found
    assert (change.before.verdict, change.now.verdict) == ("refuted", "supported")
    assert "5.2" in change.before.cell
    assert "6.8" in change.now.cell


def test_articles_of_both_corpora_count_without_a_claim_too(tmp_path, packs):
    texts = ("La Finlande a rejoint l’OTAN le 4 avril 2023.", "Quelle belle journée !")
    old = press.corpus_of(tmp_path / "old", [press.story(text) for text in texts], packs)
    new = press.corpus_of(tmp_path / "new", [press.story(text) for text in (*texts, "Il pleut.")], packs)
    with old.connect() as before, new.connect() as now:
        found = changes(before, now)
    assert (found.shared, found.claims, found.moves) == (2, 1, ())


def test_sources_without_a_name_are_counted_apart(tmp_path, packs):
    texts = [
        "Selon l’Observatoire du littoral, la plage de Vire recule de deux mètres par an.",
        "La digue de Vire sera livrée en mai 2025, selon le syndicat.",
        "La digue de Vire coûtera 3 millions d’euros, selon le syndicat.",
    ]
    corpus = press.corpus_of(
        tmp_path / "c", [press.story(text, publisher=f"P{n}") for n, text in enumerate(texts)], packs
    )
    with corpus.connect() as database:
        found = described(database)
    assert (found.claims, found.examples) == (2, (("le syndicat", "fr"),))
