"""Any ONNX file as encoder: one input [b, 3, s, s] float32, first output [b, d].

An ONNX file is a description of operations, without code: reading one runs nothing.
"""

import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.base import Pixels
from explorer.embedding.hardware import has_package, threads
from explorer.embedding.image_encoder import ImageEncoder
from explorer.embedding.network_file import DEFAULT_SIZE, Input, file_encoder, read_input
from explorer.errors import InputError

_KIND = "ONNX file"


def open_onnx(path: Path) -> ImageEncoder:
    """The encoder that an ONNX file is, by OpenVINO or, where that is missing, ONNX Runtime.

    Raises:
        InputError: the file is damaged, or no network of that form, or no runtime is installed.
    """
    form = read_input(path)
    if has_package("openvino"):
        return _by_openvino(path, form)
    if has_package("onnxruntime"):
        return _by_onnxruntime(path, form)
    raise InputError(f"Nothing installed can run {path.name}; run: pip install openvino")


def _by_openvino(path: Path, form: Input) -> ImageEncoder:
    from explorer.embedding.openvino_runtime import OpenVinoNetwork, onnx_model, onnx_size

    try:
        size = form.size or onnx_size(path) or DEFAULT_SIZE
        network = OpenVinoNetwork(onnx_model(path, size, form.mean_255(), form.deviation_255()))
        return file_encoder(path, network, size, runtime="openvino-f32", kind=_KIND)
    except RuntimeError as error:
        raise InputError(_unusable(path, error)) from error


def _by_onnxruntime(path: Path, form: Input) -> ImageEncoder:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        side = session.get_inputs()[0].shape[-1]
        size = form.size or (side if isinstance(side, int) else DEFAULT_SIZE)
        network = OnnxRuntimeNetwork(session, form)
        return file_encoder(path, network, size, runtime="onnxruntime-f32", kind=_KIND)
    except (RuntimeError, ValueError, IndexError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
        raise InputError(_unusable(path, error)) from error


def _unusable(path: Path, error: Exception) -> str:
    first = str(error).strip().splitlines()[-1][:200]
    return f"{path} cannot be run as a network from [b, 3, s, s] to [b, d] ({first}); export it again in that form."


class OnnxRuntimeNetwork:
    """A session of ONNX Runtime, one image at a time so that no result depends on its neighbours."""

    def __init__(self, session: Any, form: Input) -> None:
        self._session = session
        self._name = session.get_inputs()[0].name
        self._mean = np.array(form.mean_255(), np.float32)
        self._deviation = np.array(form.deviation_255(), np.float32)
        self._lock = threading.Lock()

    def __call__(self, batch: Pixels) -> list[NDArray[Any]]:
        """See `image_encoder.Network`."""
        images = ((batch.astype(np.float32) - self._mean) / self._deviation).transpose(0, 3, 1, 2)
        with self._lock:
            rows = [self._session.run(None, {self._name: np.ascontiguousarray(row[np.newaxis])})[0] for row in images]
        return [np.concatenate(rows)]
