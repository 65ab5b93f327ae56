"""A window on a real catalogue, with an engine that answers at once and has no process."""

from itertools import count
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme
from explorer.protocol.ids import unpack_ids
from explorer.protocol.query import Query
from explorer.protocol.specs import MethodSpec, Parameter
from explorer.workspace.listing import listed_revision, update_listing
from explorer.workspace.store import Workspace

METHODS = [
    MethodSpec("cosine", "Cosine", "baseline", "Compares vectors by their angle."),
    MethodSpec(
        "gnn-rerank",
        "GNN re-ranking",
        "re-ranking",
        "Spreads each image's features over its neighbours and ranks anew.",
        paper="arXiv 2012.07620",
        parameters=(
            Parameter("k1", "int", 26, 2, 200, unit="images", help="Neighbours that describe an image."),
            Parameter("k2", "int", 7, 1, 50, unit="images", help="Neighbours that messages come from.", stage="query"),
            Parameter("lambda", "float", 0.0, 0.0, 1.0, help="How much the original score counts.", stage="query"),
            Parameter("mutual", "bool", default=False, help="Use mutual neighbours only.", stage="query"),
        ),
    ),
    MethodSpec(
        "diffusion",
        "Diffusion",
        "diffusion",
        "Lets the query's score flow through the neighbourhood graph.",
        parameters=(Parameter("alpha", "float", 0.99, 0.5, 0.999, help="How far the score flows.", stage="query"),),
    ),
    MethodSpec("whiten", "Whitening", "preprocessing", "Evens out directions.", kind="transform"),
]


class FakeEngine:
    """Answers like the engine, from random vectors, on the thread that asks.

    Attributes:
        requests: every request and job in order, as (kind, payload).
        needs_fit: pipelines that must be fitted before they answer.
        held: kinds whose answers wait for `release`.
        failing: kinds that are answered by an error with this sentence.
        preparing: so many searches are told that it is too early.
        slow: pipelines of which a first list comes before the exact one; of the kind `exact` for `held`.
        words: what words are compared with; empty for nothing.
    """

    def __init__(self, on_event, search=None):
        self.on_event = on_event
        self._search = search or self._random_search
        self.numbers = count(1)
        self.requests = []
        self.needs_fit = set()
        self.slow = set()
        self.held = set()
        self.failing = {}
        self.waiting = []
        self.cancelled = []
        self.closed = False
        self.workspace = None
        self.index_result = {}
        self.preparing = 0
        self.words = ""

    def request(self, kind, /, **payload):
        return self._take(kind, payload)

    start_job = request

    def cancel(self, request):
        self.cancelled.append(request)
        self.waiting = [entry for entry in self.waiting if entry[0] != request]
        self.on_event({"id": request, "event": "cancelled"})

    def close(self):
        self.closed = True

    def release(self):
        waiting, self.waiting = self.waiting, []
        for number, kind, payload in waiting:
            self._answer(number, kind, payload)

    def progress(self, number, **values):
        self.on_event({"id": number, "event": "progress", "stage": "embed", "text": "", "seconds_left": None, **values})

    def _take(self, kind, payload):
        number = next(self.numbers)
        self.requests.append((kind, payload))
        exact = kind == "search" and payload.get("soon") is False
        if kind in self.held or (exact and "exact" in self.held):
            self.waiting.append((number, kind, payload))
        else:
            self._answer(number, kind, payload)
        return number

    def _answer(self, number, kind, payload):
        if kind in self.failing:
            self.on_event({"id": number, "event": "error", "message": self.failing[kind], "fault": False})
            return
        if kind == "search" and self.preparing:
            self.preparing -= 1
            self.on_event({"id": number, "event": "error", "message": "not yet", "preparing": True})
            return
        if kind in ("search", "near_captions") and payload["pipeline"] in self.needs_fit:
            self.on_event({"id": number, "event": "error", "message": "fit", "needs_fit": payload["pipeline"]})
            return
        answer = getattr(self, f"_{kind}")(payload)
        if kind == "search" and payload.get("soon") and payload["pipeline"] in self.slow:
            answer = {**self._preview(payload), "unfinished": True}
        self.on_event({"id": number, "event": "result", **answer})

    def _index(self, payload):
        self.workspace = Workspace.open(Path(payload["workspace"]), lent=True)
        with Catalogue(self.workspace.catalogue_path, write=True) as catalogue:
            catalogue.update(open_source(Path(payload["source"])))
            if listed_revision(self.workspace) is not None:  # without one the window lists the images itself
                update_listing(self.workspace, catalogue)
            ids = catalogue.ids()
        positions = np.random.default_rng(0).normal(size=(len(ids), 2)).astype(np.float32)
        if not self.workspace.has("maps", "f-pca"):
            Workspace.write(self._writable(), "maps", "f-pca", {"ids": ids, "positions": positions}, {})
        self.on_event({"id": 0, "event": "partial", "what": "features"})
        return self.index_result

    def _fetch(self, payload):
        self.workspace = Workspace.open(Path(payload["workspace"]))
        return {}

    def _duplicates(self, payload):
        del payload
        return {"pairs": [[1, 2]], "similarities": [0.98], "total": 1, "usual": 0.8}

    def _writable(self):
        workspace = Workspace.open(self.workspace.path, lent=True)
        workspace.read_only_reason = None
        return workspace

    def _open(self, payload):
        workspace = self.workspace = Workspace.open(Path(payload["workspace"]), lent=True)
        known = workspace.catalogue_path.exists()
        maps = list(workspace.names("maps")) if known else []
        methods = [spec.to_json() for spec in METHODS]
        answer = {"images": 1, "features_key": "f" if maps else None, "maps": maps, "methods": methods, "columns": []}
        return {**answer, "words": self.words}

    def _captions(self, payload):
        return {}

    def _near_captions(self, payload):
        texts = {"A red apple.": [1, 2], "תפוח אדום": [2]}
        return {"captions": [{"text": text, "score": 0.5, "images": images} for text, images in texts.items()]}

    def _check(self, payload):
        return {}

    def _fit(self, payload):
        self.needs_fit.discard(payload["pipeline"])
        return {}

    def _random_search(self, payload):
        with Catalogue(self.workspace.catalogue_path, write=False) as catalogue:
            ids = catalogue.ids()
            column = payload["label_column"]
            labels = dict(zip(ids.tolist(), catalogue.column(column, ids) if column else [""] * len(ids), strict=True))
        query = Query.from_json(payload["query"])
        seed = sum(map(ord, payload["pipeline"])) + sum(map(ord, str(query)))
        scores = np.random.default_rng(seed).random(len(ids))
        if query.member is not None:
            same = np.array([labels[int(image)] == labels[query.member] for image in ids])
            scores = scores + same * (0.6 if "cosine" in payload["pipeline"] else 0.9)
            scores[ids == query.member] = -1
        if payload.get("within") is not None:
            scores[~np.isin(ids, unpack_ids(payload["within"]))] = -1
        order = np.argsort(-scores)[: payload["k"]]
        order = order[scores[order] >= 0][payload.get("offset", 0) :]
        relevant = None
        if query.member is not None and column:
            relevant = [labels[int(image)] == labels[query.member] for image in ids[order]]
        return {
            "pipeline": payload["pipeline"],
            "total": int((scores >= 0).sum()),
            "ids": ids[order].tolist(),
            "scores": scores[order].tolist(),
            "ms": 1.5,
            "bytes_per_item": 5120,
            "relevant": relevant,
            "average_precision": None if relevant is None else 0.5,
        }

    def _preview(self, payload):
        answer = self._search(payload)
        return {**answer, "nearest": 20, "ids": answer["ids"][::-1], "average_precision": None}

    def _ranks(self, payload):
        return {"ranks": [1000 + image for image in payload["ids"]]}

    def _histogram(self, payload):
        found = self._search({**payload, "k": 10_000})
        counts, edges = np.histogram(found["scores"], 10)
        return {"edges": edges.tolist(), "counts": counts.tolist(), "relevant": None}

    def _explain(self, payload):
        with Catalogue(self.workspace.catalogue_path, write=False) as catalogue:
            others = [image for image in catalogue.ids().tolist() if image != payload["image"]][:2]
        ways = [[payload["image"]], [others[0], payload["image"]], [*others, payload["image"]]]
        paths = [
            {"images": way, "weights": [0.9] * len(way), "mutual": [True, False, True][: len(way)], "strength": 0.5}
            for way in ways
        ]
        shares = {"direct": 0.2, "1 hop": 0.3, "2 hops": 0.4, "longer": 0.1}
        supporters = [[image, 0.3] for image in others]
        values = {"score": 1.0, "shares": shares, "supporters": supporters, "rest": 0.4}
        sentence = "Most of its score comes through other images that are much like the query."
        return {"image": payload["image"], "paths": paths, "sentence": sentence, **values}

    def _ego(self, payload):
        ids = payload["ids"]
        angles = np.linspace(0, 6.28, len(ids), endpoint=False)
        positions = [[float(np.cos(a)), float(np.sin(a))] for a in angles]
        edges = [[i, (i + 1) % len(ids), 0.5 + i / 50, bool(i % 2)] for i in range(len(ids))] if len(ids) > 1 else []
        return {"ids": ids, "positions": positions, "edges": edges, "query_index": None}


