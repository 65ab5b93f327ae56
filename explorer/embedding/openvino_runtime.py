"""OpenVINO as a runtime: the fastest on processors of those measured (torch, ONNX Runtime).

Nothing here reports home: `import openvino` alone sends an event to Google Analytics, from its model converter, which
it imports by the way. The converter is kept out, and networks are built from operations or read from ONNX files.
"""

import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.base import TAGS, Pixels
from explorer.embedding.hardware import threads
from explorer.embedding.lite0 import MEAN, SCALE, SIZE, Convolution, Weights, apply

BATCH = 8
"""Images of one inference. Fastest of 1, 2, 4, 8 and 16 in float32 on two cores beside the decoding threads."""

_SILENCED = ("openvino.tools.ovc", "openvino_telemetry")


def import_openvino() -> ModuleType:
    """The package `openvino`, without its converter and the telemetry that comes with it."""
    for name in _SILENCED:
        # None makes the import fail at once, which openvino allows for. It also saves 0.8 s.
        sys.modules.setdefault(name, cast(ModuleType, None))
    import openvino

    return cast(ModuleType, openvino)


class OpenVinoNetwork:
    """A network for batches of any size; each image is computed by one thread, so that results never vary.

    A batch is padded to `BATCH`. A single image, such as a query, has a network of its own size instead, which takes an
    eighth of the time, where that gives the very same numbers.

    Attributes:
        outputs: shapes of the outputs for one image.
    """

    def __init__(self, model: Any) -> None:
        """Compile.

        Args:
            model: `openvino.Model` with one input [BATCH, s, s, 3] uint8.
        """
        self._many = _Compiled(model)
        self._model: Any = model
        self._one: _Compiled | None = None
        self._lock = threading.Lock()
        self.outputs = self._many.outputs

    def __call__(self, batch: Pixels) -> list[NDArray[Any]]:
        """All outputs for [b, s, s, 3] uint8 with any b: arrays with b rows."""
        return (self._for_one() if len(batch) == 1 else self._many)(batch)

    def _for_one(self) -> "_Compiled":
        """What computes a single image, made when the first one comes."""
        with self._lock:
            if self._one is None:
                self._one = self._compiled_for_one()
                self._model = None
            return self._one

    def _compiled_for_one(self) -> "_Compiled":
        side = self._many.shape[1:]
        single = self._model.clone()
        try:
            single.reshape([1, *side])
        except RuntimeError:  # its file fixes the batch
            return self._many
        one = _Compiled(single)
        probe = np.random.default_rng(0).integers(0, 256, (1, *side), np.uint8)
        same = all(np.array_equal(a, b) for a, b in zip(one(probe), self._many(probe), strict=True))
        return one if same else self._many


class _Compiled:
    """A network compiled for one size of batch.

    Attributes:
        shape: of its input, the batch first.
        outputs: shapes of the outputs for one image.
    """

    def __init__(self, model: Any) -> None:
        openvino = import_openvino()
        settings = {
            "PERFORMANCE_HINT": "THROUGHPUT",
            # Left to itself it takes bfloat16 where the processor has it, at a cosine of down to 0.995 to float32.
            "INFERENCE_PRECISION_HINT": "f32",
            "INFERENCE_NUM_THREADS": threads(),
            "NUM_STREAMS": threads(),
            # Pinned to their cores, these threads wait for the decoding ones (measured: 8 % slower as a whole).
            "ENABLE_CPU_PINNING": False,
        }
        compiled = openvino.Core().compile_model(model, "CPU", settings)
        self._queue = openvino.AsyncInferQueue(compiled, threads())
        self._queue.set_callback(_collect)
        self.shape = tuple(compiled.input(0).shape)
        self._types = [output.get_element_type().to_dtype() for output in compiled.outputs]
        self.outputs = [tuple(output.shape)[1:] for output in compiled.outputs]
        self._lock = threading.Lock()

    def __call__(self, batch: Pixels) -> list[NDArray[Any]]:
        """See `OpenVinoNetwork.__call__`."""
        results = [
            np.empty((len(batch), *shape), dtype) for shape, dtype in zip(self.outputs, self._types, strict=True)
        ]
        size = self.shape[0]
        with self._lock:
            for start in range(0, len(batch), size):
                part = batch[start : start + size]
                if len(part) < size:
                    padded = np.zeros(self.shape, np.uint8)
                    padded[: len(part)] = part
                    part = padded
                self._queue.start_async({0: part}, (results, start))
            self._queue.wait_all()
        return results


