"""What of a table is read and what is not, for whoever runs it: a date in a column that is not known is no date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.app.corpus.inputs.columns import Found
from sourcier.app.corpus.inputs.records import Told

_SHOWN, _LONGEST = 20, 60
"""Columns that are named, and characters of a name."""


def layout(there: Sequence[str], found: Found, name: str) -> Iterator[Told]:
    """Yield which columns of a table are read and which are not; nothing where all are.

    >>> [told.message for told in layout(("Titre", "Texte", "Quand"), Found("text", (("text", "Texte"),)), "a.csv")]
    ["a.csv: read as text 'Texte'; not read: 'Titre', 'Quand' (to read one: --column FIELD=COLUMN)"]
    """
    taken = {column for _, column in found.names}
    rest = [column for column in there if column not in taken and column.strip()]
    if rest:
        used = ", ".join(f"{field} {_shown(column)}" for field, column in found.names)
        left = ", ".join(_shown(column) for column in rest[:_SHOWN])
        more = f" and {len(rest) - _SHOWN} more" if len(rest) > _SHOWN else ""
        yield Told(name, f"{name}: read as {used}; not read: {left}{more} (to read one: --column FIELD=COLUMN)")


def _shown(column: str) -> str:
    written = repr(column[:_LONGEST])
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
