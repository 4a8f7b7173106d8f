"""Referendums and votes of a parliament: how many said yes or no, what share that is, and which side won."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import (
    Bounds,
    claimed_bounds,
    compare_number,
    exact_bounds,
    show_day,
)
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.france.ballots import (
    COUNTRY,
    RECENT,
    Ballot,
    Spoken,
    ballots_of,
    common,
    counts,
    days_of,
    held_in,
    is_elsewhere,
    is_short,
    names_party,
)
from sourcier.assessment.operations.france.sides import is_margin, is_tally, option_of
from sourcier.assessment.operations.own.own_figures import figures
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Comparison, Operation, Query, Verdict
from sourcier.core.language import Comparator, Grain, Quantity

OPTIONS = "SELECT * FROM {table} WHERE tally = $tally AND list_contains(string_split($options, ' '), option)"
HOUSES = frozenset({"referendum", "censure", "confidence", "congress", "act"})
OF = frozenset({"des", "sur", "of", "les", "the", "out", "de"})
ANSWERS = frozenset({"oui", "non", "yes"})
PEOPLE = read_words("vote_words", "voters")
CHAMBERS = read_words("vote_words", "chambers")

BODIES_OF = frozenset({"de", "du", "des", "d", "d'"})
SEAT = frozenset({"parlement", "versailles"})
MATTER = {"congress": 2}
"""Words of its matter by which a vote is meant that nothing names: anybody adopts a constitution."""
FAR = 8
"""How many times smaller than a house's larger side a count must be to be of another body."""


def parts_of(spoken: Spoken, desk: Desk) -> list[Part]:
    """Return the parts that check the figures and the outcome of a yes-or-no ballot."""
    mine = [one for one in spoken.claim.quantities if is_tally(spoken, one) or one.unit in {"%", "1"}]
    if not mine and not spoken.asserts("passed", "refused", "final"):
        return []
    if spoken.has("european") or _is_abroad(spoken, desk):
        return []
    ballot = None if spoken.has("procedural") else _meant(spoken, desk)
    if ballot is not None and _is_of_another_text(spoken, ballot):
        ballot = None
        if mine:
            return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    if ballot is None:
        # Votes for a motion that no table has: nothing else may take their figure for its own.
        return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)] if mine and spoken.has("motion") else []
    parts: list[Part] = []
    counted = [one for one in spoken.whole.quantities if is_tally(spoken, one) and not is_margin(spoken, one)]
    for figure in mine:
        if is_margin(spoken, figure):
            parts += _margin(spoken, desk, ballot, figure)
        elif figure.unit in {"%", "1"}:
            parts += _share(spoken, desk, ballot, figure)
        else:
            parts += _count(spoken, desk, ballot, figure, counted)
    if mine and not parts:
        return []  # who won bears out no figure that was not understood
    return [*parts, *_outcome(spoken, desk, ballot)]


def _is_abroad(spoken: Spoken, desk: Desk) -> bool:
    """Say whether a sentence names another state: its own parliament, its own referendum."""
    named = {one.entity_id or "" for one in spoken.whole.mentions}
    return bool(named & desk.tables.states - {COUNTRY})


def _is_of_another_text(spoken: Spoken, ballot: Ballot) -> bool:
    """Say whether a sentence tells a vote on the way to a law's last one: on an amendment, an article."""
    return ballot.kind in {"act", "congress"} and spoken.has("partial")


def _meant(spoken: Spoken, desk: Desk) -> Ballot | None:
    """Return the one ballot that a sentence speaks of; None when none or several fit.

    It must be named by its kind, and by its day, by what it was about, or by having just taken place.
    """
    times = days_of(spoken)
    found = []
    for one in ballots_of(desk.tables).all:
        if one.kind not in HOUSES or one.day > desk.today:
            continue
        topic = common(spoken, one, desk.tables)
        within = [time for time in times if held_in(spoken, [one], desk.today, time)]
        if times and not within:
            continue
        is_near = desk.today - one.day <= RECENT / 2
        exact = any(time.grain is Grain.DAY for time in within)
        named = spoken.has(one.kind) or (one.kind == "referendum" and _is_people(spoken))
        if one.kind == "referendum" and not spoken.has("referendum") and _is_in_chamber(spoken):
            continue
        if one.kind == "censure" and (names_party(spoken) or not (exact or (topic and (is_near or within)))):
            continue  # a government faces many such motions
        exact = exact and (topic > 0 or one.kind != "act")  # a parliament votes on many laws in a day
        if one.kind == "congress" and _is_of_a_body(spoken):
            continue
        is_told = topic >= MATTER.get(one.kind, 1) and (one.kind != "act" or _is_in_chamber(spoken))
        if (named and (topic or exact or (within and one.kind == "referendum"))) or (is_told and (exact or is_near)):
            found.append((topic + 2 * exact + 2 * named, one))
    if not found:
        return None
    best = max(score for score, _ in found)
    tops = [one for score, one in found if score == best]
    return tops[0] if len(tops) == 1 else None


