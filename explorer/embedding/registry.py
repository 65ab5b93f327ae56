"""All encoders, by name or by path."""

from pathlib import Path
from typing import Literal

from explorer.embedding import lite0_encoder
from explorer.embedding.base import Encoder
from explorer.errors import InputError, ParameterError
from explorer.protocol.specs import EncoderSpec

DEFAULT = lite0_encoder.NAME

Device = Literal["auto", "cpu", "cuda"]

_TORCHSCRIPT = {".pt", ".ts", ".torchscript"}


def encoders() -> list[EncoderSpec]:
    """What the encoders with a name are; files and folders of networks are encoders too, by their path."""
    return [lite0_encoder.spec()]


def text_encoders() -> list[EncoderSpec]:
    """What the encoders of captions with a name are; the text tower of a model of one's own is one by its path."""
    from explorer.embedding import minilm

    words = EncoderSpec(
        name="tf-idf",
        title="TF-IDF",
        summary="Words of any language, weighted by how rare they are in the collection; knows nothing of meaning.",
        dim=256,
        input_size=0,
        modalities=("text",),
        hash="",
        runtime="numpy-f32",
        source="the captions themselves",
    )
    return [minilm.spec(), words]


def get(name: str = DEFAULT, *, device: Device = "auto") -> Encoder:
    """The encoder of that name.

    Args:
        name: one of `encoders()`, or the path of an ONNX file, a TorchScript file or a local Hugging Face folder.
        device: where it computes. "auto" is the processor: decoding is the bottleneck there already, and vectors of
            different devices differ in their last bits, so that a collection should stay with one.

    Raises:
        ParameterError: there is no such encoder.
        InputError: it cannot be used; the message says what to install or mend.
    """
    chosen = "cuda" if device == "cuda" else "cpu"
    if chosen == "cuda":
        _require_cuda()
    if name == DEFAULT:
        return lite0_encoder.create(chosen)
    path = Path(name).expanduser()
    if path.suffix.lower() == ".onnx" and path.is_file():
        from explorer.embedding.onnx_file import open_onnx

        return open_onnx(path)
    if path.suffix.lower() in _TORCHSCRIPT and path.is_file():
        from explorer.embedding.torchscript_file import open_torchscript

        return open_torchscript(path, chosen)
    if (path / "config.json").is_file():
        from explorer.embedding.huggingface_folder import open_folder

        return open_folder(path, chosen)
    kinds = "the path of an ONNX file, a TorchScript file (.pt, .ts) or a Hugging Face folder with config.json"
    raise ParameterError(f"There is no encoder {name!r}; give {DEFAULT} or {kinds}.")


def _require_cuda() -> None:
    import torch

    if not torch.cuda.is_available():
        raise InputError("No CUDA device can be used here; leave out --device cuda, or install a CUDA build of torch.")
