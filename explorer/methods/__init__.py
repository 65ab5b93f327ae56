"""One module a method, behind one protocol, found through one registry.

`explorer.methods.get("diffusion", alpha=0.99).fit(features).search(queries, k=100)` is the shortest way to use one.
"""

from typing import TYPE_CHECKING

from explorer.protocol.specs import Value

if TYPE_CHECKING:
    from explorer.methods.base import Ranker


def get(name: str, **parameters: Value) -> "Ranker":
    """A ranker by name, not fitted yet; see `explorer.methods.registry`, which is imported only now (it needs torch).

    Raises:
        ParameterError: there is no such ranker or parameter, or a value is out of range.
    """
    from explorer.methods.registry import ranker

    return ranker(name, **parameters)
