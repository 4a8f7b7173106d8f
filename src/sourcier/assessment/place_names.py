"""Places that the model takes for a common noun: what their capital says."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.language import Mention
from sourcier.text.tokens import Token

ABOUT = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "ROOT"})


def is_place_by_capital(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a place with a capital inside its sentence is what that is about, or has a capital of its article.

    "La Réunion compte …", "À La Réunion, …": to the model it is a noun.
    """
    inside = [token for token in tokens if mention.span.start <= token.idx < mention.span.end]
    if len(inside) > 1 and inside[0].pos_ == "DET" and inside[0].text.istitle() and not inside[0].is_sent_start:
        return True
    heads = [token for token in inside if token.text.istitle() and not token.is_sent_start and token.pos_ == "NOUN"]
    return any(token.dep_ in ABOUT for token in heads)
