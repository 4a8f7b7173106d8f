"""Figures set beside a first one, the words of the measure left out: another year's, another country's.

"… 6,9 % en 2022, contre 3,1 % un an plus tôt", "5,2 % in France, 6.9 % in Germany", "après 5,2 % en 2022".
A run of words after the first figure is read as such only when it holds nothing but one figure, a country or a time,
and small words: "contre 2,5 % attendus par les analystes" says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from sourcier.assessment.lexicon import patterns, read_words, stem
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.tables import Tables
from sourcier.assessment.yardsticks import terms_of
from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Mention, Quantity, TimeInterval
from sourcier.core.spans import Span

BREAKS = frozenset(", ; : ( ) – — et and but mais tandis while".split())
LIGHT = frozenset({"stop", "neutral", "entity", "time", "number", "unit"})
FULL = 1000
"""From here up a number is written in full, whatever the scale of the one before."""
SCALES = read_words("figure_words", "scales")
SMALL = ("up", "down", "versus", "slight", "other_year", "still")
"""Cues whose words may stand beside the second figure."""
TWO = 2
OPENING = frozenset({"apres", "avec", "after", "with", "contre", "from"})
SCORED = frozenset({"score", "note", "total", "apres", "avec", "after", "with", "contre", "from"})
LONGEST_OPENING = 9
"""Words before the comma of "Après 5,2 % en 2022, …"."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure with what its own words say of whom and when."""

    quantity: Quantity
    mentions: tuple[Mention, ...]
    times: tuple[TimeInterval, ...]
    years_on: int
    """Years from the first figure's to this one's, where the words only say that: "un an plus tôt" is −1."""
    words: tuple[Word, ...]


def split_lead(whole: Scope, lead: Quantity) -> tuple[int, list[list[int]]]:
    """Return where the first figure's own words end, and the runs of words after them, by index."""
    start = max((at + 1 for at, word in enumerate(whole.words) if word.span.start < lead.span.end), default=0)
    opens = {at for at, _ in whole.cues.get("versus", ()) if at >= start}
    runs: list[list[int]] = [[]]
    for at in range(start, len(whole.words)):
        word = whole.words[at]
        if at in opens or (word.folded in BREAKS and word.role in {"stop", ""}):
            runs.append([])
        runs[-1].append(at)
    return start + len(runs[0]), runs[1:]


def beside(whole: Scope, lead: Quantity, known: frozenset[str], tables: Tables) -> tuple[list[Beside], bool]:
    """Return the figures set beside a first one, and whether all figures after it could be read so.

    Args:
        whole: The sentence.
        lead: Its first figure, that some measure answers.
        known: The features of that measure's words.
        tables: What the packs know by name.
    """
    _, runs = split_lead(whole, lead)
    terms = [quantity for term in terms_of(whole) for quantity in term.quantities]
    found: list[Beside] = []
    kept: list[int] = []
    for run in runs:
        run = [*kept, *run]  # noqa: PLW2901 - "contre, en 2021, 3,1 %": what a comma parts is read together
        figures = list(_figures(whole, run, lead))
        if not figures and _is_light(whole, run, known):
            kept = run
            continue
        kept = []
        one = _read(whole, run, figures, known, tables) if len(figures) == 1 and figures[0] is not None else None
        if one is None:
            return found, not any(True for _ in _figures(whole, range(run[0], len(whole.words)), lead))
        found.append(_as_known(one, terms))
    return found, True


def _as_known(one: Beside, terms: Sequence[Quantity]) -> Beside:
    """Return a term of comparison with the figure itself: "au-dessous des 7 % de l’Allemagne" says that she has 7 %."""
    own = one.quantity
    figure = own.low if own.low is not None else own.high
    if own not in terms or own.number is None:
        return one
    is_bound = own.low is None or own.high is None
    plain = replace(own, low=figure, high=figure, comparator=Comparator.EQ) if is_bound else own
    return replace(one, quantity=replace(plain, span=Span(own.number.start, own.span.end)))


