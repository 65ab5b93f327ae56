"""Whether the map by UMAP can be made; light, for those who decide that nothing has to be done."""

from explorer.embedding.hardware import has_package
from explorer.errors import InputError


class UmapMissing(InputError):  # noqa: N818 - what the map lacks; all else is there without it
    """The map alone needs a package that is not installed."""


def check_umap() -> None:
    """Make sure that the map can be made, before anything is computed for it.

    Raises:
        UmapMissing: it cannot.
    """
    if not has_package("umap"):
        raise UmapMissing("The UMAP map needs the package umap-learn; run pip install umap-learn, and make it again.")
