"""Where a person's data, caches and settings are kept."""

import os
from pathlib import Path

import platformdirs

from explorer.collection.names import workspace_name
from explorer.errors import WorkspaceError

HOME_VARIABLE = "EXPLORER_HOME"
"""Environment variable: a folder that replaces all places of the system, for tests and portable use."""

_APPLICATION = "retrieval-explorer"


def data_dir() -> Path:
    """Folder of the workspaces; made where it is missing, as are the others.

    Raises:
        WorkspaceError: it cannot be made.
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


def workspace_for(source: Path) -> Path:
    """The default workspace of a source, the same at each call; it need not exist yet."""
    return data_dir() / workspace_name(source)


def _place(name: str, default: Path) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home).expanduser().absolute() / name if home else default
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be made ({error.strerror}); set {HOME_VARIABLE} to another.") from error
    return folder
