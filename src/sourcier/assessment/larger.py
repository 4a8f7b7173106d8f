"""Names of bodies inside longer ones: "Union européenne de radio-télévision", "NATO Parliamentary Assembly"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.lexicon import read_words
from sourcier.core.article import Lang
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

OF = frozenset({"de", "du", "des", "d", "d'", "of"})
ARTICLES = frozenset({"la", "le", "les", "l", "l'", "the", "its", "their"})
NAMES = frozenset({"NOUN", "PROPN"})
ADVERBIAL = read_words("claim_words", "adverbial")
"""Words after "de", "of" that tell how or since when, and name no other body: "membre de l’Otan de plein droit"."""


def names_another(
    name: Span, tokens: Sequence[Token], folded: Sequence[str], dated: Sequence[Span], lang: Lang
) -> bool:
    """Say whether what follows the name of a body makes it the name of another.

    Args:
        name: Where the body's name stands.
        tokens: The words of the claim.
        folded: The same, folded.
        dated: Times and figures of the claim: "membre de l’Otan de 1949 à 1966" names no other body.
        lang: Of the claim: only English sets a noun right behind.
    """
    after = next((at for at, token in enumerate(tokens) if token.idx >= name.end), len(tokens))
    if after >= len(tokens):
        return False
    first = tokens[after]
    if folded[after] not in OF:
        # "the Council of Europe Development Bank"
        is_beside = first.idx == name.end + 1 and first.pos_ == "PROPN" and first.text.istitle()
        return lang == "en" and is_beside and not _is_within(first, dated)
    at = after + 1
    while at < len(tokens) and folded[at] in ARTICLES:
        at += 1
    if at >= len(tokens) or folded[at] in ADVERBIAL or _is_within(tokens[at], dated):
        return False
    return tokens[at].pos_ in NAMES


def _is_within(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)
