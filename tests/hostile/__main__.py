"""Writes all hostile files, and a table of what must become of each.

python -m tests.hostile FOLDER
"""

import csv
import os
import sys
from pathlib import Path

from .arrays import all_arrays
from .case import Case
from .pictures import all_pictures
from .places import all_names
from .texts import all_texts


def all_cases() -> list[Case]:
    """Every file of every kind."""
    return [*all_pictures(), *all_texts(), *all_arrays(), *all_names()]


def main(folder: Path) -> int:
    """Write them into a folder for each kind."""
    folder.mkdir(parents=True)
    with (folder / "expected.csv").open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        table = csv.writer(file)
        table.writerow(["kind", "name", "written", "read, or refused in a sentence like"])
        for case in all_cases():
            place = folder / case.kind
            place.mkdir(exist_ok=True)
            try:
                (place / case.name).write_bytes(case.make())
                written = True
            except (OSError, ValueError):
                written = False  # this file system refuses the name
            name = os.fsencode(case.name).decode("utf-8", "backslashreplace")
            table.writerow([case.kind, name, written, case.reason or "read"])
    print(f"{len(all_cases())} files in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
