"""One table that can be searched: passages, or earlier fact-checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from sourcier.core.findings import Signal
from sourcier.evidence.encoding import Rows
from sourcier.evidence.library.folder import reading
from sourcier.evidence.library.fulltext import any_word, given, phrase, plain, where
from sourcier.evidence.library.fusion import Ranking, fuse, ranks_of
from sourcier.evidence.library.quantised import Quantised
from sourcier.evidence.library.search import DEPTH, GIVEN, GIVEN_DEPTH, Hit, Query
from sourcier.evidence.library.tables import FIGURES, STEMMED, WORDS, Row

Item = TypeVar("Item")
Places = npt.NDArray[np.int64]

_DECIMALS = 4
"""Of a score by words: what is equal but for the order of adding is equal."""
_WORD = re.compile(r"\w+")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What of every row is held in memory, in the order of ids: a place is an index into these."""

    row_ids: npt.NDArray[np.uint64]
    by_row_id: Places
    """Places in the order of row ids."""
    published: npt.NDArray[np.int32]
    """Days since 1970, or the highest number where there is no date."""
    langs: npt.NDArray[Any]
    publishers: npt.NDArray[Any]
    vectors: Quantised


class Shelf(Generic[Item]):
    """A table as it was when the library was opened."""

    def __init__(self, path: Path, table: Any, read: Callable[[Sequence[Row]], list[Item]]) -> None:
        self._path = path
        self._table = table
        self._read = read
        with reading(path):
            self._columns = _load(table)

    def search(self, query: Query, row: Rows) -> list[Hit[Item]]:
        """Return what is nearest to a query, the best first.

        Args:
            query: What is sought.
            row: The vector of its text.
        """
        with reading(self._path):
            lexical = ranks_of(self._matches(any_word(query.text, tuple(STEMMED)), query))
            bonus = self._bonus(query)
        near = self._columns.vectors.nearest(row, limit=DEPTH, among=self._among(query))
        vector = ranks_of(place for place, _ in near)
        words = {**lexical, **self._unheard(query, lexical, vector)}
        fused = fuse([Ranking(words), Ranking(vector)], bonus=bonus)[: query.limit]
        cosines = dict(near)
        rows = self._rows([place for place, _ in fused])
        return [
            Hit(
                item=item,
                score=score,
                lexical_rank=lexical.get(place),
                vector_rank=vector.get(place),
                signals=_signals(query, found, cosines.get(place)),
            )
            for (place, score), found, item in zip(fused, rows, self._read(rows), strict=True)
        ]

    def cosines(self, row: Rows) -> dict[int, float]:
        """Return the cosine of every row with a vector, by place: rows stand in the order of their ids."""
        return dict(self._columns.vectors.nearest(row, limit=len(self._columns.row_ids)))

    def find_words(self, query: Query) -> list[Hit[Item]]:
        """Return what holds a text's words: all in order first, then by how many and how rare they are."""
        with reading(self._path):
            exact = self._matches(phrase(query.text), query)
            loose = self._matches(any_word(query.text, (WORDS,)), query)
        places = list(dict.fromkeys([*exact, *loose]))[: query.limit]
        in_order = set(exact)
        return [
            Hit(
                item=item,
                score=1.0 / rank,
                lexical_rank=rank,
                vector_rank=None,
                signals=(Signal("phrase", 1.0, "", query.text, query.text),) if place in in_order else (),
            )
            for rank, (place, item) in enumerate(zip(places, self._read(self._rows(places)), strict=True), start=1)
        ]

    def _unheard(self, query: Query, lexical: Mapping[int, int], vector: Mapping[int, int]) -> dict[int, int]:
        """Return what the ranking by words would say of texts in the other language, were it not deaf to it.

        Such a text shares names and figures with the query at most. Without a voice there, the best of them would come
        behind every text in the query's own language that is middling in both rankings: their rank by vectors stands
        for both, unless that by words is better.
        """
        if query.lang is None:
            return {}
        langs = self._columns.langs
        return {
            place: min(rank, lexical.get(place, rank)) for place, rank in vector.items() if langs[place] != query.lang
        }

    def _matches(self, asked: Any, query: Query) -> list[int]:
        """Return the places that a full-text query finds, the best first."""
        places, scores = self._scored(asked, query, depth=max(DEPTH, query.limit))
        order = np.lexsort((places, -scores))
        return [int(place) for place in places[order]]

    def _bonus(self, query: Query) -> dict[int, float]:
        """Return what places get for the figures, dates and names of a query that they hold: by how many, how rare."""
        places, scores = self._scored(given(query), query, depth=GIVEN_DEPTH)
        most = float(scores.max(initial=0.0)) or 1.0
        return {int(place): GIVEN * float(score) / most for place, score in zip(places, scores, strict=True)}

    def _scored(self, asked: Any, query: Query, *, depth: int) -> tuple[Places, npt.NDArray[np.float32]]:
        """Return places that a full-text query finds, with their scores."""
        if asked is None or not len(self._columns.row_ids):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        found = self._table.search(asked, query_type="fts").select(["id", "_score"]).with_row_id(True)
        if kept := where(query):
            found = found.where(kept)
        answer = found.limit(depth).to_arrow()
        return self._places(answer["_rowid"].to_numpy()), np.round(answer["_score"].to_numpy(), _DECIMALS)

    def _places(self, row_ids: npt.NDArray[np.uint64]) -> Places:
        by_row_id = self._columns.by_row_id
        return by_row_id[np.searchsorted(self._columns.row_ids, row_ids, sorter=by_row_id)]

    def _among(self, query: Query) -> npt.NDArray[np.bool_] | None:
        """Return which places a query's filters leave; None: all."""
        columns = self._columns
        kept: list[npt.NDArray[np.bool_]] = []
        if query.known_by is not None:
            kept.append(columns.published <= (query.known_by - _EPOCH).days)
        if query.langs:
            kept.append(np.isin(columns.langs, query.langs))
        if query.publishers:
            kept.append(np.isin(columns.publishers, query.publishers))
        return np.logical_and.reduce(kept) if kept else None

    def _rows(self, places: Sequence[int]) -> list[Row]:
        """Return the rows at places, in their order."""
        if not places:
            return []
        wanted = [int(self._columns.row_ids[place]) for place in places]
        with reading(self._path):
            names = [name for name in self._table.schema.names if name not in {"codes", "scale", "signature", *STEMMED}]
            taken = self._table.take_row_ids(wanted).select(names).with_row_id().to_arrow().to_pylist()
        rows = {row["_rowid"]: row for row in taken}
        return [rows[row_id] for row_id in wanted]


