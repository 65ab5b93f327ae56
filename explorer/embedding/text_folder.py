"""A local Hugging Face folder as encoder of captions: any model of texts alone, such as BGE, GTE or a multilingual one.

Models of the form of BERT with a vocabulary of small letters run here as MiniLM does; others need transformers. Weights
are read from safetensors only, code in the folder is never run, and nothing is asked of the network. What is told of a
text is the mean of its last states, or the first of them where the folder says so (`1_Pooling/config.json`).
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from explorer.embedding.hardware import has_package
from explorer.embedding.huggingface_folder import TITLES, loaded, read_json
from explorer.embedding.minilm import MiniLm
from explorer.embedding.network_file import hash_files
from explorer.errors import InputError
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.specs import EncoderSpec

_DESCRIBING = ("config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt", "1_Pooling/config.json")


def is_text_folder(folder: Path) -> bool:
    """Whether a folder holds a model of something else than images."""
    return (folder / "config.json").is_file() and str(read_json(folder / "config.json").get("model_type")) not in TITLES


def open_text_folder(folder: Path) -> "BertFolder | TransformersText":
    """The encoder that a folder is.

    Raises:
        InputError: the folder has no safetensors, or needs transformers, which is not installed.
    """
    if not any(folder.glob("*.safetensors")):
        raise InputError(f"{folder} has no .safetensors file; other forms of weights are not read, for safety.")
    config = read_json(folder / "config.json")
    tokens = folder / "tokenizer_config.json"
    small = not tokens.is_file() or bool(read_json(tokens).get("do_lower_case", True))
    whole = all((folder / name).is_file() for name in ("vocab.txt", "model.safetensors"))
    if config.get("model_type") == "bert" and small and whole:
        return BertFolder(folder, config)
    if not has_package("transformers"):
        raise InputError(f"{folder} needs transformers; run: pip install retrieval-explorer[transformers]")
    return TransformersText(folder, config)


class BertFolder(MiniLm):
    """A model of the form of BERT."""

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        """Describe it; the network is loaded with the first text."""
        super().__init__(folder, sha256="", first_state=_takes_first(folder))
        self.spec = _spec(folder, config)


class TransformersText:
    """A model that transformers knows; texts are encoded one at a time, so that none depends on others."""

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        """Describe it; the model is loaded with the first text."""
        self.spec = _spec(folder, config)
        self._folder, self._first = folder, _takes_first(folder)
        self._lock = threading.Lock()
        self._model: Any = None

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts: [m, t] float32.

        Raises:
            InputError: transformers cannot load the model.
        """
        import torch

        with self._lock, torch.inference_mode():
            if self._model is None:
                self._tokenizer = loaded(self._folder, "AutoTokenizer")
                self._model = loaded(self._folder, "AutoModel", use_safetensors=True).eval()
            rows = [self._row(text) for text in texts]
        return unit_rows(np.stack(rows)) if rows else np.zeros((0, self.spec.dim), np.float32)

    def _row(self, text: str) -> Vectors:
        tokens = self._tokenizer([text], truncation=True, max_length=256, return_tensors="pt")
        states = self._model(**tokens).last_hidden_state[0]
        row: Vectors = (states[0] if self._first else states.mean(dim=0)).float().numpy()
        return row


def _spec(folder: Path, config: dict[str, Any]) -> EncoderSpec:
    """What a folder is.

    Raises:
        InputError: it does not say how long its vectors are.
    """
    try:
        dim = int(config.get("hidden_size") or config["dim"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{folder / 'config.json'} does not say how long the vectors are; load it anew.") from error
    described = [folder / name for name in _DESCRIBING]
    return EncoderSpec(
        name=str(folder),
        title=folder.resolve().name,
        summary="Model of texts of your own, from a Hugging Face folder.",
        dim=dim,
        input_size=0,
        modalities=("text",),
        hash=hash_files([*described, *sorted(folder.glob("*.safetensors"))]),
        runtime="torch-cpu-f32",
        source=str(folder),
    )


def _takes_first(folder: Path) -> bool:
    path = folder / "1_Pooling" / "config.json"
    return path.is_file() and bool(read_json(path).get("pooling_mode_cls_token"))
