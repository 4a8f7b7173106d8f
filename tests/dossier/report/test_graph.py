"""The graph of who does what to whom: what is drawn, what it is called, where it leads."""

import re
from dataclasses import replace

import pytest
from lxml import html

import factory
from sourcier.core.claims import AUTHOR, Commitment, Polarity
from sourcier.core.dossier import from_json, to_json
from sourcier.core.language import Entity
from sourcier.core.relations import Modality, Party, Relation, RelationKind
from sourcier.dossier.report.graph import MOST_NODES, NARROW, graph
from sourcier.dossier.report.page import page
from sourcier.dossier.report.relations import edges, relation_views
from sourcier.dossier.report.terminal import report
from sourcier.dossier.report.views import view

TEXT = "Le Portugal arme la Norvège. Lima soutient Oslo, dit un journal."
ARTICLE = factory.article(TEXT, title=None)
CLAIM = factory.claim(ARTICLE, "Le Portugal arme la Norvège")
NAMES = {"PRT": "Portugal", "NOR": "Norvège", "PER": "Pérou"}


def relation(subject="PRT", other="NOR", kind=RelationKind.ARMS, **known) -> Relation:
    span = factory.find(TEXT, "arme")
    known = {"claim_id": CLAIM.id, "source": AUTHOR, "commitment": Commitment.ASSERTS, **known}
    return Relation(
        id=f"rel-{subject}-{other}-{kind}",
        sentence_id=CLAIM.sentence_id,
        subject=Party(subject, factory.find(TEXT, "Portugal")),
        object=Party(other, factory.find(TEXT, "Norvège")),
        kind=kind,
        sign=kind.sign,
        is_symmetric=kind.is_symmetric,
        polarity=known.pop("polarity", Polarity.POSITIVE),
        modality=known.pop("modality", Modality.ASSERTED),
        cue=span,
        **known,
    )


def dossier(*relations: Relation, names=NAMES):
    entities = [Entity(id_, "state", name, name) for id_, name in names.items()]
    return replace(factory.dossier(ARTICLE, [CLAIM], entities=entities), relations=relations)


def drawn(*relations: Relation, names=NAMES) -> html.HtmlElement:
    shown = view(dossier(*relations, names=names))
    return html.fragment_fromstring(graph(relation_views(shown), shown.context))


def labels(svg) -> list[str]:
    return [text.text_content() for text in svg.xpath(".//*[contains(@class, 'tie')]/text")]


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "armes"),
        ({"kind": RelationKind.ATTACKS}, "attaque"),
        ({"polarity": Polarity.NEGATIVE}, "pas d’armes"),
        ({"modality": Modality.FUTURE}, "armes (à venir)"),
        ({"modality": Modality.CONDITIONAL, "source": factory.named("Lima")}, "armes (possible, rapporté)"),
        ({"commitment": Commitment.DENIES}, "armes (contesté par l’article)"),
    ],
)
def test_label_says_what_keeps_it_from_being_a_plain_fact(known, label):
    assert labels(drawn(relation(**known))) == [label]


def test_hostile_edge_differs_by_class_and_by_word():
    svg = drawn(relation(), relation("PER", "NOR", RelationKind.ATTACKS))
    assert [edge.get("class") for edge in svg.xpath("./a")] == ["tie", "tie hostile"]


def test_same_relation_twice_is_one_edge_with_its_count():
    assert labels(drawn(relation(), relation())) == ["armes ×2"]


def test_meeting_is_one_edge_whoever_is_named_first_and_has_two_heads():
    svg = drawn(relation("PRT", "NOR", RelationKind.MEETS), relation("NOR", "PRT", RelationKind.MEETS))
    assert labels(svg) == ["rencontre ×2"]
    assert len(svg.xpath(".//polygon")) == 2


def test_support_both_ways_is_two_edges_with_one_head_each():
    svg = drawn(relation("PRT", "NOR", RelationKind.SUPPORTS), relation("NOR", "PRT", RelationKind.SUPPORTS))
    assert len(svg.xpath(".//polygon")) == len(svg.xpath("./a")) == 2
    assert len({path.get("d") for path in svg.xpath(".//path")}) == 2


def test_edge_leads_to_its_claim():
    tree = html.document_fromstring(page(dossier(relation())))
    (href,) = {edge.get("href") for edge in tree.xpath("//svg[@class='ties']/a")}
    assert tree.xpath(f"//*[@id='{href[1:]}']")


