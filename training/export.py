"""Write the trained model as ONNX with weights in 8 bits, and compare it with what was trained.

    python training/export.py --model CHECKPOINT --tokenizer FOLDER --out src/sourcier/assessment/entailment
        [--compare PAIRS.jsonl.gz]

The graph is written node by node (opset 20). A matrix is kept as whole numbers of 8 bits with one scale a column, word
vectors with one scale a piece; the engine unfolds the matrices when it loads them, so that sums are of 32-bit floats.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from model import FAR, Entailment, Layer, Shape, from_start
from shards import opened, read_shard
from sourcier.assessment.entailment.alignment import KINDS_OF_A_TEXT
from sourcier.assessment.entailment.reading import PADDING, batch_of
from start import opened as start_weights


def trained(checkpoint: Path, tokenizer: Path) -> Entailment:
    """Return the model of a checkpoint."""
    saved = torch.load(checkpoint, weights_only=True)
    kept = torch.from_numpy(np.load(tokenizer / "kept.npy")).long()
    model = from_start(start_weights()[0], kept, Shape())
    model.load_state_dict(saved["model"])
    model.eval()
    return model


class Graph:
    """Nodes and constants, gathered one after the other."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, name: str = "", **attributes: object) -> str:
        """Add a node and return its output's name."""
        out = name or f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def constant(self, value: np.ndarray) -> str:
        """Keep an array and return its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def floats(self, tensor: torch.Tensor) -> str:
        """Keep a tensor in 32 bits and return its name."""
        return self.constant(tensor.detach().numpy().astype(np.float32))

    def small(self, tensor: torch.Tensor, axis: int) -> tuple[str, str]:
        """Return names of a matrix in 8 bits and of its scales, one for each place along the other axis."""
        weights = tensor.detach().numpy().astype(np.float32)
        scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True) / 127, 1e-12).astype(np.float32)
        return self.constant(np.round(weights / scale).astype(np.int8)), self.constant(scale)

    def linear(self, x: str, layer: torch.nn.Linear, rows: slice = slice(None)) -> str:
        """Add a product with a matrix in 8 bits (or with some of its rows), and an offset."""
        whole, scale = self.small(layer.weight[rows].T, axis=0)
        matrix = self.add("Mul", self.add("Cast", whole, to=TensorProto.FLOAT), scale)
        return self.add("Add", self.add("MatMul", x, matrix), self.floats(layer.bias[rows]))

    def norm(self, x: str, layer: torch.nn.LayerNorm) -> str:
        """Add a layer's normalisation."""
        return self.add("LayerNormalization", x, self.floats(layer.weight), self.floats(layer.bias), epsilon=layer.eps)

    def layer(self, x: str, layer: Layer, padding: str, linked: str, first: str) -> str:
        """Add a layer; with `first` (how many places) it gives these alone, looking at all. No `linked`: plain text."""
        each = layer.out.out_features // layer.heads
        by_head = self.ints(0, 0, layer.heads, each)
        parts = [slice(at * each * layer.heads, (at + 1) * each * layer.heads) for at in range(3)]
        mine = self.add("Slice", x, self.ints(0), first, self.ints(1)) if first else x
        q, k, v = (
            self.add("Transpose", self.add("Reshape", self.linear(of, layer.qkv, rows), by_head), perm=perm)
            for of, rows, perm in zip((mine, x, x), parts, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True)
        )
        scores = self.add("Mul", self.add("MatMul", q, k), self.constant(np.array(each**-0.5, np.float32)))
        links = self.add("Mul", linked, self.floats(layer.link.view(1, -1, 1, 1))) if linked else ""
        scores = self.add("Add", scores, self.add("Add", links, padding) if links else padding)
        seen = self.add("Transpose", self.add("MatMul", self.add("Softmax", scores, axis=-1), v), perm=[0, 2, 1, 3])
        seen = self.add("Reshape", seen, self.ints(0, 0, layer.heads * each))
        x = self.norm(self.add("Add", mine, self.linear(seen, layer.out)), layer.seen_norm)
        inner = self.add("Gelu", self.linear(x, layer.inner))
        return self.norm(self.add("Add", x, self.linear(inner, layer.outer)), layer.norm)

    def ints(self, *values: int) -> str:
        """Keep whole numbers and return their name."""
        return self.constant(np.array(values, dtype=np.int64))