@pytest.fixture
def fake_engine() -> type[FakeEngine]:
    """The class of the engine without processes."""
    return FakeEngine


@pytest.fixture
def methods() -> dict[str, MethodSpec]:
    """What the engine without processes offers."""
    return {spec.name: spec for spec in METHODS}


@pytest.fixture
def pictures(tmp_path) -> Path:
    """A folder of 24 small pictures in 3 labels."""
    rng = np.random.default_rng(0)
    for label, colour in (("apple", (200, 40, 40)), ("leaf", (40, 160, 60)), ("sky", (60, 90, 200))):
        folder = tmp_path / "pictures" / label
        folder.mkdir(parents=True)
        for number in range(8):
            shade = np.clip(np.array(colour) + rng.integers(-40, 40, 3), 0, 255).astype(np.uint8)
            Image.fromarray(np.tile(shade, (48, 64, 1))).save(folder / f"{label}-{number}.png")
    return tmp_path / "pictures"


@pytest.fixture
def engines() -> list[FakeEngine]:
    """The engines that the window started, the current one last."""
    return []


@pytest.fixture
def window(qtbot, qapp, engines):
    """A visible window without a collection."""

    def connect(on_event):
        engines.append(FakeEngine(on_event))
        return engines[-1]

    settings = Settings()
    theme = Theme(qapp, "light")
    shown = MainWindow(settings, theme, connect)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.start(None)
    qtbot.waitUntil(lambda: shown.panels.graph is not None)
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: _nothing_ticks(shown))
    shown.deleteLater()
    theme.deleteLater()


def _nothing_ticks(closed):
    """No timer runs on in a closed window, once a drawing in steps has come to its end."""
    ticking = [timer.parent() for timer in closed.findChildren(QTimer) if timer.isActive() and not timer.isSingleShot()]
    assert not ticking, "these have timers that run on in a closed window"


@pytest.fixture
def opened(qtbot, window, pictures):
    """The window with the 24 pictures open and searchable."""
    window.session.open(pictures)
    qtbot.waitUntil(lambda: bool(window.comparison.methods) and len(window.session.catalogue) == 24)
    return window