def _is_of_a_body(spoken: Spoken) -> bool:
    """Say whether every congress of a sentence is that of somebody else: "le congrès des maires", "du PS"."""
    words = [word.folded for word in spoken.whole.words]
    ends = [end for _, end in spoken.senses.get("congress", ())]
    behind = [words[end : end + 2] for end in ends]
    return bool(ends) and all(len(two) > 1 and two[0] in BODIES_OF and two[1] not in SEAT for two in behind)


def _is_in_chamber(spoken: Spoken) -> bool:
    """Say whether a sentence names a house that may have voted on the same matter."""
    return bool(CHAMBERS & {word.folded for word in spoken.whole.words}) or spoken.has("congress", "act")


def _is_people(spoken: Spoken) -> bool:
    """Say whether a sentence tells a vote of the people without the word: "le oui à …", "les Français rejetaient …"."""
    words = {word.folded for word in spoken.whole.words}
    if _is_in_chamber(spoken):
        return False
    return bool(words & ANSWERS) or (bool(words & PEOPLE) and spoken.has("refused", "passed", "final"))


def _margin(spoken: Spoken, desk: Desk, ballot: Ballot, figure: Quantity) -> list[Part]:
    """Check by how many votes a side won; only where both sides are counted."""
    if not {"yes", "no"} <= set(ballot.counts):
        return []
    lang = spoken.whole.lang
    most, least = sorted(("yes", "no"), key=lambda one: -ballot.counts[one])
    first, second = (
        desk.tables.query(ballot.resource, OPTIONS, {"tally": ballot.id, "options": one}) for one in (most, least)
    )
    run = Run.of("difference", first, second)
    bounds = claimed_bounds(figure)
    bounds = bounds if ballot.kind == "referendum" else exact_bounds(bounds, figure)
    tolerance = ballot.resource.tolerance
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=tolerance, unit="votes", lang=lang)
    sides = [show(Decimal(ballot.counts[one]), lang) for one in (most, least)]
    expression = f"{' − '.join(sides)} = {show(run.outcome.numbers[0], lang)}"
    return [_part(spoken, ballot, run, comparison, figure=bounds.figure, expression=expression)]


def _count(spoken: Spoken, desk: Desk, ballot: Ballot, figure: Quantity, counted: list[Quantity]) -> list[Part]:
    """Check a number of votes: for an option, or all votes cast where the words say "sur 852 suffrages"."""
    whole = spoken.whole
    at = whole.at(figure.span)
    before = {word.folded for word in whole.words[max(at - 1, 0) : at]}
    is_all = bool(before & {"sur", "of", "out"}) and {"yes", "no"} <= set(ballot.counts)
    if before & {"des", "les", "the"}:
        return []  # the seats of the house
    option = "yes no" if is_all else option_of(spoken, ballot, figure, counted)
    options = [one for one in option.split() if one in ballot.counts]
    if not options or (spoken.has("gap") and not is_all and ballot.kind == "censure"):
        return []
    own, known = figure.low or figure.high, max(ballot.counts.values())
    if own is not None and own * FAR < known and ballot.kind != "referendum":
        return []  # a dozen votes are those of another body
    query = desk.tables.query(ballot.resource, OPTIONS, {"tally": ballot.id, "options": " ".join(options)})
    run = Run.of("total", query)
    bounds = claimed_bounds(figure)
    bounds = bounds if ballot.kind == "referendum" else exact_bounds(bounds, figure)
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=ballot.resource.tolerance, unit="votes", lang=whole.lang
    )
    return [_part(spoken, ballot, run, comparison, figure=bounds.figure, expression=_sum(query, spoken))]


def _sum(query: Query, spoken: Spoken) -> str:
    counts = [Decimal(row["count"] or "0") for row in rows_of(query)]
    shown = " + ".join(show(one, spoken.whole.lang) for one in counts)
    return f"{shown} = {show(sum(counts, Decimal(0)), spoken.whole.lang)}" if len(counts) > 1 else shown


