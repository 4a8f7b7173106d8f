"""What a sentence only supposes: conditions, and counterfactuals that say what did happen."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents, words_of
from sourcier.claims.tenses import is_supposing
from sourcier.claims.traits import Traits
from sourcier.text.tokens import Tokens


def is_condition(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece states a condition: "si elle stagnait", "were rates to fall", "unless it rains"."""
    body = [token for token in contents(piece, sentence) if not token.is_punct]
    if not body:
        return False
    if [form_of(token) for token in body[:2]] == ["si", "bien"]:
        return False  # "si bien que le prix a doublé": what followed, not what would
    if piece.verb is not None and piece.verb.lemma_ in {"croire", "believe"}:
        return False  # "si l'on en croit un sondage" names a source
    if piece.marker is not None and piece.marker.lower_ in words.words("condition"):
        return True
    first = body[0]
    if form_of(first) in {
        "si",
        "s'",
        "if",
        "unless",
        "sinon",
        "otherwise",
    } and first.pos_ in {"SCONJ", "ADV"}:
        return True
    inverted = first.lower_ in {"were", "had", "should"} and piece.opener is Opener.START and len(body) > 1
    return inverted and body[1].pos_ not in {"VERB", "AUX"} and sentence.text.strip()[-1:] != "?"


def suppositions(pieces: Sequence[Chunk], traits: Sequence[Traits], sentence: Tokens, words: Lexicon) -> set[int]:
    """Return the pieces that only suppose: conditions, "en cas de" with a conditional, "ou bien A, ou bien B"."""
    found = {number for number, piece in enumerate(pieces) if is_condition(piece, sentence, words)}
    found |= {
        number
        for number, piece in enumerate(pieces)
        if traits[number].is_conditional and is_supposing(words_of(piece, sentence), words)
    }
    sides = [number for number, piece in enumerate(pieces) if piece.is_finite and _is_side(piece, sentence, at=number)]
    return found | set(sides) if len(sides) > 1 and sides[0] == 0 else found


def _is_side(piece: Chunk, sentence: Tokens, *, at: int) -> bool:
    """Say whether a piece is one of two that exclude each other: "ou bien A", "soit A", "either A", "or B"."""
    forms = [form_of(token) for token in words_of(piece, sentence)[:2]]
    if forms in (["ou", "bien"], ["ou", "alors"]) or forms[:1] in (["soit"], ["either"]):
        return True
    return bool(at) and forms[:1] in (["ou"], ["or"]) and piece.opener is Opener.COORDINATION


def is_counterfactual(piece: Chunk, traits: Traits, sentence: Tokens) -> bool:
    """Say whether a condition denies what did happen: "si Berlin n'avait pas fermé ses réacteurs" says that it did."""
    if not traits.is_negative or traits.has_flat_denial:
        return False
    body = contents(piece, sentence)
    if sentence.doc.lang_ == "fr":
        return any(
            token.lemma_ in {"avoir", "être"} and "Imp" in token.morph.get("Tense", []) for token in body
        ) and any("Part" in token.morph.get("VerbForm", []) for token in body)
    return any(token.lower_ == "had" for token in body) and any(token.tag_ in {"VBN", "VBD"} for token in body)
