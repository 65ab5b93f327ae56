"""Every way in which a person changes what is searched for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.gui.comparison import Comparison
from explorer.gui.drop_overlay import Action
from explorer.gui.language import tr, tr_count
from explorer.gui.session import Session
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.messages import Message
from explorer.protocol.query import Query, Region, Term

Sign = Literal[1, -1]

MOST_TERMS = 24
"""More images in one query say nothing any more, and each of them has to be encoded while a person waits."""
AGAIN_MS = 100
"""So long after an engine that is still loading is asked once more."""


class QueryEditor(QObject):
    """Turns what a person does into the next query, and asks the columns for it.

    Files, words and regions are read by the engine before anything changes: where one cannot be used, that is said in
    one sentence, and query and results stay as they are.

    Signals:
        asked(): a query was asked for; its results are what the person wants to see.
        said(str, str): kind and text of a sentence for the message bar; an empty one takes the last back.
        waiting(str): what is being read for the next query; empty when that is over.
        region_wanted(object): the term of which a region is to be drawn.
        homeless(): something was searched for while no collection is open.
        wordless(): words were searched for, which nothing of the collection knows.
        words_changed(bool): whether there is a collection in which words can be searched for.
    """

    asked = Signal()
    said = Signal(str, str)
    waiting = Signal(str)
    region_wanted = Signal(object)
    homeless = Signal()
    wordless = Signal()
    words_changed = Signal(bool)

    def __init__(self, session: Session, comparison: Comparison, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison = comparison
        self._wish = 0
        self._refused = False
        self._weighed: tuple[int, Query] | None = None
        session.opened.connect(self._forget)
        session.searchable.connect(lambda _: self.words_changed.emit(True))

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is searched for now; empty where nothing is."""
        query = self._comparison.query
        return () if query is None else query.terms

    @property
    def can_ask(self) -> bool:
        """Whether a collection is open."""
        return self._session.workspace is not None

    @property
    def knows_words(self) -> bool:
        """Whether words can be compared with the images, or with captions."""
        return bool(self._session.words)

    # Another query

    def ask(self, query: Query) -> None:
        """Search for something else."""
        if not self.can_ask:
            self.homeless.emit()
            return
        self._when_readable(query, lambda: self._comparison.set_query(query))

    def search_members(self, ids: Sequence[int]) -> None:
        """Search for images of the collection, all together."""
        self._ask_terms(_members(ids, 1))

    def search_words(self, text: str) -> None:
        """Search for words; with `+` before them for these too, with `-` away from them."""
        words = text.lstrip("+-−").strip()
        if not words:
            return
        if self._comparison.is_ready and not self.knows_words:
            self.wordless.emit()
        elif text[0] in "+-−":
            self._add([Term("text", words, sign=1 if text[0] == "+" else -1)])
        else:
            self._ask_terms([Term("text", words)])

    def give(self, terms: Sequence[Term], action: Action) -> None:
        """Do with some terms what a drop on one of the zones means."""
        if action == "search":
            self._ask_terms(list(terms))
        elif action in ("add", "less"):
            sign: Sign = 1 if action == "add" else -1
            self._add([replace(term, sign=sign) for term in terms])

    def go(self, steps: int) -> None:
        """Move so many queries ahead in the history, or back where negative."""
        query = self._comparison.history.at(steps)
        if query is not None:
            self._when_readable(query, lambda: self._comparison.go(steps))

    def back(self) -> None:
        """Return to the query before."""
        self.go(-1)

    def forward(self) -> None:
        """Undo `back`."""
        self.go(1)

    # Parts of the query

    def add_members(self, ids: Sequence[int], sign: Sign = 1) -> None:
        """Search for these images too, or away from them."""
        self._add(_members(ids, sign))

    def set_term(self, place: int, **changes: Any) -> None:
        """Change one term: `weight`, `sign` or `region`; what is not given stays.

        Steps of one weight are one step of the history.
        """
        terms = list(self.terms)
        if not 0 <= place < len(terms) or terms[place] == replace(terms[place], **changes):
            return
        terms[place] = replace(terms[place], **changes)
        query = Query(tuple(terms))
        if set(changes) != {"weight"}:
            self.ask(query)
        elif self._weighed == (place, self._comparison.query):
            self._comparison.revise_query(query)
        else:
            self._comparison.set_query(query)
        self._weighed = (place, query) if set(changes) == {"weight"} else None

    def edit_region(self, place: int | None = None, *, member: int | None = None) -> None:
        """Have a region drawn on a term of the query, or on an image of the collection, to search for that alone."""
        if place is not None and place < len(self.terms) and self.terms[place].kind in ("member", "file"):
            self.region_wanted.emit(self.terms[place])
        elif member is not None:
            self.region_wanted.emit(Term("member", member))

    def set_region(self, term: Term, region: Region | None) -> None:
        """Search for another part of an image: in its place in the query, or alone where it is not in it."""
        same = [place for place, other in enumerate(self.terms) if _image_of(other) == _image_of(term)]
        if same:
            self.set_term(next((p for p in same if self.terms[p].region == term.region), same[0]), region=region)
        else:
            self._ask_terms([replace(term, region=region)])

    def remove_term(self, place: int) -> None:
        """Search without one term, or for nothing where it was the only one."""
        rest = [*self.terms[:place], *self.terms[place + 1 :]]
        if rest:
            self._ask_terms(rest)
        else:
            self._drop_wish()
            self._comparison.clear_query()

    # How a wish becomes the query

    def _add(self, terms: list[Term]) -> None:
        """Ask for what there is and for these; a picture that is there already is not doubled."""
        known = {(_image_of(term), term.region): term for term in self.terms}
        fresh = {(_image_of(term), term.region): term for term in terms}
        if fresh:
            self._ask_terms(list((known | fresh).values()))

    def _ask_terms(self, terms: list[Term]) -> None:
        if len(terms) > MOST_TERMS:
            text = tr(
                "A query takes at most {most_terms} images, and these would be {n}; give fewer.",
                most_terms=MOST_TERMS,
                n=len(terms),
            )
            self.said.emit(
                "warning", tr("{sentence}, or drop their folder to open it as a collection.", sentence=text[:-1])
            )
        elif terms:
            self.ask(Query(tuple(terms)))

    def _when_readable(self, query: Query, then: Callable[[], None]) -> None:
        """Do something once the engine has read what is new in a query; only the last wish counts."""
        self._drop_wish()
        if self._is_known(query):
            self._accept(then)
        else:
            self.waiting.emit(tr("Reading {names}…", names=_names(query)))
            self._have_read(query, then, self._wish)

    def _have_read(self, query: Query, then: Callable[[], None], wish: int) -> None:
        engine = self._session.engine
        if wish != self._wish or engine is None:
            return

        def accept(_message: Message) -> None:
            if wish == self._wish:
                self._accept(then)

        def refuse(message: Message) -> None:
            if wish != self._wish:
                return
            if message.get("preparing"):
                QTimer.singleShot(AGAIN_MS, self, lambda: self._have_read(query, then, wish))
                return
            self._drop_wish()
            self._refused = True
            self.said.emit("error", str(message.get("message", tr("The search was interrupted; try again."))))

        engine.request("check", accept, refuse, query=query.to_json())

    def _accept(self, then: Callable[[], None]) -> None:
        self._drop_wish()
        if self._refused:
            self._refused = False
            self.said.emit("error", "")  # what was wrong with another query is over
        self.asked.emit()
        then()

    def _forget(self) -> None:
        """Another collection is open."""
        self._drop_wish()
        self.words_changed.emit(False)

    def _drop_wish(self) -> None:
        """Forget what was being read."""
        self._wish += 1
        self.waiting.emit("")

    def _is_known(self, query: Query) -> bool:
        """Whether a query holds nothing that might be unreadable, or has to wait for its collection anyway."""
        if not self._comparison.is_ready:
            return True
        shown = {(term.kind, term.value, term.region) for term in self.terms}
        return all(
            (term.kind == "member" and term.region is None) or (term.kind, term.value, term.region) in shown
            for term in query.terms
        )


def _image_of(term: Term) -> tuple[str, int | str]:
    return term.kind, term.value


def _names(query: Query) -> str:
    """What a query is made of, in a few words."""
    last = query.terms[-1]
    if last.kind == "text":
        return f"“{last.value}”"
    name = Path(str(last.value)).name if last.kind == "file" else tr("the image")
    return name if len(query.terms) == 1 else tr_count("{n:,} image", "{n:,} images", len(query.terms))


def _members(ids: Sequence[int], sign: Sign) -> list[Term]:
    return [Term("member", int(image), sign=sign) for image in dict.fromkeys(ids) if image != NO_IMAGE]
