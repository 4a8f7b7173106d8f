"""Where in a text the words of a quotation stand, and which word answers to which.

The quotation is fitted whole into the text, which may go on before and after it: an alignment of words with the costs
of Levenshtein, except that words of the source which the quotation leaves out cost little more in a row than one by
one (the gap penalties of Gotoh, 1982), as reporters leave out runs: a clause, an aside, who speaks.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from sourcier.assessment.quoting.words import Item, Kind

CHANGED = 1.4
"""A word for another: more than a short run left out, so that an aside is not read as a word changed."""
ADDED = 1.0
"""A word that is not there."""
LEFT_OUT = 0.9
"""The first word of a run that the quotation leaves out."""
LEFT_OUT_MORE = 0.15
"""Each further one: a run of fourteen costs as much as two words changed."""
FREE = 0.02
"""A word that is not part of what was said: who speaks, set between commas."""
GAP_WORDS = 400
"""Words that an ellipsis may stand for: some paragraphs of a speech."""
GLOSS_WORDS = 8
"""Words of the source that a bracketed remark may stand for."""
_GAP_COST = {Kind.GAP: 0.002, Kind.GLOSS: 0.05}
"""Of a word under an ellipsis or a bracket: the shortest stretch wins."""
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Step:
    """A run of items of the quotation against a run of words of the source; one of the two may be empty."""

    items: slice
    words: slice
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """The best place of a quotation in a text."""

    cost: float
    steps: tuple[Step, ...]
    """In order: words that are the same one by one, everything else in runs."""

    @property
    def same(self) -> int:
        """How many words of the quotation stand there."""
        return sum(step.is_same for step in self.steps)

    @property
    def words(self) -> slice:
        """The words of the source from the first that agrees to the last."""
        found = [step.words for step in self.steps if step.is_same]
        return slice(found[0].start, found[-1].stop) if found else slice(0, 0)


def fit(items: Sequence[Item], words: Sequence[Item], free: Container[int] = ()) -> Fit:
    """Return how a quotation fits best into a text.

    Args:
        items: Of the quotation.
        words: Of the text: some hundreds, as the cost is their number times that of the items.
        free: Which words of the text may be left out: by their number.
    """
    first = [FREE if at in free else LEFT_OUT for at in range(len(words))]
    more = [FREE if at in free else LEFT_OUT_MORE for at in range(len(words))]
    taken, left = _costs(items, words, first, more)
    last = len(items)
    end = min(range(len(words) + 1), key=lambda at: taken[last][at])
    return Fit(taken[last][end], tuple(_joined(items, _traced(items, words, taken, left, first, end))))


def _costs(
    items: Sequence[Item], words: Sequence[Item], first: Sequence[float], more: Sequence[float]
) -> tuple[list[list[float]], list[list[float]]]:
    """Return the least costs of each start of the quotation up to each word: in any way, and in a left-out run."""
    width = len(words) + 1
    keys = [word.key for word in words]
    taken = [[0.0] * width]
    left = [[_FAR] * width]
    for item in items:
        above = taken[-1]
        if item.kind is not Kind.WORD:
            reach = GAP_WORDS if item.kind is Kind.GAP else GLOSS_WORDS
            taken.append(_under(above, reach, _GAP_COST[item.kind]))
            left.append([_FAR] * width)
            continue
        row = [above[0] + ADDED] + [0.0] * (width - 1)
        run = [_FAR] * width
        key = item.key
        for at in range(1, width):
            run[at] = min(row[at - 1] + first[at - 1], run[at - 1] + more[at - 1])
            row[at] = min(above[at - 1] + (0.0 if keys[at - 1] == key else CHANGED), above[at] + ADDED, run[at])
        taken.append(row)
        left.append(run)
    return taken, left


def _under(above: Sequence[float], reach: int, cost: float) -> list[float]:
    """Return the costs behind a gap: the best place before it within reach, and a little for each word between."""
    row: list[float] = []
    best = 0
    for at in range(len(above)):
        if at - best > reach:
            best = min(range(at - reach, at + 1), key=lambda one: above[one] + cost * (at - one))
        elif above[at] <= above[best] + cost * (at - best):
            best = at
        row.append(above[best] + cost * (at - best))
    return row


def _traced(
    items: Sequence[Item],
    words: Sequence[Item],
    taken: list[list[float]],
    left: list[list[float]],
    first: Sequence[float],
    end: int,
) -> list[Step]:
    """Return the steps of the cheapest way, from the last to the first."""
    steps: list[Step] = []
    number, at = len(items), end
    while number:
        item, above, here = items[number - 1], taken[number - 1], taken[number][at]
        one = slice(number - 1, number)
        if item.kind is not Kind.WORD:
            reach, cost = (GAP_WORDS if item.kind is Kind.GAP else GLOSS_WORDS), _GAP_COST[item.kind]
            start = min(range(max(0, at - reach), at + 1), key=lambda k: (above[k] + cost * (at - k), at - k))
            steps.append(Step(one, slice(start, at)))
            number, at = number - 1, start
            continue
        is_same = at > 0 and words[at - 1].key == item.key
        if at and here == above[at - 1] + (0.0 if is_same else CHANGED):
            steps.append(Step(one, slice(at - 1, at), is_same=is_same))
            number, at = number - 1, at - 1
        elif here == above[at] + ADDED:
            steps.append(Step(one, slice(at, at)))
            number -= 1
        else:
            start = at - 1
            while left[number][start + 1] != taken[number][start] + first[start]:
                start -= 1
            steps.append(Step(slice(number, number), slice(start, at)))
            at = start
    return steps


def _joined(items: Sequence[Item], backwards: Sequence[Step]) -> list[Step]:
    """Return the steps in order, neighbours that differ made one; gaps and glosses stay by themselves."""
    found: list[Step] = []
    for step in reversed(backwards):
        before = found[-1] if found else None
        if before is None or before.is_same or step.is_same or _is_marked(items, before) or _is_marked(items, step):
            found.append(step)
        else:
            found[-1] = Step(slice(before.items.start, step.items.stop), slice(before.words.start, step.words.stop))
    return found


def _is_marked(items: Sequence[Item], step: Step) -> bool:
    return any(item.kind is not Kind.WORD for item in items[step.items])
