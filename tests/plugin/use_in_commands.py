"""Uses the added method in every command: `use_in_commands.py FEATURES OUT`."""

import sys
from pathlib import Path

from explorer.__main__ import main

if __name__ == "__main__":
    features, out = Path(sys.argv[1]), Path(sys.argv[2])
    workspace = str(out / "work.rexws")
    for arguments in (
        ["methods", "--json", str(out / "methods.json")],
        ["evaluate", str(features), "--methods", "cosine,tilted[tilt=0.5]", "--json", str(out / "evaluate.json")],
        ["index", str(features), "--workspace", workspace],
        ["bench", "query", "--synthetic", "400,32", "--methods", "tilted", "--json", str(out / "bench.json")],
    ):
        status = main(arguments)
        assert status == 0, arguments
