"""All methods there are: a new module in this package is a new method in command line, window and benchmark."""

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any, TypeGuard

import explorer.methods
from explorer.errors import ParameterError
from explorer.methods.base import Method, Ranker, Transform
from explorer.protocol.naming import code_length
from explorer.protocol.specs import MethodSpec, Value

_ORDER = ("baseline", "query expansion", "re-ranking", "diffusion", "hashing", "cross-modal", "preprocessing")


@cache
def _classes() -> dict[str, type[Method]]:
    """Every concrete method of the package and its folders, by name, in the order shown."""
    found: dict[str, type[Method]] = {}
    for module in pkgutil.walk_packages(explorer.methods.__path__, "explorer.methods."):
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(member, Method) and "spec" in vars(member) and not _is_stage_of_ranker(member):
                _check_complete(member)
                found[member.spec.name] = member
    ordered = sorted(found.values(), key=lambda method: (_place(method.spec.family), method.spec.title))
    return {method.spec.name: method for method in ordered}


@cache
def _stages_of_rankers() -> dict[str, type[Transform]]:
    """The forms in which rankers that move the query alone stand before others, by name."""
    modules = [importlib.import_module(method.__module__) for method in _classes().values()]
    members = [member for module in modules for _, member in inspect.getmembers(module, inspect.isclass)]
    return {member.spec.name: member for member in members if _is_stage_of_ranker(member)}


def _is_stage_of_ranker(member: type[Any]) -> TypeGuard[type[Transform]]:
    return issubclass(member, Transform) and "spec" in vars(member) and member.spec.kind == "ranker"


def _check_complete(method: type[Method]) -> None:
    """A method that lacks something would otherwise be missing everywhere without a word.

    Raises:
        TypeError: naming what it lacks.
    """
    if inspect.isabstract(method):
        lacking = ", ".join(sorted(method.__abstractmethods__))
        raise TypeError(f"{method.__module__}.{method.__name__} has a spec but lacks: {lacking}.")
    if code_length(method.spec.name)[1]:
        raise TypeError(f"{method.spec.name} ends like the length of a code; name the method otherwise.")


def _place(family: str) -> tuple[int, str]:
    """Families that are not ours come last, by name."""
    return (_ORDER.index(family) if family in _ORDER else len(_ORDER), family)


def specs() -> list[MethodSpec]:
    """What methods there are, rankers and transforms, by family."""
    return [method.spec for method in _classes().values()]


def spec(name: str) -> MethodSpec:
    """What one method is.

    Raises:
        ParameterError: there is no such method.
    """
    return _class(code_length(name)[0]).spec


def create(name: str, **parameters: Value) -> Method:
    """A method that is not fitted yet, transform or ranker.

    Args:
        name: e.g. `gnn-rerank`, or `lagnh-64`, whose number is a parameter.
        parameters: by name; those not given keep their defaults.

    Raises:
        ParameterError: there is no such method or parameter, or a value is out of range.
    """
    family, length = code_length(name)
    return _class(family)(**length, **parameters)


def ranker(name: str, **parameters: Value) -> Ranker:
    """A ranker that is not fitted yet: `explorer.methods.get("diffusion", alpha=0.99).fit(features)`.

    Raises:
        ParameterError: as `create`, or the method is a transform.
    """
    method = create(name, **parameters)
    if not isinstance(method, Ranker):
        raise ParameterError(f"{name} ranks nothing; put it before a ranker, for example {name}>cosine.")
    return method


def transform(name: str, **parameters: Value) -> Transform:
    """A transform that is not fitted yet.

    Raises:
        ParameterError: as `create`, or the method is a ranker that does more than move the query.
    """
    moving = _stages_of_rankers().get(name)
    method = create(name, **parameters) if moving is None else moving(**parameters)
    if not isinstance(method, Transform):
        raise ParameterError(f"{name} ranks images, so it must be the last stage; write for example dba>{name}.")
    return method


def _class(name: str) -> type[Method]:
    try:
        return _classes()[name]
    except KeyError:
        known = ", ".join(_classes())
        raise ParameterError(f"There is no method {name!r}; there are: {known}.") from None
