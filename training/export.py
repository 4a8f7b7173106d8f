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

from model import FAR, Entailment, Shape, from_start
from shards import opened, read_shard
from sourcier.assessment.entailment.alignment import KINDS_OF_A_TEXT
from sourcier.assessment.entailment.reading import PADDING, batch_of
from start import opened as start_weights


def trained(checkpoint: Path, tokenizer: Path) -> Entailment:
    """Return the model of a checkpoint."""
    saved = torch.load(checkpoint, weights_only=True)
    kept = torch.from_numpy(np.load(tokenizer / "kept.npy")).long()
    model = from_start(start_weights()[0], kept, Shape(saved["layers"]))
    model.load_state_dict(saved["model"])
    return model.eval()


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

    def linear(self, x: str, layer: torch.nn.Linear) -> str:
        """Add a product with a matrix in 8 bits, and an offset."""
        whole, scale = self.small(layer.weight.T, axis=0)
        matrix = self.add("Mul", self.add("Cast", whole, to=TensorProto.FLOAT), scale)
        return self.add("Add", self.add("MatMul", x, matrix), self.floats(layer.bias))

    def norm(self, x: str, layer: torch.nn.LayerNorm) -> str:
        """Add a layer's normalisation."""
        return self.add("LayerNormalization", x, self.floats(layer.weight), self.floats(layer.bias), epsilon=layer.eps)

    def ints(self, *values: int) -> str:
        """Keep whole numbers and return their name."""
        return self.constant(np.array(values, dtype=np.int64))


def exported(model: Entailment) -> onnx.ModelProto:
    """Return the model as ONNX: `pieces`, `kinds`, `links`, each (pairs, places), to `logits`, (pairs, 3)."""
    g, shape = Graph(), model.shape
    each = shape.width // shape.heads
    zero = g.constant(np.array(0.0, np.float32))
    whole, scale = g.small(model.words, axis=1)
    words = g.add(
        "Mul", g.add("Cast", g.add("Gather", whole, "pieces"), to=TensorProto.FLOAT), g.add("Gather", scale, "pieces")
    )
    length = g.add("Gather", g.add("Shape", "pieces"), g.ints(1))
    places = g.add("Slice", g.floats(model.places.weight), g.ints(0), length, g.ints(0))
    kinds = g.add("Gather", g.floats(model.kinds.weight), "kinds")
    x = g.norm(g.add("Add", g.add("Add", words, places), kinds), model.norm)

    filled = g.add("Not", g.add("Equal", "pieces", g.constant(np.array(PADDING, np.int64))))
    padding = g.add("Where", g.add("Unsqueeze", filled, g.ints(1, 2)), zero, g.constant(np.array(FAR, np.float32)))
    down, across = g.add("Unsqueeze", "links", g.ints(2)), g.add("Unsqueeze", "links", g.ints(1))
    has_link = g.add("Greater", down, g.constant(np.array(0, np.int64)))
    same = g.add("And", g.add("Equal", down, across), has_link)
    linked = g.add("Unsqueeze", g.add("Cast", same, to=TensorProto.FLOAT), g.ints(1))
    parts = g.ints(0, 0, 3, shape.heads, each)
    whole_width = g.ints(0, 0, shape.width)
    for layer in model.layers:
        split = g.add("Transpose", g.add("Reshape", g.linear(x, layer.qkv), parts), perm=[2, 0, 3, 1, 4])
        q, k, v = (g.add("Gather", split, g.constant(np.array(at, np.int64)), axis=0) for at in range(3))
        scores = g.add("MatMul", q, g.add("Transpose", k, perm=[0, 1, 3, 2]))
        scores = g.add("Mul", scores, g.constant(np.array(each**-0.5, np.float32)))
        bias = g.add("Add", g.add("Mul", linked, g.floats(layer.link.view(1, -1, 1, 1))), padding)
        seen = g.add("MatMul", g.add("Softmax", g.add("Add", scores, bias), axis=-1), v)
        seen = g.add("Reshape", g.add("Transpose", seen, perm=[0, 2, 1, 3]), whole_width)
        x = g.norm(g.add("Add", x, g.linear(seen, layer.out)), layer.seen_norm)
        inner = g.add("Gelu", g.linear(x, layer.inner))
        x = g.norm(g.add("Add", x, g.linear(inner, layer.outer)), layer.norm)

    of_claim = g.add("Less", "kinds", g.constant(np.array(KINDS_OF_A_TEXT, np.int64)))
    pooled = [g.add("Gather", x, g.constant(np.array(0, np.int64)), axis=1)]
    for part in (of_claim, g.add("Not", of_claim)):
        mine = g.add("Unsqueeze", g.add("Cast", g.add("And", part, filled), to=TensorProto.FLOAT), g.ints(2))
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
