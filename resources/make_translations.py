"""Gathers the texts of the window and compiles their translations: `python resources/make_translations.py`.

Each language is a file `resources/translations/CODE.ts`, which Qt Linguist or any editor changes. New texts are added
to it as unfinished, those that are gone are dropped, and the catalogue `CODE.qm` that the window reads is written anew
by Qt's `lrelease`. A new language begins with `--add CODE`.

Sentences of other parts, which know no language, are gathered by their form, with `{0}`, `{1}` where values stand; the
window finds the form of what it is told in `sentences.json`. They may stay unfinished.
"""

import argparse
import ast
import json
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
WINDOW = ROOT / "explorer" / "gui"
CONTEXT = "explorer"
TABLE_ENTRY = "Command"
"""Its second argument and its tip are texts."""

PARTS = (
    *("cluster", "collection", "embedding", "engine", "evaluation", "graph", "methods", "projection", "protocol"),
    "workspace",
)
"""Whose errors and progress the window shows."""
ERRORS = {"InputError", "ImageError", "ParameterError", "WorkspaceError", "EngineError", "UmapMissing"}
SENTENCES = {
    *("collection/failures.py", "collection/folder.py", "collection/watching.py", "embedding/reduction.py"),
    *("engine/answering.py", "engine/client.py", "engine/index_report.py", "engine/jobs.py"),
    *("engine/point_session.py", "engine/sentence.py", "engine/session.py", "errors.py"),
    *("evaluation/cross_modal.py", "evaluation/device.py", "evaluation/protocols.py", "evaluation/run.py"),
    *("evaluation/source.py", "methods/hashing/lagnh_paper.py", "methods/hashing/semantics.py", "methods/method.py"),
    "protocol/report.py",
}
"""Modules that make sentences elsewhere than where an error is raised."""
TOLD = {"progress": 2, "_at_most": 2, "_report_loss": 1}
"""Functions that are given a part of a sentence, and the place of it."""
LISTS = {"notes", "sentences"}
"""What sentences are appended to."""
OUTCOMES = ("added", "unchanged", "changed", "renamed", "missing", "broken", "unreadable", "ignored")
PIECES = {
    "collection/records.py": [
        "nothing found",
        "{0} other files ignored",
        *OUTCOMES,
        *(f"{{0}} {kind}" for kind in OUTCOMES),
    ],
    "engine/index_report.py": ["1 image is", "{0} images are", "{0} with a problem", "{0} a second"],
    "collection/apart.py": ["ended the process that reads such files", "takes longer than {0} s to read"],
    "collection/decode.py": ["The image"],
    "collection/watching.py": ["{0} new", "{0} removed", "another {0}"],
    "evaluation/compare.py": ["better", "worse", "no clear difference", "too few labels"],
    "evaluation/run.py": ["members", "inductive", "transductive", "as given"],
    "protocol/report.py": ["{0}, images → texts", "{0}, texts → images"],
    "evaluation/protocols.py": [
        "splits {0}, as asked",
        "split gallery",
        "train and val",
        "no train or val",
        "all that do not query",
        "fitted on the {0} images of {1}, as asked",
        "fitted on the {0} train images alone",
        "fitted on the gallery",
    ],
    "methods/crossmodal/cdpae.py": ["rebuild"],
    "methods/crossmodal/gpldan.py": [
        *("chosen by {0} held-out pairs", "since too few pairs can be held out"),
        *("loss", "pair", "graph", "modality", "diversity"),
    ],
    "methods/diffusion_offline.py": [", found by local pushes"],
    "methods/k_reciprocal.py": ["{0} images are re-ranked"],
    "methods/grad_lesson.py": ["global", "local"],
    "methods/hashing/lagnh_network.py": ["adversary", "quantisation", "tags", "reconstruction"],
    "methods/hashing/lagnh_training.py": ["largest bit mean", "distinct codes"],
    "methods/training.py": ["held out"],
    "methods/hashing/semantics.py": [
        "the encoder's class head",
        "your tags",
        "its captions",
        "what captions name",
        "soft clusters of the vectors",
    ],
    "engine/answering.py": [
        "The {0} needs more memory than there is; close other programs or choose less, what was finished is kept.",
        "The {0} failed: {1}",
    ],
    "engine/client.py": [
        "The background process of the {0} was killed by the system, often because memory ran out; details are in {1}.",
    ],
}
"""What stands inside of sentences as a value, by module."""
SENTENCE_PLACES = (ast.Return, ast.Assign, ast.AugAssign, ast.keyword, ast.Dict, ast.List)
LEAST_LETTERS = 5
"""Of a form that is not all values."""


@dataclass(frozen=True)
class Text:
    """A text of the window; `counted` where its translation has a form for each kind of number."""

    source: str
    counted: bool = False


def texts() -> dict[Text, str]:
    """Every text and the module that shows it first, in a stable order."""
    found: dict[Text, str] = {}
    for file in sorted(WINDOW.rglob("*.py")):
        for text in texts_of(file):
            found.setdefault(text, file.relative_to(WINDOW).as_posix())
    return found


