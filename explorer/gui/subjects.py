"""What the viewer shows of an image: its file, and where it stands in each column."""

from pathlib import Path

from explorer.gui.catalogue import CatalogueView
from explorer.gui.comparison import Comparison
from explorer.gui.facts_panel import Facts
from explorer.gui.language import tr
from explorer.gui.picture_view import Subject
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.query import Query


def member_subject(image: int, catalogue: CatalogueView) -> Subject:
    """An image of the collection."""
    return Subject(image, catalogue.path(image), catalogue.title(image), catalogue.name(image))


def query_subject(query: Query | None, catalogue: CatalogueView) -> Subject | None:
    """The first image that is searched for; None where words alone are."""
    for term in query.terms if query is not None else ():
        if term.kind == "member":
            return member_subject(int(term.value), catalogue)
        if term.kind == "file":
            path = Path(str(term.value))
            return Subject(NO_IMAGE, path, path.stem, path.name)
    return None


def rank_facts(image: int, comparison: Comparison) -> Facts:
    """Rank and score of the image in each column."""
    facts = []
    for column in comparison.columns:
        result = column.result
        if result is None or image == NO_IMAGE:
            continue
        name = comparison.title(column)
        if image in result.ids:
            place = result.ids.index(image)
            facts.append((name, tr("rank {rank:,}, score {score:.3f}", rank=place + 1, score=result.scores[place])))
        elif comparison.query is not None and comparison.query.member == image:
            facts.append((name, tr("this is the query")))
        else:
            rank = comparison.rank_of(column.key, image)
            facts.append(
                (name, tr("looking…") if rank is None else tr("rank {rank:,}", rank=rank) if rank else tr("not ranked"))
            )
    return facts
