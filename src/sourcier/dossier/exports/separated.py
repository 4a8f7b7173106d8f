"""Claims and findings as comma-separated values (RFC 4180), in UTF-8 with a byte order mark.

The mark is for Excel, which reads a file without one in the system's old encoding and breaks every accent; Python
(`utf-8-sig`), R, DuckDB, pandas and LibreOffice skip it. Commas part the fields whatever the locale, so that one file
is the same file everywhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import Revision
from sourcier.dossier.exports.cells import Value, plain
from sourcier.dossier.exports.columns import CLAIM_COLUMNS, FINDING_COLUMNS, claim_rows, finding_rows
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import gather


def claims_csv(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return one line a claim."""
    return _written(CLAIM_COLUMNS, claim_rows(gather(dossier, revisions, with_reasons=labels.tells(by_default=True))))


def findings_csv(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return one line a finding."""
    return _written(
        FINDING_COLUMNS, finding_rows(gather(dossier, revisions, with_reasons=labels.tells(by_default=True)))
    )


def _written(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([plain(value) for value in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")
