"""Facts told by a participle inside a clause: "un rapport rendu en septembre", "a ferry built in 1987"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, words_of
from sourcier.claims.verbs import verb_groups
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

OF = frozenset({"de", "d'", "d’", "du", "des", "of"})
TO = frozenset({"à", "au", "aux", "to"})
BESIDE = frozenset({"on", "with", "pour", "sur", "avec"})
"""What brings in the sales of a firm beside its profit."""
REACH = 7
"""Words before a figure among which its noun is looked for."""
BRACKET = 4
"""Words in brackets that are only a figure."""

BEFORE_VERB = frozenset("ne n' se s' y en lui leur".split())
"""Small words that stand before a French verb and go with it."""
NAMES = frozenset({"NOUN", "PROPN"})


def part_nested(pieces: list[Chunk], sentence: Tokens, words: Lexicon, names: Sequence[Span] = ()) -> list[Chunk]:
    """Give each participle with a figure or a date of its own a piece beside the clause that it stands in.

    Args:
        pieces: Of the sentence.
        sentence: Its tokens.
        words: What the lemmas of the language can do.
        names: Spans of names: what looks like a participle inside one is none ("le Parti uni").
    """
    kept: list[Chunk] = []
    for piece in pieces:
        nested = _nested(piece, sentence, names) if piece.is_finite and (piece.quantities or piece.times) else None
        nested = nested or _level(piece, sentence, words) or _turnover(piece, sentence, words)
        nested = nested or _bracketed(piece, sentence)
        if nested is None:
            kept.append(piece)
            continue
        piece.quantities = [one for one in piece.quantities if one not in nested.quantities]
        piece.times = [one for one in piece.times if one not in nested.times]
        if nested.end == piece.end:
            piece.end = nested.start
            piece.tokens = None
            kept += [piece, nested]
        else:
            kept += [nested, piece]
    return kept


def _nested(piece: Chunk, sentence: Tokens, names: Sequence[Span]) -> Chunk | None:
    body = words_of(piece, sentence)
    groups = verb_groups(body)
    for at, token in enumerate(body[1:], start=1):
        noun = _described(body, at)
        following = body[at + 1] if at + 1 < len(body) else None
        if (
            noun is None
            or following is None
            or following.lower_ in OF
            or any(name.start < token.idx < name.end for name in names)
            or any(first <= token.i <= last for first, last, _ in groups)
        ):
            continue
        verb = next((first for first, _, _ in groups if first > token.i), piece.end)
        while verb < piece.end and verb - 1 > token.i and form_of(sentence.doc[verb - 1]) in BEFORE_VERB:
            verb -= 1
        comma = next((one.i for one in sentence.doc[token.i : piece.end] if one.text == ","), piece.end)
        end = min(verb, comma) if comma < body[-1].i else verb
        if verb < piece.end and any(first < token.i for first, _, _ in groups):
            continue  # between two verbs: too tangled to say where it ends
        stop = sentence.doc[end - 1].idx + len(sentence.doc[end - 1])
        figures: list[Quantity] = [one for one in piece.quantities if token.idx <= one.span.start < stop]
        times: list[TimeInterval] = [one for one in piece.times if token.idx <= one.span.start < stop]
        counted = any(one.span.start <= noun.idx < one.span.end for one in piece.quantities)
        if counted or not (figures or times):
            continue
        return Chunk(
            start=token.i,
            end=end,
            opener=Opener.COMMA,
            is_participle=True,
            quantities=figures,
            times=times,
            antecedent=_start(body, noun),
        )
    return None


def _level(piece: Chunk, sentence: Tokens, words: Lexicon) -> Chunk | None:
    """Return the level that a change ends at, told after its size: "jumped 23 per cent last year | to 1,906"."""
    if len(piece.quantities) < 2 or piece.verb is None or not words.has(piece.verb, "rise", "fall"):
        return None
    size, level = piece.quantities[-2:]
    first = next((token for token in words_of(piece, sentence) if token.idx >= level.span.start), None)
    if size.unit not in {"%", "pp", "1"} or level.unit == size.unit or first is None or first.i == 0:
        return None
    before = first if form_of(first) in TO else first.nbor(-1)
    if form_of(before) not in TO or before.i <= piece.verb.i:
        return None
    return Chunk(start=before.i, end=piece.end, opener=Opener.COMMA, quantities=[level])


def _turnover(piece: Chunk, sentence: Tokens, words: Lexicon) -> Chunk | None:
    """Return the sales beside another result: "un bénéfice de 3 millions | pour un chiffre d'affaires de 40"."""
    if not piece.is_finite or len(piece.quantities) < 2:
        return None
    sales = piece.quantities[-1]
    ahead = [token for token in words_of(piece, sentence) if token.idx < sales.span.start][-REACH:]
    noun = next((at for at, token in enumerate(ahead) if words.has(token, "turnover")), None)
    if noun is None or not any(form_of(token) in OF for token in ahead[noun:]):
        return None
    first = next((token for token in reversed(ahead[:noun]) if form_of(token) in BESIDE), None)
    if first is None or first.idx < piece.quantities[-2].span.end:
        return None
    return Chunk(start=first.i, end=piece.end, opener=Opener.COMMA, quantities=[sales])


def _bracketed(piece: Chunk, sentence: Tokens) -> Chunk | None:
    """Return a name with its figure in brackets beside other figures: "devant l'Union sortante (23,1 %)"."""
    body = words_of(piece, sentence)
    for quantity in piece.quantities[1:] if len(piece.quantities) > 1 else piece.quantities * piece.is_finite:
        first = next((token for token in body if token.idx >= quantity.span.start), None)
        if first is None or first.i < 2 or first.nbor(-1).text != "(":
            continue
        noun = next((token for token in reversed(body) if token.i < first.i - 1), None)
        close = next((token for token in sentence.doc[first.i : piece.end] if token.text == ")"), None)
        while noun is not None and noun.pos_ == "ADJ" and noun.i > body[0].i:
            noun = noun.nbor(-1)  # "l'Union sortante (23 %)"; the parser may hang the adjective further back
        if noun is None or noun.pos_ not in NAMES or close is None or close.i - first.i > BRACKET:
            continue
        return Chunk(
            start=first.i - 1,
            end=close.i + 1,
            opener=Opener.STRONG,
            quantities=[quantity],
            antecedent=_start(body, noun),
        )
    return None


def _described(body: list[Token], at: int) -> Token | None:
    """Return the noun that a participle without an auxiliary follows, or None."""
    token = body[at]
    if token.pos_ != "VERB" or "Part" not in token.morph.get("VerbForm", []):
        return None
    if any(child.dep_.startswith(("aux", "cop")) for child in token.children):
        return None
    before = next((one for one in reversed(body[max(at - 3, 0) : at]) if one.pos_ != "ADV"), None)
    if before is not None and before.pos_ == "ADJ" and before.head.i < before.i:
        before = before.head
    return before if before is not None and before.pos_ in NAMES and before.i < token.i else None


def _start(body: list[Token], noun: Token) -> int:
    """Return where the noun phrase of a noun starts: its determiner, adjectives, and nouns joined by "de"."""
    first = noun.i
    for token in reversed([one for one in body if one.i < noun.i]):
        joins = token.lower_ in OF or token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or token.dep_ == "poss"
        if token.i != first - 1 or not joins:
            break
        first = token.i
        if token.pos_ == "DET" and (token.i == body[0].i or token.nbor(-1).lower_ not in OF):
            break
    return first
