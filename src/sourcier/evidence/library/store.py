"""The library: documents, the passages cut from them, and earlier fact-checks, in one folder that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sourcier.core.article import Lang
from sourcier.core.ids import digest
from sourcier.core.library import Document, FactCheck, LibraryRef, Passage
from sourcier.evidence.encoders import chosen_encoder
from sourcier.evidence.encoding import Encoder, Rows
from sourcier.evidence.library.adding import (
    Added,
    append,
    ask_origins,
    asked,
    batches,
    cut_all,
    digests_of,
    drop,
    give_vectors,
    main_origins,
    sliced,
    without,
)
from sourcier.evidence.library.folder import LAYOUT, Folder, library_folder, optimise, reading
from sourcier.evidence.library.fulltext import quoted
from sourcier.evidence.library.search import Hit, Query
from sourcier.evidence.library.shelf import Shelf
from sourcier.evidence.library.tables import (
    DOCUMENTS,
    FACTCHECKS,
    ORIGINS,
    PASSAGES,
    Row,
    document_of,
    factcheck_of,
    factcheck_row,
    passage_of,
)
from sourcier.evidence.library.verifying import Verified, verify

Item = TypeVar("Item")

_INDEX_EVERY = 10_000
"""Rows added between two visits of the indexes: rows outside them are found too, but are read one by one."""
_REMEMBERED = 256
"""Vectors of queries kept: a claim is looked for among passages and among fact-checks."""


class Library:
    """What a folder held when it was opened, and what has been added through this object since."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self.path = path
        self.encoder = encoder
        self._folder = Folder(path)
        self._shelves: dict[str, Any] = {}
        self.vector_of = lru_cache(maxsize=_REMEMBERED)(self._encoded)
        self._refresh()

    @property
    def ref(self) -> LibraryRef:
        """Return what the library is: the same contents have the same digest, added in whatever order."""
        documents = self._column(DOCUMENTS, "record_digest")
        factchecks = self._column(FACTCHECKS, "record_digest")
        return LibraryRef(
            digest=digest("\n".join([str(LAYOUT), *sorted(documents), "", *sorted(factchecks)])),
            documents=len(documents),
            factchecks=len(factchecks),
            encoder=self.encoder.name,
            encoder_digest=self.encoder.digest,
        )

    def search_passages(self, query: Query) -> list[Hit[Passage]]:
        """Return the passages nearest to a query, the best first.

        Raises:
            DamagedLibrary: A file of the folder is missing or spoiled.
        """
        shelf = self._passages()
        return shelf.search(query, self.vector_of(query.text)) if shelf and query.text.strip() else []

    def search_factchecks(self, query: Query) -> list[Hit[FactCheck]]:
        """Return the earlier fact-checks nearest to a query, the best first. Raises as `search_passages` does."""
        shelf = self._factchecks()
        return shelf.search(query, self.vector_of(query.text)) if shelf and query.text.strip() else []

    def find_words(self, text: str, *, lang: Lang | None = None, limit: int = 10) -> list[Hit[Passage]]:
        """Return the passages that hold a text's words: in order first (signal `phrase`), then the most and rarest.

        Case, accents and marks do not count; no vector is made. With `lang`, only passages in it.
        """
        shelf, query = self._passages(), Query(text, langs=(lang,) if lang else (), limit=limit)
        return shelf.find_words(query) if shelf else []

    def documents(self) -> Iterator[Document]:
        """Yield every document, by id."""
        yield from map(document_of, self._all(DOCUMENTS, ["id", "record", "text"]))

    def document(self, document_id: str) -> Document | None:
        """Return one document, or None where there is none of this id."""
        rows = self._where(DOCUMENTS, [document_id], ["record", "text"])
        return document_of(rows[0]) if rows else None

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return a document's passages, in the order of its text."""
        table = self._folder.table(PASSAGES)
        if table is None:
            return []
        with reading(self.path):
            rows = table.search().where(f"document_id = {quoted([document_id])}").limit(None).to_arrow().to_pylist()
        return sorted(self._read_passages(rows), key=lambda one: one.anchor.start)

    def factchecks(self) -> Iterator[FactCheck]:
        """Yield every earlier fact-check, by id."""
        yield from map(factcheck_of, self._all(FACTCHECKS, ["id", "record"]))

    def factcheck_likeness(self, row: Rows) -> dict[str, float]:
        """Return the cosine of every fact-check's vector with another vector, of length 1, by id."""
        shelf = self._factchecks()
        if shelf is None:
            return {}
        cosines = shelf.cosines(row)
        return {name: cosines[place] for place, name in enumerate(sorted(self._column(FACTCHECKS, "id")))}

    def ids(self) -> set[str]:
        """Return the ids of all documents and fact-checks."""
        return {*self._column(DOCUMENTS, "id"), *self._column(FACTCHECKS, "id")}

    def origins(self) -> dict[str, str]:
        """Return the origin of each document that has passages, by its id: the one that most of these have."""
        table = self._folder.table(PASSAGES)
        if table is None:
            return {}
        with reading(self.path):
            rows = table.search().select(["id", "document_id", "digest"]).limit(None).to_arrow().to_pydict()
        return main_origins(rows, self._origins())

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
        return verify(self.documents(), self.factchecks(), self.passages_of, passages=passages)

    def _refresh(self) -> None:
        self._folder.refresh(self.encoder)
        self._shelves = {}

    def _passages(self) -> Shelf[Passage] | None:
        return self._shelf(PASSAGES, self._read_passages)

    def _factchecks(self) -> Shelf[FactCheck] | None:
        return self._shelf(FACTCHECKS, lambda rows: [factcheck_of(row) for row in rows])

    def _shelf(self, name: str, read: Callable[[Sequence[Row]], list[Item]]) -> Shelf[Item] | None:
        if name not in self._shelves:
            table = self._folder.table(name)
            self._shelves[name] = Shelf(self.path, table, read) if table is not None else None
        shelf: Shelf[Item] | None = self._shelves[name]
        return shelf

    def _read_passages(self, rows: Sequence[Row]) -> list[Passage]:
        from sourcier.evidence.library.origins import own_origin  # noqa: PLC0415

        origins = self._origins()
        return [passage_of(row, origins.get(row["id"]) or own_origin(row["digest"])) for row in rows]

    def _origins(self) -> Mapping[str, str]:
        """Return the origin of each passage whose document is not its origin."""
        if ORIGINS not in self._shelves:
            table = self._folder.table(ORIGINS)
            rows = table.to_arrow().to_pydict() if table is not None else {"passage_id": [], "origin": []}
            self._shelves[ORIGINS] = dict(zip(rows["passage_id"], rows["origin"], strict=True))
        held: Mapping[str, str] = self._shelves[ORIGINS]
        return held

    def _encoded(self, text: str) -> Rows:
        row: Rows = self.encoder.encode([text], is_query=True)[0]
        return row

    def _column(self, name: str, column: str) -> list[str]:
        table = self._folder.table(name)
        if table is None:
            return []
        with reading(self.path):
            held: list[str] = table.search().select([column]).limit(None).to_arrow()[column].to_pylist()
        return held

    def _all(self, name: str, columns: list[str]) -> Iterator[Row]:
        for some in sliced(sorted(self._column(name, "id"))):
            yield from sorted(self._where(name, some, columns), key=lambda row: str(row["id"]))

    def _where(self, name: str, ids: Sequence[str], columns: list[str]) -> list[Row]:
        table = self._folder.table(name)
        return asked(table, ids, columns, self.path) if table is not None else []

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
