"""What a person can send when something went wrong: logs and facts in one archive, without names of their own.

Left out of every text are the names of the user and of the computer, and paths: of one that leads to a file of theirs
only its ending stays, such as `<file>.jpg`. Paths inside the program and inside Python stay, as places in its code.
"""

import getpass
import io
import json
import os
import platform
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from types import MappingProxyType

from explorer.protocol.version import VERSION
from explorer.workspace import durable
from explorer.workspace.places import cache_dir, config_dir, data_dir, log_dir

LONGEST = 200_000
"""Characters of one log: its end, where the fault stands."""

_SHORTEST_NAME = 3
"""Names of fewer letters are parts of common words; hiding them would make the logs unreadable."""
_PROGRAM = Path(__file__).resolve().parents[2]
_REST = r"(?:[^\n\"'<>|]*?(?P<ending>\.\w{1,8})(?!\w)|[^\s\"'<>|:;,)]*)"
"""What follows a folder of the person: up to the ending of a file, whose name may hold blanks, or one word."""
_ANY_PATH = re.compile(r"(?<![\w.>/:])(?:[A-Za-z]:[\\/]|\\\\|/)(?:[^\s\\/'\":;,()<>|]+[\\/])+[^\s\\/'\":;,()<>|]*")


def write_bundle(path: Path, more: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Write the archive; returns the names of what is in it.

    Args:
        path: the file.
        more: further texts by name.

    Raises:
        WorkspaceError: it cannot be written.
    """
    buffer, names = io.BytesIO(), []
    hide = Hiding.of_this_computer()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (*_texts(), *more.items()):
            archive.writestr(name, hide(text))
            names.append(name)
    durable.write_file(path, buffer.getvalue())
    return names


class Hiding:
    """Takes out of a text what is nobody's business.

    Attributes:
        words: names, each with what is written instead.
    """

    def __init__(self, code: dict[str, str], folders: list[str], words: dict[str, str]) -> None:
        """Say what is where.

        Args:
            code: folders of the program, each with what is written instead; what lies below stays.
            folders: of the person.
            words: names, each with what is written instead.
        """
        self._code = sorted(code.items(), key=lambda pair: -len(pair[0]))
        private = sorted({folder for folder in folders if len(folder) > 1}, key=len, reverse=True)
        self._private = re.compile(f"(?:{'|'.join(map(re.escape, private))}){_REST}") if private else None
        self.words = {word: instead for word, instead in words.items() if len(word) >= _SHORTEST_NAME}

    @classmethod
    def of_this_computer(cls) -> "Hiding":
        """What is to be hidden here: home, collections and what is kept of them, user and computer."""
        code = {str(_PROGRAM): "<program>", sys.prefix: "<python>", sys.base_prefix: "<python>"}
        folders = [str(Path.home()), str(data_dir()), str(cache_dir()), str(config_dir()), *_collections()]
        return cls(code, folders, {_user(): "<user>", platform.node(): "<computer>"})

    def __call__(self, text: str) -> str:
        """The text without them."""
        for folder, instead in self._code:
            text = text.replace(folder, instead)
        if self._private is not None:
            text = self._private.sub(lambda found: f"<file>{found['ending'] or ''}", text)
        text = _ANY_PATH.sub("<path>", text)
        for word, instead in self.words.items():
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", instead.replace("\\", "\\\\"), text)
        return text


def _texts() -> Iterator[tuple[str, str]]:
    yield "about.txt", _about()
    for log in sorted(log_dir().glob("*.log*")) + sorted(log_dir().glob("crash-*.txt")):
        try:
            yield log.name, log.read_text("utf-8", errors="replace")[-LONGEST:]
        except OSError as error:
            yield log.name, f"It cannot be read ({error.strerror})."


def _about() -> str:
    """Program, system and libraries."""
    installed = sorted({f"{one.metadata['Name']} {one.version}" for one in distributions()}, key=str.lower)
    system = f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} processors"
    return "\n".join([f"Retrieval Explorer {VERSION}", f"Python {platform.python_version()}", system, *installed, ""])


def _collections() -> Iterator[str]:
    """Folders of the collections that were opened, as far as the usual workspaces tell."""
    for config in data_dir().glob("*.rexws/workspace.json"):
        try:
            source = json.loads(config.read_bytes())["source"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if isinstance(source, dict):
            yield from (str(Path(value).parent) for key, value in source.items() if key != "kind" and value)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without users, or one that does not tell
        return ""
