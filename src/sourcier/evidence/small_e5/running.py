"""Run the encoder: pieces in, one vector a text out, each text by itself.

How many texts come at once, and on how many cores, changes no digit of a vector: one text is one run of one thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from typing import Any

import numpy as np

from sourcier.core.settings import threads
from sourcier.evidence.small_e5.packed import Floats, Packed, opened
from sourcier.evidence.small_e5.pieces import Pieces

GRAPH = resources.files(__package__) / "graph.onnx"
"""The operations, without weights: training/e5_graph.py writes it."""
_QUERY, _PASSAGE = "query: ", "passage: "
"""What the model was trained to read first."""


class Engine:
    """The model, ready to encode."""

    def __init__(self) -> None:
        self._packed = opened()
        self.pieces = Pieces(self._packed)
        self._session = _session(self._packed)
        self._window = self._packed.sizes["positions"] - 2
        self._positions = self._packed.rows("emb.pos", range(self._packed.sizes["positions"]))
        self._positions = self._positions + self._packed.rows("emb.type", [0])

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        """Return one row of length 1 a text, in the same order."""
        first = _QUERY if is_query else _PASSAGE
        most = min(len(texts), threads())
        if most < 2:
            rows = [self._row(first + text) for text in texts]
        else:
            with ThreadPoolExecutor(most) as pool:  # onnxruntime lets go of the interpreter
                rows = list(pool.map(self._row, [first + text for text in texts]))
        return np.stack(rows) if rows else np.empty((0, self._packed.sizes["width"]), np.float32)

    def _row(self, text: str) -> Floats:
        """Return the mean over a text's pieces; of a text longer than the model reads, over its parts."""
        pieces = self.pieces.cut(text)
        parts = [pieces[at : at + self._window] for at in range(0, len(pieces), self._window)] or [[]]
        total = np.zeros(self._packed.sizes["width"], np.float32)
        for part in parts:
            total += self._mean([self._packed.starts, *part, self._packed.ends]) * max(len(part), 1)
        row: Floats = total / max(float(np.linalg.norm(total)), 1e-6)
        return row

    def _mean(self, numbers: list[int]) -> Floats:
        embedded = self._packed.rows("emb.word", numbers) + self._positions[: len(numbers)]
        mean: Floats = self._session.run(None, {"embedded": embedded[None]})[0][0]
        return mean


def _session(packed: Packed) -> Any:
    import onnxruntime as ort  # noqa: PLC0415 - only when something is encoded

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    width = packed.sizes["width"]
    names = [name for name in packed.places if not name.startswith("emb.") or name.startswith("emb.ln")]
    held = []
    for name in names:
        flat = packed.tensor(name)
        # Stored a row an output; the graph multiplies from the left.
        is_matrix = name.endswith(".w") and len(flat) > width
        inner = len(flat) // width
        shape = (width, inner) if name.endswith(".fo.w") else (inner, width)
        held.append(np.ascontiguousarray(flat.reshape(shape).T) if is_matrix else np.array(flat))
    options.add_external_initializers(names, [ort.OrtValue.ortvalue_from_numpy(one) for one in held])
    return ort.InferenceSession(GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"])
