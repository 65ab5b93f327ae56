"""Which part of an image to hand to an encoder, so that its network sees the region that a person drew."""

from explorer.protocol.query import Region


def crop_for(region: Region, share: float) -> Region:
    """The part of an image whose middle is the region.

    An encoder that looks at the middle `share` of each side would not see the rim of a region that was cut out
    exactly. So each side is made longer by 1 / `share` around the same centre. Where one end would lie beyond the
    image, the part ends at the image's border, and at the other end so that the network's view still ends with the
    region: it misses a strip along the border, at most (1 - share) / (1 + share) of the region's side, and sees
    nothing beside the region. Where both ends would, the whole side is taken, as for images of the collection.

    Args:
        region: left, top, right, bottom as fractions of the image.
        share: in (0, 1], see `EncoderSpec.share`.

    Returns:
        Left, top, right, bottom as fractions of the image, from 0 to 1.
    """
    left, right = _longer(region[0], region[2], share)
    top, bottom = _longer(region[1], region[3], share)
    return left, top, right, bottom


def _longer(low: float, high: float, share: float) -> tuple[float, float]:
    """One side of the part, for one side of the region."""
    margin = (high - low) * (1 / share - 1) / 2
    start, end = low - margin, high + margin
    if start < 0 and end > 1:
        return 0.0, 1.0
    # With one end at the border, the view from the other end is (1 + share) / 2 of the side long.
    if start < 0:
        return 0.0, min(1.0, 2 * high / (1 + share))
    if end > 1:
        return max(0.0, 1 - 2 * (1 - low) / (1 + share)), 1.0
    return start, end
