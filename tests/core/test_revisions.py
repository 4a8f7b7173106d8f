"""A claim's standing is the last decision of a person; two that did not know of each other are a conflict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, AddedEvidence, Revision, added_key, standing
from sourcier.core.spans import Span

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def decided(
    action: Action, verdict: Verdict | None = None, *, minute: int = 0, seen: str | None = None, author: str = "Ana"
) -> Revision:
    at = NOON + timedelta(minutes=minute)
    key = Revision.key("art-1", "clm-1", action, author, at, "lu")
    return Revision(key, "art-1", "clm-1", action, "lu", author, at, seen=seen, verdict=verdict)


def test_no_decision_leaves_the_verdict_to_the_machine() -> None:
    assert (standing([]).last, standing([]).verdict) == (None, None)


def test_the_last_decision_stands() -> None:
    first = decided(Action.CONFIRM, Verdict.REFUTED)
    second = decided(Action.CHANGE, Verdict.SUPPORTED, minute=5, seen=first.id)
    assert standing([first, second]).verdict is Verdict.SUPPORTED
    assert standing([first, second]).conflicts == ()
    withheld = standing([first, second, decided(Action.WITHHOLD, minute=9, seen=second.id)])
    assert (withheld.verdict, withheld.is_withheld, withheld.is_dismissed) == (None, True, False)


@pytest.mark.parametrize(
    ("second", "is_conflict"),
    [
        (decided(Action.CHANGE, Verdict.SUPPORTED, minute=1, author="Bo"), True),
        (decided(Action.DISMISS, minute=1, author="Bo"), True),
        (decided(Action.CONFIRM, Verdict.REFUTED, minute=1, author="Bo"), False),
        (decided(Action.CHANGE, Verdict.REFUTED, minute=1, author="Bo"), False),
    ],
)
def test_two_who_saved_without_sight_of_each_other_conflict_where_they_differ(
    second: Revision, is_conflict: bool
) -> None:
    first = decided(Action.CONFIRM, Verdict.REFUTED)
    found = standing([first, second])
    assert bool(found.conflicts) is is_conflict
    assert found.last == second, "both are kept, and the later one stands until somebody decides"


def test_evidence_decides_nothing() -> None:
    evidence = AddedEvidence("https://example.org/a", None, None, Verdict.REFUTED)
    key = Revision.key("art-1", "clm-1", Action.ADD_EVIDENCE, "Ana", NOON, "source")
    added = Revision(key, "art-1", "clm-1", Action.ADD_EVIDENCE, "source", "Ana", NOON, evidence=evidence)
    assert standing([added]).last is None


@pytest.mark.parametrize(
    ("action", "fields", "told"),
    [
        (Action.CONFIRM, {}, "verdict"),
        (Action.DISMISS, {"verdict": Verdict.REFUTED}, "verdict"),
        (Action.ADD_CLAIM, {}, "spans"),
        (Action.DISMISS, {"spans": (Span(0, 2),)}, "spans"),
        (Action.ADD_EVIDENCE, {}, "evidence"),
        (Action.DISMISS, {"reason": "  "}, "reason"),
        (Action.DISMISS, {"at": datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1)))}, "UTC"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(action: Action, fields: dict[str, object], told: str) -> None:
    given: dict[str, object] = {"reason": "lu", "at": NOON, **fields}
    with pytest.raises(ValueError, match=told):
        Revision("rev-1", "art-1", "clm-1", action, author="Ana", **given)  # type: ignore[arg-type]


def test_a_part_of_a_claim_is_another_claim_than_the_same_words_added() -> None:
    assert added_key("art-1", Span(3, 9)) != added_key("art-1", Span(3, 9), part_of="clm-1")


def test_a_conflict_outlives_a_third_who_has_not_seen_it() -> None:
    first = decided(Action.CONFIRM, Verdict.REFUTED)
    second = decided(Action.CHANGE, Verdict.SUPPORTED, minute=1, author="Bo")
    again = decided(Action.CHANGE, Verdict.SUPPORTED, minute=2, author="Bo")
    found = standing([first, second, again])
    assert (first, again) in found.conflicts, "the same answer sent twice settles nothing"


def test_a_conflict_ends_with_who_has_seen_both() -> None:
    first = decided(Action.CONFIRM, Verdict.REFUTED)
    second = decided(Action.CHANGE, Verdict.SUPPORTED, minute=1, author="Bo")
    third = decided(Action.CONFIRM, Verdict.REFUTED, minute=2, author="Cy", seen=second.id)
    assert not any(after == third for _, after in standing([first, second, third]).conflicts)
