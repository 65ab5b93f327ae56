"""Every way in which a person changes what is searched for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from explorer.gui.comparison import Comparison
from explorer.gui.session import Session
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.query import Query, Term

Sign = Literal[1, -1]


class QueryEditor(QObject):
    """Turns what a person does into the next query, and asks the columns for it.

    Signals:
        asked(): a query was asked for; its results are what the person wants to see.
        said(str, str): kind and text of a sentence for the message bar.
        region_wanted(object): the term of which a region is to be drawn.
        homeless(): something was searched for while no collection is open.
    """

    asked = Signal()
    said = Signal(str, str)
    region_wanted = Signal(object)
    homeless = Signal()

    def __init__(self, session: Session, comparison: Comparison, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison = comparison

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is searched for now; empty where nothing is."""
        query = self._comparison.query
        return () if query is None else query.terms

    # Another query

    def ask(self, query: Query) -> None:
        """Search for something else."""
        if self._session.workspace is None:
            self.homeless.emit()
            return
        self.asked.emit()
        self._comparison.set_query(query)

    def search_members(self, ids: Sequence[int]) -> None:
        """Search for images of the collection, all together."""
        self._ask_terms(_members(ids, 1))

    def search_files(self, paths: Iterable[Path]) -> None:
        """Search for image files, all together."""
        self._ask_terms(_files(paths, 1))

    # Parts of the query

    def add_members(self, ids: Sequence[int], sign: Sign = 1) -> None:
        """Search for these images too, or away from them."""
        self._add(_members(ids, sign))

    def add_files(self, paths: Iterable[Path], sign: Sign = 1) -> None:
        """Search for these image files too, or away from them."""
        self._add(_files(paths, sign))

    def set_term(self, place: int, **changes: Any) -> None:
        """Change one term: `weight`, `sign` or `region`; what is not given stays."""
        changed = replace(self.terms[place], **changes)
        self._ask_terms([*self.terms[:place], changed, *self.terms[place + 1 :]])

    def edit_region(self, place: int | None = None, *, member: int | None = None) -> None:
        """Have a region drawn on a term of the query, or on an image of the collection, to search for that alone."""
        if place is not None:
            self.region_wanted.emit(self.terms[place])
        elif member is not None:
            self.region_wanted.emit(Term("member", member))

    def remove_term(self, place: int) -> None:
        """Search without one term; the last one stays."""
        if len(self.terms) > 1:
            self._ask_terms([*self.terms[:place], *self.terms[place + 1 :]])

    def _add(self, terms: list[Term]) -> None:
        """Ask for what there is and for these; a picture that is there already is not doubled."""
        known = {(term.kind, term.value, term.region): term for term in self.terms}
        fresh = {(term.kind, term.value, term.region): term for term in terms}
        self._ask_terms(list((known | fresh).values()))

    def _ask_terms(self, terms: list[Term]) -> None:
        if terms:
            self.ask(Query(tuple(terms)))


def _members(ids: Sequence[int], sign: Sign) -> list[Term]:
    return [Term("member", int(image), sign=sign) for image in dict.fromkeys(ids) if image != NO_IMAGE]


def _files(paths: Iterable[Path], sign: Sign) -> list[Term]:
    return [Term("file", str(path), sign=sign) for path in dict.fromkeys(paths)]
