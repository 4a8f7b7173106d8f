"""Every claim of an article against the packs: which operations try a claim, in which words, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sourcier.assessment.antecedents import told_of
from sourcier.assessment.clauses import is_bare_count, unnamed_by
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lending import is_owned_by_somebody, lent_to, without_counted
from sourcier.assessment.negation import denied
from sourcier.assessment.operations.belonging import capital, membership, office
from sourcier.assessment.operations.estimates import estimate
from sourcier.assessment.operations.figures import (
    balance,
    comparison,
    cumulative,
    ellipsis,
    inhabitants,
    lookup,
    perhead,
    rank,
    record,
    respective,
    shift,
    steady,
    totals,
    trend,
)
from sourcier.assessment.operations.france import elections
from sourcier.assessment.operations.occurrences import absence, count, event
from sourcier.assessment.operations.own import internal
from sourcier.assessment.operations.own.own_terms import told_by
from sourcier.assessment.operations.votes import coalition, vote
from sourcier.assessment.owned import alone, is_only_placed, owned_figures, without_owned, without_said
from sourcier.assessment.periods import one_time
from sourcier.assessment.resumed import resumed
from sourcier.assessment.rounding import softened
from sourcier.assessment.scope import Scope, Word, scope_of
from sourcier.assessment.set_beside import with_rest
from sourcier.assessment.supposed import Supposed, is_a_list, supposed, supposed_from
from sourcier.core.claims import Checkability, Claim, ClaimKind
from sourcier.core.findings import Caveat, Verdict
from sourcier.core.language import Mention, Quantity, TimeInterval
from sourcier.core.spans import Span

Check = Callable[[Scope, Desk], list[Part]]
STEPS: tuple[tuple[Check, ...], ...] = (
    (vote.check, elections.check),
    (estimate.check, internal.check),
    (absence.check, count.check, membership.check, office.check, event.check, capital.check),
    (coalition.check,),
    (cumulative.check,),
    (steady.check,),
    (record.check,),
    (rank.check, totals.check, comparison.check, trend.check),
    (respective.check,),
    (lookup.check,),
    (balance.check,),
    (perhead.check,),
    (inhabitants.check,),
)
"""Groups in order; the first group that has anything to say is the last one asked, so that one figure is not
checked twice under two operations."""
RELATIONS: tuple[tuple[Check, ...], ...] = ((vote.check,), (membership.check, office.check))
"""What a report of words may still assert by itself: who the speaker is, how a state voted."""
TITLES: tuple[tuple[Check, ...], ...] = ((office.check,),)
"""What an announcement may say of today: the title of whoever is expected tomorrow."""
BELIEFS: tuple[tuple[Check, ...], ...] = ((estimate.check,),)
"""What a belief may assert: an issuer who believes so estimates."""
AROUND = frozenset({vote.check, estimate.check})
"""What reads the clauses around a claim: of another vote, another day."""
_Found = TypeVar("_Found", Mention, Quantity, TimeInterval)
OWN_SUMS: tuple[tuple[Check, ...], ...] = ((internal.check,),)
RELATIVES = frozenset({"qui", "dont", "lequel", "laquelle", "who", "which", "that", "whose"})
PRONOUNS = frozenset({"il", "elle", "ils", "elles", "it", "he", "she", "they"})
LONGEST = 60
"""Words of a sentence that may be read whole; in a longer one too many things stand side by side."""


def read_sentence(claims: Sequence[Claim], desks: dict[str, Desk], span: Span | None) -> dict[str, list[Part]]:
    """Return the parts of each claim of a sentence: read in its own words, then in those of the sentence.

    A claim is cut as short as keeps it whole for a reader; what it is about often stands outside of it. Where its own
    words decide nothing, the sentence is read as one claim, on account of the claim that bears its figure or date.
    """
    first = desks[claims[0].id]
    if span is not None and is_a_list(span.of(first.draft.article.text)):
        return {one.id: [] for one in claims}
    spoken = None if span is None else scope_of(first.draft, claims[0], first.tables, span=span)
    held = supposed(spoken) if spoken is not None else Supposed.NO
    if spoken is not None and (spoken.is_adrift or held is not Supposed.NO):
        believed = BELIEFS if held is Supposed.BELIEVED and not spoken.is_adrift else ()
        start = None if spoken.is_adrift or span is None else supposed_from(spoken)
        before = [one for one in claims if start is not None and one.span.end <= start]
        if span is not None and start is not None and before:
            rest = [one for one in claims if one not in before]
            kept = {one.id: run(scope_of(first.draft, one, first.tables), desks[one.id], believed) for one in rest}
            return read_sentence(before, desks, Span(span.start, start)) | kept
        return {one.id: run(scope_of(first.draft, one, first.tables), desks[one.id], believed) for one in claims}
    parts = {claim.id: _own_parts(claim, claims, desks[claim.id], span) for claim in claims}
    if spoken is not None and len(spoken.words) <= LONGEST:
        _read_on(spoken, claims, desks, parts)
    bearer = _bearer(claims)
    if span is None or bearer is None or len(bearer.anchor.exact) == len(span):
        return parts
    if not (bearer.quantities or bearer.times):
        # "X était encore en prison ; il serait président": what stands behind is said by itself.
        behind = span.of(first.draft.article.text)[bearer.span.end - span.start :]
        if behind.lstrip().startswith(";"):
            return parts
    desk = desks[bearer.id]
    whole = scope_of(desk.draft, bearer, desk.tables, span=span)
    if len(whole.words) > LONGEST or is_only_placed(scope_of(desk.draft, bearer, desk.tables)):
        return parts
    own = run(whole, desk, OWN_SUMS)
    if any(part.verdict is not Verdict.NOT_ENOUGH_EVIDENCE for part in own):
        # The article's own sums go first only where they decide; what tables say always leads the rest.
        told = told_by(claims, own) or bearer
        parts[told.id] = own if told == bearer else run(replace(whole, claim=told), desks[told.id], OWN_SUMS)
    elif not any(part.findings for some in parts.values() for part in some):
        lent = (
            whole
            if len(claims) == 1
            else _around(whole, bearer, [one for one in claims if one != bearer and not _is_relative(one)])
        )
        if not parts[bearer.id] and is_bare_count(scope_of(desk.draft, bearer, desk.tables), whole):
            lent = unnamed_by(lent, bearer.span)
        is_nameless = not any(bearer.span.overlaps(one.span) for one in whole.mentions)
        if is_nameless and is_owned_by_somebody(whole, bearer) and not lent_to(whole, bearer, claims, desk):
            return parts  # his figure, and nothing says who he is
        if len(claims) > 1 and is_nameless:
            allowed = [one for one in lent_to(whole, bearer, claims, desk) if one in lent.mentions]
            lent = replace(lent, mentions=tuple(allowed))
        if bool(lent.times) == bool(whole.times):  # without its only date a past would pass for today
            parts[bearer.id] = parts[bearer.id] or run(lent, desk, _steps(bearer, lent, alone=True))
    else:
        parts[bearer.id] = parts[bearer.id] or own
    return parts


def _own_parts(claim: Claim, claims: Sequence[Claim], desk: Desk, span: Span | None) -> list[Part]:
    """Return the parts of a claim read in its own words, with what it lacks of its sentence."""
    telling = _telling(claim, claims)
    scope = _own_scope(desk, claim, claims, span, telling)
    steps = () if is_only_placed(scope) else _steps(claim, scope, alone=len(claims) == 1)
    # What is said of the world is not a figure of the state that the next clause names.
    is_nameless = not scope.mentions and not scope.has("world") and telling is None
    if span is not None and is_nameless and (scope.quantities or scope.times):
        sentence = scope_of(desk.draft, claim, desk.tables, span=span)
        around = lent_to(sentence, claim, claims, desk)
        if sentence.mentions and not around and (told := told_of(scope, desk, span)) is not None:
            around = [told]
        scope = scope_of(desk.draft, claim, desk.tables, borrowed=_lent(scope, around))
        if is_bare_count(scope, sentence):
            return []
        if sentence.times and not scope.times and not any(map(_is_finite, scope.words)):
            # as in "Exports: 136 % of GDP. Ireland, 2023.", « … fini 2010 en récession, un chômage à 11 % »
            one = one_time(sentence.times)
            scope, steps = (replace(scope, times=(one,)), steps) if one is not None else (scope, ())
    if steps is TITLES:
        scope = replace(scope, times=())
    found = run(scope, desk, steps)
    if not found and span is not None and (taken_up := resumed(scope, desk, span)) is not None:
        found = run(taken_up, desk, [[check for check in group if check not in AROUND] for group in steps])
    # Whoever takes office in the days between may go by the title already.
    return [one for one in found if steps is not TITLES or Caveat.ONLY_KNOWN_LATER not in one.caveats]


def _telling(claim: Claim, claims: Sequence[Claim]) -> Span | None:
    """Return the words of a report that are not those it reports, which are claims of their own: who says so, when."""
    within = [one.span for one in claims if one is not claim and claim.span.contains(one.span)]
    if claim.kind is not ClaimKind.QUOTE or not within:
        return None
    before = Span(claim.span.start, min(one.start for one in within))
    after = Span(max(one.end for one in within), claim.span.end)
    return max(before, after, key=len)


def _is_finite(word: Word) -> bool:
    return word.token.morph.get("VerbForm", []) == ["Fin"]


def _own_scope(desk: Desk, claim: Claim, claims: Sequence[Claim], span: Span | None, telling: Span | None) -> Scope:
    """Return the scope of a claim's own words: of a report those that tell of it, of others with the heading before."""
    scope = without_said(scope_of(desk.draft, claim, desk.tables), [one for one in claims if one is not claim])
    topic = telling or (None if span is None else _topic_of(scope, claim, span))
    return scope if topic is None else scope_of(desk.draft, claim, desk.tables, span=topic)


