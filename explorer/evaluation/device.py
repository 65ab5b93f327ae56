"""Which device computes."""

from explorer.errors import InputError


def usable_device(name: str) -> str:
    """`cpu` or `cuda`.

    Args:
        name: cpu, cuda, or auto for the graphics card where there is one.

    Raises:
        InputError: cuda is asked for and not there.
    """
    if name == "cpu":
        return name
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if name == "cuda":
        raise InputError(
            "--device cuda: torch finds no CUDA device; use --device cpu, or install a CUDA build of torch."
        )
    return "cpu"
