"""Names of methods as people write them: `[alias=]stage>stage>ranker[parameter=value,...]`.

A number at the end of a stage's name is the length of its codes: `lagnh-64` is `lagnh` with 64 bits, `opq-16` is `opq`
with 16 bytes. Nowhere else is that known: parsed names hold the family and the parameter, and are written as before.
"""

import re
from dataclasses import dataclass, field, replace

from explorer.errors import ParameterError
from explorer.protocol.specs import Value

_LENGTH = re.compile(r"(?P<family>[a-z][a-z0-9.-]*)-(?P<length>\d+)")
_BITS, _BYTES = "bits", "bytes"
_COUNTED_IN_BYTES = frozenset({"opq"})
_STAGE = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)(?:\[(?P<parameters>[^\[\]]*)\])?")


@dataclass(frozen=True)
class StageName:
    """One stage of a pipeline: a method's (or, first, an encoder's) name and the parameters given to it."""

    name: str
    parameters: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        given = self.given()
        length = given.pop(_length_parameter(self.name), None)
        name = self.name if length is None else f"{self.name}-{length}"
        if not given:
            return name
        return f"{name}[{','.join(f'{key}={_text(value)}' for key, value in given.items())}]"

    def given(self) -> dict[str, Value]:
        """The parameters as a dictionary."""
        return dict(self.parameters)


@dataclass(frozen=True)
class PipelineName:
    """A parsed method name.

    Attributes:
        stages: at least one; the last is the ranker, those before it transforms (an encoder may stand first).
        alias: the key under which results are reported; empty = the canonical name.
    """

    stages: tuple[StageName, ...]
    alias: str = field(default="", compare=False)

    @property
    def ranker(self) -> StageName:
        """The last stage."""
        return self.stages[-1]

    @property
    def key(self) -> str:
        """The alias, or the canonical name."""
        return self.alias or str(self)

    def __str__(self) -> str:
        return ">".join(str(stage) for stage in self.stages)

    def with_parameter(self, name: str, value: Value, *, stage: int = -1) -> "PipelineName":
        """A copy in which one parameter of one stage has another value."""
        stages = list(self.stages)
        parameters = {**stages[stage].given(), name: value}
        stages[stage] = StageName(stages[stage].name, tuple(parameters.items()))
        return replace(self, stages=tuple(stages))


def code_length(name: str) -> tuple[str, dict[str, Value]]:
    """The family of a stage's name, and the length of its codes as a parameter where the name ends in one."""
    match = _LENGTH.fullmatch(name)
    if match is None:
        return name, {}
    return match["family"], {_length_parameter(match["family"]): int(match["length"])}


def _length_parameter(family: str) -> str:
    return _BYTES if family in _COUNTED_IN_BYTES else _BITS


def parse_pipeline(text: str) -> PipelineName:
    """Parse one name such as `a=whiten[d=256,power=0.5]>dba>gnn-rerank[k1=40]`.

    Values are read as int, float, true/false or text; ranges are checked later against the method's specification.

    Raises:
        ParameterError: the text does not have that form.
    """
    alias, body = _split_alias(text.strip())
    stages = tuple(_parse_stage(part.strip(), text) for part in body.split(">"))
    return PipelineName(stages, alias)


def parse_pipelines(text: str) -> tuple[PipelineName, ...]:
    """Parse a comma-separated list; commas inside brackets belong to parameters.

    Raises:
        ParameterError: a name has the wrong form, or two of them would be reported under the same key.
    """
    parts = [part for part in re.split(r",(?![^\[]*\])", text) if part.strip()]
    if not parts:
        raise ParameterError("The list of methods is empty; name at least one, for example cosine.")
    pipelines = tuple(parse_pipeline(part) for part in parts)
    keys = [pipeline.key for pipeline in pipelines]
    for key in keys:
        if keys.count(key) > 1:
            raise ParameterError(f"The method {key} stands twice; give one of them an alias, for example b={key}.")
    return pipelines


def _split_alias(text: str) -> tuple[str, str]:
    head, separator, body = text.partition("=")
    if separator and "[" not in head and ">" not in head:
        alias = head.strip()
        if not re.fullmatch(r"[\w. +-]+", alias):
            raise ParameterError(f"The alias {alias!r} in {text!r} may hold letters, digits, spaces and . + - only.")
        return alias, body
    return "", text


def _parse_stage(text: str, whole: str) -> StageName:
    match = _STAGE.fullmatch(text)
    if match is None:
        raise ParameterError(f"{whole!r} is no method name; write it like whiten[d=256]>gnn-rerank[k1=40].")
    family, parameters = code_length(match["name"])
    for item in filter(None, (match["parameters"] or "").split(",")):
        name, separator, value = item.partition("=")
        if not separator or not value.strip():
            raise ParameterError(f"The parameter {item!r} in {whole!r} has no value; write name=value.")
        if name.strip() in parameters:
            raise ParameterError(f"The parameter {name.strip()!r} stands twice in {whole!r}; keep one.")
        parameters[name.strip()] = _value(value.strip())
    return StageName(family, tuple(parameters.items()))


def _value(text: str) -> Value:
    if text in {"true", "false"}:
        return text == "true"
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
