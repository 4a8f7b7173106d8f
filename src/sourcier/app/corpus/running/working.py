"""The work on one input: its bytes, its article, its dossier, its rows; or the row that says why not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import sourcier
from sourcier.app.corpus.inputs import Item, loaded, read_item
from sourcier.app.corpus.running.errors import CorpusChanged
from sourcier.app.corpus.running.records import Result, Settings
from sourcier.core.dossier import Run
from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # packs and library are imported when a worker opens them
    from sourcier.core.dossier import Dossier

INTERNAL = "internal"
"""Slug of an error that nobody foresaw."""

_LONGEST = 500
"""Characters of an error's message that are kept: some quote the whole input."""


class Checker:
    """Packs, library and models, loaded once, and what is done with them to one input after the other."""

    def __init__(self, settings: Settings) -> None:
        """Load everything. Raises the errors of packs and library that do not open."""
        from sourcier.evidence.library import open_library
        from sourcier.evidence.packs import open_packs
        from sourcier.text.parsing import model_version

        self._settings = settings
        self._packs = open_packs(*settings.packs)
        self._library = open_library(settings.library) if settings.library else None
        models: tuple[tuple[str, str], ...] = (model_version("fr"), model_version("en"))
        if self._library is not None:
            from sourcier.dossier.testifying import judges

            models += judges()
        self.run = Run(
            version=sourcier.__version__,
            models=models,
            packs=self._packs.refs,
            now=self._packs.now,
            library=self._library.ref if self._library else None,
        )
        """What all dossiers of the run have in common: the identity of the corpus."""

    def work(self, item: Item) -> Result:
        """Return what becomes of an input: an error of whatever kind is a result too.

        Raises:
            CorpusChanged: The library is no longer the one that the run began with.
        """
        sha256, stage = None, "ingest"
        try:
            item = loaded(item)
            sha256 = digest_of(item)
            article = read_item(item, published=self._settings.published, lang=self._settings.lang)
            stage = "check"
            from sourcier.app.corpus.tables import rows_of
            from sourcier.dossier import check

            dossier = check(article, self._packs, library=self._library)
            rows = rows_of(dossier, input=item.locator, sha256=sha256)
        except Exception as error:  # noqa: BLE001  (one article must not stop a million)
            return failure(item.locator, sha256, slug_of(error), said_of(error), stage=stage)
        self._is_same(dossier)
        return Result(item.locator, sha256, rows, article.id, claims=len(dossier.claims))

    def _is_same(self, dossier: Dossier) -> None:
        if dossier.run.library != self.run.library:
            raise CorpusChanged(
                "the library has changed since the run began, and articles checked before and after cannot stand in "
                "one corpus; run the command again with another --out",
            )


def digest_of(item: Item) -> str:
    """Return the SHA-256 of a loaded input's bytes."""
    return hashlib.sha256(item.body or b"").hexdigest()


def slug_of(error: Exception) -> str:
    """Return the slug of an error: its own, or `internal`."""
    return error.slug if isinstance(error, SourcierError) else INTERNAL


def said_of(error: Exception) -> str:
    """Return what an error says, on one line; one that nobody foresaw with its class."""
    said = str(error) if isinstance(error, SourcierError) else f"{type(error).__name__}: {error}"
    return " ".join(said.split())[:_LONGEST]


def is_fetched(item: Item) -> bool:
    """Say whether an input is only an address."""
    return item.body is None and item.path is None


def digest_at_hand(item: Item) -> str | None:
    """Return the SHA-256 of an input's bytes, read once more; None where they cannot be had, or must be fetched."""
    if is_fetched(item):
        return None
    try:
        return digest_of(loaded(item))
    except SourcierError:
        return None


def without_answer(item: Item, error: SourcierError) -> Result:
    """Return the result of an input whose worker will not say anything about it."""
    return failure(item.locator, digest_at_hand(item), slug_of(error), said_of(error), stage="check")


def failure(locator: str, sha256: str | None, slug: str, message: str, *, stage: str = "ingest") -> Result:
    """Return the result of an input that gave no dossier."""
    from sourcier.app.corpus.tables import failed

    return Result(
        locator, sha256, failed(input=locator, sha256=sha256, slug=slug, message=message, stage=stage), slug=slug
    )
