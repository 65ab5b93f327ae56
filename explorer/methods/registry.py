"""All methods there are: a new module in this package is a new method in command line, window and benchmark.

Which there are is found by importing all of them, which loads torch. It is remembered until a file of the package
changes, so that a process imports only the methods that it is asked for.
"""

import hashlib
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeGuard

import explorer.methods
import explorer.protocol
from explorer.errors import ParameterError, WorkspaceError
from explorer.methods.base import Method, Ranker, Transform
from explorer.protocol.naming import code_length
from explorer.protocol.specs import MethodSpec, Value
from explorer.workspace.durable import write_file
from explorer.workspace.places import cache_dir

_ORDER = ("baseline", "query expansion", "re-ranking", "diffusion", "hashing", "cross-modal", "preprocessing")

_FILE = "methods.json"


@dataclass(frozen=True)
class _Place:
    """Where a class is."""

    module: str
    name: str

    @classmethod
    def of(cls, member: type[Any]) -> Self:
        """Of a class that was imported."""
        return cls(member.__module__, member.__qualname__)

    def load(self) -> Any:
        """Import it."""
        return getattr(importlib.import_module(self.module), self.name)


@dataclass(frozen=True)
class _Index:
    """What methods there are.

    Attributes:
        methods: every concrete one of the package and its folders, by name, in the order shown.
        stages: the forms in which rankers that move the query alone stand before others, by name.
        specs: of the methods, in the same order.
    """

    methods: dict[str, _Place]
    stages: dict[str, _Place]
    specs: list[MethodSpec]

    @classmethod
    def found(cls) -> Self:
        """Look through all modules."""
        modules = [module.name for module in pkgutil.walk_packages(explorer.methods.__path__, "explorer.methods.")]
        classes = [one for name in modules for _, one in inspect.getmembers(importlib.import_module(name), _is_method)]
        stages = {member.spec.name: _Place.of(member) for member in classes if _is_stage_of_ranker(member)}
        methods = {member.spec.name: member for member in classes if not _is_stage_of_ranker(member)}
        for method in methods.values():
            _check_complete(method)
        ordered = sorted(methods.values(), key=lambda method: (_place(method.spec.family), method.spec.title))
        places = {method.spec.name: _Place.of(method) for method in ordered}
        return cls(places, stages, [method.spec for method in ordered])

    @classmethod
    def read(cls, path: Path, stamp: str) -> Self:
        """Read what `write` wrote.

        Raises:
            OSError: it cannot be read.
            ValueError, KeyError, TypeError: it is damaged, or not of these modules.
        """
        data = json.loads(path.read_bytes())
        if not isinstance(data, dict) or data.get("stamp") != stamp:
            raise ValueError("not of these modules")
        methods, stages = (
            {name: _Place(**place) for name, place in data[kind].items()} for kind in ("methods", "stages")
        )
        if not all(place.module.startswith(f"{explorer.methods.__name__}.") for place in (methods | stages).values()):
            raise ValueError("names modules that are no methods")  # a file in a cache may not say what is imported
        return cls(methods, stages, [MethodSpec.from_json(spec) for spec in data["specs"]])

    def write(self, path: Path, stamp: str) -> None:
        """Keep it for the next process.

        Raises:
            WorkspaceError: it cannot be written.
        """
        write_file(path, json.dumps({"stamp": stamp, **asdict(self)}).encode())


@cache
def _index() -> _Index:
    stamp = _stamp()
    with suppress(OSError, ValueError, KeyError, TypeError, WorkspaceError):
        return _Index.read(cache_dir() / _FILE, stamp)
    index = _Index.found()
    with suppress(WorkspaceError):  # the next process looks itself
        index.write(cache_dir() / _FILE, stamp)
    return index


def _stamp() -> str:
    """Changes with every file that what methods are depends on: their modules, or the program that holds these."""
    folders = [Path(folder) for package in (explorer.methods, explorer.protocol) for folder in package.__path__]
    files: Iterable[Path] = sorted(file for folder in folders for file in folder.rglob("*.py")) or [
        Path(sys.executable)
    ]
    looks = [(str(file), (state := file.stat()).st_size, state.st_mtime_ns) for file in files]
    return hashlib.blake2b(json.dumps(looks).encode(), digest_size=16).hexdigest()


def _is_method(member: Any) -> TypeGuard[type[Method]]:
    return inspect.isclass(member) and issubclass(member, Method) and "spec" in vars(member)


def _is_stage_of_ranker(member: type[Method]) -> bool:
    return issubclass(member, Transform) and member.spec.kind == "ranker"


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
    return list(_index().specs)


def spec(name: str) -> MethodSpec:
    """What one method is.

    Raises:
        ParameterError: there is no such method.
    """
    family = code_length(name)[0]
    _place_of(family)
    return next(one for one in specs() if one.name == family)


def create(name: str, **parameters: Value) -> Method:
    """A method that is not fitted yet, transform or ranker.

    Args:
        name: e.g. `gnn-rerank`, or `lagnh-64`, whose number is a parameter.
        parameters: by name; those not given keep their defaults.

    Raises:
        ParameterError: there is no such method or parameter, or a value is out of range.
    """
    family, length = code_length(name)
    method: Method = _place_of(family).load()(**length, **parameters)
    return method


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
    moving = _index().stages.get(name)
    method = create(name, **parameters) if moving is None else moving.load()(**parameters)
    if not isinstance(method, Transform):
        raise ParameterError(f"{name} ranks images, so it must be the last stage; write for example dba>{name}.")
    return method


def _place_of(name: str) -> _Place:
    try:
        return _index().methods[name]
    except KeyError:
        known = ", ".join(_index().methods)
        raise ParameterError(f"There is no method {name!r}; there are: {known}.") from None
