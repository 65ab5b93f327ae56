"""Any TorchScript file as encoder: `forward` from [b, 3, s, s] float32 to [b, d].

On safety: the archive holds a program in TorchScript, a small language of tensor operations, which runs when images
are embedded. Its data is read by a restricted unpickler that makes tensors and plain containers only, so the file
cannot run Python. But the language is no sandbox: open files only from where you would install software from.
"""

import warnings
from pathlib import Path

from explorer.embedding.image_encoder import ImageEncoder
from explorer.embedding.network_file import DEFAULT_SIZE, file_encoder, read_input
from explorer.errors import InputError


def open_torchscript(path: Path, device: str) -> ImageEncoder:
    """The encoder that a TorchScript file is, on "cpu" or "cuda".

    Raises:
        InputError: the file is no TorchScript, or does not take or give what is said above.
    """
    import torch

    from explorer.embedding.torch_runtime import TorchNetwork

    form = read_input(path)
    size = form.size or DEFAULT_SIZE
    try:
        with warnings.catch_warnings():
            # torch calls the format old; it is still what people have, and loading it works.
            warnings.simplefilter("ignore", DeprecationWarning)
            module = torch.jit.load(str(path), map_location=device).eval()  # type: ignore[no-untyped-call]

        def forward(images: torch.Tensor) -> tuple[torch.Tensor, ...]:
            output = module(images)
            return (output[0] if isinstance(output, tuple | list) else output,)

        network = TorchNetwork(forward, device, mean=form.mean_255(), deviation=form.deviation_255())
        return file_encoder(path, network, size, runtime=f"torch-{device}-f32", kind="TorchScript file")
    except (RuntimeError, ValueError, AttributeError) as error:
        first = (str(error).strip().splitlines() or [""])[0][:200]
        mend = "save it with torch.jit.save, as a network from [b, 3, s, s] to [b, d]"
        raise InputError(f"{path} cannot be run as TorchScript ({first}); {mend}.") from error
