"""Does a passage support a claim, refute it, or say too little? A small model's answer, with its doubt.

`judge` is imported on first use: the model's engine takes time that most runs need not spend.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the lazy names below, for type checkers and editors
    from sourcier.assessment.entailment.judging import Judged, judge

__all__ = ["Judged", "judge"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.judging"), name)
