"""Names that file systems allow and programs stumble over, and links that lead round or away."""

import os
import sys
from pathlib import Path

from tests.collection.hostile import encoded, picture

from .case import Case

FOUND, MISSING, SKIPPED = "^present$", "^missing$", "^$"


def all_names() -> list[Case]:
    """One picture under many names; the reason is what the scan says of it, nothing where it is passed over."""
    data = encoded(picture(), "PNG")
    names = {
        "\u202egnp.exe.png": FOUND,
        "zero\u200bwidth.png": FOUND,
        "e\u0301 apart.png": FOUND,
        "\u00e9 apart.png": FOUND,
        "عربى.png": FOUND,
        "👩‍👩‍👧‍👦.png": FOUND,
        "bell\a.png": FOUND,
        "tab\t.png": FOUND,
        "return\r\n.png": FOUND,
        "escape \x1b[31m.png": FOUND,
        "-rf.png": FOUND,
        "--help.png": FOUND,
        "%s%n.png": FOUND,
        "=cmd|' /C calc'!A0.png": FOUND,
        "<img src=x onerror=alert(1)>.png": FOUND,
        "';DROP TABLE images;--.png": FOUND,
        "$(reboot).png": FOUND,
        "a*b?.png": FOUND,
        "back\\slash.png": FOUND,
        'quo"te.png': FOUND,
        "con.png": FOUND,
        " blank in front.png": FOUND,
        "~.png": FOUND,
        f"{'n' * 251}.png": FOUND,
        os.fsdecode(b"\xff\xfe.png"): FOUND,
        "two.dots..png": FOUND,
        "SHOUTED.PNG": FOUND,
        "turkish.PNĞ": SKIPPED,
        "ended by a blank.png ": SKIPPED,
        "ended by a dot.png.": SKIPPED,
        ".png": SKIPPED,
        ".hidden.png": SKIPPED,
    }
    return [Case("name", name, lambda: data, reason) for name, reason in names.items()]


def make_links(folder: Path) -> dict[str, str]:
    """Links and other things that are no plain files; what the scan says of each."""
    outside = folder.parent / f"outside of {folder.name}"
    outside.mkdir()
    (outside / "kept.png").write_bytes(encoded(picture(), "PNG"))
    links = {
        "gone.png": "nowhere.png",
        "itself.png": "itself.png",
        "loop": ".",
        "up": "..",
        "to a folder.png": str(outside),
        "to a picture.png": str(outside / "kept.png"),
        "to zero.png": "/dev/zero",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "a folder.png").mkdir()
    said = {"gone.png": MISSING, "itself.png": MISSING, "to a picture.png": FOUND}
    said |= dict.fromkeys(("to a folder.png", "to zero.png", "a folder.png"), SKIPPED)
    if sys.platform != "win32":
        os.mkfifo(folder / "pipe.png")
        said["pipe.png"] = SKIPPED
    return said
