"""Which times bear on a clause: its own, else those that it shares with the clauses around it."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.pieces import Chunk, Opener, contents, has_subject, opens_with_preposition
from sourcier.claims.saying import Saying
from sourcier.claims.sentence import SentenceReading
from sourcier.core.language import Grain, TimeInterval
from sourcier.text.tokens import Tokens

_REACH = 6
"""Pieces of a sentence over which a time is shared: an enumeration, not a page."""
_AT_ONCE = frozenset({"pendant", "tandis", "while"})
"""Connectives that say that two things go on together."""
_BESIDE = frozenset({"pour", "malgré"})
"""Prepositions that start a phrase as they start a clause: "a reconduit vendredi, pour douze mois, l'embargo"."""
_NEAR = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH})
"""Times of events; a year may belong to a noun ("its full-year guidance")."""
_LIMITS = frozenset({"until", "before"})
"""A time up to a day belongs to what has that limit, not to the figures beside it."""
_THAT_IS = frozenset({"soit"})
"""A word that says the same thing over in another figure: "361 TWh l'an dernier, soit 67 % du total"."""
_OTHER_SIDE = ("than ", "par rapport ", "compared ", "comparé")
_AGAINST = frozenset({"que", "qu'", "qu’", "than", "contre", "against"})
_AGAINST_REACH = 4
"""Words before a time in which that stands which it is set against: "contre 29 % en 2018"."""


def times_of(reading: SentenceReading, number: int) -> Sequence[TimeInterval]:
    """Return the times of a clause: its own, else those that it shares.

    A clause shares the date that it explains ("en 2009, quand 47 personnes sont mortes"), the time of what it goes on
    from ("a fourni plus d'électricité en 2024 : 11 % contre 10 %"), the time that opens the sentence ("En avril, …,
    et …"), and the time that ends it ("sont morts et … ont été blessés, dont trois grièvement, mardi soir").
    """
    piece = reading.pieces[number]
    if piece.times:
        return _of_event(reading, piece)
    return (
        _explained(reading, number)
        or _before(reading, number)
        or _same_subject(reading, number)
        or _opening(reading, number)
        or _opening_phrase(reading, number)
        or _after(reading, number)
    )


def _of_event(reading: SentenceReading, piece: Chunk) -> Sequence[TimeInterval]:
    """Return the times of a piece; what happened "since fighting broke out in April" did so in April, not since."""
    verb = piece.verb
    told = [
        time for time in piece.times if verb and time.mod == "since" and time.span.start <= verb.idx < time.span.end
    ]
    if not told:
        return piece.times
    return [time for time in reading.inner_times if any(since.span.contains(time.span) for since in told)]


def quote_times(reading: SentenceReading, saying: Saying) -> list[TimeInterval]:
    """Return the times at which somebody said something: not those of what was said, nor lengths of time."""
    if saying.chunk is None:
        return []
    return [
        time
        for time in times_of(reading, saying.chunk)
        if time.mod != "during" and not any(quote.content.contains(time.span) for quote in reading.quotes)
    ]


def _explained(reading: SentenceReading, number: int) -> list[TimeInterval]:
    """Return the date right before "when", also where it stands in another time: "since 2009, when …"."""
    piece = reading.pieces[number]
    if piece.opener not in {Opener.ADVERBIAL, Opener.RELATIVE} or piece.marker is None:
        return []
    start = reading.tokens.doc[piece.start].idx
    return [time for time in reading.inner_times if 0 <= start - time.span.end <= 3]


def _is_other_side(reading: SentenceReading, time: TimeInterval) -> bool:
    """Say whether a time is that of what something is compared with: "contre 29 % en 2018", "than in 2022"."""
    if time.text.lower().startswith(_OTHER_SIDE):
        return True
    before = [token.lower_ for token in reading.tokens if not token.is_space and token.idx < time.span.start]
    return any(word in _AGAINST for word in before[-_AGAINST_REACH:])


def _before(reading: SentenceReading, number: int) -> Sequence[TimeInterval]:
    """Return the times of the clause that a piece goes on from."""
    for at in range(number, max(number - _REACH, 0), -1):
        piece = reading.pieces[at]
        if not _goes_on(piece, reading.tokens) or _speaks(reading, at - 1):
            return _same_subject(reading, at) if at < number else []
        previous = reading.pieces[at - 1]
        if previous.is_participle or (piece.opener is Opener.STRONG and not previous.is_finite):
            return []  # "…, après 5,7 % en mars ; ceux de l'alimentation, de 15 %"
        if previous.times:
            return [time for time in previous.times if _is_handed_on(time, piece, reading.tokens)]
    return []


def _is_handed_on(time: TimeInterval, piece: Chunk, tokens: Tokens) -> bool:
    """Say whether a time also holds for what goes on from its clause: no limit and no length does, but for a part."""
    is_part = piece.opener is Opener.RELATIVE
    if time.mod in _LIMITS:
        return piece.opener is Opener.COMMA and contents(piece, tokens)[0].lower_ not in _THAT_IS
    return is_part or time.mod != "during"


def _same_subject(reading: SentenceReading, number: int) -> list[TimeInterval]:
    """Return the times of the clause whose subject a second verb shares: "a reconnu jeudi … et l'a condamné"."""
    piece = reading.pieces[number]
    if piece.opener is not Opener.COORDINATION or not piece.is_finite or has_subject(piece, reading.tokens):
        return []
    if not number or _speaks(reading, number - 1):
        return []
    previous = reading.pieces[number - 1]
    if not previous.is_finite or _tense(previous, reading.tokens) != _tense(piece, reading.tokens):
        return []
    return [
        time
        for time in previous.times
        if time.mod == "at" and time.grain in _NEAR and not _is_other_side(reading, time)
    ]


def _tense(piece: Chunk, tokens: Tokens) -> list[str]:
    """Return the tense of the first finite verb of a piece."""
    finite = (token for token in contents(piece, tokens) if "Fin" in token.morph.get("VerbForm", []))
    return next((token.morph.get("Tense", []) for token in finite), [])


def _goes_on(piece: Chunk, tokens: Tokens) -> bool:
    """Say whether a piece says no more than a figure or a circumstance of the clause before it."""
    if piece.opener is Opener.ADVERBIAL:
        if piece.marker is None:
            return False
        return piece.marker.lower_ in _AT_ONCE or (not piece.is_finite and piece.marker.lower_ in _BESIDE)
    first = next((token for token in contents(piece, tokens) if not token.is_punct), None)
    if first is None or first.lower_ in _THAT_IS:
        return first is not None
    if piece.is_participle and first.i and first.nbor(-1).text == ",":
        return first.tag_ == "VBG" or "Pres" in first.morph.get("Tense", [])  # "a cédé samedi, tuant douze personnes"
    is_beside = piece.opener in {Opener.COMMA, Opener.STRONG, Opener.RELATIVE}
    return is_beside and not piece.is_finite and not piece.is_participle


def _speaks(reading: SentenceReading, number: int) -> bool:
    return any(saying.chunk == number for saying in reading.said)


def _opening(reading: SentenceReading, number: int) -> list[TimeInterval]:
    """Return the times that open the sentence, before its subject."""
    first = reading.pieces[0]
    if not number or first.verb is None or _speaks(reading, 0):
        return []
    return [
        time
        for time in first.times
        if time.span.start < first.verb.idx and time.mod != "during" and _is_apart(reading, time)
    ]


def _opening_phrase(reading: SentenceReading, number: int) -> list[TimeInterval]:
    """Return the times of a phrase before the clause: "Dans un communiqué diffusé lundi, le groupe …"."""
    if not number or reading.pieces[number].opener is not Opener.COMMA:
        return []
    before = reading.pieces[number - 1]
    return before.times if opens_with_preposition(before, reading.tokens) else []


def _is_apart(reading: SentenceReading, time: TimeInterval) -> bool:
    """Say whether a time stands before the sentence's first noun, or after a comma and no verb."""
    before = [token for token in contents(reading.pieces[0], reading.tokens) if token.idx < time.span.start]
    if any(token.pos_ in {"VERB", "AUX", "ADJ"} for token in before):
        return False
    return not any(token.pos_ in {"NOUN", "PROPN"} for token in before) or before[-1].is_punct


def _after(reading: SentenceReading, number: int) -> list[TimeInterval]:
    """Return the time that ends the row of clauses in which a clause stands."""
    if not reading.pieces[number].is_finite and reading.pieces[number].opener is not Opener.RELATIVE:
        return []
    for piece in reading.pieces[number + 1 : number + _REACH]:
        verb = piece.verb
        if piece.times and not piece.is_finite:
            return [
                time
                for time in piece.times
                if time.mod == "at" and _closes(reading, piece, time) and not _is_other_side(reading, time)
            ]
        if piece.is_finite and piece.opener is not Opener.COORDINATION:
            return []
        if piece.times:
            if reading.tokens.doc[piece.start].nbor(-1).text == ",":
                return []  # "…, et un tiers est parti l'hiver dernier": a fact with its own time
            return [time for time in piece.times if verb and time.span.start > verb.idx and time.mod == "at"]
        if not piece.is_finite and piece.opener is not Opener.RELATIVE:
            return []
    return []


def _closes(reading: SentenceReading, piece: Chunk, time: TimeInterval) -> bool:
    """Say whether a time stands in a last phrase about all that came before: ", dans un incendie lundi soir"."""
    if piece.opener is Opener.COMMA:
        return opens_with_preposition(piece, reading.tokens)
    if piece.opener is not Opener.RELATIVE:
        return False
    return any(token.text == "," for token in contents(piece, reading.tokens) if token.idx < time.span.start)
