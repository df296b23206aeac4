"""The registry: the class behind a protocol's name, in the folder of that name or in another installed package."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pkgutil import iter_modules

from sync import protocols
from sync.model.faults import Unsupported
from sync.protocols.base import Protocol

PLUG_INS = "ecritoire.protocols"
"""Group of the entry points by which another package offers a protocol."""


@cache
def protocol_class(name: str) -> type[Protocol]:
    """Return the class of protocol `name`: a folder of `sync.protocols`, else an entry point of another package.

    Raises `Unsupported("protocol")` for another name, `Unsupported("bad_plug_in")` for an entry point that is no protocol.
    """
    if name not in built_in():  # what is installed besides is looked for only where it is needed: that takes a while
        if name in plug_ins():
            return _plugged(plug_ins()[name])
        raise Unsupported("protocol", protocol=name)
    package = f"{protocols.__name__}.{name}"
    for module_name in (package, *(f"{package}.{found.name}" for found in iter_modules(_folder(package)))):
        for _, member in inspect.getmembers(import_module(module_name), inspect.isclass):
            if issubclass(member, Protocol) and member.__dict__.get("name") == name and not inspect.isabstract(member):
                return member
    raise Unsupported("protocol", protocol=name)


@cache
def built_in() -> frozenset[str]:
    """Return the names of the program's own protocols."""
    return frozenset(module.name for module in iter_modules(protocols.__path__) if module.ispkg)


@cache
def plug_ins() -> dict[str, EntryPoint]:
    """Return the entry points of the group `ecritoire.protocols` by name. None takes the place of a built-in protocol."""
    return {one.name: one for one in entry_points(group=PLUG_INS) if one.name not in built_in()}


def protocol_names() -> frozenset[str]:
    """Return the names of all protocols that there are."""
    return built_in() | plug_ins().keys()


def _plugged(point: EntryPoint) -> type[Protocol]:
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise Unsupported("bad_plug_in", protocol=point.name, reason=type(error).__name__) from error
    if not (inspect.isclass(found) and issubclass(found, Protocol) and not inspect.isabstract(found)):
        raise Unsupported("bad_plug_in", protocol=point.name, reason="Protocol")
    return found


def _folder(package: str) -> list[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or []) if spec else []
