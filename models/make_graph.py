"""Make minilm-graph.onnx: what all-MiniLM-L6-v2 computes, without its weights.

    python -m models.make_graph

The weights are named here as in model.safetensors and handed over when the graph is loaded, straight from that
file. Attention, layer norm and GELU are onnxruntime's own fused operators; the output is the mean of the tokens'
vectors, scaled to length 1, as sentence-transformers gives it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH, INNER = 6, 12, 384, 1536
WORDS, PLACES = 30522, 512
EPSILON = 1e-12
FUSED = "com.microsoft"
TARGET = Path(__file__).with_name("minilm-graph.onnx")


class Drawing:
    """The nodes drawn so far and the weights they ask for."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: list[str], output: str, **options: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def fused(self, kind: str, inputs: list[str], output: str, **options: object) -> str:
        return self.add(kind, inputs, output, domain=FUSED, **options)

    def constant(self, name: str, value: np.ndarray) -> str:
        self.tensors.append(numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str, *shape: int) -> str:
        """Promise a weight: its name and shape, its numbers kept elsewhere."""
        promise = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
        promise.data_location = TensorProto.EXTERNAL
        promise.external_data.add(key="location", value="model.safetensors")
        self.tensors.append(promise)
        return name

    def dense(self, given: str, name: str, wide: int, deep: int) -> str:
        """Multiply rows by a weight as PyTorch keeps it (wide, deep), and add its bias."""
        inputs = [given, self.weight(f"{name}.weight", wide, deep), self.weight(f"{name}.bias", wide)]
        return self.add("Gemm", inputs, f"{name}/out", transB=1)

    def norm(self, given: str, added: str, name: str) -> str:
        inputs = [given, added, self.weight(f"{name}.weight", WIDTH), self.weight(f"{name}.bias", WIDTH)]
        return self.fused("SkipLayerNormalization", inputs, f"{name}/out", epsilon=EPSILON)


def draw() -> onnx.ModelProto:
    """Return the whole graph: token numbers and their mask (texts, tokens) in, unit vectors (texts, 384) out."""
    drawing = Drawing()
    hidden = _embed(drawing)
    for number in range(LAYERS):
        hidden = _layer(drawing, hidden, f"encoder.layer.{number}")
    _pool(drawing, hidden)
    graph = helper.make_graph(
        drawing.nodes,
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info(name, TensorProto.INT32, ["texts", "tokens"]) for name in ("ids", "mask")],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        drawing.tensors,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, producer_name="consort", ir_version=8)


def _embed(drawing: Drawing) -> str:
    """Add up word, place and segment vectors and normalise them; returns rows, one a token."""
    drawing.constant("rows", np.array([-1, WIDTH], np.int64))
    words = drawing.weight("embeddings.word_embeddings.weight", WORDS, WIDTH)
    places = drawing.weight("embeddings.position_embeddings.weight", PLACES, WIDTH)
    segments = drawing.weight("embeddings.token_type_embeddings.weight", 2, WIDTH)
    inputs = ["ids", "segments", words, places, segments]
    drawing.constant("nought", np.array(0, np.int32))
    drawing.add("Mul", ["ids", "nought"], "segments")
    names = [f"embeddings.LayerNorm.{part}" for part in ("weight", "bias")]
    inputs += [drawing.weight(name, WIDTH) for name in names]
    node = helper.make_node("EmbedLayerNormalization", inputs, ["embedded", "lengths"], domain=FUSED, epsilon=EPSILON)
    drawing.nodes.append(node)
    drawing.add("Shape", ["embedded"], "batch")
    return drawing.add("Reshape", ["embedded", "rows"], "hidden")


def _layer(drawing: Drawing, hidden: str, name: str) -> str:
    """Draw one transformer layer on rows of tokens."""
    parts = []
    for part in ("query", "key", "value"):
        rows = drawing.dense(hidden, f"{name}.attention.self.{part}", WIDTH, WIDTH)
        parts.append(drawing.add("Reshape", [rows, "batch"], f"{rows}/batch"))
    heard = drawing.fused("MultiHeadAttention", [*parts, "", "mask"], f"{name}/heard", num_heads=HEADS)
    rows = drawing.add("Reshape", [heard, "rows"], f"{name}/rows")
    said = drawing.dense(rows, f"{name}.attention.output.dense", WIDTH, WIDTH)
    hidden = drawing.norm(said, hidden, f"{name}.attention.output.LayerNorm")
    weight = drawing.weight(f"{name}.intermediate.dense.weight", INNER, WIDTH)
    bias = drawing.weight(f"{name}.intermediate.dense.bias", INNER)
    wide = drawing.add("Gemm", [hidden, weight], f"{name}/wide", transB=1)
    drawing.fused("BiasGelu", [wide, bias], f"{name}/bent")
    narrow = drawing.dense(f"{name}/bent", f"{name}.output.dense", WIDTH, INNER)
    return drawing.norm(narrow, hidden, f"{name}.output.LayerNorm")


def _pool(drawing: Drawing, hidden: str) -> str:
    """Take the mean over the tokens that are not padding and scale it to length 1."""
    drawing.add("Reshape", [hidden, "batch"], "tokens")
    drawing.constant("last", np.array([-1], np.int64))
    drawing.add("Cast", ["mask"], "weights", to=TensorProto.FLOAT)
    drawing.add("Unsqueeze", ["weights", "last"], "column")
    drawing.add("Mul", ["tokens", "column"], "kept")
    drawing.constant("second", np.array([1], np.int64))
    drawing.add("ReduceSum", ["kept", "second"], "sum", keepdims=0)
    return drawing.add("LpNormalization", ["sum"], "vectors", axis=1, p=2)


if __name__ == "__main__":
    TARGET.write_bytes(draw().SerializeToString())
