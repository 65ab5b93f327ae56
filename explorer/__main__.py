"""Chooses what this process is: a child of the engine, a benchmark, a command, or the window."""

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Dispatch, importing nothing that the chosen part does not need.

    A child is recognised first, before Qt or torch is imported: a frozen program is started as `program --child KIND`.

    Args:
        argv: the arguments without the program's name; by default those of the process.

    Returns:
        The exit status: 0 success, 1 our own fault, 2 bad usage or bad input.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--child"]:
        from explorer.engine.children import run_child

        return run_child(arguments[1])
    if arguments[:1] == ["bench"]:
        from explorer.bench.main import run_bench

        return run_bench(arguments[1:])
    from explorer.cli.main import run_command

    return run_command(arguments, open_window=_open_window, self_test=_self_test)


def _open_window(path: Path | None, screenshot: Path | None) -> int:
    """Open the window; Qt is imported only now."""
    from explorer.gui.app import run_window

    return run_window(path, screenshot=screenshot)


def _self_test() -> int:
    from explorer.self_test import run_self_test

    return run_self_test()


if __name__ == "__main__":
    sys.exit(main())
