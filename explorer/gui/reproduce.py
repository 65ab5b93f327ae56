"""A column as a command line, as Python, and as a table: what another program needs to get the same list."""

import csv
import hashlib
import shlex
import subprocess
import sys
from pathlib import Path

from explorer.gui.catalogue import CatalogueView
from explorer.gui.state import Change, ColumnResult, Question, Within
from explorer.protocol.ids import Ids
from explorer.protocol.query import Query, Term
from explorer.protocol.spelling import id_ranges, ids_text, term_text
from explorer.workspace.durable import explained, make_folder, replacing, write_file

LONGEST = 4000
"""A filter that is longer as text goes into a file: command lines are limited, and nobody reads it."""


def command(workspace: Path, question: Question, k: int, folder: Path) -> str:
    """The command that lists the same images.

    Args:
        workspace: of the collection.
        question: what the column was asked.
        k: length of the list.
        folder: where the ids of a long filter are kept.
    """
    words = ["retrieval-explorer", "search", str(workspace), *_query_words(question.query)]
    words += ["--methods", str(question.pipeline), "-k", str(k)]
    if question.encoder is not None:
        words += ["--encoder", question.encoder]
    if question.label_column is not None:
        words += ["--label-column", question.label_column]
    if question.within is not None:
        text = ids_text(question.within.ids)
        words.append(f"--within={text}" if len(text) <= LONGEST else f"--within=@{_kept(question.within, folder)}")
    words += [f"--without-edge={a}:{b}" for a, b in sorted(question.edits.edges)]
    words += [f"--without-node={image}" for image in sorted(question.edits.nodes)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def python(workspace: Path, question: Question, k: int, folder: Path) -> str:
    """The program that prints the same list; the arguments are those of `command`."""
    term = question.query.terms[0]
    single = len(question.query.terms) == 1 and (term.region, term.sign, term.weight) == (None, 1, 1)
    simple = single and term.kind != "text"
    imports, query = ["import explorer"], repr(term.value)
    if not simple:
        imports.append("from explorer.protocol.query import Query, Term")
        query = "query"
    options = [f"method={str(question.pipeline)!r}", f"k={k}"]
    if question.within is not None:
        ranges = _ranges(question.within.ids)
        if len(ranges) > LONGEST:
            imports += ["from pathlib import Path", "from explorer.protocol.spelling import parse_ids"]
            ranges = f"parse_ids(Path({str(_kept(question.within, folder))!r}).read_text())"
        options.append(f"within={ranges}")
    if question.edits:
        imports.append("from explorer.methods.gallery import Edits")
        edges, nodes = sorted(question.edits.edges), sorted(question.edits.nodes)
        options.append(f"edits=Edits(frozenset({edges}), frozenset({nodes}))")
    opened = repr(str(workspace)) + (f", encoder={question.encoder!r}" if question.encoder is not None else "")
    lines = sorted(imports, key=lambda line: (not line.startswith("import"), line))
    lines += ["", *([] if simple else [f"query = {_query_code(question.query)}"])]
    lines += [
        f"with explorer.open({opened}) as collection:",
        f"    ranking = collection.search({query}, {', '.join(options)})",
        "for rank, (image, score) in enumerate(zip(ranking.ids[0], ranking.scores[0]), start=1):",
        '    print(rank, image, f"{score:.4f}")',
    ]
    return "\n".join(lines) + "\n"


def write_csv(
    target: Path, result: ColumnResult, changes: list[Change | None] | None, catalogue: CatalogueView
) -> None:
    """Write a list as a table: rank, id, name, score, change of rank against the reference, relevance.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(target) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("rank", "id", "name", "label", "score", "rank_change", "relevant"))
        for place, (image, score) in enumerate(zip(result.ids, result.scores, strict=True)):
            change = None if changes is None else changes[place]
            moved = "" if change is None else "new" if change.moved is None else change.moved
            relevant = "" if result.relevant is None else int(result.relevant[place])
            (label,) = catalogue.labels_of([image])
            table.writerow((place + 1, image, catalogue.name(image), label, score, moved, relevant))


def _query_words(query: Query) -> list[str]:
    """The options that say what is searched for."""
    (first, *others) = query.terms
    plain = not others and (first.region, first.weight, first.sign) == (None, 1, 1)
    if plain and first.kind == "member":
        return ["--id", str(first.value)]
    if plain and first.kind in {"file", "vector"}:
        return ["--image", str(first.value)]
    return [f"--term={term_text(term)}" for term in query.terms]


def _query_code(query: Query) -> str:
    return f"Query(({''.join(f'{_term_code(term)}, ' for term in query.terms).rstrip()}))"


def _term_code(term: Term) -> str:
    given = {"region": (term.region, None), "weight": (term.weight, 1.0), "sign": (term.sign, 1)}
    options = [f", {name}={value!r}" for name, (value, usual) in given.items() if value != usual]
    return f"Term({term.kind!r}, {term.value!r}{''.join(options)})"


def _ranges(ids: Ids) -> str:
    parts = [f"*range({a}, {b + 1})" if b > a + 1 else ", ".join(map(str, range(a, b + 1))) for a, b in id_ranges(ids)]
    return f"[{', '.join(parts)}]"


def _kept(within: Within, folder: Path) -> Path:
    """A file with the ids of a filter; the same for the same ids."""
    text = ids_text(within.ids)
    with explained(folder):
        make_folder(folder)
    path = folder / f"{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}.txt"
    write_file(path, f"{text}\n".encode())
    return path