def _share(spoken: Spoken, desk: Desk, ballot: Ballot, figure: Quantity) -> list[Part]:
    """Check a share: of a whole that the sentence gives ("des 577 députés"), else of yes and no together."""
    lang = spoken.whole.lang
    if spoken.has("registered", "stayed_away", "turned_out"):
        return []
    if ballot.kind == "referendum" and is_elsewhere(spoken, ballots_of(desk.tables).topics[ballot.id]):
        return []  # a share of one region
    given = _whole_after(spoken, figure)
    option = "yes" if given is not None or ballot.kind == "censure" else option_of(spoken, ballot, figure, [])
    if given is None and not {"yes", "no"} <= set(ballot.counts):
        return []
    if not option or option not in ballot.counts:
        return []
    top = desk.tables.query(ballot.resource, OPTIONS, {"tally": ballot.id, "options": option})
    both = desk.tables.query(ballot.resource, OPTIONS, {"tally": ballot.id, "options": "yes no"})
    run = Run.of("share", top, figures([given]) if given is not None else both)
    is_slight = spoken.whole.has("slight")
    bounds = claimed_bounds(figure, is_slight=is_slight)
    bounds = bounds.scaled(Decimal(100)) if figure.unit == "1" else bounds
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="%", lang=lang)
    part = Decimal(ballot.counts[option])
    base = given.low if given is not None and given.low is not None else Decimal(sum(ballot.counts.values()))
    expression = f"{show(part, lang)} / {show(base, lang)} = {show(run.outcome.numbers[0], lang)} %"
    if lang == "en":
        expression = expression.replace(" %", "%")
    return [_part(spoken, ballot, run, comparison, figure=bounds.figure, expression=expression)]


def _whole_after(spoken: Spoken, figure: Quantity) -> Quantity | None:
    """Return the number that a share is of: "la moitié des 577 députés"."""
    whole = spoken.whole
    end = whole.at(figure.span) + sum(figure.span.contains(word.span) for word in whole.words)
    for one in whole.quantities:
        at = whole.at(one.span)
        if one.low == one.high and 0 < at - end <= 3 and {word.folded for word in whole.words[end:at]} <= OF:
            return one if is_tally(spoken, one) else None
    return None


def _outcome(spoken: Spoken, desk: Desk, ballot: Ballot) -> list[Part]:
    """Check who won where the claim says so and both sides are counted."""
    refused, passed = spoken.asserts("refused"), spoken.asserts("passed")
    toppled = ballot.kind == "confidence" and spoken.asserts("censure")
    if any(counts(one, "seat", spoken.whole.lang) for one in spoken.claim.quantities):
        return []  # "194 députés ont accordé" says what so many did, not who won
    if not {"yes", "no"} <= set(ballot.counts) or spoken.claim.is_negated or (refused and passed):
        return []
    wins = "no" if refused or toppled else "yes" if passed else ""
    if ballot.kind == "referendum":
        named = [sense for sense in ("yes", "no") if sense in spoken.senses]
        wins = named[0] if len(named) == 1 and spoken.asserts("final") else ""
    if not wins:
        return []
    other = "yes" if wins == "no" else "no"
    first, second = (
        desk.tables.query(ballot.resource, OPTIONS, {"tally": ballot.id, "options": one}) for one in (wins, other)
    )
    run = Run.of("difference", first, second)
    zero = Decimal(0)
    comparison = compare_number(
        Bounds(zero, None, Comparator.GT, zero),
        run.outcome.numbers,
        tolerance=zero,
        unit="votes",
        lang=spoken.whole.lang,
    )
    figures_of = [show(Decimal(ballot.counts[one]), spoken.whole.lang) for one in (wins, other)]
    expression = f"{' − '.join(figures_of)} = {show(run.outcome.numbers[0], spoken.whole.lang)}"
    return [_part(spoken, ballot, run, comparison, figure=zero, expression=expression)]


def _part(
    spoken: Spoken, ballot: Ballot, run: Run, comparison: Comparison, *, figure: Decimal, expression: str
) -> Part:
    lang = spoken.whole.lang
    label = ballot.label_fr if lang == "fr" else ballot.label_en
    shown = [f"{say(f'ballot_{name}', lang)} {show(Decimal(count), lang)}" for name, count in ballot.counts.items()]
    rows = [row for query in run.queries if query.pack == ballot.resource.pack for row in rows_of(query)]
    cells = [
        make_cell(ballot.resource, row, ("tally", "option"), "count", lang=lang, label=label, unit="votes")
        for row in rows
    ]
    is_share = run.function == "share"
    caveats = (Caveat.IMPRECISE,) if is_share and is_short(comparison, figure) else ()
    finding = make_finding(
        spoken.claim.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=ballot.resource,
        lang=lang,
        statement=say("tally_is", lang, tally=label, day=show_day(ballot.day, lang), counts=join(shown, lang)),
        expression=expression,
        cells=list({cell.key: cell for cell in cells}.values()),
        measure=label,
        unit="votes",
        period=ballot.day.isoformat(),
        caveats=caveats,
        probability=0.85,
    )
    return Part((finding,), finding.verdict, caveats if finding.verdict is Verdict.REFUTED else (), finding.verdict)