def _load(table: Any) -> _Columns:
    import pyarrow.compute as pc  # noqa: PLC0415 - a library that is not searched does not need it

    held = table.search().select(["id", "lang", "publisher", "published", "codes", "scale"]).with_row_id(True)
    rows = held.to_arrow().combine_chunks()
    rows = rows.take(pc.sort_indices(rows["id"]))
    width = rows.schema.field("codes").type.list_size
    row_ids = rows["_rowid"].to_numpy()
    unknown = np.iinfo(np.int32).max
    return _Columns(
        row_ids=row_ids,
        by_row_id=np.argsort(row_ids),
        published=pc.fill_null(rows["published"].cast("int32"), unknown).to_numpy(),
        langs=rows["lang"].to_numpy(),
        publishers=rows["publisher"].to_numpy(),
        vectors=Quantised(
            rows["codes"].combine_chunks().flatten().to_numpy().reshape(-1, width), rows["scale"].to_numpy()
        ),
    )


def _signals(query: Query, row: Row, cosine: float | None) -> tuple[Signal, ...]:
    held = set(row[FIGURES].split())
    words = f" {' '.join(_WORD.findall(row[WORDS].casefold()))} "
    signals = [] if cosine is None else [Signal("cosine", cosine, "", query.text, row[WORDS])]
    signals += [Signal("number", 1.0, "", one, plain(one)) for one in query.numbers if plain(one) in held]
    signals += [Signal("date", 1.0, "", one, one) for one in query.dates if one in held]
    names = [name for name in query.names if f" {' '.join(_WORD.findall(name.casefold()))} " in words]
    return (*signals, *(Signal("name", 1.0, "", name, name) for name in names))
