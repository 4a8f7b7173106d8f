"""The columns of a corpus, and of its report as tables, as docs/corpus-tables.md lists them, made from the schemas.

`python -m sourcier.app.corpus.tables.reference docs/corpus-tables.md` writes them into the page anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from sourcier.app.corpus.tables.schema import TABLES, Table, tables_of

REPORT = "sourcier.app.corpus.showing.sheets"
"""The package that describes the tables of a report, by its name: what shows a corpus rests on its tables."""

_LISTS = (
    ("<!-- columns: made from the schema -->", "<!-- end of columns -->", TABLES),
    ("<!-- columns of a report: made from the schema -->", "<!-- end of columns of a report -->", tables_of(REPORT)),
)


def updated(page: str) -> str:
    """Return the page with the columns as the schemas have them."""
    for begin, end, tables in _LISTS:
        before, rest = page.split(begin)
        after = rest.split(end)[1]
        listed = "\n\n".join("\n".join(_section(table)) for table in tables.values())
        page = f"{before}{begin}\n{listed}\n{end}{after}"
    return page


def _section(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`"
    yield table.description + (f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else "")
    yield ""
    yield "| column | type | null | |"
    yield "|---|---|---|---|"
    for one in table.columns:
        yield f"| `{one.name}` | `{one.type}` | {'yes' if one.is_nullable else ''} | {one.description} |"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(updated(file.read_text(encoding="utf-8")), encoding="utf-8")
