"""Where a person's data, caches and settings are kept."""

import json
import os
from pathlib import Path
from typing import Literal

import platformdirs

from explorer.collection.names import workspace_name
from explorer.errors import WorkspaceError
from explorer.workspace.durable import write_file

HOME_VARIABLE = "EXPLORER_HOME"
"""Environment variable: a folder that replaces all places of the system, for tests and portable use."""

Movable = Literal["data", "cache"]
"""The places that a person may choose another folder for; what settings and logs need is small."""

_APPLICATION = "retrieval-explorer"
_CHOSEN = "places.json"


def data_dir() -> Path:
    """Folder of the workspaces; made where it is missing, as are the others.

    Raises:
        WorkspaceError: it cannot be made, or the folder that the person chose is not there.
    """
    return _place("data", platformdirs.user_data_path(_APPLICATION, appauthor=False))


def cache_dir() -> Path:
    """Folder of what can be made again at any time."""
    return _place("cache", platformdirs.user_cache_path(_APPLICATION, appauthor=False))


def config_dir() -> Path:
    """Folder of settings."""
    return _place("config", platformdirs.user_config_path(_APPLICATION, appauthor=False))


def log_dir() -> Path:
    """Folder of logs and crash reports."""
    return _place("log", platformdirs.user_log_path(_APPLICATION, appauthor=False))


def chosen(name: Movable) -> Path | None:
    """The folder that the person chose for a place; None for the usual one.

    Raises:
        WorkspaceError: what was chosen cannot be read.
    """
    file = config_dir() / _CHOSEN
    try:
        folder = json.loads(file.read_text("utf-8")).get(name)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError) as error:
        raise WorkspaceError(f"{file} cannot be read ({error}); delete it to use the usual folders.") from error
    return Path(str(folder)) if folder else None


def choose(name: Movable, folder: Path | None) -> None:
    """Use another folder for a place from now on, in all processes; None for the usual one. Nothing is moved.

    Raises:
        WorkspaceError: the choice cannot be kept.
    """
    names: tuple[Movable, ...] = ("data", "cache")
    folders = {other: folder if other == name else chosen(other) for other in names}
    text = json.dumps({other: str(path.absolute()) for other, path in folders.items() if path is not None})
    write_file(config_dir() / _CHOSEN, text.encode())


def workspace_for(source: Path) -> Path:
    """The default workspace of a source, the same at each call; it need not exist yet."""
    return data_dir() / workspace_name(source)


def _place(name: Literal["data", "cache", "config", "log"], default: Path) -> Path:
    elsewhere = chosen(name) if name in ("data", "cache") else None
    if elsewhere is not None:
        if not elsewhere.is_dir():
            raise WorkspaceError(
                f"{elsewhere} is not there; connect its drive or choose another folder in the settings."
            )
        return elsewhere
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home).expanduser().absolute() / name if home else default
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be made ({error.strerror}); set {HOME_VARIABLE} to another.") from error
    return folder
