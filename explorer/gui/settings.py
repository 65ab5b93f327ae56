"""What the window remembers between two starts."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from explorer.gui.theme import ThemeName
from explorer.workspace import places

RECENT = 8


@dataclass(frozen=True)
class RecentCollection:
    """A collection that was open before."""

    path: Path
    title: str


class Settings:
    """Typed access to one INI file in the user's configuration folder."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or places.config_dir()
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeName:
        """`system`, `light` or `dark`."""
        name = str(self._store.value("theme", "system"))
        return name if name in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, name: ThemeName) -> None:
        self._store.setValue("theme", name)

    @property
    def recent(self) -> list[RecentCollection]:
        """The collections opened last that still exist, newest first."""
        found = []
        for line in self._lines("recent"):
            title, _, path = line.partition("\t")
            if Path(path).exists():
                found.append(RecentCollection(Path(path), title))
        return found

    def remember(self, path: Path, title: str) -> None:
        """Put a collection first in the list of recent ones."""
        line = f"{title}\t{path}"
        others = [other for other in self._lines("recent") if other.partition("\t")[2] != str(path)]
        self._store.setValue("recent", [line, *others][:RECENT])

    @property
    def columns(self) -> list[str]:
        """Names of the methods compared last."""
        return self._lines("columns")

    @columns.setter
    def columns(self, names: list[str]) -> None:
        self._store.setValue("columns", names)

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """Geometry and dock state of the window as last left, or None."""
        geometry, state = self._store.value("geometry"), self._store.value("docks")
        return (geometry, state) if isinstance(geometry, QByteArray) and isinstance(state, QByteArray) else None

    def set_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remember geometry and dock state."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("docks", state)

    def _lines(self, key: str) -> list[str]:
        value = self._store.value(key, [])
        return [value] if isinstance(value, str) else [str(item) for item in value or []]
