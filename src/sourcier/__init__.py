"""Sourcier reads a news article and hands back a dossier: claims, sources, evidence, arithmetic, verdicts.

`read(source)` gives the article of a path, a URL or `-`; `check(article)` gives its dossier. Both are
imported on first use, so that `import sourcier` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the lazy names below, for type checkers and editors
    from sourcier.dossier import check
    from sourcier.ingest import read

__version__ = "0.1.0"

__all__ = ["__version__", "check", "read"]

_HOMES = {"check": "sourcier.dossier", "read": "sourcier.ingest"}


def __getattr__(name: str) -> Any:
    """Import a public function when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
