"""Find every time of a document, from left to right, the longest reading first."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.core.language import Grain, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.times.dates import ACTS
from sourcier.text.times.events import inner_time, since_event
from sourcier.text.times.phrases import SAYS
from sourcier.text.times.reader import Reader
from sourcier.text.times.readings import Reading


def find_times(doc: Doc, lang: Lang, published: date | None) -> list[TimeInterval]:
    """Return the times of a text in reading order, placed by the publication date.

    Without a publication date only the times that need none are given. What has no bounds ("récemment",
    "depuis longtemps"), what recurs ("chaque mardi") and lengths of time that nothing anchors are left out.

    Args:
        doc: The parsed text; offsets are those of `doc.text`.
        lang: Its language.
        published: The day of publication.

    Returns:
        Intervals whose spans do not overlap, save that a time since an event holds the event's own
        ("depuis la signature, en 1953": since 1953, and 1953).
    """
    reader = Reader(doc, lang, published, ACTS)
    found: list[tuple[int, int, Reading]] = []
    at = floor = 0
    while at < len(reader.words.keys):
        end, pattern, reading = _longest(reader, at)
        if reading and pattern == "clock":
            if not _is_beside_a_day(reader, at, end, floor, found):
                found.append((at, end, reading))
        elif reading:
            found += _with_event(reader, at, end, reading, floor)
            if not _is_holiday(reader, at):
                reader.focus.see(found[-1][2], end, is_evening=_names_evening(reader, at, end))
            floor = end
        at = max(end, at + 1)
    return [_interval(reader, *one) for one in found]


def _longest(reader: Reader, at: int) -> tuple[int, str, Reading | None]:
    """Return where the longest phrase from a word ends, its action and its reading.

    The reading is None for what only sounds like a time.
    """
    for pattern, match in reader.matches(reader.lexicon.phrases, at):
        reading = SAYS[pattern.action](reader, match, pattern.args)
        if reading or pattern.action == "skip":
            return match.end, pattern.action, reading
    return at, "", None


def _with_event(reader: Reader, at: int, end: int, reading: Reading, floor: int) -> list[tuple[int, int, Reading]]:
    """Return a time, with the time since it or the date inside it where the words give both."""
    event = since_event(reader, at, floor)
    if event:
        opening, since, own = event
        return [(opening, end, since), (at, end, own)]
    inner = inner_time(reader, at, end)
    return [(at, end, reading), *([(inner[0], end, inner[1])] if inner else [])]


def _is_beside_a_day(reader: Reader, at: int, end: int, floor: int, found: list[tuple[int, int, Reading]]) -> bool:
    """Say whether a time of day belongs to a day named right before or after it ("at 9 p.m. on Monday")."""
    is_after = bool(found) and floor == at - (reader.words.key(at - 1) == ",") and found[-1][1] == floor
    if is_after and found[-1][2].grain is Grain.DAY:
        return True
    following = _longest(reader, end + (reader.words.key(end) == ","))
    return following[2] is not None and following[1] != "clock" and following[2].grain is Grain.DAY


def _is_holiday(reader: Reader, at: int) -> bool:
    """Say whether a holiday is named: no day that "the same day" or an hour points back to."""
    return any(dated is not None and dated[1].is_holiday for dated in (reader.date_at(at), reader.date_at(at + 1)))


def _names_evening(reader: Reader, at: int, end: int) -> bool:
    return any(reader.lexicon.is_a("evening", reader.words.key(word)) for word in range(at, end))


def _interval(reader: Reader, at: int, end: int, reading: Reading) -> TimeInterval:
    span = Span(reader.words.starts[at], reader.words.ends[end - 1])
    return TimeInterval(
        span=span,
        text=span.of(reader.words.text),
        start=reading.start,
        end=reading.end,
        grain=reading.grain,
        mod=reading.mod,
        relative=reading.relative,
    )
