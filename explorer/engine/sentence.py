"""An explanation as a sentence.

Every sentence stands here as a whole, with values in it, so that the window can say it in its language.
"""

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
    named = ", ".join(map(name, helpers))
    shares = explanation.shares
    if WORDS in shares:
        return _of_words(abs(shares[WORDS]) / (sum(map(abs, shares.values())) or 1), named)
    if NOT_REACHED in shares:
        return "The graph does not lead from the query to this image; it stands below all others, ordered by cosine."
    whole = sum(shares.values())
    return _of_images(shares.get(DIRECT, 0.0) / whole if whole else 1.0, named)


def _of_words(said: float, named: str) -> str:
    """Of a score of which that share is what words say of the image itself."""
    if not named:
        return f"{said:.0%} of its score is what the words say of it; {1 - said:.0%} comes through images."
    return (
        f"{said:.0%} of its score is what the words say of it; {1 - said:.0%} comes through images, above all {named}."
    )


def _of_images(direct: float, named: str) -> str:
    """Of a score of which that share is the likeness of image and query themselves."""
    if direct > 1 - _NOTEWORTHY:
        return "Its own similarity to the query decides its place."
    if direct < _NOTEWORTHY:
        if not named:
            return "All of its score comes through other images."
        return f"All of its score comes through other images, above all {named}."
    if not named:
        return f"{direct:.0%} of its score is its own similarity; {1 - direct:.0%} comes through other images."
    return (
        f"{direct:.0%} of its score is its own similarity; {1 - direct:.0%} comes through other images, above all"
        f" {named}."
    )