def opening_figure(whole: Scope) -> Beside | None:
    """Return the figure before a sentence's main clause: "Après 5,2 % en 2022, …", "Avec 87 points, …"."""
    first = whole.words[0].folded if whole.words else ""
    comma = next((at for at, word in enumerate(whole.words) if word.folded == ","), 0)
    if first not in OPENING or not 1 < comma <= LONGEST_OPENING:
        return None
    words, end = whole.words[:comma], whole.words[comma].span.start
    inside = [one for one in whole.quantities if one.span.end <= end]
    named = [one for one in whole.mentions if one.span.start < end]
    if len(inside) != 1 or named or any(word.role not in LIGHT and word.folded not in SCORED for word in words):
        return None
    times = tuple(one for one in whole.times if one.span.end <= end)
    return Beside(inside[0], (), times, 0, tuple(word for word in words if word.folded not in SCORED))


def _is_light(whole: Scope, run: Sequence[int], known: frozenset[str]) -> bool:
    moved = {at for cue in SMALL for low, high in whole.cues.get(cue, ()) for at in range(low, high)}
    moved |= {at for low, high, _ in whole.find("years_on", "years") for at in range(low, high)}
    opens = [(low, high) for low, high, _ in whole.find("yardsticks", "kind")]
    moved |= {at for low, high in opens for at in range(low, high)}
    moved |= {low - 1 for low, _ in opens if low and whole.words[low - 1].token.pos_ == "ADV"}  # "far below"
    words = (whole.words[at] for at in run if at not in moved)
    return all(word.role in LIGHT or not word.folded.isalpha() or bool(word.features & known) for word in words)


def _figures(whole: Scope, run: Sequence[int], lead: Quantity) -> Iterator[Quantity | None]:
    """Yield the figures of a run in the first one's unit; None for one that cannot be put into it."""
    seen: set[Quantity] = set()
    for at in run:
        word = whole.words[at]
        own = next((one for one in whole.quantities if one.span.contains(word.span)), None)
        if own is not None:
            if own not in seen:
                seen.add(own)
                is_same = own.unit == lead.unit or (own.of or "") == (lead.of or "-")
                yield own if is_same else None
            continue
        if word.role != "time" and word.token.text[:1].isdigit():
            yield _bare(word, lead, whole.lang)


def _bare(word: Word, lead: Quantity, lang: Lang) -> Quantity | None:
    """Return a number without a unit as a figure of the first one's: "67 ans, une Russe 79".

    One in full keeps its size: "1.5 million refugees, Ethiopia 880,000".
    """
    try:
        figure = Decimal(word.token.text.replace(",", "." if lang == "fr" else ""))
        first = Decimal(lead.text.split()[0].replace(",", "."))
    except InvalidOperation:
        return None
    if lead.low is None or not first:
        return None
    size = Decimal(1) if figure >= FULL else lead.low / first
    half = size * Decimal(1).scaleb(int(figure.as_tuple().exponent)) / 2
    one = replace(lead, span=word.span, text=word.token.text, low=figure * size, high=figure * size)
    return replace(one, half_width=half, number=word.span)


def _read(
    whole: Scope, run: Sequence[int], figures: Sequence[Quantity | None], known: frozenset[str], tables: Tables
) -> Beside | None:
    """Return what a run with one figure says, None when it says anything else."""
    quantity = figures[0]
    if quantity is None or not _is_light(whole, run, known):
        return None
    words = tuple(whole.words[at] for at in run)
    low, high = words[0].span.start, words[-1].span.end
    times = tuple(one for one in whole.times if low <= one.span.start and one.span.end <= high)
    mentions = tuple(one for one in whole.mentions if low <= one.span.start and one.span.end <= high)
    if not mentions:
        mentions = tuple(
            Mention(word.span, word.token.text, "state", state)
            for word in words
            if word.role != "stop"
            and word.token.text[:1].isupper()
            and (state := tables.state_named(stem(word.folded)))
        )
    steps = [
        int(meaning) for _, _, meaning in patterns("years_on", "years", whole.lang).find([w.folded for w in words])
    ]
    if len(mentions) > 1 or len(times) > TWO or (not mentions and not times and not steps):
        return None
    return Beside(quantity, mentions, times, steps[0] if len(steps) == 1 else 0, words)
