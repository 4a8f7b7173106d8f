"""What stands for each claim: one order, one numbering, one verdict or none."""

from __future__ import annotations

import pytest

from dossier.exports import material
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision, added_key
from sourcier.core.spans import Span
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.exports.standing import Found, Stood, made_by_people, stood

FOUND = (
    Found("clm-a", Span(0, 40), Verdict.REFUTED),
    Found("clm-b", Span(50, 90), None),
    Found("clm-c", Span(100, 140), Verdict.SUPPORTED),
)
HALVES = (Span(50, 70), Span(72, 90))


def decision(claim_id: str, action: Action, verdict: Verdict | None = None, **known) -> Revision:
    return material.decision(claim_id, action, verdict, article_id="art-1", **known)


def of(*revisions: Revision) -> dict[str, Stood]:
    return {one.number: one for one in stood(FOUND, revisions)}


def test_a_parent_comes_before_its_parts_in_their_order():
    split = decision("clm-b", Action.SPLIT, spans=HALVES)
    assert list(of(split)) == ["1", "2", "2a", "2b", "3"]
    assert [one.part_of for one in stood(FOUND, [split])] == [None, None, "clm-b", "clm-b", None]
    quarters = (Span(72, 80), Span(82, 90))
    again = decision(parts(split)[1], Action.SPLIT, spans=quarters, minute=1)
    assert list(of(split, again)) == ["1", "2", "2a", "2b", "2ba", "2bb", "3"]
    # Whoever splits the whole anew by the same words finds what was said about the parts.
    anew = decision("clm-b", Action.SPLIT, spans=HALVES, minute=2)
    assert list(of(split, again, anew)) == ["1", "2", "2a", "2b", "2ba", "2bb", "3"]


def test_parts_are_no_more_where_the_whole_is_decided():
    split = decision("clm-b", Action.SPLIT, spans=HALVES)
    within = decision(parts(split)[0], Action.SPLIT, spans=(Span(50, 60), Span(62, 70)), minute=1)
    whole = decision("clm-b", Action.CHANGE, Verdict.REFUTED, minute=2)
    assert list(of(split, within, whole)) == ["1", "2", "3"]
    made = made_by_people([split, within, whole])
    assert {made[one] for one in parts(split).values()} == set(HALVES)


def test_added_claims_stand_where_they_are_read_numbered_as_they_came():
    last, first = Span(92, 98), Span(42, 48)
    adding = [
        decision(added_key("art-1", span), Action.ADD_CLAIM, spans=(span,), minute=minute)
        for minute, span in enumerate((last, first, last))
    ]
    assert list(of(*adding)) == ["1", "A2", "2", "A1", "3"]


@pytest.mark.parametrize(
    ("actions", "counts_as", "verdict"),
    [
        ([], "refuted", Verdict.REFUTED),
        ([(Action.CONFIRM, Verdict.REFUTED)], "refuted", Verdict.REFUTED),
        ([(Action.CHANGE, Verdict.SUPPORTED)], "supported", Verdict.SUPPORTED),
        ([(Action.WITHHOLD, None)], "withheld", None),
        ([(Action.DISMISS, None)], "dismissed", None),
        ([(Action.CHANGE, Verdict.SUPPORTED), (Action.WITHHOLD, None)], "disputed", None),
        ([(Action.WITHHOLD, None), (Action.CHANGE, Verdict.SUPPORTED)], "disputed", Verdict.SUPPORTED),
        ([(Action.CONFIRM, Verdict.REFUTED), (Action.CONFIRM, Verdict.REFUTED)], "refuted", Verdict.REFUTED),
    ],
)
def test_a_claim_counts_once_and_as_what_people_made_of_it(actions, counts_as, verdict):
    saved = [decision("clm-a", action, given, minute=at) for at, (action, given) in enumerate(actions)]
    one = of(*saved)["1"]
    assert (one.counts_as, one.verdict, one.program) == (counts_as, verdict, Verdict.REFUTED)


def test_rivals_are_all_that_differ_and_end_with_who_saw_them():
    first = decision("clm-a", Action.CHANGE, Verdict.SUPPORTED)
    other = decision("clm-a", Action.CHANGE, Verdict.CONFLICTING, minute=1, author="Bo Lind")
    third = decision("clm-a", Action.WITHHOLD, minute=2, author="Cy Tal")
    assert of(first, other, third)["1"].standing.rivals == (first, other, third)
    settled = decision("clm-a", Action.CHANGE, Verdict.SUPPORTED, minute=3, seen=third.id)
    assert of(first, other, third, settled)["1"].standing.rivals == ()
    assert not of(first, other, third, settled)["1"].is_disputed
