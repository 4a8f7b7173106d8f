"""Claims against the packs: readings, queries, arithmetic, findings and verdicts.

`assess` and `replay_finding` are imported on first use: the parser behind the readings is heavy, and who only writes
a figure or names a unit needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the lazy names below, for type checkers and editors
    from sourcier.assessment.assessing import assess
    from sourcier.assessment.replay import replay_finding

__all__ = ["assess", "replay_finding"]

_HOMES = {"assess": "assessing", "replay_finding": "replay"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
