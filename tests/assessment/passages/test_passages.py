"""What the passages of a library make of claims: when they decide, when they are silent, and what is shown of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from assessment.passages.shelves import Shelves, judge, passage
from factory import article
from sourcier.assessment.passages import Checked, check_passages
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.findings import Assessment, Caveat, Verdict, WhyNone
from sourcier.core.library import Passage
from sourcier.core.testimony import VetoKind
from sourcier.evidence.packs import open_packs
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

DAY = date(2021, 6, 1)
BRIDGE = "Le pont de Valmorand a coûté 14 200 euros au département en 2020."
SAME = "En 2020, le pont de Valmorand a coûté 14 200 euros au département. Il a ouvert en mars."
OTHER = "Le pont de Valmorand a coûté 31 500 euros au département en 2020."


@cache
def _names() -> Gazetteer:
    return Gazetteer.of(open_packs().entities)


def check(
    text: str,
    *passages: Passage,
    lang: Lang = "fr",
    before: Verdict | None = None,
    is_trusted: bool = True,
    **known: Any,
) -> Checked:
    draft = read_text(article(text, lang=lang, **({"published": DAY} | known)), _names())
    claims, _ = find_claims(draft)
    assessments = [_open(claim, before) for claim in claims]
    return check_passages(
        draft,
        claims,
        assessments,
        Shelves(*passages),
        judge=judge,
        find=find_claims,
        is_trusted=is_trusted,
        gazetteer=_names(),
    )


def _open(claim: Claim, before: Verdict | None) -> Assessment:
    if before is None:
        return Assessment(claim.id, None, WhyNone.NO_TABLE, "")
    return Assessment(claim.id, before, None, "", finding_ids=("fnd-1",), at_publication=before)


def verdict(found: Checked) -> tuple[Verdict | None, Verdict | None, set[Caveat]]:
    (one,) = found.assessments
    return one.verdict, one.at_publication, set(one.caveats)


def test_a_passage_that_says_the_same_supports_as_a_single_source() -> None:
    found = check(BRIDGE, passage(SAME))
    assert verdict(found) == (Verdict.SUPPORTED, Verdict.SUPPORTED, {Caveat.SINGLE_SOURCE})
    (finding,) = found.findings
    assert [span.of(SAME) for span in finding.deciding] == ["En 2020", "coûté", "14 200 euros"]
    assert found.assessments[0].finding_ids == (finding.id,)


def test_another_figure_for_the_same_thing_refutes() -> None:
    found = check(BRIDGE, passage(OTHER))
    assert verdict(found) == (Verdict.REFUTED, Verdict.REFUTED, {Caveat.SINGLE_SOURCE})
    assert "« 31 500 euros », et non « 14 200 euros »" in found.assessments[0].justification
    assert [span.of(OTHER) for span in found.findings[0].deciding] == ["31 500 euros"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Le département a payé 14 200 euros pour le pont de Valmorand en 2016.", VetoKind.DATE),
        ("Le pont de Brissy a coûté 14 200 euros au département en 2020.", VetoKind.PLACE),
    ],
)
def test_a_passage_about_another_time_or_thing_is_shown_and_decides_nothing(text: str, kind: VetoKind) -> None:
    found = check(BRIDGE, passage(text))
    assert found.assessments[0].verdict is None
    assert [[one.kind for one in finding.vetoes] for finding in found.findings] in ([[kind]], [])


def test_a_passage_without_the_figure_supports_nothing() -> None:
    found = check(BRIDGE, passage("Le pont de Valmorand a coûté cher au département en 2020."))
    assert found.assessments[0].verdict is None


def test_an_origin_counts_once_and_its_copies_are_counted() -> None:
    copies = [passage(SAME, f"Journal {n}", origin="org-wire") for n in range(4)]
    found = check(BRIDGE, *copies)
    assert verdict(found)[2] == {Caveat.SINGLE_SOURCE}
    assert {finding.copies for finding in found.findings} == {3}
    two = check(
        BRIDGE, *copies, passage("En 2020, le pont de Valmorand a coûté 14 200 euros au département.", "L’Écho")
    )
    assert verdict(two)[2] == set()
    assert "2 sources indépendantes, 3 copies" in two.assessments[0].justification


def test_sources_that_disagree_conflict() -> None:
    found = check(BRIDGE, passage(SAME), passage(OTHER, "L’Écho"))
    assert verdict(found)[0] is Verdict.CONFLICTING


def test_what_is_younger_than_the_article_never_counts_for_its_day() -> None:
    found = check(BRIDGE, passage(OTHER, day=date(2022, 1, 5)))
    assert verdict(found)[:2] == (Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE)
    assert Caveat.ONLY_KNOWN_LATER in verdict(found)[2]
    assert found.findings[0].clock == "now"


def test_what_has_no_date_is_known_now_and_not_then() -> None:
    found = check(BRIDGE, passage(SAME, day=None))
    assert verdict(found) == (Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE, {Caveat.SINGLE_SOURCE})


def test_a_party_never_decides_alone() -> None:
    text = "La société Valmorand Énergie a planté 14 200 arbres en 2020."
    same = "En 2020, Valmorand Énergie a planté 14 200 arbres."
    own = check(text, passage(same, "Valmorand Énergie"))
    assert own.assessments[0].verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}
    assert not own.findings or Caveat.INTERESTED_SOURCE in own.findings[0].caveats
    fair = check(text, passage(same, "Valmorand Énergie"), passage(f"{same} Nous les avons comptés.", "L’Écho"))
    assert fair.assessments[0].verdict is Verdict.SUPPORTED


LONG = (
    "Le pont de Valmorand a coûté 14 200 euros au département en 2020, et les habitants de la rive gauche l’empruntent "
    "chaque matin pour se rendre à la gare ou au marché couvert de la vieille ville."
)


@pytest.mark.parametrize(
    ("text", "known", "is_evidence"),
    [
        (BRIDGE, {"url": "http://journal.example/pont?x=1"}, False),
        (BRIDGE, {"url": "http://autre.example/pont"}, True),  # the source whose sentence the article took over
        (LONG, {"day": date(2021, 6, 1)}, False),  # a reprint of the article's day
        (LONG, {"day": date(2021, 1, 5)}, False),  # so long a run is a reprint, whenever it came out
        ("Le pont de Valmorand a coûté 14 200 euros au département en 2020.", {"day": date(2021, 1, 5)}, True),
    ],
)
def test_the_article_is_no_evidence_for_itself(text: str, known: dict[str, Any], is_evidence: bool) -> None:
    own = passage(text, "Autre Journal", **known)
    found = check(text, own, url="https://www.journal.example/pont/")
    assert bool(found.findings) == is_evidence


def test_tables_outrank_passages() -> None:
    found = check(BRIDGE, passage(OTHER), before=Verdict.SUPPORTED)
    assert found.findings == ()
    assert verdict(found)[0] is Verdict.SUPPORTED


def test_a_claim_is_looked_up_across_languages() -> None:
    text = "Unemployment in Portugal fell to 6.1 percent in 2022."
    told = "Au Portugal, le taux de chômage (unemployment) est descendu à 6,1 % en 2022."
    found = check(text, passage(told, day=date(2023, 1, 3)), lang="en", published=date(2023, 5, 1))
    assert {one.claim_side for finding in found.findings for one in finding.vetoes} == set()


def test_nothing_is_asked_of_the_judge_where_nothing_is_near() -> None:
    draft = read_text(article(BRIDGE, published=DAY), _names())
    claims, _ = find_claims(draft)

    def refuse(pairs: Any) -> Any:
        raise AssertionError(pairs)

    unrelated = passage("La récolte de pommes a été abondante dans le Nord.")
    assessments = [_open(claim, None) for claim in claims]
    found = check_passages(
        draft,
        claims,
        assessments,
        Shelves(unrelated),
        judge=refuse,
        find=find_claims,
        is_trusted=True,
        gazetteer=_names(),
    )
    assert found.assessments == tuple(assessments)


def test_a_judge_that_is_not_trusted_decides_nothing() -> None:
    found = check(BRIDGE, passage(SAME), is_trusted=False)
    assert verdict(found) == (Verdict.NOT_ENOUGH_EVIDENCE, Verdict.NOT_ENOUGH_EVIDENCE, set())
    assert [one.stance for one in found.findings] == [Verdict.SUPPORTED]
    assert "dit la même chose" in found.assessments[0].justification
    assert found.assessments[0].finding_ids == (found.findings[0].id,)


def test_a_paper_with_a_towns_name_is_no_party_to_the_town() -> None:
    found = check(
        "La ville de Rennes a planté 14 200 arbres en 2020.",
        passage(
            "La ville de Rennes a planté 14 200 arbres en 2020, selon nos décomptes.", publisher="Le Courrier de Rennes"
        ),
    )
    assert found.findings
    assert Caveat.INTERESTED_SOURCE not in found.findings[0].caveats


def test_of_two_counts_of_one_publisher_the_later_stands() -> None:
    first = passage(OTHER, "L’Écho", day=date(2021, 1, 4), origin="org-first")
    found = check(BRIDGE, first, passage(SAME, "L’Écho", day=date(2021, 3, 2), origin="org-second"))
    assert verdict(found)[0] is Verdict.SUPPORTED


@pytest.mark.parametrize("publisher", ["Ministère des Transports", "Ville de Valmorand", "Mairie de Valmorand"])
def test_an_office_is_a_party_to_what_it_serves(publisher: str) -> None:
    text = "La ville de Valmorand a planté 14 200 arbres en 2020."
    found = check(text, passage("En 2020, Valmorand a planté 14 200 arbres.", publisher))
    assert found.assessments[0].verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}
    assert all(Caveat.INTERESTED_SOURCE in one.caveats for one in found.findings)


def test_an_old_text_does_not_tell_how_things_are() -> None:
    text = "Le pont de Valmorand mesure 320 mètres."
    assert check(text, passage(text, day=date(2012, 1, 1))).assessments[0].verdict is None
    assert check(text, passage(text, day=date(2022, 1, 1))).assessments[0].verdict is None
    assert check(text, passage(text)).assessments[0].verdict is Verdict.SUPPORTED


def test_what_keeps_a_passage_from_deciding_is_said_in_words() -> None:
    found = check(BRIDGE, passage("Le pont de Valmorand aurait coûté 14 200 euros au département en 2020."))
    assert "ne l’affirme pas lui-même, « aurait coûté »" in found.findings[0].statement
    other = check(BRIDGE, passage("Le pont de Valmorand a coûté 31 500 euros au département en 2016."))
    assert "le passage dit" in other.findings[0].statement
    assert "en 2016" in other.findings[0].statement