def _topic_of(scope: Scope, claim: Claim, span: Span) -> Span | None:
    """Return a claim with the heading before it, where a pronoun takes that up: "Switzerland? It never joined …"."""
    first = scope.words[0] if scope.words else None
    if first is None or first.folded not in PRONOUNS or not first.token.is_sent_start:
        return None
    return Span(span.start, claim.span.end) if span.start < first.span.start else None


def _read_on(whole: Scope, claims: Sequence[Claim], desks: dict[str, Desk], parts: dict[str, list[Part]]) -> None:
    """Add the parts of figures that stand beside a first one: "…, contre 3,1 % un an plus tôt"."""
    bearer = next((one for one in claims if one.quantities), None)
    if bearer is not None and not any(part.findings for some in parts.values() for part in some):
        lead = ellipsis.lead_scope(replace(whole, claim=bearer))
        if lead is not None and not lead.mentions and whole.mentions:
            told = told_of(lead, desks[bearer.id], bearer.span)
            lead = lead if told is None else replace(lead, mentions=(told,))
        if lead is not None:
            found = with_rest(whole, desks[bearer.id], run(lead, desks[bearer.id], ((lookup.check,),)))
            parts[bearer.id] = found if any(part.findings for part in found) else parts[bearer.id]
    for read in (ellipsis.follow, shift.follow):
        for name, more in read(whole, claims, desks, parts).items():
            parts[name] = [*parts[name], *more]


