"""What a library holds, as it was when it was opened: read by id, by words, and by words and vectors together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sourcier.core.article import Lang
from sourcier.core.ids import digest
from sourcier.core.library import Document, FactCheck, LibraryRef, Passage
from sourcier.evidence.encoding import Encoder, Rows
from sourcier.evidence.library.adding import asked, main_origins, sliced
from sourcier.evidence.library.folder import LAYOUT, Folder, reading
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
    passage_of,
)

Item = TypeVar("Item")

_REMEMBERED = 256
"""Vectors of queries kept: a claim is looked for among passages and among fact-checks."""


class Contents:
    """What a folder held when it was opened."""

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

    def passage(self, passage_id: str) -> Passage | None:
        """Return one passage, or None where there is none of this id."""
        table = self._folder.table(PASSAGES)
        if table is None:
            return None
        with reading(self.path):
            rows = table.search().where(f"id = {quoted([passage_id])}").limit(None).to_arrow().to_pylist()
        return self._read_passages(rows)[0] if rows else None

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return a document's passages, in the order of its text."""
        return self.passages_by_document([document_id])[document_id]

    def passages_by_document(self, document_ids: Sequence[str]) -> dict[str, list[Passage]]:
        """Return the passages of several documents by the document's id, each in the order of its text."""
        table, found = self._folder.table(PASSAGES), {name: list[Passage]() for name in document_ids}
        for some in sliced(document_ids) if table is not None else ():
            with reading(self.path):
                asked = table.search().where(f"document_id in ({quoted(some)})").limit(None)
                rows = asked.to_arrow().to_pylist()
            for one in sorted(self._read_passages(rows), key=lambda one: one.anchor.start):
                found[one.document_id].append(one)
        return found

    def passages_of_origin(self, origin: str) -> list[Passage]:
        """Return the passages that share an origin, document by document, those of the origin itself first."""
        from sourcier.evidence.library.origins import digest_start  # noqa: PLC0415

        table, start = self._folder.table(PASSAGES), digest_start(origin)
        if table is None or not start:
            return []
        copied = [name for name, other in self._origins().items() if other == origin]
        with reading(self.path):
            rows = table.search().where(f"starts_with(digest, '{start}')").limit(None).to_arrow().to_pylist()
            for some in sliced(copied):
                rows += table.search().where(f"id in ({quoted(some)})").limit(None).to_arrow().to_pylist()
        found = {one.id: one for one in self._read_passages(rows) if one.origin == origin}
        own = {name for name, one in found.items() if one.digest.startswith(start)}
        return sorted(found.values(), key=lambda one: (one.id not in own, one.document_id, one.anchor.start))

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
