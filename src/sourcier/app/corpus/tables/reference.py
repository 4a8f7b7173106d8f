"""The columns of a corpus as docs/corpus-tables.md lists them, made from the schema.

`python -m sourcier.app.corpus.tables.reference docs/corpus-tables.md` writes them into the page anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from sourcier.app.corpus.tables.schema import TABLES, Table

BEGIN, END = "<!-- columns: made from the schema -->", "<!-- end of columns -->"


def updated(page: str) -> str:
    """Return the page with the columns as the schema has them."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    listed = "\n\n".join("\n".join(_section(table)) for table in TABLES.values())
    return f"{before}{BEGIN}\n{listed}\n{END}{after}"


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
