"""Who is brought in without a verb of saying: "selon X", "pour X,", "chiffré par X", "à l'en croire"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.attributing import believed, follows_conjunction, is_attribution
from sourcier.claims.lexicon import Lexicon, form_of, running
from sourcier.claims.naming import inline_phrase, named_source, with_partners
from sourcier.claims.pieces import Chunk, Opener, contents
from sourcier.claims.saying import Manner, Saying
from sourcier.claims.sources import subject_of
from sourcier.claims.speakers import Speakers, gender_of
from sourcier.core.claims import Source
from sourcier.text.tokens import Token, Tokens

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
        own = several or piece.opener in {Opener.RELATIVE, Opener.ADVERBIAL}
        if trusted is not None:
            beside = number + 1 if number + 1 < len(pieces) else number - 1
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={beside}))
            continue
        if inline is None or (own and not is_attribution(piece, sentence, words)):
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={number}))
            continue
        said = {
            other
            for other in range(len(pieces))
            if other not in governed
            and _same_part(other, number, pieces, sentence)
            and not (other < number and follows_conjunction(piece, sentence))
            and not (other == number + 1 and _describes(pieces[other], source, sentence, words))
        }
        phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=said, gives_words=True))
    return phrases


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
    if verb is None or not (words.has(verb, "imputes") or (words.has(verb, "estimates") and piece.quantities)):
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
    parted = any(
        pieces[number].opener is Opener.STRONG and sentence.doc[pieces[number].start - 1].text == ";"
        for number in range(low + 1, high + 1)
    )
    return not parted or other < one
