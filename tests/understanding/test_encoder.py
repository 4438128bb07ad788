"""The sentence encoder: close to the exact one, usable for anything typed, clear about a file it cannot use.

`encoder_vectors.json` was made once, from the same weights, by transformers 4.36.2 on TensorFlow 2.15.1: the
mean of the last layer over a sentence's word pieces, at unit length, rounded to four places.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EncoderUnusable, WrongWeights
from bot.model import ENCODER
from bot.understanding import encoder_build
from bot.understanding.encoder import DIMENSIONS, SentenceEncoder

EXACT = json.loads((Path(__file__).parent / "encoder_vectors.json").read_text(encoding="utf-8"))
TEXTS = [each["text"] for each in EXACT]


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder()


def meaning(encoder, texts):
    return encoder.encode(texts)[:, :DIMENSIONS]


def test_vectors_are_close_to_the_exact_ones(encoder):
    cosines = (meaning(encoder, TEXTS) * np.array([each["vector"] for each in EXACT])).sum(axis=1)
    assert min(cosines) >= 0.985, dict(zip(TEXTS, cosines, strict=True))


@pytest.mark.parametrize(
    "text, nearest",
    [
        ("why does sitting hurt my hips?", "Sitting for hours makes my hip sore."),
        ("what is the psoas?", "Which muscle is the iliopsoas?"),
        ("how long should I hold a stretch?", "For how many seconds do I stay in the stretch?"),
        ("heat or ice?", "Should I use a cold pack or a warm one?"),
    ],
)
def test_what_means_the_same_is_nearest(encoder, text, nearest):
    others = [other for other in TEXTS if other != text]
    assert others[np.argmax(meaning(encoder, others) @ meaning(encoder, [text])[0])] == nearest


@pytest.mark.parametrize("text", ["", " \t\n", "\0", "\ud800", "🦵", "股関節が痛い", "x" * 100_000, "hip " * 10_000])
def test_odd_texts_have_a_meaning_too(encoder, text):
    check(encoder.encode([text]), 1)


@given(st.lists(st.text(st.characters()), max_size=3))
def test_any_texts_have_a_meaning(encoder, texts):
    check(encoder.encode(texts), len(texts))


def check(vectors, length):
    assert (vectors.shape, vectors.dtype) == ((length, 2 * DIMENSIONS), np.float32)
    assert np.allclose(np.linalg.norm(vectors.reshape(-1, DIMENSIONS), axis=1), 1, atol=1e-5)


def test_a_text_means_the_same_in_any_company(encoder):
    assert (encoder.encode(TEXTS)[3] == encoder.encode(TEXTS[3:4])[0]).all()


def test_only_the_first_64_word_pieces_count(encoder):
    first = "hip " * 62  # one piece each, and two that mark start and end
    assert (encoder.encode([first + "and a joke"]) == encoder.encode([first])).all()
    assert (encoder.encode(["hip " * 61 + "joke"]) != encoder.encode([first])).any()


def test_a_missing_file_says_what_to_run(tmp_path):
    with pytest.raises(EncoderUnusable, match=r"no such file.*rm -f .* && .venv/bin/ilio train"):
        SentenceEncoder(tmp_path / "none.onnx")


def test_a_damaged_file_says_what_to_run(tmp_path):
    (tmp_path / "half.onnx").write_bytes(ENCODER.read_bytes()[:1_000_000])
    with pytest.raises(EncoderUnusable, match=r"damaged.*ilio train"):
        SentenceEncoder(tmp_path / "half.onnx")


def test_another_build_says_what_to_run(tmp_path):
    model = onnx.load(ENCODER)
    onnx.helper.set_model_props(model, {"name": "encoder-00000000.onnx"})
    onnx.save(model, tmp_path / "other.onnx")
    with pytest.raises(EncoderUnusable, match=r"it is encoder-00000000.onnx, not .*ilio train"):
        SentenceEncoder(tmp_path / "other.onnx")


@pytest.mark.parametrize("content", [None, b"other weights"])
def test_other_weights_are_refused(tmp_path, content):
    if content:
        (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(WrongWeights, match=r"missing or changed.*make clean train"):
        encoder_build.build_encoder(tmp_path, tmp_path / "made" / "encoder.onnx")
    assert not (tmp_path / "made").exists()


def test_a_build_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(model, path, **_):
        path.write_bytes(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(encoder_build, "quantize_dynamic", fail)
    with pytest.raises(OSError, match=r"no space left"):
        encoder_build.build_encoder(target=tmp_path / "encoder.onnx")
    assert list(tmp_path.iterdir()) == []
