"""The article against itself: parts of given wholes, lengths of a war that the tables date."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, claimed_bounds, compare_number, show_day
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import fold, patterns, read_starts, stem, unit_names
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.occurrences import wars
from sourcier.assessment.operations.own import ages, twice
from sourcier.assessment.operations.own.own_figures import figures, own_cell
from sourcier.assessment.operations.own.own_sums import sums_in
from sourcier.assessment.operations.own.own_terms import Sum
from sourcier.assessment.scope import Scope
from sourcier.assessment.units import noun_family
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Cell, Finding, NumberComparison, Operation, Verdict
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span

MONTHS = {"mo": Decimal(1), "a": Decimal(12)}
LASTING = read_starts("figure_words", "lasting")
"""Beginnings of the verbs by which a war is said to last."""
NEAR = 600
"""Characters within which a total and a monthly rate are taken to speak of the same losses."""
ROUGHLY = Decimal("0.2")
"""How far a rate over a time may miss a total before the two disagree."""
BEGAN = 'SELECT event, type, start, "end", $day AS counted_to FROM {table} WHERE event = $event'


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that the article's own figures decide."""
    return [
        *_own_sums(scope, desk),
        *ages.check(scope, desk),
        *twice.check(scope, desk),
        *_since_start(scope, desk),
        *_rate_and_totals(scope, desk),
    ]


def _own_sums(scope: Scope, desk: Desk) -> list[Part]:
    """Check the arithmetic that a sentence sets out: wrong, it refutes; right, it only shows that the text is coherent.

    A sum that comes out right says nothing of the world, unless a table has one of its terms as well.
    """
    parts = []
    for found in sums_in(scope):
        terms = [one for term in found.terms for one in term]
        run = Run.of(found.function, *(figures(term) for term in found.terms))
        comparison = compare_number(
            found.bounds, run.outcome.numbers, tolerance=Decimal(0), unit=found.unit, lang=scope.lang, is_own=True
        )
        known = _in_tables(scope, desk, terms)
        if comparison.holds and not known:
            continue
        finding = _sum_finding(scope, desk, found, run, comparison, known)
        parts.append(Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True))
    return parts


def _sum_finding(
    scope: Scope, desk: Desk, found: Sum, run: Run, comparison: NumberComparison, known: list[Cell]
) -> Finding:
    lang = scope.lang
    terms = [one for term in found.terms for one in term]
    value = show(run.outcome.numbers[0], lang)
    percent = "" if found.unit != "%" else " %" if lang == "fr" else "%"
    points = f" {unit_names('pp', lang)}" if found.unit == "pp" else ""
    groups = [[show(one.low or Decimal(0), lang) for one in term] for term in found.terms]
    is_sum = len(groups) == 1
    numbers = groups[0] if is_sum else [" + ".join(one) if len(one) == 1 else f"({' + '.join(one)})" for one in groups]
    expression = f"{f' {found.sign} '.join(numbers)} = {value}{percent}{points}"
    if found.sign == "→":
        expression = f"({numbers[0]} − {numbers[1]}) / {numbers[1]} = {value}{percent}"
    quoted = join([say("quoted_words", lang, words=one.text) for one in _in_order([*terms, found.result])], lang)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.INTERNAL,
        resource=desk.tables.packs.resources[0],
        lang=lang,
        statement=say("own_sum_quoted", lang, quoted=quoted, sum=expression),
        expression=expression,
        cells=known or [own_cell(one) for one in _in_order([*terms, found.result])],
        measure=say("own_figures", lang),
        definition="",
        unit=found.unit,
    )


def _in_order(figures_given: Sequence[Quantity]) -> list[Quantity]:
    return sorted(figures_given, key=lambda one: one.span.start)