def _around(whole: Scope, claim: Claim, others: Sequence[Claim]) -> Scope:
    """Return a sentence read for one of its claims: the words of all, but its own figures, dates and names.

    Another clause lends a claim its verb or its measure, and what the claim itself lacks. To one with a name and a
    figure of its own it lends no date: that is the date of the other clause ("… fermé en 2022, le chômage touchait …").
    """
    is_full = bool(claim.quantities) and any(claim.span.overlaps(one.span) for one in whole.mentions)

    def own(found: Sequence[_Found]) -> tuple[_Found, ...]:
        mine = tuple(one for one in found if claim.span.overlaps(one.span))
        if mine or not is_full:
            return mine or tuple(found)
        return tuple(one for one in found if not any(other.span.overlaps(one.span) for other in others))

    whole = without_counted(whole, claim, others)
    return replace(whole, quantities=own(whole.quantities), times=own(whole.times), mentions=own(whole.mentions))


def _is_relative(claim: Claim) -> bool:
    """Say whether a claim only completes the name before it ("the 35 countries | that abstained on Wednesday")."""
    return not RELATIVES.isdisjoint(claim.anchor.exact.lower().split(maxsplit=1)[:1])


def _lent(scope: Scope, around: Sequence[Mention]) -> Sequence[Mention]:
    """Return whom a claim without a name speaks of: for "qui …", "dont …" the name just before it, else all around."""
    if scope.words and scope.words[0].folded in RELATIVES:
        return [one for one in around if one.span.end <= scope.claim.span.start][-1:]
    return around


