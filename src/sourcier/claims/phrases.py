"""Who is brought in without a verb of saying: "selon X", "pour X,", "chiffré par X", "à l'en croire"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.attributing import attribution_cue, believed, follows_conjunction, is_attribution
from sourcier.claims.lexicon import Lexicon, form_of, running
from sourcier.claims.naming import inline_phrase, named_source, with_partners
from sourcier.claims.pieces import CLOSING, Chunk, Opener, contents, has_subject
from sourcier.claims.saying import Manner, Saying
from sourcier.claims.sources import subject_of
from sourcier.claims.speakers import Speakers, gender_of
from sourcier.core.claims import Source
from sourcier.text.tokens import Token, Tokens

RELATIVES = frozenset({"laquelle", "lequel", "lesquelles", "lesquels"})
AGAINST = frozenset({"contre", "against"})
THEM = frozenset({"lui", "elle"})
"""Whose view "Pour lui, …" gives."""


def phrases(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, found: Sequence[Saying], speakers: Speakers
) -> list[Saying]:
    """Return what "selon X" and "according to X" bring in: the pieces that no verb of saying governs."""
    governed = {number for saying in found for number in saying.contents}
    phrases: list[Saying] = []
    bodies = [[token for token in contents(piece, sentence) if not token.is_punct] for piece in pieces]
    several = sum(inline_phrase(body, words) is not None for body in bodies) > 1
    owned = {at for at, body in enumerate(bodies) if _is_own_figure(pieces, at, body, words)}
    paired = _paired(pieces, sentence, words)
    for number, piece in enumerate(pieces):
        body = bodies[number]
        trusted = believed(body)
        inline = inline_phrase(body, words) or _point_of_view(body, piece, words)
        noun = trusted or inline or _agent(body, piece, words) or _who_reckons(piece, words)
        if noun is None and _goes_back(body, words):
            phrases.append(Saying(source=speakers.meant_by(""), manner=Manner.PHRASE, chunk=None, contents={number}))
        if noun is None or any(saying.chunk == number for saying in found):
            continue
        source = (
            with_partners(named_source(noun, piece, words), noun, piece)
            if noun.pos_ != "PRON"
            else speakers.meant_by(noun.lower_, noun.idx)
        )
        if source.kind == "named":
            speakers.remember(source, gender_of(source, sentence))
        if noun.lower_ in RELATIVES and not piece.is_finite:
            said = _described(pieces, number, sentence)
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=said, gives_words=True))
            continue
        own = several or piece.opener in {Opener.RELATIVE, Opener.ADVERBIAL}
        if inline is not None and number in governed and _is_set_beside(piece, body, words):
            for saying in found:
                saying.contents.discard(number)
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={number}))
            continue
        if trusted is not None:
            beside = number + 1 if number + 1 < len(pieces) else number - 1
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={beside}))
            continue
        if number in paired:
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=paired[number]))
            continue
        if inline is None or number in owned or (own and not is_attribution(piece, sentence, words)):
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={number}))
            continue
        said = {
            other
            for other in range(len(pieces))
            if other not in governed
            and other not in owned
            and _same_part(other, number, pieces, sentence)
            and not (other < number and follows_conjunction(piece, sentence))
            and not (other == number + 1 and _describes(pieces[other], source, sentence, words))
        }
        phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=said, gives_words=True))
    return phrases


def _is_own_figure(pieces: Sequence[Chunk], number: int, body: Sequence[Token], words: Lexicon) -> bool:
    """Say whether a bare figure behind another has its own source: "…, 60 000 selon les syndicats"."""
    piece = pieces[number]
    if piece.is_finite or not piece.quantities or not any(one.quantities for one in pieces[:number]):
        return False
    first = next((token for token in body if token.pos_ != "CCONJ" and form_of(token) not in AGAINST), None)
    is_led = first is not None and any(one.span.start <= first.idx < one.span.end for one in piece.quantities)
    return is_led and inline_phrase(list(body), words) is not None


def _paired(pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon) -> dict[int, set[int]]:
    """Return what each of several sources behind figures gives: "20 000, selon X, et 60 000, selon Y"."""
    naming = [at for at, piece in enumerate(pieces) if not piece.is_finite and is_attribution(piece, sentence, words)]
    given: dict[int, set[int]] = {}
    for at in naming:
        beside = at + 1 if pieces[at].is_incise else at - 1
        if not 0 <= beside < len(pieces) or not pieces[beside].quantities or pieces[at].quantities:
            return {}
        given[at] = {beside}
    figures = set().union(*given.values()) if given else set()
    return given if len(given) > 1 and len(figures) == len(given) else {}


def _is_set_beside(piece: Chunk, body: list[Token], words: Lexicon) -> bool:
    """Say whether a bare figure has a source of its own beside it: "3,5 millions, | 1,28 million selon la police"."""
    is_led = attribution_cue(body, words) is not None
    return bool(piece.quantities) and not (piece.is_finite or is_led)


def _described(pieces: Sequence[Chunk], number: int, sentence: Tokens) -> set[int]:
    """Return what "l'affirmation selon laquelle" brings in: all up to the clause that goes on with a subject."""
    said: set[int] = set()
    for after in range(number + 1, len(pieces)):
        piece = pieces[after]
        if piece.opener is Opener.COMMA and piece.is_finite and has_subject(piece, sentence):
            break
        said.add(after)
    return said


def _describes(piece: Chunk, source: Source, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a clause only tells of whoever is brought in: "Selon le ministre, | qui cite l’Insee, …"."""
    marker, verb = piece.marker, piece.verb
    if piece.opener is not Opener.RELATIVE or marker is None or marker.lower_ not in {"qui", "who"}:
        return False
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    is_his = len(before) == len("ab") and before[1].text == "," and source.span is not None
    is_his = is_his and source.span is not None and before[0].idx < source.span.end <= before[0].idx + len(before[0])
    return is_his and verb is not None and not words.has(verb, "say", "estimates", "reckon")


