"""The default encoder: EfficientNet-Lite0, in the fastest way the machine allows."""

from functools import partial

from explorer.embedding import lite0
from explorer.embedding.hardware import has_package
from explorer.embedding.image_encoder import ImageEncoder, Network
from explorer.embedding.pixels import squashed
from explorer.protocol.specs import EncoderSpec

NAME = "efficientnet-lite0"

SHARE = 0.75
"""Part of each side of an image that is looked at.

Trained on random crops, a network expects things larger than whole photos show them (Touvron et al., "Fixing the
train-test resolution discrepancy", NeurIPS 2019: by a factor of about 1.3). Cosine mAP, share 1 -> 0.75, on groceries
photographed in a shop 0.349 -> 0.385, on stamps that fill their picture 0.415 -> 0.383; the usual central crop of 0.875
has 0.366 and 0.387.
"""


def spec(device: str = "cpu") -> EncoderSpec:
    """What it is on that device ("cpu" or "cuda"); imports nothing."""
    return EncoderSpec(
        name=NAME,
        title="EfficientNet-Lite0",
        summary="Small convolutional network trained on ImageNet; fast on any processor and good for a first look.",
        dim=lite0.DIM,
        input_size=lite0.SIZE,
        hash=lite0.SHA256,
        runtime=_runtime(device),
        outputs=("features", "tags"),
        source=f"package {lite0.PACKAGE}",
        share=SHARE,
    )


def create(device: str = "cpu") -> ImageEncoder:
    """The encoder on that device ("cpu" or "cuda").

    Raises:
        InputError: the weights are not installed.
    """
    lite0.weights_file()  # say at once what is missing
    return ImageEncoder(spec(device), lambda: _load(device), partial(squashed, share=SHARE))


def _runtime(device: str) -> str:
    if device == "cuda":
        return "torch-cuda-f32"
    return "openvino-f32" if has_package("openvino") else "torch-cpu-f32"


def _load(device: str) -> Network:
    weights = lite0.load_weights()
    if _runtime(device).startswith("openvino"):
        from explorer.embedding.openvino_runtime import OpenVinoNetwork, lite0_model

        return OpenVinoNetwork(lite0_model(weights))
    from explorer.embedding.torch_runtime import lite0_network

    return lite0_network(weights, device)
