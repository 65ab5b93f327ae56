"""An explanation as a sentence."""

from collections.abc import Callable

from explorer.methods.explanation import DIRECT, NOT_REACHED, Explanation
from explorer.methods.prior import WORDS

_NAMED = 3
_NOTEWORTHY = 0.01


def sentence(explanation: Explanation, name: Callable[[int], str]) -> str:
    """Say in words where a score comes from.

    Args:
        explanation: of one image.
        name: what to call an image.
    """
    helpers = [image for image, _ in explanation.supporters if image != explanation.image][:_NAMED]
    above_all = f", above all {_listed([name(image) for image in helpers])}" if helpers else ""
    if WORDS in explanation.shares:
        said = abs(explanation.shares[WORDS]) / (sum(map(abs, explanation.shares.values())) or 1)
        return f"{said:.0%} of its score is what the words say of it; {1 - said:.0%} comes through images{above_all}."
    if NOT_REACHED in explanation.shares:
        return "The graph does not lead from the query to this image; it stands below all others, ordered by cosine."
    whole = sum(explanation.shares.values())
    direct = explanation.shares.get(DIRECT, 0.0) / whole if whole else 1.0
    if direct > 1 - _NOTEWORTHY:
        return "Its own similarity to the query decides its place."
    if direct < _NOTEWORTHY:
        return f"All of its score comes through other images{above_all}."
    return f"{direct:.0%} of its score is its own similarity; {1 - direct:.0%} comes through other images{above_all}."


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
