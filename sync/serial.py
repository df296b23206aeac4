"""Model objects to JSON text and back, for the outbox and the link: one strict way, unknown fields refused."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from sync.model.faults import Bug, Fault, Parameter, rebuild
from sync.model.operations import INTENTIONS, Intention

T = TypeVar("T")


def to_json(value: Any) -> str:
    """Return the JSON text of a model dataclass (or a list of them)."""
    return msgspec.json.encode(value).decode()


def from_json(text: str | bytes, shape: type[T]) -> T:
    """Return the `shape` that `to_json` wrote. Raises `Bug("bad_json")` where the text is not of that shape."""
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.MsgspecError as error:
        raise Bug("bad_json", detail=str(error)) from error


def intention_to_json(intention: Intention) -> tuple[str, str]:
    """Return an intention's kind and JSON text."""
    return intention.kind, to_json(intention)


def intention_from_json(kind: str, text: str | bytes) -> Intention:
    """Return the intention of that kind. Raises `Bug` for an unknown kind or a text of another shape."""
    shape = INTENTIONS.get(kind)
    if shape is None:
        raise Bug("unknown_intention", intention=kind)
    return from_json(text, shape)


def fault_to_json(fault: Fault) -> tuple[str, str, str]:
    """Return a fault's kind, code and JSON parameters."""
    parameters: dict[str, Parameter] = dict(fault.parameters)
    retry_after = getattr(fault, "retry_after", None)
    if retry_after is not None:
        parameters["retry_after"] = retry_after
    return fault.kind, fault.code, to_json(parameters)


def fault_from_json(kind: str, code: str, parameters: str) -> Fault:
    """Return the fault that `fault_to_json` described."""
    return rebuild(kind, code, from_json(parameters, dict[str, Parameter]))
