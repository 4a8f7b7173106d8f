"""Times that stand beside an event: "depuis la signature de l'armistice, en 1953" is since 1953."""

from __future__ import annotations

from dataclasses import replace

from sourcier.text.times.reader import Reader
from sourcier.text.times.readings import Reading
from sourcier.text.times.whens import When, resolve

_REACH = 10


def since_event(reader: Reader, at: int, floor: int) -> tuple[int, Reading, Reading] | None:
    """Return the word "since" whose event a date tells, the time since then, and the event's own.

    Args:
        reader: The text.
        at: The first word of the date, its preposition included ("en 1953").
        floor: Where the time before it ends: an event does not reach over another time.

    Returns:
        The index of "depuis" and the two readings; None where no event stands between it and the date.
    """
    if not reader.lexicon.is_a("point", reader.words.key(at)):
        return None
    opening = _opening(reader, at, floor)
    when = reader.date_at(at + 1) or reader.date_at(at)
    if opening is None or when is None:
        return None
    return _since(reader, opening, when[1])


def _opening(reader: Reader, at: int, floor: int) -> int | None:
    """Return where "since the …" or "since records began" stands before a date, with nothing but that in between."""
    has_verb = False
    for before in range(at - 1, max(at - 1 - _REACH, floor - 1), -1):
        key = reader.words.key(before)
        if reader.lexicon.is_a("since", key):
            if has_verb:
                following = reader.words.key(before + 1)
                return before if following in {"que", "qu'"} or (reader.lang == "en" and following != "then") else None
            is_noun = before + 2 < at and reader.lexicon.is_a("det", reader.words.key(before + 1))
            return before if is_noun else None
        if (not key[0].isalnum() and key not in {",", "-", "'", "«", "»"}) or reader.words.breaks(before + 1):
            return None
        if key == "," and before != at - 1:
            return None
        token = reader.tense.token(reader.words.starts[before])
        if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
            if has_verb and token.pos_ == "VERB":
                return None
            has_verb = True
    return None


def _since(reader: Reader, opening: int, when: When) -> tuple[int, Reading, Reading] | None:
    period = resolve(when, reader.published, "past")
    if period is None or (reader.published and period.start >= reader.published):
        return None
    event = Reading(period.start, period.end, period.grain, "at", when.relative)
    return opening, replace(event, end=reader.published, mod="since"), event


def inner_time(reader: Reader, at: int, end: int) -> tuple[int, Reading] | None:
    """Return the date inside "since 2009, when 47 people died", which also dates what follows.

    None where the words after the comma do not speak of that date.
    """
    if not reader.lexicon.is_a("since", reader.words.key(at)) or reader.words.key(end) != ",":
        return None
    if not any(reader.lexicon.is_a("when", reader.words.key(end + step)) for step in (1, 2)):
        return None
    dated = reader.date_at(at + 1)
    period = resolve(dated[1], reader.published, "past") if dated else None
    if period is None or dated is None:
        return None
    return at + 1, Reading(period.start, period.end, period.grain, "at", dated[1].relative)