def _point_of_view(body: list[Token], piece: Chunk, words: Lexicon) -> Token | None:
    """Return whose view "Pour le maire, …" or "Pour Moscou, …" gives: a role or a bare name at the start."""
    if piece.opener is not Opener.START or len(body) < 3 or form_of(body[0]) != "pour":
        return None
    if form_of(body[1]) in THEM and body[1].nbor().text == ",":
        return body[1]
    noun = body[1] if body[1].pos_ == "PROPN" else body[2] if body[1].pos_ == "DET" else None
    if noun is None or any(time.span.start <= noun.idx < time.span.end for time in piece.times):
        return None
    is_bare = noun.pos_ == "PROPN" and noun is body[1]
    return noun if is_bare or words.has(noun, "spokesman") or _has_name_beside(noun) else None


def _has_name_beside(role: Token) -> bool:
    """Say whether somebody's whole name stands between commas behind a noun: "le maire, Paul Vif, …"."""
    behind = list(role.doc[role.i + 1 : role.i + 6])
    names = [token for token in behind[1:] if token.is_title]
    is_whole = len(names) > 1 and behind[1 : 1 + len(names)] == names
    return is_whole and role.pos_ == "NOUN" and [behind[0].text, behind[1 + len(names)].text] == [",", ","]


def _agent(body: list[Token], piece: Chunk, words: Lexicon) -> Token | None:
    """Return who reckons in "un préjudice chiffré à 1,3 million par la commune", "assets put at … by the bank"."""
    reckoned = next(
        (
            at
            for at, token in enumerate(body)
            if token.pos_ == "VERB"
            and "Part" in token.morph.get("VerbForm", [])
            and words.has(token, "tells", "reckon")
        ),
        None,
    )
    if reckoned is None or not piece.quantities or any(one.dep_.startswith("aux") for one in body[reckoned].children):
        return None
    by = next((at for at, token in enumerate(body) if at > reckoned and token.lower_ in {"par", "by"}), None)
    if by is None:
        return None
    return next((token for token in body[by + 1 : by + 4] if token.pos_ in {"NOUN", "PROPN"}), None)


def _who_reckons(piece: Chunk, words: Lexicon) -> Token | None:
    """Return who lays something at a door or puts a figure on it: "elle impute", "l'agence chiffre à 147 milliards"."""
    verb = piece.verb
    puts = verb is not None and any(one.span.start > verb.idx for one in piece.quantities)
    if verb is None or not (words.has(verb, "imputes") or (words.has(verb, "estimates") and puts)):
        return None
    subject = subject_of(verb)
    return None if subject is None or subject.dep_.endswith("pass") else subject


def _goes_back(body: list[Token], words: Lexicon) -> bool:
    """Say whether a phrase gives a clause to whoever spoke last: "à l'en croire", "in her view"."""
    text = running(body)
    return any(f" {phrase} " in text for phrase in words.phrases("attribute_back"))


def _same_part(one: int, other: int, pieces: Sequence[Chunk], sentence: Tokens) -> bool:
    """Say whether no full stop of sense (a semicolon) before the phrase parts two pieces."""
    low, high = sorted((one, other))
    if other < one and _answers_quotation(pieces[other], pieces[low + 1 : high + 1], sentence):
        return False
    parted = any(
        pieces[number].opener is Opener.STRONG and sentence.doc[pieces[number].start - 1].text == ";"
        for number in range(low + 1, high + 1)
    )
    return not parted or other < one


def _answers_quotation(quoted: Chunk, rest: Sequence[Chunk], sentence: Tokens) -> bool:
    """Say whether a colon parts quoted words from the answer to them: "« A » : faux, c'est B, selon X"."""
    closing = {sentence.doc[piece.start - 2].text for piece in rest if piece.start - 2 > quoted.start
               and sentence.doc[piece.start - 1].text == ":"}  # fmt: skip
    return bool(closing & CLOSING)
