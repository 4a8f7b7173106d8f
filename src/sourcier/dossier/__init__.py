"""One article from end to end: run the steps, freeze the dossier, run it again, report it.

`check`, `survey` and `replay` are imported on first use: the readers and the parser behind them are heavy,
and a program that only shows a saved dossier needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the lazy names below, for type checkers and editors
    from sourcier.dossier.checking import check, survey
    from sourcier.dossier.replaying import Difference, Replay, replay
    from sourcier.dossier.rereading import replay_whole
    from sourcier.dossier.storing import load, load_all, save

__all__ = ["Difference", "Replay", "check", "load", "load_all", "replay", "replay_whole", "save", "survey"]

_HOMES = {
    "check": "checking",
    "survey": "checking",
    "Difference": "replaying",
    "Replay": "replaying",
    "replay": "replaying",
    "replay_whole": "rereading",
    "load": "storing",
    "load_all": "storing",
    "save": "storing",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
