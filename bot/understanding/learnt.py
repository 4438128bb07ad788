"""What scikit-learn has learnt, as arrays in one file: read in a moment, by executing nothing.

skops, which Rasa uses, describes every word of a vocabulary in hundreds of bytes of JSON, and imports all of
scikit-learn and a test framework to tell what it may trust.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Tuple, Type

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from bot.errors import LearntUnusable
from bot.understanding.terms import BETWEEN, Vocabulary

# what a model has learnt besides its vocabulary; of networks what `predict_proba` needs
_LEARNT: Dict[Type[Any], Tuple[str, ...]] = {
    DictVectorizer: (),
    LogisticRegression: ("classes_", "coef_", "intercept_"),
    MLPClassifier: ("classes_", "coefs_", "intercepts_", "n_layers_", "n_outputs_", "out_activation_"),
    TfidfTransformer: ("idf_",),
    TfidfVectorizer: ("idf_",),
}


def save(path: Path, kept: Dict[str, Any]) -> None:
    """Write what was learnt.

    Args:
        path: of the file; its name ends in `.npz`.
        kept: by names of their own: arrays, numbers, texts, lists of arrays, or fitted models of `_LEARNT`.

    Raises:
        TypeError: something is of another kind.
    """
    np.savez(path, **{name: array for key, value in kept.items() for name, array in _flat(key, value).items()})


def load(path: Path, kept: Dict[str, Any]) -> Dict[str, Any]:
    """Read what `save` wrote. From then on linear algebra keeps to one thread in this process.

    A message is too little to share out: a second thread doubles the processor time, and nobody is answered sooner.

    Args:
        path: of the file.
        kept: the same names, with the models as they were before they learnt anything; other values count for nothing.

    Returns:
        What was saved; the models are those given, with what they had learnt.

    Raises:
        LearntUnusable: the file is damaged, or holds something else.
    """
    threadpool_limits(1, "blas")
    try:
        with np.load(path, allow_pickle=False) as file:
            flat = {name: file[name] for name in file.files}
        return {key: _restored(key, value, flat) for key, value in kept.items()}
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise LearntUnusable(str(path), str(error)) from error


def _flat(key: str, value: Any) -> Dict[str, np.ndarray]:
    if type(value) in _LEARNT:
        parts = {f"{key}.{name}": getattr(value, name) for name in _LEARNT[type(value)]}
        if isinstance(value, LogisticRegression):
            parts[f"{key}.coef_"] = value.coef_.astype(np.float32)  # half the memory, for seven figures of each weight
        flat = {name: array for part, each in parts.items() for name, array in _flat(part, each).items()}
        words = _words(value)
        return {**flat, f"{key}.words": np.frombuffer(BETWEEN.join(words).encode(), dtype=np.uint8)} if words else flat
    if isinstance(value, list) and all(isinstance(each, np.ndarray) for each in value):
        return {f"{key}.{place}": each for place, each in enumerate(value)}
    array = np.asarray(value)
    if array.dtype.hasobject:
        raise TypeError(f"{key}: {type(value).__name__} cannot be kept as arrays")
    return {key: array}


def _restored(key: str, value: Any, flat: Dict[str, np.ndarray]) -> Any:
    if type(value) in _LEARNT:
        if f"{key}.words" in flat:
            _give_words(value, flat[f"{key}.words"].tobytes().decode())
        for name in _LEARNT[type(value)]:
            setattr(value, name, _restored(f"{key}.{name}", None, flat))
        return value
    if key in flat:
        array = flat[key]
        return array if array.ndim else array.item()
    found: List[np.ndarray] = []
    while f"{key}.{len(found)}" in flat:
        found.append(flat[f"{key}.{len(found)}"])
    if not found:
        raise KeyError(key)
    return found


def _words(model: Any) -> List[str]:
    if isinstance(model, DictVectorizer):
        return list(model.feature_names_)
    vocabulary = getattr(model, "vocabulary_", {})
    return sorted(vocabulary, key=vocabulary.__getitem__)


def _give_words(model: Any, words: str) -> None:
    if isinstance(model, DictVectorizer):
        model.feature_names_ = words.split(BETWEEN)
        model.vocabulary_ = {word: place for place, word in enumerate(model.feature_names_)}
    else:
        model.vocabulary_ = Vocabulary(words)
