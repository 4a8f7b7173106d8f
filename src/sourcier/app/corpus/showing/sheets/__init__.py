"""What a report shows, as tables: all rows of every part, with the ids of articles and claims."""

from sourcier.app.corpus.showing.sheets.rows import rows_of
from sourcier.app.corpus.showing.sheets.writing import SHEETS, write

__all__ = ["SHEETS", "rows_of", "write"]
