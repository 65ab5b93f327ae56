"""The open collection: its workspace and lock, the engine, and what becomes usable as work proceeds."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.collection.database import is_damaged
from explorer.collection.stores import Place
from explorer.errors import ExplorerError
from explorer.gui.background import Background
from explorer.gui.catalogue import CaptionView, CatalogueLoader, CatalogueView, read_view
from explorer.gui.engine import ClientFactory, Engine
from explorer.gui.jobs import Jobs
from explorer.gui.language import tr
from explorer.gui.latest import Latest
from explorer.gui.mailbox import CallMailbox
from explorer.gui.maps import Maps
from explorer.gui.opening import Opened, drop_catalogue, full_title, is_gone, is_same, look_at, open_workspace
from explorer.gui.state import EncoderChoice
from explorer.gui.store_opening import StoreOpening
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.watching import SourceWatch
from explorer.protocol.messages import Message
from explorer.protocol.specs import MethodSpec
from explorer.protocol.version import VERSION
from explorer.workspace.listing import listed_revision
from explorer.workspace.store import COMPLETE, Workspace

log = logging.getLogger(__name__)


class Session(QObject):
    """Opens a collection and follows it while it is read, embedded and mapped.

    Each stage is usable before the next is done: thumbnails once the catalogue is there, search once the features are,
    and so on. All reads happen on a thread; the signals bring immutable results.

    Signals:
        opened(): another collection is open; nothing is known of it yet.
        catalogue_changed(CatalogueView): other images, names or labels.
        searchable(dict): the engine answers searches of these methods, by name.
        indexed(): the job that reads the collection has ended well.
        failed(str, bool): one sentence; True where opening it again may help.
        damaged(str): one sentence; `remake` would help.
        said(str): one sentence that is no failure.
        outdated(str): one sentence; the source has changed since it was read.
        released(): the collection that is open is about to be closed.
        closed(): nothing is open any more.

    Attributes:
        background: runs on a thread what takes its time.
        watch: tells when the source changes, goes away or comes back.
    """

    opened = Signal()
    catalogue_changed = Signal(object)
    searchable = Signal(object)
    indexed = Signal()
    failed = Signal(str, bool)
    damaged = Signal(str)
    said = Signal(str)
    outdated = Signal(str)
    released = Signal()
    closed = Signal()

    def __init__(self, connect: ClientFactory, jobs: Jobs, thumbnails: Thumbnails, background: Background) -> None:
        super().__init__()
        self._connect = connect
        self._jobs = jobs
        self._thumbnails = thumbnails
        self.background = background
        self.watch = SourceWatch(background, self)
        self.watch.outdated.connect(self.outdated)
        self.watch.said.connect(self.said)
        self.watch.failed.connect(lambda sentence: self._look_for_damage(lambda: self.said.emit(sentence)))
        self._mailbox = CallMailbox(self)
        self._closing: threading.Thread | None = None
        self._after_closing: Callable[[], None] | None = None
        self._label_column: str | None = None
        self._reading_catalogue = Latest(self._read_catalogue)
        self._asking_engine = Latest(self._ask_engine)
        self._thumbnails_open = False
        self.engine: Engine | None = None
        self.workspace: Workspace | None = None
        self.path: Path | None = None
        self._stores = StoreOpening(background, self._show, self.said.emit, lambda text: self.failed.emit(text, False))
        self.title = ""
        self.catalogue = CatalogueView.empty()
        self.maps = Maps(background, self)
        self.encoders: list[EncoderChoice] = []
        self.words = ""
        self._captions = CaptionView()
        self._corrected: Mapping[str, Mapping[int, Sequence[str]]] = {}

    @property
    def by_captions(self) -> bool:
        """Whether words are compared with captions, or with the names of files for want of these."""
        return self.words not in ("", "encoder")

    @property
    def vectors_of(self) -> str:
        """By whose vectors the collection is searched, as people say it; empty before there are any."""
        config = {} if self.workspace is None else self.workspace.config
        given = (config.get("source") or {}).get("kind") == "features"
        return tr("given vectors") if given else config.get("encoder") or ""

    @property
    def full_title(self) -> str:
        """The title, and where it lies where that is not this computer."""
        return self.title if self.workspace is None else full_title(self.workspace, self.title)

    def start_engine(self) -> None:
        """Start the server before there is anything to ask, so that the first collection need not wait for it."""
        if self.engine is None:
            self.engine = Engine(self._connect, self)
            self.engine.partial.connect(self._partial)
            self.engine.restarted.connect(self._restarted)

    def open(self, place: Place) -> None:
        """Open a folder, a feature file or a workspace; what was open is closed first, if the new one can be opened."""
        if self._after_closing is not None:
            self._after_closing = lambda: self.open(place)
            return
        if self.path is not None and is_same(self.path, place):
            self.said.emit(tr("{title} is open already.", title=self.title))
            return
        if isinstance(place, str):
            self._stores.begin(place)
            return
        self._stores.forget()
        try:
            look_at(place)
            if self.workspace is not None:
                self.close_then(lambda: self.open(place))
                return
            self._show(open_workspace(place))
        except (ExplorerError, OSError) as fault:
            self.failed.emit(str(fault), False)

    def _show(self, opened: Opened) -> None:
        """Begin with what was opened."""
        if self.workspace is not None:
            self.close_then(lambda: self._show(opened))
            return
        self.path, self.workspace, self.title = opened.path, opened.workspace, opened.title
        self.start_engine()
        assert self.engine is not None
        self._jobs.attach(self.engine, self.workspace.path)
        self._reading_catalogue.want()  # on another thread, while the window makes room for what comes
        self.opened.emit()
        make_searchable = self._asking_engine.want if self.workspace.address is None else self._fetch
        make_searchable()
        self._begin(opened.source)

    def _begin(self, source: Path) -> None:
        """Read the source, unless it was read to the end before, or may not be."""
        assert self.workspace is not None
        if self.workspace.read_only_reason:
            reason = self.workspace.read_only_reason.replace(str(self.workspace.path), self.title)
            self.said.emit(tr("{reason} It can be searched, but new images are not read.", reason=reason))
        elif self._was_read or (self.workspace.catalogue_path.exists() and is_gone(source)):
            self._watch_source(at_once=True)
            self.indexed.emit()
        else:
            self.index(source)

    @property
    def _was_read(self) -> bool:
        """Whether the source was read to the end, by this version of the program."""
        assert self.workspace is not None
        return self.workspace.config.get(COMPLETE) == VERSION and listed_revision(self.workspace) is not None

    def _watch_source(self, *, at_once: bool = False) -> None:
        """Say when the source changes after it was read."""
        if self.workspace is not None and self.workspace.catalogue_path.exists():
            self.watch.follow(self.workspace.catalogue_path, self.title, at_once=at_once)

    def _fetch(self) -> None:
        """Bring here what searches of a workspace in a store need; then they can begin."""
        self._jobs.start(
            "fetch",
            tr("Fetch {title}", title=self.title),
            on_result=lambda _: self._asking_engine.want(),
            on_error=lambda message: self._fail(str(message.get("message"))),
            on_cancelled=lambda _: self.said.emit(tr("Not all that searches need is here; press F5 to fetch it.")),
        )

    def index(self, source: Path | None = None) -> None:
        """Read the source again: new, changed and missing files."""
        if self.workspace is None or self.workspace.read_only_reason:
            if self.workspace is not None and self.workspace.address is not None:
                self._fetch()
            return
        source = source or self.workspace.source_path or self.workspace.path
        self.watch.stop()
        self._jobs.start(
            "index",
            tr("Read {title}", title=self.title),
            on_result=lambda _: self._index_ended(),
            on_error=lambda message: self._index_failed(str(message.get("message"))),
            on_cancelled=lambda _: self._index_stopped(),
            source=str(source),
        )

    def remake(self) -> None:
        """Read all images into a new catalogue; the damaged one is kept beside it, and no vector is made again."""
        path, workspace = self.path, self.workspace
        if path is None or workspace is None:
            return
        place = workspace.path

        def begin() -> None:
            try:
                drop_catalogue(place)
            except ExplorerError as fault:
                self.failed.emit(str(fault), False)
            else:
                self.open(path)

        self.close_then(begin)

    def set_label_column(self, name: str) -> None:
        """Take labels from another column."""
        self._label_column = name
        if self.workspace is not None:
            self._show_catalogue(self.catalogue.with_labels(name))

    def close_then(self, after: Callable[[], None]) -> None:
        """Close the collection without holding up the window, then do something; of several wishes the last counts."""
        if self._after_closing is not None:
            self._after_closing = after
            return
        self._after_closing = after
        self.released.emit()
        self.watch.stop()
        self._thumbnails.close()
        self._thumbnails_open = False
        engine, workspace = self.engine, self.workspace
        self.engine = self.workspace = self.path = None
        self.maps.close()
        self.catalogue, self._label_column = CatalogueView.empty(), None
        self.catalogue_changed.emit(self.catalogue)
        if engine is not None:
            engine.silence()

        def stop() -> None:
            if engine is not None:
                engine.stop()
            self._mailbox.call(release)

        def release() -> None:
            if workspace is not None:
                workspace.close()
            if engine is not None:
                engine.deleteLater()
            wish, self._after_closing = self._after_closing, None
            if wish is not None:
                wish()
            if self.workspace is None:
                self.closed.emit()

        self._closing = threading.Thread(target=stop, name="closing")
        self._closing.start()

    def close(self) -> None:
        """Close everything and wait for it; for the end of the program."""
        self._mailbox.close()
        self.released.emit()
        self.watch.stop()
        if self._closing is not None:
            self._closing.join()
        self._thumbnails.close()
        if self.engine is not None:
            self.engine.silence()
            self.engine.stop()
        if self.workspace is not None:
            self.workspace.close()
        self.engine = self.workspace = None

    def _partial(self, message: Message) -> None:
        """Something has become usable."""
        self._reading_catalogue.want()
        if message.get("what") != "catalogue":
            self._asking_engine.want()

    def _index_ended(self) -> None:
        self._thumbnails.retry_missing()
        self._reading_catalogue.want()
        self._asking_engine.want()
        self._watch_source()
        self.indexed.emit()

    def _index_failed(self, sentence: str) -> None:
        self._fail(sentence)
        self._watch_source()

    def _index_stopped(self) -> None:
        self._reading_catalogue.want()
        self._watch_source()

    def _restarted(self, child: str) -> None:
        log.warning("The %s process died and was started again", child)
        self.said.emit(
            tr("The {child} process ended unexpectedly and was started again; nothing is lost.", child=child)
        )
        self._asking_engine.want()

    def _read_catalogue(self) -> None:
        workspace, before = self.workspace, self.catalogue
        if workspace is None:
            self._reading_catalogue.ended()
            return

        def show(view: CatalogueView) -> None:
            if workspace is self.workspace and view is not before:
                self._show_catalogue(view.with_labels(self._label_column))
            self._reading_catalogue.ended()

        def fail(sentence: str) -> None:
            self._reading_catalogue.ended()
            if workspace is self.workspace:
                self._fail(sentence)

        self.background.run(lambda: read_view(workspace, before), show, fail)

    def _fail(self, sentence: str) -> None:
        """Tell of a failure after which another try may help."""
        self._look_for_damage(lambda: self.failed.emit(sentence, True))

    def _look_for_damage(self, otherwise: Callable[[], None]) -> None:
        """Offer a new catalogue where it is the catalogue that is damaged; do something else where it is whole."""
        workspace = self.workspace
        if workspace is None or workspace.read_only_reason:
            otherwise()
            return

        def tell(damaged: bool) -> None:
            if workspace is not self.workspace:
                return
            if damaged:
                self.damaged.emit(
                    tr("The list of the images of {title} is damaged; the images themselves are not.", title=self.title)
                )
            else:
                otherwise()

        self.background.run(lambda: is_damaged(workspace.catalogue_path), tell, log.error)

    def show_captions(self, captions: CaptionView) -> None:
        """Find captions elsewhere, or show them elsewhere."""
        self._captions = captions
        if self.workspace is not None and len(self.catalogue):
            self._show_catalogue(self.catalogue)

    def show_labels(self, corrected: Mapping[str, Mapping[int, Sequence[str]]]) -> None:
        """Show labels that the person said are right: by column and image."""
        self._corrected = corrected
        if self.workspace is not None and len(self.catalogue):
            self._show_catalogue(self.catalogue)

    def _show_catalogue(self, view: CatalogueView) -> None:
        assert self.workspace is not None
        view = self.catalogue = replace(view, captions=self._captions, corrected=self._corrected)
        if len(view) and not self._thumbnails_open:
            catalogue, store = self.workspace.catalogue_path, self.workspace.thumbnails_path
            self._thumbnails.open(lambda: CatalogueLoader(catalogue, store))
            self._thumbnails_open = True
        self.catalogue_changed.emit(view)

    def _ask_engine(self) -> None:
        if self.engine is None or self.workspace is None:
            self._asking_engine.ended()
            return
        self.engine.request("open", self._engine_opened, self._engine_refused, workspace=str(self.workspace.path))

    def _engine_opened(self, message: Message) -> None:
        if self.workspace is not None:
            with suppress(ExplorerError):  # the folder may be gone
                self.workspace.reload()  # the index job has chosen the encoder meanwhile
        self.words = str(message.get("words", ""))
        if message.get("features_key"):
            self.encoders = [EncoderChoice.from_message(one) for one in message.get("encoders", ())]
            methods = [MethodSpec.from_json(data) for data in message["methods"]]
            if self.workspace is not None:
                self.maps.follow(self.workspace, str(message["features_key"]), self.encoders)
            self.searchable.emit({spec.name: spec for spec in methods})
        self._asking_engine.ended()

    def _engine_refused(self, message: Message) -> None:
        """Before the first features there is nothing to open; the index job will say when there is."""
        log.info("The engine cannot open the workspace yet: %s", message.get("message"))
        self._asking_engine.ended()
        if not self._jobs.running() and message.get("message"):
            self.failed.emit(str(message["message"]), True)
