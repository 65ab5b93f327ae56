"""What the map and the hash view show, as files for other programs."""

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from explorer import api
from explorer.cli.terminal import ProgressBar, note
from explorer.errors import InputError


def write_codes(arguments: argparse.Namespace) -> None:
    """The binary codes of all images, of the first method that is named; as hexadecimal digits in a table.

    Raises:
        InputError: the method makes no codes.
    """
    from explorer.methods.hashing.base import Hashing
    from explorer.protocol.naming import parse_pipelines

    name = str(parse_pipelines(arguments.methods)[0])
    with ProgressBar() as bar, api.open(arguments.workspace, progress=bar.update) as collection:
        ranker = collection.session.pipeline(name, progress=bar.update).ranker
        if not isinstance(ranker, Hashing):
            raise InputError(f"--methods {name} makes no binary codes; name a method that does, such as itq-64.")
        ids = collection.features.ids
        if arguments.to.suffix.lower() == ".npz":
            np.savez(arguments.to, ids=ids, codes=ranker.codes, bits=ranker.bits)
            return
        codes = (code.tobytes().hex() for code in ranker.codes)
        _write(arguments.to, ("id", "name", "code"), zip(ids.tolist(), collection.names, codes, strict=True))


def write_map(arguments: argparse.Namespace) -> None:
    """The best map that there is: places, how far each can be believed, and groups of the graph (-1: in none).

    Raises:
        InputError: there is no map yet.
    """
    from explorer.engine.map_facts import measured

    with ProgressBar() as bar, api.open(arguments.workspace, progress=bar.update) as collection:
        session = collection.session
        kinds = [name.removeprefix(f"{session.stored.key}-") for name in session.stored.maps()]
        if not kinds:
            raise InputError(f"{arguments.workspace} has no map yet; index it first.")
        arrays, told = measured(session, kinds[0], progress=bar.update)
        names = collection.names
    columns = ("trustworthiness", "continuity", "clusters")
    rows = zip(
        arrays["ids"].tolist(),
        names,
        *arrays["positions"].T.tolist(),
        *(arrays[c].tolist() for c in columns),
        strict=True,
    )
    _write(arguments.to, ("id", "name", "x", "y", "trustworthiness", "continuity", "group"), rows)
    note(f"{kinds[0]}: trustworthiness {told['trustworthiness']:.3f}, continuity {told['continuity']:.3f}.")


def _write(target: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(head)
        table.writerows(rows)
