"""How an article gives a quotation, and what it should not have left out: what the rules on cuts go by."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteTurn


@dataclass(frozen=True, slots=True)
class Quoting:
    """How the article gives a quotation."""

    keys: tuple[str, ...]
    """Its words."""
    beside: tuple[str, ...]
    """The words of its sentence and of those before and behind it in the paragraph, the quotation itself left out."""
    ahead: tuple[str, ...]
    """The words of its sentence that stand before it."""
    is_whole: bool
    """It is shown as a sentence of its own: a capital, and its full stop inside the marks."""
    asks: bool
    """It, or the sentence it stands in, ends with a question mark."""
    is_open: bool = False
    """It starts or ends with an ellipsis."""
    after: tuple[str, ...] = ()
    """The words of its sentence that stand behind it."""
    is_woven: bool = False
    """It is part of the author's own sentence, which may ask for another person or tense: « qu’il “refusait de …” »."""


@dataclass(frozen=True, slots=True)
class Left:
    """Words of the source that a quotation should not have left out."""

    span: Span
    turn: QuoteTurn | None = None
    """What they make of the words quoted; None where they only limit them."""
    beyond: Span | None = None
    """What throws the words out behind them, where who says so stands before: « On dit que … C'est faux. »"""
