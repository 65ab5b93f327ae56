"""Benchmarks: how fast the parts are. Above everything; nothing imports it.

One module a benchmark. A module `explorer/bench/NAME.py` that is listed in `explorer.bench.main.BENCHMARKS` offers

    configure(parser: argparse.ArgumentParser) -> None         adds its own options
    run(arguments: argparse.Namespace, progress: Progress) -> BenchResult

and `explorer.bench.main` parses, shows progress, prints the table and writes the JSON.
"""
