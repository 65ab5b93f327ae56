"""`verify`: compare all that is kept of a collection with its checksums."""

import argparse
import sys

from explorer.cli.terminal import OUR_FAULT, SUCCESS, check_writable, note, write_json
from explorer.cli.workspaces import opened_workspace
from explorer.engine.upkeep import mend


def run(arguments: argparse.Namespace) -> int:
    """Print what is damaged, one line a file; status 1 where something is, unless `--mend` removed it."""
    check_writable(arguments.json)
    stream = sys.stderr if arguments.json == "-" else sys.stdout
    with opened_workspace(arguments.workspace, write=arguments.mend) as workspace:
        problems = workspace.verify()
        for problem in problems:
            print(problem.reason, file=stream)
        left = mend(workspace, problems) if arguments.mend and problems else problems
        path = workspace.path
    if not problems:
        print(f"All that {path} keeps is as it was written.", file=stream)
    elif arguments.mend and not left:
        note("What was damaged is removed; index the collection again to have it made anew.")
    if arguments.json:
        told = [{"path": str(problem.path), "reason": problem.reason} for problem in problems]
        write_json(arguments.json, {"workspace": str(path), "problems": told, "left": len(left)})
    return OUR_FAULT if left else SUCCESS
