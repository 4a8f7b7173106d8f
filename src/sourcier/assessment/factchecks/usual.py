"""How near a fact-check is to any text of a kind: what a nearness must exceed before it tells anything.

Some vectors lie near everything. A cosine therefore counts by how far it passes the mean over texts about nobody, of
the same kind and language as what is asked: posts are told from statements by links, handles and signatures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, Protocol

from sourcier.assessment.factchecks.words import is_post, plain
from sourcier.core.article import Lang
from sourcier.core.library import FactCheck
from sourcier.core.rows import read_rows
from sourcier.evidence.encoding import Encoder, kept_rows
from sourcier.evidence.library.search import Hit, Query

Kind = Literal["post", "statement"]


class FactChecks(Protocol):
    """What is asked of a library."""

    @property
    def encoder(self) -> Encoder:
        """Return what made the vectors."""

    def search_factchecks(self, query: Query) -> list[Hit[FactCheck]]:
        """Return what is nearest to a query, the best first."""

    def factchecks(self) -> Iterable[FactCheck]:
        """Return all, in the order of ids."""

    def factcheck_likeness(self, row: Any) -> Mapping[str, float]:
        """Return the cosine of each with a vector of length 1, by id."""


class Usual:
    """The usual nearness of each fact-check of a library, by kind and language of what is asked."""

    def __init__(self, library: FactChecks) -> None:
        self._library = library
        self._known: dict[tuple[Kind, Lang], Mapping[str, float]] = {}

    def of(self, text: str, lang: Lang) -> Mapping[str, float]:
        """Return the mean cosine of each fact-check with texts like this one, by id."""
        key: tuple[Kind, Lang] = ("post" if is_post(text) else "statement", lang)
        if key not in self._known:
            self._known[key] = self._mean(_texts(*key))
        return self._known[key]

    def _mean(self, texts: Sequence[str]) -> Mapping[str, float]:
        import numpy as np  # noqa: PLC0415 - a library without fact-checks does not need it

        mean = kept_rows(self._library.encoder, [plain(text) for text in texts]).mean(axis=0)
        length = float(np.linalg.norm(mean))
        cosines = self._library.factcheck_likeness(mean / np.float32(length))
        return {name: cosine * length for name, cosine in cosines.items()}


@cache
def _texts(kind: Kind, lang: Lang) -> Sequence[str]:
    return [row[2] for row in read_rows(__package__, "usual.tsv") if (row[0], row[1]) == (kind, lang)]
