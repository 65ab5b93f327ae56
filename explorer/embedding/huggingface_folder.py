"""A local Hugging Face folder as encoder: CLIP, SigLIP (image and text), DINOv2 and DINOv3 (image).

Weights are read from safetensors only, code in the folder is never run, and nothing is asked of the network.
"""

import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from explorer.embedding.base import Pixels
from explorer.embedding.hardware import has_package
from explorer.embedding.image_encoder import ImageEncoder
from explorer.embedding.network_file import IMAGENET_DEVIATION, IMAGENET_MEAN, hash_files
from explorer.embedding.pixels import centre_crop, squashed
from explorer.errors import InputError
from explorer.protocol.features import Vectors
from explorer.protocol.specs import EncoderSpec

TITLES = {
    "clip": "CLIP",
    "siglip": "SigLIP",
    "siglip2": "SigLIP 2",
    "dinov2": "DINOv2",
    "dinov3_vit": "DINOv3",
    "dinov3_convnext": "DINOv3 ConvNeXt",
}
"""The kinds of model that encode images, by their `model_type`."""
_WITH_TEXT = {"clip", "siglip", "siglip2"}
_DESCRIBING = ("config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json")
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


def open_folder(folder: Path, device: str) -> "FolderEncoder":
    """The encoder that a folder is, on "cpu" or "cuda".

    Raises:
        InputError: transformers is not installed, or the folder holds another kind of model or no safetensors.
    """
    config = read_json(folder / "config.json")
    kind = str(config.get("model_type"))
    if kind not in TITLES:
        raise InputError(f"{folder} holds a model of type {kind!r}; the types that work are {', '.join(TITLES)}.")
    if not any(folder.glob("*.safetensors")):
        raise InputError(f"{folder} has no .safetensors file; other forms of weights are not read, for safety.")
    if not has_package("transformers"):
        raise InputError(f"{folder} needs transformers; run: pip install retrieval-explorer[transformers]")
    return FolderEncoder(folder, kind, config, device)


class FolderEncoder(ImageEncoder):
    """A model of a Hugging Face folder; see `base.Encoder`."""

    def __init__(self, folder: Path, kind: str, config: dict[str, Any], device: str) -> None:
        """Describe it; the model is loaded when it is first needed.

        Args:
            folder: of the model.
            kind: its `model_type`.
            config: its `config.json`.
            device: "cpu" or "cuda".
        """
        processing = _Processing(folder, config)
        spec = EncoderSpec(
            name=str(folder),
            title=f"{TITLES[kind]} ({folder.resolve().name})",
            summary="Model of your own, from a Hugging Face folder.",
            dim=_dimension(folder, kind, config),
            input_size=processing.size,
            modalities=("image", "text") if kind in _WITH_TEXT else ("image",),
            hash=hash_files([*(folder / name for name in _DESCRIBING), *sorted(folder.glob("*.safetensors"))]),
            runtime=f"torch-{device}-f32",
            source=str(folder),
        )
        super().__init__(spec, self._load_network, processing.square)
        self._folder, self._kind, self._device, self._processing = folder, kind, device, processing
        self._model: Any = None
        self._tokenizer: Any = None
        self._text_lock = threading.Lock()

    def encode_text(self, texts: Sequence[str]) -> Vectors:
        """See `base.Encoder.encode_text`."""
        if "text" not in self.spec.modalities:
            return super().encode_text(texts)
        import torch

        self.load()
        with self._text_lock, torch.inference_mode():
            if self._tokenizer is None:
                self._tokenizer = loaded(self._folder, "AutoTokenizer")
            rows = [self._text_row(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.spec.dim), np.float32)

    def _text_row(self, text: str) -> Vectors:
        # SigLIP was trained with texts padded to full length, CLIP masks what is padded. One at a time: no mixing.
        padding = "max_length" if self._kind.startswith("siglip") else False
        length = self._model.config.text_config.max_position_embeddings
        tokens = self._tokenizer([text], padding=padding, truncation=True, max_length=length, return_tensors="pt")
        output = self._model.get_text_features(**tokens.to(self._device))
        row: Vectors = _pooled(output)[0].float().cpu().numpy()
        return row

    def _load_network(self) -> Any:
        from explorer.embedding.torch_runtime import TorchNetwork

        self._model = loaded(self._folder, "AutoModel", use_safetensors=True).eval().to(self._device)
        features = getattr(self._model, "get_image_features", self._model)

        def forward(images: Any) -> tuple[Any, ...]:
            return (_pooled(features(pixel_values=images)),)

        mean, deviation = self._processing.mean, self._processing.deviation
        return TorchNetwork(forward, self._device, mean=mean, deviation=deviation)


class _Processing:
    """What `preprocessor_config.json` says: size, normalisation for values from 0 to 255, and how to make a square."""

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        path = folder / "preprocessor_config.json"
        said = read_json(path) if path.is_file() else {}
        vision = config.get("vision_config", config)
        try:
            wanted = said.get("crop_size") or said.get("size") or vision.get("image_size", 224)
            self.size = int(next(iter(wanted.values())) if isinstance(wanted, dict) else wanted)
            self.mean = [255 * float(value) for value in said.get("image_mean", IMAGENET_MEAN)]
            self.deviation = [255 * float(value) for value in said.get("image_std", IMAGENET_DEVIATION)]
        except (TypeError, ValueError, StopIteration) as error:
            raise InputError(f"{path} says nothing usable on size, image_mean or image_std; load it anew.") from error
        self._crop = bool(said.get("do_center_crop", "crop_size" in said))

    def square(self, image: Image.Image, size: int) -> Pixels:
        """The image as the model was trained to see it: its centre, or the whole."""
        return centre_crop(image, size) if self._crop else squashed(image, size)


def read_json(path: Path) -> dict[str, Any]:
    """What a file of the folder says.

    Raises:
        InputError: it is no JSON object.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is damaged or cannot be read; load the folder anew.") from error
    if not isinstance(content, dict):
        raise InputError(f"{path} is damaged; load the folder anew.")
    return content


def _dimension(folder: Path, kind: str, config: dict[str, Any]) -> int:
    """Length of the vectors."""
    try:
        if kind == "clip":
            return int(config.get("projection_dim", 512))
        if kind.startswith("siglip"):
            return int(config["vision_config"]["hidden_size"])
        return int(config["hidden_size"] if "hidden_size" in config else config["hidden_sizes"][-1])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(f"{folder / 'config.json'} does not say how long the vectors are; load it anew.") from error


def loaded(folder: Path, kind: str, **options: Any) -> Any:
    """A model or tokenizer of the folder, without network and without running code of it.

    Raises:
        InputError: transformers cannot load it.
    """
    os.environ.update(_OFFLINE)
    import transformers

    try:
        return getattr(transformers, kind).from_pretrained(
            str(folder), local_files_only=True, trust_remote_code=False, **options
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        first = (str(error).strip().splitlines() or [""])[0][:200]
        raise InputError(f"{folder} cannot be loaded by transformers ({first}); load the folder anew.") from error


def _pooled(output: Any) -> Any:
    """One vector an item; newer transformers wrap it, older ones do not."""
    return output if hasattr(output, "shape") else output.pooler_output
