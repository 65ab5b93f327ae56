"""`doctor`: test the installation."""

import argparse
import sys
from pathlib import Path

from explorer.cli.checks import findings
from explorer.cli.terminal import OUR_FAULT, SUCCESS, check_writable, write_json
from explorer.evaluation.environment import environment
from explorer.workspace.report_bundle import write_bundle


def run(arguments: argparse.Namespace) -> int:
    """Print one line a check as it ends; status 1 where one failed."""
    check_writable(arguments.json)
    check_writable(arguments.bundle)
    stream = sys.stderr if arguments.json == "-" else sys.stdout
    results = []
    for finding in findings():
        results.append(finding)
        print(f"{'OK  ' if finding.ok else 'FAIL'}  {finding.name:<30}  {finding.detail}", file=stream, flush=True)
    failed = sum(not finding.ok for finding in results)
    if failed:
        print(f"{failed} of {len(results)} checks failed; each line says how to mend it.", file=stream)
    else:
        print(f"All {len(results)} checks passed.", file=stream)
    if arguments.bundle:
        told = "\n".join(f"{'OK  ' if one.ok else 'FAIL'}  {one.name}: {one.detail}" for one in results)
        write_bundle(Path(arguments.bundle), {"doctor.txt": told})
        print(f"Wrote {arguments.bundle}; look into it before you send it.", file=stream)
    if arguments.json:
        checks = [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in results]
        write_json(arguments.json, {"ok": not failed, "checks": checks, "environment": environment()})
    return OUR_FAULT if failed else SUCCESS
