"""How the places of images differ between two lists, as plain data."""

from dataclasses import dataclass

from explorer.gui.language import tr
from explorer.gui.state import ColumnResult


@dataclass(frozen=True)
class Slope:
    """One image in two lists.

    Attributes:
        image: its id.
        before: its place in the first list, from 1; None where that list does not hold it as far as it is loaded.
        after: the same in the second list.
        relevant: whether it is relevant to the query; None where nobody knows.
    """

    image: int
    before: int | None
    after: int | None
    relevant: bool | None = None

    @property
    def told(self) -> str:
        """As read aloud."""
        ends = [
            tr("not listed") if place is None else tr("rank {place}", place=place)
            for place in (self.before, self.after)
        ]
        return tr("from {before} to {after}", before=ends[0], after=ends[1])


def slopes(before: ColumnResult, after: ColumnResult, k: int) -> list[Slope]:
    """The images that stand among the first k of either list: in the order of the second, then of the first."""
    images = dict.fromkeys([*after.ids[:k], *before.ids[:k]])
    relevant: dict[int, bool] = {}
    for result in (before, after):
        if result.relevant is not None:
            relevant.update(zip(result.ids, result.relevant, strict=True))
    return [Slope(one, _rank(before, one), _rank(after, one), relevant.get(one)) for one in images]


def _rank(result: ColumnResult, image: int) -> int | None:
    place = result.places.get(image)
    return None if place is None else place + 1
