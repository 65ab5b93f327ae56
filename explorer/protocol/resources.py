"""Finding a resource file in a checkout, an installed wheel and a frozen build alike."""

import sys
from pathlib import Path

from explorer.errors import EngineError

_PACKAGE = Path(__file__).resolve().parent.parent


def root() -> Path:
    """The folder of the resources.

    A wheel carries them inside the package, a frozen build inside its data folder, a checkout beside the package.
    """
    frozen = Path(getattr(sys, "_MEIPASS", "")) / "explorer" / "resources"
    for folder in (frozen if hasattr(sys, "_MEIPASS") else None, _PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if folder is not None and folder.is_dir():
            return folder
    raise EngineError("The program's resources are missing; install it again.")


def find(name: str) -> Path:
    """The path of a resource such as `demo/images.csv`.

    Raises:
        EngineError: there is no such resource (a fault of the installation, not of the person).
    """
    path = root() / name
    if not path.exists():
        raise EngineError(f"The resource {name} is missing; install the program again.")
    return path
