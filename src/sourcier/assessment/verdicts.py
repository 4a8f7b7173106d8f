"""From checked parts to one assessment of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sourcier.assessment.comparison import show_day
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.wording import say, sentence
from sourcier.core.claims import Checkability, Claim, ClaimKind
from sourcier.core.findings import Assessment, Candidate, Verdict, WhyNone

ORDER = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE)
"""A claim is refuted as soon as one part is; what supports the rest does not mend it."""


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the verdict of a whole from those of its parts; None for no part.

    >>> worst([Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE])
    <Verdict.SUPPORTED: 'supported'>
    """
    found = set(verdicts)
    return next((verdict for verdict in ORDER if verdict in found), None)


def conclude(claim: Claim, parts: Sequence[Part], desk: Desk, *, explain: bool) -> Assessment:
    """Return the assessment that some checked parts make."""
    considered = _considered(desk.rejected) if explain else ()
    verdict = worst(part.verdict for part in parts)
    deciding = sorted(parts, key=lambda part: ORDER.index(part.verdict))
    findings = [finding for part in deciding for finding in part.findings]
    if verdict is None or (not findings and verdict is not Verdict.NOT_ENOUGH_EVIDENCE):
        if desk.missing:
            return Assessment(
                claim.id,
                Verdict.NOT_ENOUGH_EVIDENCE,
                None,
                sentence(desk.missing[0]),
                considered=considered,
                at_publication=Verdict.NOT_ENOUGH_EVIDENCE,
            )
        return Assessment(claim.id, None, WhyNone.NO_TABLE, say("no_table", desk.lang), considered=considered)
    telling = [part for part in deciding if part.verdict is verdict]
    caveats = list(dict.fromkeys(caveat for part in telling for caveat in part.caveats))
    # The finding that decides speaks first, then one sentence that completes it; the rest stands in the findings.
    words = [finding.statement for finding in findings[:1]] or desk.missing[:1]
    words += [part.note for part in telling if part.note][:1]
    justification = " ".join(sentence(one) for one in dict.fromkeys(words))
    earlier = worst(part.at_publication or part.verdict for part in parts)
    return Assessment(
        claim_id=claim.id,
        verdict=verdict,
        why_none=None,
        justification=justification,
        finding_ids=tuple(dict.fromkeys(finding.id for finding in findings)),
        caveats=tuple(caveats),
        at_publication=earlier,
        considered=considered,
    )


def no_verdict(claim: Claim, desk: Desk) -> Assessment | None:
    """Return the assessment of a claim that no table can bear on, whatever it says; None for the others."""
    lang = desk.lang
    if claim.kind is ClaimKind.QUOTE:
        return Assessment(claim.id, None, WhyNone.QUOTE, say("why_quote", lang))
    if claim.kind is ClaimKind.PREDICTION or claim.checkability is Checkability.NOT_YET:
        day = checkable_from(claim, desk)
        text = say("why_not_yet", lang) if day is None else say("why_not_before", lang, day=show_day(day, lang))
        return Assessment(claim.id, None, WhyNone.NOT_YET, text, checkable_from=day)
    if claim.checkability is Checkability.NOT_CHECKABLE:
        return Assessment(claim.id, None, WhyNone.NOT_CHECKABLE, say("why_not_checkable", lang))
    return None


def checkable_from(claim: Claim, desk: Desk) -> date | None:
    """Return the first day on which a prediction could be checked: when its time, or its delay, is over."""
    today = desk.draft.article.published
    if today is None:
        return None
    # A year is known when it is over; "à partir de 2030" begins to be.
    future = [time.end or time.start for time in claim.times if time.start is not None and time.start > today]
    if future:
        return min(day for day in future if day is not None)
    for quantity in claim.quantities:
        months = {"mo": 1, "a": 12, "month": 1, "year": 12, "mois": 1, "an": 12, "ans": 12}.get(quantity.unit)
        if months and quantity.low is not None:
            return _add_months(today, int(quantity.low * months))
    ends = [time.end for time in claim.times if time.end is not None and time.end > today]
    return min(ends) if ends else None


def _add_months(day: date, months: int) -> date:
    """Return the day so many months later, the month's last day where it is shorter.

    >>> _add_months(date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    at = day.year * 12 + day.month - 1 + months
    for last in range(day.day, 0, -1):
        try:
            return date(at // 12, at % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def _considered(rejected: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return what was put aside, each table once per reason, likeliest first."""
    seen: dict[tuple[str, str, str], Candidate] = {}
    for one in rejected:
        seen.setdefault((one.pack, one.resource, one.rejected), one)
    return tuple(sorted(seen.values(), key=lambda one: (-one.probability, one.pack, one.resource)))