def _bearer(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that stands for its sentence: with a figure, else a date, else the first to be checked."""
    able = [
        one for one in claims if not (one.kind is ClaimKind.PREDICTION and one.times) and _telling(one, claims) is None
    ]
    return max(
        able, key=lambda one: (bool(one.quantities), bool(one.times), one.kind is not ClaimKind.QUOTE), default=None
    )


def _steps(claim: Claim, scope: Scope, *, alone: bool) -> Sequence[Sequence[Check]]:
    if claim.checkability is Checkability.NOT_CHECKABLE:
        return ()
    if claim.kind is ClaimKind.PREDICTION or claim.checkability is Checkability.NOT_YET:
        today = scope.published
        is_ahead = scope.is_future or any(time.start and today and time.start > today for time in scope.times)
        is_over = bool(scope.times) and all(time.end and today and time.end <= today for time in scope.times)
        is_term = not (scope.is_looking_back or is_over) and any(one.unit in {"mo", "a"} for one in claim.quantities)
        if is_ahead and not (scope.is_future or is_term):
            return TITLES  # "le ministre X est attendu mardi"
        return () if is_ahead or is_term else STEPS
    if claim.kind is ClaimKind.QUOTE:
        # "L'Assemblée a condamné l'invasion par 141 voix, 35 pays s'abstenant" is a vote, whatever its verb.
        return (STEPS if scope.quantities else RELATIONS) if alone else RELATIONS[0 if scope.quantities else 1 :]
    return STEPS


def _run(scope: Scope, desk: Desk, steps: Iterable[Iterable[Check]]) -> list[Part]:
    """Return the parts that the first group with anything to say finds."""
    if scope.is_adrift or (scope.is_unplaced and scope.quantities):
        return []
    for group in steps:
        parts = [part for check in group for part in check(scope, desk)]
        if parts:
            return denied(scope, softened(scope, parts))
    return []


def run(whole: Scope, desk: Desk, steps: Iterable[Iterable[Check]]) -> list[Part]:
    """Return the parts of a claim; of one that gives another a figure of his too, only with that figure's.

    "Devant la France et ses 68 millions": the figure is France's, and the claim holds where both do.
    """
    owned = owned_figures(whole)
    parts = with_rest(whole, desk, _run(without_owned(whole), desk, steps))
    if not owned or not parts:
        return parts
    for owner, quantity in owned:
        told = _run(alone(whole, owner, quantity), desk, ((lookup.check,),))
        if not told and any(part.verdict is Verdict.SUPPORTED for part in parts):
            return []
        parts = [*parts, *told]
    return parts
