"""What the window writes outside a workspace, under sudden deaths, a full disk and closed folders.

    python -m tests.e2e.window_writes DEATHS [SEED]

The settings with the layout of the window must be one of those that were written whole, and copies of files must be
whole or not there, with a sentence that names what failed. Each is written in forked children, in which nothing of Qt
but its core is loaded.
"""

import os
import random
import sys
import tempfile
import traceback
from pathlib import Path

from PySide6.QtCore import QByteArray

from explorer.gui.copying import copied
from explorer.gui.settings import Settings
from tests.e2e.disturbances import Death, Fault, FullDisk

NOBODY = 65534
LAYOUTS = [QByteArray(bytes([65 + number]) * (300 + 400 * number)) for number in range(4)]
SIZES = {"small.jpg": 40, "large.jpg": 300_000, "other.jpg": 50}


def in_child(work, *, signals=frozenset()):
    """Do it in a forked child; whether it came to its end. An end by other signals is an error."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:  # noqa: BLE001 - the child must never go on as its parent
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert status in {0, *signals}, f"a child ended with status {status}"
    return status == 0


def denied():
    """Lose the rights of an administrator, who may write everywhere."""
    if os.geteuid() == 0:
        os.setresuid(NOBODY, NOBODY, NOBODY)


def keep(folder, layout, *before):
    """Write a layout as the window does, after what is given; what it says."""
    for change in before:
        change()
    settings, said = Settings(folder), []
    settings.unkept.connect(said.append)
    settings.set_layout(layout, layout)
    return settings.damage, said


def check_layout(folder, *wanted):
    """The next start finds one of these layouts, whole, and nothing damaged."""

    def read():
        settings = Settings(folder)
        layout = settings.layout()
        assert settings.damage == "", settings.damage
        assert layout is not None, "the layout is lost"
        assert layout[0] == layout[1], "half of the layout is new"
        assert layout[0] in wanted, "another layout"

    in_child(read)


def kill_settings(folder, deaths, draw):
    """Die while layouts are written one after the other; the number of deaths."""
    in_child(lambda: keep(folder, LAYOUTS[0]))

    def write():
        settings = Settings(folder)
        while True:
            for layout in LAYOUTS:
                settings.set_layout(layout, layout)

    for _ in range(deaths):
        death = Death(draw.uniform(0, 0.02))
        assert not in_child(lambda death=death: (death.begin(), write()), signals=death.signals)
        check_layout(folder, *LAYOUTS)
    return deaths


def starve_settings(folder):
    """A disk that is full and a folder that may not be written: one sentence each, and the layout from before."""
    in_child(lambda: keep(folder, LAYOUTS[1]))

    def full():
        damage, said = keep(folder, LAYOUTS[3], FullDisk(200).begin)
        assert (damage, len(said)) == ("", 1), (damage, said)
        assert "those from before stay" in said[0]

    def closed():
        damage, said = keep(folder, LAYOUTS[3], denied)
        assert damage.endswith("cannot be written; what you change is forgotten at the end."), damage
        assert len(said) == 1, said

    def nowhere():
        damage, _ = keep(folder / "deeper" / "still", LAYOUTS[3], denied)
        assert "cannot be written" in damage, damage

    in_child(full)
    check_layout(folder, LAYOUTS[1])
    folder.chmod(0o555)
    in_child(closed)
    in_child(nowhere)
    folder.chmod(0o755)
    check_layout(folder, LAYOUTS[1])
    in_child(lambda: keep(folder, LAYOUTS[2]))
    check_layout(folder, LAYOUTS[2])


def photos(folder):
    """Files of several sizes."""
    folder.mkdir()
    for number, (name, size) in enumerate(SIZES.items()):
        (folder / name).write_bytes(bytes([number]) * size)
    return [folder / name for name in SIZES]


def check_copies(folder):
    """Each copy under its own name is whole; the names."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".tmp-")}
    for name in names:
        original = name.partition(" (")[0].removesuffix(".jpg") + ".jpg"
        found = (folder / name).read_bytes()
        assert found == bytes([list(SIZES).index(original)]) * SIZES[original], f"{name} is not whole"
    return names


def kill_copies(paths, folder, deaths, draw):
    """Die while files are copied; the number of deaths."""

    def write():
        while True:
            copied(paths, folder)

    for _ in range(deaths):
        death = Death(draw.uniform(0, 0.02))
        assert not in_child(lambda death=death: (death.begin(), write()), signals=death.signals)
        check_copies(folder)
    return deaths


def starve_copies(paths, folder):
    """A full disk, each single write refused, a closed folder: what failed is named, and the rest is there."""
    folder.mkdir()

    def full():
        result = copied(paths, folder)
        assert (result.count, [name for name, _ in result.failed]) == (2, ["large.jpg"]), result
        assert "2 files are copied" in result.sentence
        assert "1 could not be copied: large.jpg (" in result.sentence

    in_child(lambda: (FullDisk(100_000).begin(), full()))
    assert check_copies(folder) == {"small.jpg", "other.jpg"}
    assert len(list(folder.iterdir())) == 2, "something unfinished is left"

    def refused(fault):
        fault.begin()
        result = copied(paths, folder)
        assert result.count + len(result.failed) == len(paths), result
        assert len(result.failed) == 1, result

    turns = 3 * len(paths)  # each copy opens a file, opens it again for the disk, and renames it
    for turn in range(turns):
        in_child(lambda turn=turn: refused(Fault(turn)))
    assert len(check_copies(folder)) == 2 + turns * (len(paths) - 1)
    assert not [path for path in folder.iterdir() if path.name.startswith(".tmp-")]

    def closed():
        denied()
        result = copied(paths, folder)
        assert (result.count, len(result.failed)) == (0, len(paths)), result

    folder.chmod(0o555)
    in_child(closed)
    folder.chmod(0o755)
    return turns


def main(argv):
    deaths, seed = int(argv[0]), int(argv[1]) if argv[1:] else random.SystemRandom().randrange(10**6)
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        paths = photos(base / "photos")
        (base / "settings").mkdir()
        (base / "killed").mkdir()
        print(f"{kill_settings(base / 'settings', deaths, draw)} deaths while settings were written, seed {seed}")
        starve_settings(base / "settings")
        print(f"{kill_copies(paths, base / 'killed', deaths, draw)} deaths while files were copied")
        print(f"{starve_copies(paths, base / 'copies')} failed writes of copies")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
