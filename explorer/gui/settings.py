"""What the window remembers between two starts."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from explorer.collection.stores import Place, place_of
from explorer.gui.language import SYSTEM, tr
from explorer.gui.theme import ThemeName
from explorer.protocol.workers import CLUSTER_VARIABLE
from explorer.workspace import places

log = logging.getLogger(__name__)

RECENT = 8
THUMBNAILS_MB = 2048
"""Room for about 250,000 thumbnails in each collection."""

THREAD_VARIABLES = (
    "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMBA_NUM_THREADS",
)  # fmt: skip
"""What the numeric libraries of the child processes read when they start; the children inherit them."""


@dataclass(frozen=True)
class RecentCollection:
    """A collection that was open before."""

    path: Place
    title: str


class Settings(QObject):
    """Typed access to one INI file in the user's configuration folder.

    Signals:
        changed(): the person chose something else in the settings.
        unkept(str): the file could not be written, in one sentence.

    Attributes:
        damage: one sentence where the file was damaged and is begun anew, or cannot be written; empty otherwise.
    """

    changed = Signal()
    unkept = Signal(str)

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        folder = folder or places.config_dir()
        with suppress(OSError):  # said below
            folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "window.ini"
        self.damage = _set_aside_if_damaged(self.path)
        self._store = self._open()
        if not self.damage and not self._store.isWritable():
            self.damage = f"The settings in {self.path} cannot be written; what you change is forgotten at the end."
        self._outside = {name: os.environ.get(name) for name in THREAD_VARIABLES}

    @property
    def theme(self) -> ThemeName:
        """`system`, `light` or `dark`."""
        name = str(self._store.value("theme", "system"))
        return name if name in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, name: ThemeName) -> None:
        self._store.setValue("theme", name)

    @property
    def language(self) -> str:
        """Code of the language of the window, such as `de`; `system` for that of the system."""
        return str(self._store.value("language", SYSTEM))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def tour_seen(self) -> bool:
        """Whether the tour of the first start was shown."""
        return str(self._store.value("tour_seen", "")) == "true"

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self._store.setValue("tour_seen", "true" if seen else "")

    @property
    def recent(self) -> list[RecentCollection]:
        """The collections opened last, newest first, whether or not they are still there."""
        parts = [line.partition("\t") for line in self._lines("recent")]
        return [RecentCollection(place_of(path), title) for title, _, path in parts]

    def remember(self, path: Place, title: str) -> None:
        """Put a collection first in the list of recent ones."""
        line = f"{title}\t{path}"
        others = [other for other in self._lines("recent") if other.partition("\t")[2] != str(path)]
        self._store.setValue("recent", [line, *others][:RECENT])

    def forget(self, path: Place) -> None:
        """Take a collection off the list of recent ones."""
        self._store.setValue("recent", [line for line in self._lines("recent") if line.partition("\t")[2] != str(path)])

    @property
    def columns(self) -> list[str]:
        """Names of the methods compared last."""
        return self._lines("columns")

    @columns.setter
    def columns(self, names: list[str]) -> None:
        self._store.setValue("columns", names)

    @property
    def first_columns(self) -> list[str]:
        """Names of the methods that a collection begins with; empty for those compared last."""
        return self._lines("first_columns")

    @first_columns.setter
    def first_columns(self, names: list[str]) -> None:
        self._store.setValue("first_columns", names)
        self.changed.emit()

    @property
    def thumbnails_mb(self) -> int:
        """Megabytes of thumbnails that a collection may keep."""
        return max(16, self._number("thumbnails_mb", THUMBNAILS_MB))

    @thumbnails_mb.setter
    def thumbnails_mb(self, count: int) -> None:
        self._store.setValue("thumbnails_mb", count)
        self.export()
        self.changed.emit()

    @property
    def threads(self) -> int:
        """Threads of each child process; 0 for as many as there are cores."""
        return max(0, self._number("threads", 0))

    @threads.setter
    def threads(self, count: int) -> None:
        self._store.setValue("threads", count)
        self.export()
        self.changed.emit()

    @property
    def cluster(self) -> str:
        """The machines that do the heavy stages, as `--cluster` names them; empty for this computer."""
        return str(self._store.value("cluster", ""))

    @cluster.setter
    def cluster(self, address: str) -> None:
        self._store.setValue("cluster", address)
        self.export()
        self.changed.emit()

    def export(self) -> None:
        """Put what the child processes must know into the environment that they inherit."""
        from explorer.collection.thumbnails import LIMIT_VARIABLE  # needs much that the first picture does not need

        os.environ[LIMIT_VARIABLE] = str(self.thumbnails_mb)
        os.environ[CLUSTER_VARIABLE] = self.cluster
        for name, outside in self._outside.items():
            if self.threads:
                os.environ[name] = str(self.threads)
            elif outside is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = outside

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """Geometry and dock state of the window as last left, or None."""
        geometry, state = self._store.value("geometry"), self._store.value("docks")
        return (geometry, state) if isinstance(geometry, QByteArray) and isinstance(state, QByteArray) else None

    def set_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remember geometry and dock state, at once."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("docks", state)
        self.keep()

    def keep(self) -> bool:
        """Write what was changed; where that fails, what was there before stays and one sentence tells so."""
        store = self._open()  # shares what is unwritten with the other, which would tell of an old failure for ever
        store.sync()
        if store.status() == QSettings.Status.NoError:
            return True
        text = tr(
            "The settings cannot be written to {path}; those from before stay. Check the disk and its permissions.",
            path=self.path,
        )
        log.warning(text)
        self.unkept.emit(text)
        return False

    def _open(self) -> QSettings:
        return QSettings(str(self.path), QSettings.Format.IniFormat)

    def _number(self, key: str, default: int) -> int:
        try:
            return int(str(self._store.value(key, default)))
        except ValueError:
            return default

    def _lines(self, key: str) -> list[str]:
        value = self._store.value(key, [])
        return [value] if isinstance(value, str) else [str(item) for item in value or []]


def _set_aside_if_damaged(path: Path) -> str:
    """Rename a settings file that cannot be read; tells so in one sentence."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        text = "damaged"
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith((";", "#"))]
    if "\0" not in text and all(line.startswith("[") or "=" in line for line in lines):
        return ""
    aside = path.with_suffix(".damaged.ini")
    try:
        path.replace(aside)
    except OSError as error:
        return f"The settings in {path} cannot be read or replaced ({error.strerror}); the usual ones are used."
    return f"The settings were damaged and begin anew; the old file is kept as {aside}."
