"""`methods`: the methods and their parameters."""

import argparse
import sys
import textwrap

from explorer.cli.terminal import SUCCESS, check_writable, write_json
from explorer.methods import registry
from explorer.protocol.specs import MethodSpec, Parameter


def run(arguments: argparse.Namespace) -> int:
    """Print every specification, preprocessing first, and write them as JSON."""
    check_writable(arguments.json)
    specs = sorted(registry.specs(), key=lambda spec: (spec.kind == "ranker", spec.family, spec.name))
    print("\n\n".join(map(_described, specs)), file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json:
        write_json(arguments.json, {"methods": [spec.to_json() for spec in specs]})
    return SUCCESS


def _described(spec: MethodSpec) -> str:
    kind = "preprocessing stage" if spec.kind == "transform" else ", ".join(spec.protocols)
    lines = [f"{spec.name}  ({spec.title}; {spec.family}; {kind})"]
    lines += textwrap.wrap(spec.summary, 96, initial_indent="    ", subsequent_indent="    ")
    if spec.paper:
        lines.append(f"    {spec.paper}")
    for parameter in spec.parameters:
        lines += textwrap.wrap(_parameter(parameter), 96, initial_indent="      ", subsequent_indent="          ")
    return "\n".join(lines)


def _parameter(parameter: Parameter) -> str:
    default = str(parameter.default).lower() if parameter.kind == "bool" else parameter.default
    if parameter.choices:
        values = " | ".join(parameter.choices)
    elif parameter.low is not None and parameter.high is not None:
        values = f"{parameter.low:g} to {parameter.high:g}"
    else:
        values = parameter.kind
    unit = f" {parameter.unit}" if parameter.unit else ""
    when = "at each query" if parameter.stage == "query" else "when fitting"
    return f"{parameter.name}={default}  ({values}{unit}; {when})  {parameter.help}"