def test_relation_without_a_claim_leads_to_a_claim_of_its_sentence():
    shown = view(dossier(relation(claim_id=None)))
    assert [one.number for one in relation_views(shown)] == [1]


def test_relation_in_a_sentence_without_a_claim_leads_to_its_row():
    sentences = factory.sentences(ARTICLE)
    lone = replace(relation(claim_id=None), sentence_id=sentences[1].id)
    tree = html.document_fromstring(page(dossier(lone)))
    (edge,) = tree.xpath("//svg[@class='ties']/a")
    (row,) = tree.xpath(f"//tr[@id='{edge.get('href')[1:]}']")
    assert "Lima soutient Oslo" in row.text_content()


def test_graph_has_a_dozen_nodes_at_most_and_the_table_all():
    names = {f"S{n}": f"Pays {n}" for n in range(20)}
    many = [relation(f"S{n}", f"S{n + 1}") for n in range(19)]
    assert len(drawn(*many, names=names).xpath(".//*[@class='node']")) <= MOST_NODES
    tree = html.document_fromstring(page(dossier(*many, names=names)))
    assert len(tree.xpath("//section[contains(@class, 'who')]//tbody/tr")) == len(many)


@pytest.mark.parametrize("count", [2, 3, 6, 11])
def test_no_two_nodes_stand_in_one_place(count):
    names = {f"S{n}": f"Pays {n}" for n in range(count)}
    svg = drawn(*[relation(f"S{n}", f"S{(n + 1) % count}") for n in range(count)], names=names)
    places = {(dot.get("cx"), dot.get("cy")) for dot in svg.xpath(".//circle")}
    assert len(places) == count


def test_graph_has_no_style_or_script_of_its_own_and_escapes_names():
    shown = view(dossier(relation(), names={**NAMES, "PRT": "<b onload=x>"}))
    drawing = graph(relation_views(shown), shown.context)
    assert "style=" not in drawing
    assert "<b " not in drawing


def test_page_without_relations_has_no_section():
    assert 'id="ties"' not in page(dossier())


def test_terminal_lists_groups_under_their_own_heading():
    lines = [line.plain for line in report(dossier(relation(), relation("PER", source=factory.named("Lima"))))]
    at = lines.index("Qui avec qui")
    said = [re.sub(r"\s+", " ", line).strip() for line in lines[at + 1 : at + 3]]
    assert said == ["Portugal → Norvège : armes", "Pérou → Norvège : armes (selon Lima)"]


def test_terminal_without_relations_has_no_heading():
    assert "Qui avec qui" not in [line.plain for line in report(dossier())]


def test_relations_survive_json():
    one = dossier(relation(modality=Modality.FUTURE))
    assert from_json(to_json(one)).relations == one.relations


def test_groups_keep_reading_order():
    shown = view(dossier(relation("PER"), relation("PRT"), relation("PER")))
    assert [(edge.first.subject, len(edge.views)) for edge in edges(relation_views(shown))] == [
        ("Pérou", 2),
        ("Portugal", 1),
    ]


def test_many_edges_bear_numbers_that_the_table_explains():
    names = {f"S{n}": f"Pays {n}" for n in range(12)}
    many = [relation(f"S{n}", f"S{(n + 5) % 12}") for n in range(12)]
    assert labels(drawn(*many, names=names)) == [str(n) for n in range(1, 13)]
    tree = html.document_fromstring(page(dossier(*many, names=names)))
    rows = tree.xpath("//section[contains(@class, 'who')]//tbody/tr")
    assert [row.xpath("./td[@class='edge']")[0].text_content() for row in rows] == [str(n) for n in range(1, 13)]
    assert "numéro" in tree.xpath("//section[contains(@class, 'who')]/p")[0].text_content()


def test_narrow_graph_keeps_to_its_width():
    names = {f"S{n}": f"Pays numéro {n}" for n in range(12)}
    shown = view(dossier(*[relation(f"S{n}", f"S{(n + 5) % 12}") for n in range(12)], names=names))
    svg = html.fragment_fromstring(graph(relation_views(shown), shown.context, NARROW))
    assert svg.get("class") == "ties narrow"
    assert all(40 < float(dot.get("cx")) < NARROW - 40 for dot in svg.xpath(".//circle"))
