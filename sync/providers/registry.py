"""The registry: the class behind a protocol's name, found in the folder of that name."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from sync import protocols
from sync.model.faults import Unsupported
from sync.protocols.base import Protocol


@cache
def protocol_class(name: str) -> type[Protocol]:
    """Return the class of protocol `name`, a folder of `sync.protocols`. Raises `Unsupported("protocol")` for another name."""
    if name not in protocol_names():
        raise Unsupported("protocol", protocol=name)
    package = f"{protocols.__name__}.{name}"
    for module_name in (package, *(f"{package}.{found.name}" for found in iter_modules(_folder(package)))):
        for _, member in inspect.getmembers(import_module(module_name), inspect.isclass):
            if issubclass(member, Protocol) and member.__dict__.get("name") == name and not inspect.isabstract(member):
                return member
    raise Unsupported("protocol", protocol=name)


@cache
def protocol_names() -> frozenset[str]:
    """Return the names of all protocols that there are."""
    return frozenset(module.name for module in iter_modules(protocols.__path__) if module.ispkg)


def _folder(package: str) -> list[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or []) if spec else []
