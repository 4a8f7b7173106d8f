"""What can be wrong with an input as a whole; what is wrong with one record is a `Failed`."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError


class MissingColumn(SourcierError, LookupError):
    """A table has no column of a name, or none to read articles from. Attributes: `source`, `columns` (there)."""

    slug: ClassVar[str] = "missing-column"


class CorpusInside(SourcierError):
    """A folder among the inputs is a corpus: what it holds was read already. Attribute: `source`."""

    slug: ClassVar[str] = "corpus-inside"
    scope: ClassVar[Scope] = Scope.ITEM

    @classmethod
    def at(cls, path: str) -> CorpusInside:
        """Return the error for a folder."""
        return cls(f"{path}: a corpus, whose articles were read already; left aside", source=path)
