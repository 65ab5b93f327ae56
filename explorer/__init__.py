"""Retrieval Explorer: see side by side how retrieval methods rank an image collection, and why.

    import explorer

    collection = explorer.open("photos/")  # or a feature file, or a workspace
    ranking = collection.search("query.jpg", method="gnn-rerank", k=100)
    explorer.methods.get("diffusion", alpha=0.99).fit(features).search(queries, k=100)

Importing the package is quick; the numeric libraries are loaded by what is used first (PEP 562).
"""

from typing import TYPE_CHECKING, Any

from explorer.protocol.version import VERSION

if TYPE_CHECKING:
    from explorer import methods
    from explorer.api import Collection, open  # noqa: A004 - the name is ours to give: explorer.open

__version__ = VERSION
__all__ = ["Collection", "__version__", "methods", "open"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in {"Collection", "open"}:
        return getattr(import_module("explorer.api"), name)
    if name == "methods":
        return import_module("explorer.methods")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