def engine_texts() -> dict[Text, str]:
    """What methods say of themselves and their parameters, and reports of their columns, which the window shows too."""
    sys.path.insert(0, str(ROOT))
    from explorer.methods import registry
    from explorer.protocol.report import FIGURES

    found = {Text(text): "../protocol/report.py" for figure in FIGURES for text in (figure.title, figure.tip)}
    for spec in registry.specs():
        told = [(parameter.help, parameter.unit) for parameter in spec.parameters]
        for source in (spec.title, spec.summary, spec.family, *(text for pair in told for text in pair)):
            if source:
                found.setdefault(Text(source), f"../methods {spec.name}")
    return found


def sentences() -> dict[Text, str]:
    """The forms of what other parts say, and the module that says each first."""
    package = WINDOW.parent
    files = [file for part in PARTS for file in sorted((package / part).rglob("*.py"))]
    found: dict[Text, str] = {}
    for file in [*files, package / "errors.py"]:
        module = file.relative_to(package).as_posix()
        for form in forms_of(ast.parse(file.read_text(encoding="utf-8")), all_sentences=module in SENTENCES):
            found.setdefault(Text(form), f"../{module}")
    return found | {Text(piece): f"../{module}" for module, pieces in PIECES.items() for piece in pieces}


def forms_of(module: ast.Module, *, all_sentences: bool) -> Iterator[str]:
    """The forms of errors and of progress in a module, or of whatever in it ends like a sentence too."""
    for node in ast.walk(module):
        name = _name(node.func) if isinstance(node, ast.Call) else ""
        if name in ERRORS and node.args:
            yield from _forms(node.args[0])
        elif name in TOLD and len(node.args) == TOLD[name] + 1:
            yield from _forms(node.args[-1])
        elif name == "append" and _name(node.func.value) in LISTS:
            yield from _forms(node.args[0])
        elif all_sentences and isinstance(node, SENTENCE_PLACES):
            values = [node.value] if hasattr(node, "value") else getattr(node, "values", getattr(node, "elts", []))
            yield from (form for value in values for form in map(str.strip, _forms(value)) if form.endswith("."))


def _name(node: ast.expr) -> str:
    """Of a variable, a function or an attribute."""
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _forms(node: ast.AST | None) -> Iterator[str]:
    """The forms of the text that an expression may be, where enough of it is known."""
    if isinstance(node, ast.IfExp):
        yield from _forms(node.body)
        yield from _forms(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value.replace("{", "{{").replace("}", "}}")
    elif isinstance(node, ast.JoinedStr):
        numbers = iter(range(len(node.values)))
        form = "".join(part.value if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in node.values)
        if sum(map(str.isalpha, form)) >= LEAST_LETTERS and form.count("(") == form.count(")"):
            yield form


def texts_of(file: Path) -> Iterator[Text]:
    """The texts that a module marks, by place."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in {"tr", "mark_text"}:
            marked = _constants(node.args[:1])
        elif name == "tr_count":
            yield from (Text(source, counted=True) for source in _constants(node.args[1:2]))
            continue
        elif name == TABLE_ENTRY:
            tips = [keyword.value for keyword in node.keywords if keyword.arg == "tip"]
            marked = _constants([*node.args[1:2], *node.args[4:5], *tips])
        else:
            continue
        yield from (Text(source) for source in marked if source)


def _constants(nodes: list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def read(language: str) -> dict[Text, list[str]]:
    """The translations of a language, a text for each form; empty ones are unfinished."""
    file = TRANSLATIONS / f"{language}.ts"
    found = {}
    for message in ET.parse(file).iter("message"):  # noqa: S314 - our own file
        counted = message.get("numerus") == "yes"
        translation = message.find("translation")
        forms = [] if translation is None else [form.text or "" for form in translation.iter("numerusform")]
        whole = "" if translation is None else translation.text or ""
        found[Text(message.findtext("source") or "", counted=counted)] = forms if counted else [whole]
    return found


def write(language: str, known: dict[Text, list[str]]) -> int:
    """Write the file of a language and its catalogue; the number of texts without a translation."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    missing = 0
    for text, module in {**sentences(), **engine_texts(), **texts()}.items():
        message = ET.SubElement(context, "message", {"numerus": "yes"} if text.counted else {})
        ET.SubElement(message, "location", filename=f"../../explorer/gui/{module}")
        ET.SubElement(message, "source").text = text.source
        forms = known.get(text, [])
        finished = bool(forms) and all(forms)
        missing += not finished
        translation = ET.SubElement(message, "translation", {} if finished else {"type": "unfinished"})
        if text.counted:
            for form in forms or [""]:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = "".join(forms)
    ET.indent(root, " ")
    file = TRANSLATIONS / f"{language}.ts"
    body = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8", newline="\n")
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    made = file.with_suffix(".made")
    subprocess.run([str(tool), "-silent", str(file), "-qm", str(made)], check=True)
    made.replace(file.with_suffix(".qm"))  # a window that runs has the one before mapped
    return missing


def main() -> None:
    """Bring all languages up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", metavar="CODE", help="begin a language, such as `fr`")
    arguments = parser.parse_args()
    forms = json.dumps(sorted(text.source for text in sentences()), indent=0, ensure_ascii=False)
    (TRANSLATIONS / "sentences.json").write_text(forms + "\n", encoding="utf-8", newline="\n")
    languages = {file.stem for file in TRANSLATIONS.glob("*.ts")}
    for language in sorted(languages | {arguments.add} - {None}):
        missing = write(language, read(language) if language in languages else {})
        sys.stdout.write(f"{language}: {missing:,} texts without a translation\n")


if __name__ == "__main__":
    main()
