"""The library: documents, the passages cut from them, and earlier fact-checks, in one folder that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sourcier.core.library import Document, FactCheck
from sourcier.evidence.encoders import chosen_encoder
from sourcier.evidence.encoding import Encoder
from sourcier.evidence.library.adding import (
    Added,
    append,
    ask_origins,
    batches,
    cut_all,
    digests_of,
    drop,
    give_vectors,
    sliced,
    without,
)
from sourcier.evidence.library.contents import Contents
from sourcier.evidence.library.folder import library_folder, optimise, reading
from sourcier.evidence.library.fulltext import quoted
from sourcier.evidence.library.tables import DOCUMENTS, FACTCHECKS, PASSAGES, factcheck_row
from sourcier.evidence.library.verifying import Verified, verify

_INDEX_EVERY = 10_000
"""Rows added between two visits of the indexes: rows outside them are found too, but are read one by one."""


class Library(Contents):
    """What a folder held when it was opened, and what has been added through this object since."""

    def add(self, items: Iterable[Document | FactCheck], *, progress: Callable[[Added], None] | None = None) -> Added:
        """Add what is not there yet, batch after batch, and return what was done.

        What is there with the same text, date and publisher is left alone, so that a run that was killed is taken up
        by running it again. Each batch is there whole or not at all; memory does not grow with their number.

        Args:
            items: May be a generator: it is read as far as the next batch.
            progress: Called after each batch with what has been done so far.

        Raises:
            UnwritableLibrary: The folder or the disk does not take it; the batches before are there.
            BusyLibrary: Another process has been writing for ten minutes.
        """
        done, outside = Added(), 0
        for batch in batches(items):
            one = self._add_batch(batch)
            done += one
            outside += one.passages + one.factchecks
            if outside >= _INDEX_EVERY:
                self._index(asks_origins=False)
                outside = 0
            if progress:
                progress(done)
        if self._folder.manifest and not self._folder.manifest.is_indexed:
            self._index(asks_origins=True)
        return done

    def remove(self, ids: Iterable[str]) -> int:
        """Remove documents with their passages, and fact-checks, by id; return how many there were. Raises as `add`."""
        wanted, gone = list(dict.fromkeys(ids)), 0
        if self._folder.manifest is None or not wanted:
            return 0
        with self._folder.writing(self.encoder) as opened:
            for some in sliced(wanted):
                for name in (DOCUMENTS, FACTCHECKS):
                    gone += opened[name].count_rows(f"id in ({quoted(some)})")
                drop(opened, some)
            self._folder.mark(is_indexed=False)
        self._index(asks_origins=True)
        return gone

    def verify(self) -> Verified:
        """Look at every row: does each text have its digest, each passage its place in a document?"""
        table = self._folder.table(PASSAGES)
        with reading(self.path):
            passages = table.count_rows() if table is not None else 0
        return verify(self.documents(), self.factchecks(), self.passages_by_document, passages=passages)

    def _add_batch(self, batch: Sequence[Document | FactCheck]) -> Added:
        items = {item.id: item for item in batch}
        new = without(items, digests_of(items, self._folder.table, self.path))
        if not new:
            return Added(kept=len(items))
        documents = [item for item in new.values() if isinstance(item, Document)]
        factchecks = [item for item in new.values() if isinstance(item, FactCheck)]
        document_rows, passage_rows = cut_all(documents)
        factcheck_rows = [factcheck_row(one) for one in factchecks]
        give_vectors([*passage_rows, *factcheck_rows], self.encoder)
        with self._folder.writing(self.encoder) as opened:
            # Another process may have added some of it meanwhile.
            there = digests_of(new, opened.__getitem__, self.path)
            wanted = without(new, there).keys()
            rows = {
                DOCUMENTS: [row for row in document_rows if row["id"] in wanted],
                PASSAGES: [row for row in passage_rows if row["document_id"] in wanted],
                FACTCHECKS: [row for row in factcheck_rows if row["id"] in wanted],
            }
            replaced = sorted(there.keys() & wanted)
            if replaced:
                drop(opened, replaced)
            for name, some in rows.items():
                append(opened[name], some)
            self._folder.mark(is_indexed=False)
        self._refresh()
        return Added(
            documents=len(rows[DOCUMENTS]),
            passages=len(rows[PASSAGES]),
            factchecks=len(rows[FACTCHECKS]),
            replaced=len(replaced),
            kept=len(items) - len(wanted),
        )

    def _index(self, *, asks_origins: bool) -> None:
        with self._folder.writing(self.encoder) as opened:
            optimise(opened)
            if asks_origins:
                ask_origins(opened)
                self._folder.mark(is_indexed=True)
        self._refresh()


def open_library(path: Path | None = None, *, encoder: Encoder | None = None) -> Library:
    """Return the library in a folder, which need not exist: it is then empty, and made when something is added.

    Args:
        path: The folder; by default that of `SOURCIER_LIBRARY`, else `library` in the user's own data.
        encoder: What makes the vectors; by default that of `SOURCIER_ENCODER`.

    Raises:
        OtherEncoder: Its vectors were made by another encoder.
        OtherLayout: Another version of the program made it.
        DamagedLibrary: Its first file is gone or does not read.
        UnknownEncoder: `SOURCIER_ENCODER` names none, or one that lacks something.
    """
    return Library(path or library_folder(), encoder or chosen_encoder())