def _collect(request: Any, target: tuple[list[NDArray[Any]], int]) -> None:
    """Copy what one inference gave to its place; runs on the runtime's thread."""
    results, start = target
    for index, result in enumerate(results):
        computed = request.get_output_tensor(index).data
        rows = result[start : start + len(computed)]
        rows[:] = computed[: len(rows)]


def lite0_model(weights: Weights) -> Any:
    """EfficientNet-Lite0 as `openvino.Model`.

    Args:
        weights: see `lite0.load_weights`.

    Returns:
        Input [BATCH, 224, 224, 3] uint8; outputs: features [BATCH, 1280] float32, probabilities [BATCH, 20] float32
        and classes [BATCH, 20] int32 of the 20 most probable classes.
    """
    openvino = import_openvino()
    from openvino import opset13 as ops

    def convolve(x: Any, convolution: Convolution) -> Any:
        weight = weights[f"{convolution.name}.weight"]
        bias = weights[f"{convolution.name}.bias"].reshape(1, -1, 1, 1)
        strides = [convolution.stride] * 2
        if convolution.depthwise:
            x = ops.group_convolution(x, weight[:, None], strides, [0, 0], [0, 0], [1, 1], "same_upper")
        else:
            x = ops.convolution(x, weight, strides, [0, 0], [0, 0], [1, 1], "same_upper")
        x = ops.add(x, bias)
        return ops.clamp(x, 0.0, 6.0) if convolution.clipped else x

    images = ops.parameter([BATCH, SIZE, SIZE, 3], np.uint8, name="images")
    x = ops.transpose(ops.convert(images, "f32"), np.array([0, 3, 1, 2]))
    x = ops.multiply(ops.subtract(x, np.float32(MEAN)), np.float32(1 / SCALE))
    features = ops.reduce_mean(apply(x, convolve, ops.add), np.array([2, 3]))
    classes = ops.matmul(features, weights["classes.weight"], False, True)
    probabilities = ops.softmax(ops.add(classes, weights["classes.bias"][None]), 1)
    best = ops.topk(probabilities, np.int32(TAGS), 1, "max", "value")
    return openvino.Model([features.output(0), best.output(0), best.output(1)], [images], "efficientnet-lite0")


def onnx_model(path: Path, size: int, mean: list[float], deviation: list[float]) -> Any:
    """An ONNX file as `openvino.Model` that takes [BATCH, size, size, 3] uint8 and normalises it.

    Args:
        path: a network with one input [b, 3, size, size] float32.
        size: side of its input.
        mean: of the three channels, for values from 0 to 255.
        deviation: likewise.

    Raises:
        RuntimeError: OpenVINO cannot read the file or lacks an operation of it.
    """
    openvino = import_openvino()
    from openvino.preprocess import PrePostProcessor

    model = openvino.Core().read_model(path)
    model.reshape([BATCH, 3, size, size])
    processor = PrePostProcessor(model)
    processor.input().tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
    processor.input().preprocess().convert_element_type(openvino.Type.f32).mean(mean).scale(deviation)
    processor.input().model().set_layout(openvino.Layout("NCHW"))
    return processor.build()


def onnx_size(path: Path) -> int | None:
    """The side of the input that an ONNX file asks for; None where it takes any.

    Raises:
        RuntimeError: OpenVINO cannot read the file, or its input is no [b, 3, s, s].
    """
    shape = import_openvino().Core().read_model(path).input(0).get_partial_shape()
    if shape.rank.is_static and len(shape) != 4:
        raise RuntimeError(f"its input is {shape}")
    side = shape[3]
    return int(side.get_length()) if side.is_static else None
