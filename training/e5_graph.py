"""Write the operations of multilingual-e5-small, without its weights: `src/sourcier/evidence/small_e5/graph.onnx`.

    python training/e5_graph.py

BERT's encoder, over embeddings that are summed outside, to the mean of the last layer. Every weight is an initializer
with external data, whose bytes the program gives when it opens the graph, by the names that the packed model has.
Attention, skipping and GELU are onnxruntime's own operators.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import TensorProto, helper

from sourcier.evidence.small_e5.packed import opened

OUT = Path(__file__).parents[1] / "src/sourcier/evidence/small_e5/graph.onnx"
OWN = "com.microsoft"
EPSILON = 1e-12


class Graph:
    """Nodes in order, and the weights that they ask for."""

    def __init__(self, width: int, inner: int) -> None:
        self.width, self.inner = width, inner
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, *shape: int) -> str:
        """Ask for a weight of the packed model."""
        one = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        one.external_data.add(key="location", value="given")
        self.weights.append(one)
        return name

    def add(self, kind: str, inputs: list[str], out: str, **attributes: object) -> str:
        """Add an operation and return the name of what comes out."""
        self.nodes.append(helper.make_node(kind, inputs, [out], **attributes))
        return out

    def linear(self, given: str, name: str, rows: int, columns: int) -> str:
        """Multiply by a matrix and add its row."""
        product = self.add("MatMul", [given, self.weight(f"{name}.w", rows, columns)], f"{name}.product")
        return self.add("Add", [product, self.weight(f"{name}.b", columns)], f"{name}.sum")

    def normed(self, given: str, skipped: str, name: str) -> str:
        """Add what skipped a step, and scale the sum."""
        weights = [self.weight(f"{name}.w", self.width), self.weight(f"{name}.b", self.width)]
        return self.add(
            "SkipLayerNormalization", [given, skipped, *weights], f"{name}.out", domain=OWN, epsilon=EPSILON
        )

    def layer(self, given: str, at: str, heads: int) -> str:
        """Add one layer: attention, then two matrices with GELU between them."""
        width, inner = self.width, self.inner
        asked = [self.linear(given, f"{at}.{part}", width, width) for part in "qkv"]
        seen = self.add("MultiHeadAttention", asked, f"{at}.seen", domain=OWN, num_heads=heads)
        given = self.normed(self.linear(seen, f"{at}.ao", width, width), given, f"{at}.aln")
        wide = self.add("Gelu", [self.linear(given, f"{at}.fi", width, inner)], f"{at}.wide", domain=OWN)
        return self.normed(self.linear(wide, f"{at}.fo", inner, width), given, f"{at}.oln")


def main() -> None:
    sizes = opened().sizes
    graph = Graph(sizes["width"], sizes["inner"])
    norm = [graph.weight("emb.ln.w", sizes["width"]), graph.weight("emb.ln.b", sizes["width"])]
    given = graph.add("LayerNormalization", ["embedded", *norm], "emb.ln.out", axis=-1, epsilon=EPSILON)
    for at in range(sizes["layers"]):
        given = graph.layer(given, f"l{at}", sizes["heads"])
    graph.add("ReduceMean", [given], "mean", axes=[1], keepdims=0)
    shape = ["texts", "pieces", sizes["width"]]
    made = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [shape[0], shape[2]])],
        graph.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1)]
    OUT.write_bytes(helper.make_model(made, opset_imports=opsets, ir_version=9).SerializeToString())
    print(OUT, OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
