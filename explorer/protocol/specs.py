"""Descriptions of methods and encoders that travel to the window as JSON, so that its sliders need no torch."""

from dataclasses import asdict, dataclass, fields, replace
from math import inf, isfinite
from typing import Any, Literal

from explorer.errors import ParameterError

Value = int | float | bool | str
Stage = Literal["fit", "query"]
ParameterKind = Literal["int", "float", "bool", "choice"]
MethodKind = Literal["transform", "ranker"]
Protocol = Literal["inductive", "transductive"]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a method.

    Attributes:
        name: as written in `method[name=value]`.
        kind: type of the value.
        default: used where nothing is given.
        low: smallest allowed value (numbers only), inclusive.
        high: largest allowed value (numbers only), inclusive.
        choices: allowed values (choice only).
        unit: "", "images", "bits", ...
        help: one sentence: what it does and which way to turn it.
        stage: `fit` = a change needs a new fit; `query` = a change is applied to the next query.
    """

    name: str
    kind: ParameterKind
    default: Value
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    help: str = ""
    stage: Stage = "fit"

    def checked(self, value: Value | str) -> Value:
        """The value in the parameter's own type.

        Raises:
            ParameterError: the value has the wrong type or lies outside its range.
        """
        try:
            converted = self._converted(value)
        except (TypeError, ValueError, OverflowError):
            raise ParameterError(f"{self.name}={value} is not {self._wanted()}.") from None
        low = -inf if self.low is None else self.low
        high = inf if self.high is None else self.high
        if isinstance(converted, int | float) and not low <= converted <= high:
            raise ParameterError(f"{self.name}={value} is out of range; give {self._wanted()}.")
        return converted

    def _converted(self, value: Value | str) -> Value:
        if self.kind == "choice":
            if str(value) not in self.choices:
                raise ValueError
            return str(value)
        if self.kind == "bool":
            text = str(value).lower()
            if text not in {"true", "false", "1", "0"}:
                raise ValueError
            return text in {"true", "1"}
        number = float(value)
        if not isfinite(number):
            raise ValueError
        if self.kind == "int":
            if number != int(number):
                raise ValueError
            return int(number)
        return number

    def _wanted(self) -> str:
        if self.kind == "choice":
            return "one of " + ", ".join(self.choices)
        if self.kind == "bool":
            return "true or false"
        noun = "a whole number" if self.kind == "int" else "a number"
        start = "" if self.low is None else f" from {self.low:g}"
        return noun + start + ("" if self.high is None else f" to {self.high:g}")


@dataclass(frozen=True)
class MethodSpec:
    """What a method is, for lists, sliders, help and reports.

    Attributes:
        name: CLI name, e.g. `gnn-rerank`.
        title: as written in column heads, e.g. "GNN re-ranking".
        family: "baseline", "query expansion", "re-ranking", "diffusion", "hashing", "cross-modal", "preprocessing".
        summary: one sentence for people who have not read the paper.
        paper: citation with arXiv number or venue; empty for folklore.
        kind: `transform` (vectors to vectors, may precede others in a pipeline) or `ranker` (last stage).
        modality: "image" or "image-text".
        protocols: which of inductive and transductive it has.
        parameters: in the order shown.
        moves_queries: whether a ranker does no more than move the query, so that it may stand before another as well.
        learned: whether its fit trains a network, so that it is left out where no method was named.
    """

    name: str
    title: str
    family: str
    summary: str
    paper: str = ""
    kind: MethodKind = "ranker"
    modality: str = "image"
    protocols: tuple[Protocol, ...] = ("inductive",)
    parameters: tuple[Parameter, ...] = ()
    moves_queries: bool = False
    learned: bool = False

    @property
    def precedes(self) -> bool:
        """Whether it may stand before a ranker."""
        return self.kind == "transform" or self.moves_queries

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            ParameterError: the method has no such parameter.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(p.name for p in self.parameters) or "none"
        raise ParameterError(f"{self.name} has no parameter {name!r}; it has: {known}.")

    def values(self, given: dict[str, Value] | None = None) -> dict[str, Value]:
        """All parameter values, the given ones checked, the others at their defaults.

        Raises:
            ParameterError: a name is unknown or a value out of range.
        """
        result = {p.name: p.default for p in self.parameters}
        for name, value in (given or {}).items():
            result[name] = self.parameter(name).checked(value)
        return result

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "MethodSpec":
        """The inverse of `to_json`; unknown keys are ignored so that a newer engine can be read."""
        parameters = tuple(
            Parameter(**{**_known(Parameter, p), "choices": tuple(p.get("choices", ()))}) for p in data["parameters"]
        )
        spec = cls(**{**_known(cls, data), "parameters": parameters})
        return replace(spec, protocols=tuple(spec.protocols))


@dataclass(frozen=True)
class EncoderSpec:
    """What an encoder is.

    Attributes:
        name: CLI name, e.g. `efficientnet-lite0`.
        title: as shown.
        summary: one sentence.
        dim: length of a feature vector.
        input_size: side of the square input in pixels.
        modalities: "image", "text" or both.
        hash: sha256 of the weights, hexadecimal; part of every key.
        runtime: e.g. "openvino-bf16"; part of every key.
        outputs: named outputs; the first is the default, e.g. ("features", "tags").
        source: package or file the weights come from.
        share: part of each side of an image that is looked at, around the middle; 1 where nothing is cut off.
    """

    name: str
    title: str
    summary: str
    dim: int
    input_size: int
    modalities: tuple[str, ...] = ("image",)
    hash: str = ""
    runtime: str = ""
    outputs: tuple[str, ...] = ("features",)
    source: str = ""
    share: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "EncoderSpec":
        """The inverse of `to_json`."""
        spec = cls(**_known(cls, data))
        return replace(spec, modalities=tuple(spec.modalities), outputs=tuple(spec.outputs))


def _known(cls: type, data: dict[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields(cls)}
    return {key: value for key, value in data.items() if key in names}