def _since_start(scope: Scope, desk: Desk) -> list[Part]:
    """Check "après 18 mois de guerre" against the day on which the tables let the war begin."""
    lengths = [one for one in scope.quantities if one.unit in MONTHS]
    is_war = any(stem(word.folded) in {"guerre", "guerr", "war", "conflit", "conflict"} for word in scope.words)
    if len(lengths) != 1 or not is_war or scope.find("losses", "measures"):
        return []
    at, size = scope.at(lengths[0].span), 5
    if not any(stem(word.folded) in {"guerr", "war", "conflit", "conflict"} for word in scope.words[at : at + size]):
        return []
    war = wars.current(desk)
    if war is None:
        return []
    lang = scope.lang
    query = desk.tables.query(war.resource, BEGAN, {"event": war.row["event"] or "", "day": desk.today.isoformat()})
    run = Run.of("months_since", query)
    bounds = claimed_bounds(lengths[0]).scaled(MONTHS[lengths[0].unit])
    half = max(MONTHS[lengths[0].unit] / 2, Decimal(1))
    bounds = Bounds(bounds.figure - half, bounds.figure + half, Comparator.APPROX, bounds.figure)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="months", lang=lang)
    months = show(run.outcome.numbers[0], lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.INTERNAL,
        resource=war.resource,
        lang=lang,
        statement=say(
            "months_of_war",
            lang,
            event=war.label(lang),
            start=show_day(war.start, lang),
            months=months,
            day=show_day(desk.today, lang),
        ),
        expression=say("lasting", lang, start=show_day(war.start, lang), day=show_day(desk.today, lang), months=months),
        cells=[make_cell(war.resource, war.row, ("event",), "start", lang=lang, label=war.label(lang))],
        measure=war.label(lang),
        unit="months",
        period=war.start.isoformat(),
    )
    if comparison.holds and not any(word.folded.startswith(LASTING) for word in scope.words):
        # "Après 18 mois de guerre, …" asserts what follows: a right length is shown, and lends it no truth.
        undecided = Verdict.NOT_ENOUGH_EVIDENCE
        return [Part((finding,), undecided, (), undecided, note=say("length_only", lang))]
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _rate_and_totals(scope: Scope, desk: Desk) -> list[Part]:
    """Set a total of losses against the article's own monthly rate over the months of the war, and say so.

    It never decides: an article that agrees with itself may still be wrong, and two figures that do not agree may
    count different things.
    """
    totals = [one for one in scope.quantities if _is_loss(one, scope)]
    rates = [
        one for one in desk.draft.quantities if one.per == "month" and noun_family(one.unit, scope.lang) == "persons"
    ]
    elsewhere = (one.entity_id or "" for one in scope.mentions)
    if any(desk.tables.kind(one) in {"territory", "group"} and not desk.tables.states_behind(one) for one in elsewhere):
        return []
    if len(totals) != 1 or totals[0].per is not None or len(rates) != 1 or rates[0].low is None:
        return []
    apart = abs(totals[0].span.start - rates[0].span.start)
    if apart > NEAR or any(stem(word.folded) in {"civil", "civilian"} for word in scope.words):
        return []
    if not _same_losses(scope, desk, totals[0], rates[0]):
        return []
    war = wars.current(desk)
    began = wars.named_offensive(desk) if scope.has("counter_offensive") else war
    if began is None:
        return []
    lang = scope.lang
    length = desk.tables.query(
        began.resource, BEGAN, {"event": began.row["event"] or "", "day": desk.today.isoformat()}
    )
    run = Run.of("rate_over", figures(rates), length)
    bounds = claimed_bounds(totals[0])
    slack = abs(bounds.figure) * ROUGHLY
    bounds = Bounds(
        None if bounds.low is None else bounds.figure - slack, bounds.figure + slack, bounds.comparator, bounds.figure
    )
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=Decimal(0), unit="persons", lang=lang, is_own=True
    )
    months = show(Run.of("months_since", length).outcome.numbers[0], lang)
    expression = f"{show(rates[0].low, lang)} × {months} = {show(run.outcome.numbers[0].quantize(Decimal(1)), lang)}"
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.INTERNAL,
        resource=began.resource,
        lang=lang,
        statement=say(
            "rate_and_total" if comparison.holds else "rate_against_total",
            lang,
            rate=rates[0].text,
            event=began.label(lang),
            sum=expression,
            total=totals[0].text,
        ),
        expression=expression,
        cells=[
            own_cell(totals[0]),
            own_cell(rates[0]),
            make_cell(began.resource, began.row, ("event",), "start", lang=lang, label=began.label(lang)),
        ],
        measure=say("own_figures", lang),
        unit="persons",
        probability=0.5,
    )
    verdict = Verdict.NOT_ENOUGH_EVIDENCE
    return [Part((finding,), verdict, (), verdict)]


def _same_losses(scope: Scope, desk: Desk, total: Quantity, rate: Quantity) -> bool:
    """Say whether a total and a rate count one side's losses, of one kind: else they say nothing of each other.

    Either may leave its side unsaid; two named sides must be the same, and dead are no wounded.
    """
    sides = [_side(desk, one) for one in (total, rate)]
    if not sides[0] or not sides[1] or sides[0] != sides[1]:
        return False
    kinds = [_kinds(desk, one, scope) for one in (total, rate)]
    return not (kinds[0] and kinds[1]) or bool(kinds[0] & kinds[1])


def _sentence_of(desk: Desk, figure: Quantity) -> Span:
    spans = (one.span for one in desk.draft.sentences if one.span.contains(figure.span))
    return next(spans, figure.span)


def _side(desk: Desk, figure: Quantity) -> frozenset[str]:
    """Return the states of the name nearest to a figure: in its sentence, else the last one before it."""
    around = _sentence_of(desk, figure)
    named = [
        (one.span, states)
        for one in desk.draft.mentions
        if (states := desk.tables.states_behind(one.entity_id or "")) and len(states) == 1
    ]
    inside = [(span, states) for span, states in named if around.contains(span)]
    if inside:
        return min(inside, key=lambda pair: abs(pair[0].start - figure.span.start))[1]
    before = [states for span, states in named if span.end <= around.start]
    return before[-1] if before else frozenset()


def _kinds(desk: Desk, figure: Quantity, scope: Scope) -> frozenset[str]:
    words = [fold(token.text) for token in desk.draft.tokens(_sentence_of(desk, figure))]
    hits = patterns("losses", "measures", scope.lang).find(words)
    return frozenset(kind for _, _, kinds in hits for kind in kinds.split(";"))


def _is_loss(quantity: Quantity, scope: Scope) -> bool:
    words = " ".join(filter(None, (quantity.unit, quantity.of)))
    return noun_family(words, scope.lang) == "persons" and bool(scope.find("losses", "measures"))


def _in_tables(scope: Scope, desk: Desk, terms: Sequence[Quantity]) -> list[Cell]:
    """Return the cells of the vote that a term counts, where the tables have it too."""
    from sourcier.assessment.operations.votes import vote  # noqa: PLC0415

    values = {str(one.low) for one in terms}
    for found in vote.check(scope, desk):
        for finding in found.findings:
            if finding.comparison.holds and finding.cells[0].value in values:
                return [finding.cells[0]]
    return []
