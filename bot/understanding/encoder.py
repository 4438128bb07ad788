"""What a text means and how it says so, as vectors: texts that mean much the same lie close together."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Sequence

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.errors import EncoderUnusable
from bot.model import ENCODER

DIMENSIONS = 384  # of one vector; a text has two
LONGEST = 64  # in word pieces; the time a text takes grows with its length
_KEPT = 8  # vectors: a message is looked at more than once


class SentenceEncoder:
    """all-MiniLM-L6-v2 in 8-bit integers, as `bot.understanding.encoder_build` makes it, on one thread.

    Args:
        path: the encoder's file, which holds its tokenizer too.

    Raises:
        EncoderUnusable: there is no such file, or it holds something else.
    """

    def __init__(self, path: Path = ENCODER) -> None:
        if not path.exists():
            raise EncoderUnusable(str(path), "there is no such file")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it keeps what the longest texts took, and saves no time
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a class for each kind of damage, and none above them
            raise EncoderUnusable(str(path), "it is damaged") from error
        kept = self._session.get_modelmeta().custom_metadata_map
        if kept.get("name") != ENCODER.name:
            raise EncoderUnusable(str(path), f"it is {kept.get('name', 'another model')}, not {ENCODER.name}")
        self._tokenizer = Tokenizer.from_str(kept["tokenizer"])
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._vector = lru_cache(maxsize=_KEPT)(self._encode)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """The meaning and the wording of texts.

        The meaning is the mean of the last layer's states, and what cosines are taken of. The wording is that of the
        layer before, which is nearer to the single words; classifiers tell more from both than from one.

        A text's vectors are the same in any company: texts are encoded one by one, as the scale of the integers
        is taken from all that is encoded at once. On one thread that costs no time.

        Args:
            texts: n texts, anything a person may type; of each, the first 64 word pieces count.

        Returns:
            Meaning and wording side by side, each of unit length, shape (n, 2 * 384), float32.
        """
        vectors = np.empty((len(texts), 2 * DIMENSIONS), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self._vector(text.lower().replace("\u2019", "'"))
        return vectors

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one piece to it."""
        return self._tokenizer.token_to_id(word) is not None

    def _encode(self, text: str) -> np.ndarray:
        # half a surrogate pair is a character to Python, and none to anyone else
        pieces = self._tokenizer.encode(text.encode("utf-8", errors="replace").decode("utf-8")).ids
        return self._session.run(None, {"pieces": np.array(pieces, dtype=np.int64)})[0]


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """The one encoder of this process."""
    return SentenceEncoder()
