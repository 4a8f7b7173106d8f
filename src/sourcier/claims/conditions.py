"""What a sentence only supposes: conditions, and counterfactuals that say what did happen."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents
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
