"""The command line: which command, with which options; everything heavier is imported by the command itself."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from explorer.cli.arguments import COMMANDS, command_parser, window_parser
from explorer.cli.terminal import BAD_INPUT, PROGRAM, guarded
from explorer.collection.stores import in_store
from explorer.engine.threads import end_where_no_thread_begins, limit_threads
from explorer.errors import InputError

OpenWindow = Callable[[Path | None, Path | None], int]
"""Opens the window on a path and, where a picture is wanted, saves it there and quits: gives the exit status."""


def run_command(argv: list[str], *, open_window: OpenWindow, self_test: Callable[[], int] | None = None) -> int:
    """Run a command, or open the window where none is named.

    Args:
        argv: the arguments without the program's name.
        open_window: called with the path to open and the picture to save, each None where not given.
        self_test: called where the program is to test itself; None where it cannot.

    Returns:
        The exit status: 0 success, 1 our own fault, 2 bad usage or bad input, 130 after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):  # a file name may hold bytes that are no text
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        if argv and argv[0] in COMMANDS:
            arguments = command_parser().parse_args(argv)
            return guarded(lambda: _run(arguments))
        wanted = window_parser().parse_args(argv)
    except SystemExit as leaving:  # argparse has printed help, or one line of complaint
        return leaving.code if isinstance(leaving.code, int) else BAD_INPUT
    if wanted.self_test and self_test is not None:
        return guarded(self_test)
    return guarded(lambda: open_window(_existing(wanted.path), wanted.screenshot))


def _run(arguments: argparse.Namespace) -> int:
    limit_threads()  # the numeric libraries read it when the command imports them
    end_where_no_thread_begins()
    command = import_module(f"explorer.cli.commands.{arguments.command}")
    return int(command.run(arguments))


def _existing(path: Path | None) -> Path | None:
    if path is not None and not in_store(path) and not path.exists():
        raise InputError(
            f"{str(path)!r} is neither a command nor something that exists; see {PROGRAM} --help for the commands."
        )
    return path
