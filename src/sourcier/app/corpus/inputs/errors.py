"""What can be wrong with an input as a whole; what is wrong with one record is a `Failed`."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import SourcierError


class MissingColumn(SourcierError, LookupError):
    """A table has no column of a name, or none to read articles from. Attributes: `source`, `columns` (there)."""

    slug: ClassVar[str] = "missing-column"
