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


def device_sentence(device: str) -> str:
    """Where something was computed, for people: the name of the graphics card, or why there was none."""
    import torch

    if device == "cuda":
        return f"Computed on {torch.cuda.get_device_name()} (cuda)."
    if torch.cuda.is_available():
        return f"Computed on the processor, as asked; {torch.cuda.get_device_name()} is there (--device cuda)."
    return "Computed on the processor; torch finds no CUDA device."
