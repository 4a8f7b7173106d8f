"""The figures and times of two clauses against each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sourcier.assessment.lexicon import tokenise
from sourcier.assessment.passages.clauses import Clause
from sourcier.assessment.passages.words import BEGINS
from sourcier.assessment.vetoes.figures import Match, match
from sourcier.assessment.vetoes.records import Figure, Moment
from sourcier.core.language import Comparator, Grain
from sourcier.core.testimony import Veto, VetoKind

WIDE = Decimal("1.02")
"""What a bound is missed by at least before it is contradicted."""
SHORT = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH})
"""Times in which a figure is not added up: "60 salariés en mars", "le 4 mars"; but "en 2021", "en mars"."""
UNBOUNDED = Decimal(10) ** 30


def figures_apart(ours: Clause, theirs: Clause) -> Iterator[Veto | None]:
    """Yield a difference for each figure that the other side gives otherwise, None for one that it does not give."""
    for figure in ours.features.figures:
        others = [one for one in theirs.features.figures if _are_of_one(figure, one, ours, theirs)]
        if any(match(figure, one) is Match.AGREE and _bears_out(figure, one) for one in others):
            continue
        other = next((one for one in others if match(figure, one) is Match.DIFFER and _exclude(figure, one)), None)
        yield None if other is None else Veto(VetoKind.NUMBER, figure.text, other.text)
    if len(theirs.features.figures) > len(ours.features.figures):
        yield None


def is_crowded(clause: Clause) -> bool:
    """Say whether a clause has two figures that could change places: "3 millions à Brest et 5 millions à Quimper"."""
    figures = clause.features.figures
    return any(
        one.unit == other.unit and (one.unit != "count" or one.things == other.things)
        for at, one in enumerate(figures)
        for other in figures[:at]
    )


def _are_of_one(figure: Figure, other: Figure, ours: Clause, theirs: Clause) -> bool:
    """Say whether two figures count one thing over one time; "salariés licenciés" are those that the verb licenses."""
    if figure.unit != other.unit or figure.per != other.per:
        return False
    if figure.unit != "count":
        return True
    return not _told_apart(figure, other, theirs) and not _told_apart(other, figure, ours)


def _told_apart(figure: Figure, other: Figure, there: Clause) -> bool:
    """Say whether a word of what is counted is nowhere in the other clause: "médecins généralistes", "médecins"."""
    keys = {key for one in there.words for key in one.keys}
    verbs = {word[:BEGINS] for word in tokenise(there.said)}
    own = {one for one in figure.things - other.things if len(one) > 1 and not one.startswith(":")}
    return any(one not in keys and not any(verb.startswith(one[:BEGINS]) for verb in verbs) for one in own)


def _bears_out(figure: Figure, other: Figure) -> bool:
    """Say whether a figure is enough for another that it agrees with: a bound of the same sort, or no bound at all."""
    if figure.comparator in {Comparator.APPROX, other.comparator}:
        return True
    return figure.comparator is not Comparator.EQ and other.comparator is Comparator.EQ


def _exclude(figure: Figure, other: Figure) -> bool:
    """Say whether no number fits both, by more than rounding."""
    low = max(_end(one.low, -1) for one in (figure, other))
    high = min(_end(one.high, 1) for one in (figure, other))
    return high < low and abs(low - high) > (WIDE - 1) * max(abs(low), abs(high))


def _end(number: Decimal | None, side: int) -> Decimal:
    return Decimal(side) * UNBOUNDED if number is None else number


def times_of(ours: Clause, theirs: Clause) -> str:
    """Return how the times of two clauses stand.

    They are `equal`, `since` (one start, open to the day of each text), `within` (theirs is finer), or `apart`.
    """
    one, other = ours.features.moments, theirs.features.moments
    if not one and not ours.features.figures and ours.tense == "past" and is_settled(theirs):
        return "within"
    if len(one) != len(other):
        return "apart"
    if all(any(_is_equal(a, b) for b in other) for a in one):
        return "equal"
    if len(one) == 1 and _opens_alike(one[0], other[0]):
        return "since"
    is_short = all(a.grain in SHORT for a in one)
    if (is_short or not ours.features.figures) and all(any(_is_within(a, b) for b in other) for a in one):
        return "within"
    return "apart"


def _is_equal(one: Moment, other: Moment) -> bool:
    if one.is_floating or other.is_floating:
        return False
    return (one.start, one.end, one.mod) == (other.start, other.end, other.mod)


def _opens_alike(one: Moment, other: Moment) -> bool:
    return one.mod == other.mod == "since" and not (one.is_floating or other.is_floating) and one.start == other.start


def is_settled(clause: Clause) -> bool:
    """Say whether a clause tells of a time that is over: then its tense tells nothing ("En 1959, le pont ouvre")."""
    times = clause.features.moments
    return bool(times) and all(
        one.start is not None and one.end is not None and one.mod in {"at", "during"} and not one.is_present
        for one in times
    )


def _is_within(one: Moment, other: Moment) -> bool:
    if one.is_floating or other.is_floating or one.mod != other.mod or one.mod not in {"at", "during"}:
        return False
    bounds = (one.start, one.end, other.start, other.end)
    if any(each is None for each in bounds):
        return False
    start, end, other_start, other_end = (each for each in bounds if each is not None)
    return start <= other_start and other_end <= end