def exported(model: Entailment) -> onnx.ModelProto:
    """Return the model as ONNX: `pieces`, `kinds`, `links`, each (pairs, places), to `logits`, (pairs, 3)."""
    g, shape = Graph(), model.shape
    zero = g.constant(np.array(0.0, np.float32))
    whole, scale = g.small(model.words, axis=1)
    words = g.add(
        "Mul", g.add("Cast", g.add("Gather", whole, "pieces"), to=TensorProto.FLOAT), g.add("Gather", scale, "pieces")
    )
    length = g.add("Gather", g.add("Shape", "pieces"), g.ints(1))
    places = g.add("Slice", g.floats(model.places.weight), g.ints(0), length, g.ints(0))
    x = g.norm(g.add("Add", words, places), model.norm)

    filled = g.add("Not", g.add("Equal", "pieces", g.constant(np.array(PADDING, np.int64))))
    padding = g.add("Where", g.add("Unsqueeze", filled, g.ints(1, 2)), zero, g.constant(np.array(FAR, np.float32)))
    down, across = g.add("Unsqueeze", "links", g.ints(2)), g.add("Unsqueeze", "links", g.ints(1))
    has_link = g.add("Greater", down, g.constant(np.array(0, np.int64)))
    same = g.add("And", g.add("Equal", down, across), has_link)
    linked = g.add("Unsqueeze", g.add("Cast", same, to=TensorProto.FLOAT), g.ints(1))
    of_claim = g.add("Less", "kinds", g.constant(np.array(KINDS_OF_A_TEXT, np.int64)))
    on_claim = g.add("And", of_claim, filled)
    for layer in model.layers[: shape.frozen]:
        x = g.layer(x, layer, padding, "", "")
    x = g.add("Add", x, g.add("Gather", g.floats(model.kinds.weight), "kinds"))
    for layer in model.layers[shape.frozen : shape.whole]:
        x = g.layer(x, layer, padding, linked, "")
    sizes = g.add("ReduceSum", g.add("Cast", on_claim, to=TensorProto.INT64), g.ints(1), keepdims=1)
    first = g.add("Reshape", g.add("ReduceMax", sizes, keepdims=0), g.ints(1))
    linked = g.add("Slice", linked, g.ints(0), first, g.ints(2))
    head = g.add("Slice", x, g.ints(0), first, g.ints(1))
    tail = g.add("Slice", x, first, length, g.ints(1))
    mine = g.add("Unsqueeze", g.add("Slice", on_claim, g.ints(0), first, g.ints(1)), g.ints(2))
    for layer in model.layers[shape.whole :]:
        x = g.add("Concat", g.add("Where", mine, g.layer(x, layer, padding, linked, first), head), tail, axis=1)

    pooled = [g.add("Gather", x, g.constant(np.array(0, np.int64)), axis=1)]
    for part in (on_claim, g.add("Not", of_claim)):
        mine = g.add("Unsqueeze", g.add("Cast", part, to=TensorProto.FLOAT), g.ints(2))
        total = g.add("ReduceSum", g.add("Mul", x, mine), g.ints(1), keepdims=0)
        count = g.add("Max", g.add("ReduceSum", mine, g.ints(1), keepdims=0), g.constant(np.array(1.0, np.float32)))
        pooled.append(g.add("Div", total, count))
    head = g.add("Tanh", g.linear(g.add("Concat", *pooled, axis=1), model.pooled))
    g.add("Identity", g.linear(head, model.label), name="logits")

    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "places"])
        for name in ("pieces", "kinds", "links")
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", shape.labels])]
    graph = helper.make_graph(g.nodes, "entailment", inputs, outputs, g.constants)
    made = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10, producer_name="sourcier"
    )
    onnx.checker.check_model(made)
    return made


def compared(model: Entailment, path: Path, tokenizer: Tokenizer, pairs: Path) -> tuple[float, float]:
    """Return the share of pairs where both give one label, and the greatest difference of a probability."""
    shard = read_shard(tokenizer, opened(pairs)[:600], 160)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    same, greatest = 0, 0.0
    for at in range(0, len(shard), 20):
        batch = batch_of(shard.read[at : at + 20])
        with torch.inference_mode():
            one = model(*(torch.from_numpy(batch[name]) for name in ("pieces", "kinds", "links"))).softmax(1)
        two = torch.from_numpy(session.run(None, batch)[0]).softmax(1)
        same += int((one.argmax(1) == two.argmax(1)).sum())
        greatest = max(greatest, float((one - two).abs().max()))
    return same / len(shard), greatest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--compare", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(2)
    model = trained(options.model, options.tokenizer)
    onnx.save(exported(model), options.out / "model.onnx")
    shutil.copy(options.tokenizer / "tokenizer.json", options.out / "tokenizer.json")
    size = sum((options.out / name).stat().st_size for name in ("model.onnx", "tokenizer.json"))
    print(f"{size / 1e6:.1f} MB")
    if options.compare:
        tokenizer = Tokenizer.from_file(str(options.tokenizer / "tokenizer.json"))
        same, greatest = compared(model, options.out / "model.onnx", tokenizer, options.compare)
        print(
            f"same label as in 32 bits: {same:.4f} of 600 pairs; greatest difference of a probability: {greatest:.3f}"
        )


if __name__ == "__main__":
    main()
