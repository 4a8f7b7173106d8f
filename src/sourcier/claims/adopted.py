"""Who has said what the author says after him: "As Ann Shaw says, …", "comme l'affirme le maire"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.naming import named_source
from sourcier.claims.pieces import Chunk, Opener, words_of
from sourcier.claims.saying import Manner, Saying
from sourcier.claims.sources import source_of
from sourcier.claims.speakers import Speakers, gender_of
from sourcier.core.claims import Source
from sourcier.text.tokens import Token, Tokens

LIKE = frozenset({"as", "comme"})
IT = frozenset({"le", "l'"})
"""In French the verb has what is said for its object: "comme le dit le maire", not "comme le maire annonçait"."""

FOREGONE = frozenset({"avait", "avaient", "had"})
FREE = frozenset({"ADV", "ADP"})


def adopted(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, found: Sequence[Saying], speakers: Speakers
) -> list[Saying]:
    """Return the clauses that say after whom the author speaks, with the clauses beside them."""
    sayings: list[Saying] = []
    governed = {number for saying in found for number in saying.contents}
    for number, piece in enumerate(pieces):
        verb = _verb(piece, sentence, words)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if verb is None or any(saying.chunk == number for saying in found):
            continue
        if following is not None and following.opener is Opener.CONTENT:
            continue
        source = _source(verb, piece, sentence, words, speakers)
        beside = number + 1 if following is not None and (number == 0 or piece.is_incise) else number - 1
        if source.kind == "author" or beside in governed or not 0 <= beside < len(pieces):
            continue
        manner = Manner.FACTIVE if words.has(verb, "factive") else Manner.SAYS
        said = _beside(pieces, beside, number) - governed
        sayings.append(Saying(source=source, manner=manner, chunk=number, contents=said))
        if source.kind == "named":
            speakers.remember(source, gender_of(source, sentence))
    return sayings


def _beside(pieces: Sequence[Chunk], beside: int, number: int) -> set[int]:
    """Return the clause beside, and what goes on with it: "As X says, | A has 5 million people | and 12 fjords"."""
    held = {beside}
    for after in range(beside + 1, len(pieces)):
        if after <= number or pieces[after].opener not in {Opener.COORDINATION, Opener.CONTENT}:
            break
        held.add(after)
    return held


def _verb(piece: Chunk, sentence: Tokens, words: Lexicon) -> Token | None:
    """Return the verb of a clause that only says who says the clause beside it, also where the tagger misses it."""
    body = words_of(piece, sentence)
    if len(body) < 3 or form_of(body[0]) not in LIKE:
        return None
    if piece.is_finite:
        verb = piece.verb if piece.verb is not None and words.has(piece.verb, "say") else None
    else:  # "As Paul Mirot claims", two nouns to the tagger
        missed = (token for token in body[2:] if words.has(token, "say") and token.lower_.endswith(("s", "ed")))
        verb = next((token for token in missed if token.nbor(-1).pos_ == "PROPN"), None)
    if verb is None or words.has(verb, "denies", "commits"):
        return None
    if any(form_of(token) in FOREGONE for token in body if token.i < verb.i):
        return None  # "comme l'avait annoncé la banque": it came about, and the author says so
    if sentence.doc.lang_ == "fr":
        return verb if any(form_of(token) in IT for token in body[1:5] if token.i < verb.i) else None
    timed = [time.span for time in piece.times]
    after = [token for token in body if token.i > verb.i and token.pos_ not in FREE]
    is_bare = all(any(span.start <= token.idx < span.end for span in timed) for token in after)
    return verb if is_bare else None


def _source(verb: Token, piece: Chunk, sentence: Tokens, words: Lexicon, speakers: Speakers) -> Source:
    if piece.is_finite:
        return source_of(verb, piece, sentence, words, speakers)
    return named_source(verb.nbor(-1), piece, words)
