"""`vacuum`: remove what is kept of a collection and of no use any more."""

import argparse
import sys

from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, write_json
from explorer.cli.workspaces import opened_workspace
from explorer.engine.upkeep import size_of, vacuum


def run(arguments: argparse.Namespace) -> int:
    """Print what was freed."""
    check_writable(arguments.json)
    stream = sys.stderr if arguments.json == "-" else sys.stdout
    with opened_workspace(arguments.workspace, write=True) as workspace, ProgressBar() as bar:
        freed = vacuum(workspace, progress=bar.update)
        path, size = workspace.path, size_of(workspace.path)
    for name, number in freed.items():
        print(f"{number / 1e6:10.1f} MB  {name}", file=stream)
    print(f"{size / 1e6:10.1f} MB  are left in {path}", file=stream)
    if arguments.json:
        write_json(arguments.json, {"workspace": str(path), "freed_bytes": freed, "bytes": size})
    return SUCCESS
