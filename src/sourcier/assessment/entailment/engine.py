"""The packaged model's files, opened: its weights, its tokenizer, and what runs them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from sourcier.core.settings import threads


def packaged(name: str) -> bytes:
    """Return a file of the model as it is packaged."""
    return (resources.files(__package__) / name).read_bytes()


def session_of(weights: bytes) -> Any:
    """Return what runs a model of this shape: the packaged one, or that with other weights laid over it."""
    import onnxruntime  # noqa: PLC0415  (loading it takes time that most runs need not spend)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()
    # Its threads otherwise spin between two batches, and take the processor from the parser.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@cache
def tokenizer() -> Any:
    """Return what cuts texts into the model's pieces."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (only those who ask the model need it)

    return Tokenizer.from_str(packaged("tokenizer.json").decode("utf-8"))
