"""Group policies of Windows, in the registry: the tables of `policy.toml` as the package's ADMX template writes them."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from app import settings

KEY = r"Software\Policies\Ecritoire"
LISTS = {"hosts": ("hosts", "only"), "backends": ("backends", "only"), "features_off": ("features", "off")}
"""Lists of the template: subkey → table and key of the policy."""

Read = Callable[[str], Mapping[str, Any]]
"""Gives the values of a subkey by name; none where it is not there."""


def over(content: Mapping[str, Any], read: Read | None = None) -> dict[str, Any]:
    """Return `content` with what the registry says laid over it. Raises `ValueError` with what is not understood."""
    read = read or _values
    found: dict[str, Any] = dict(content)
    text = read("").get("toml", "")
    whole = "\n".join(text) if isinstance(text, list) else str(text)
    try:
        found |= tomllib.loads(whole)
    except tomllib.TOMLDecodeError as error:
        raise ValueError("toml") from error
    chosen = {name: _value(name, value) for name, value in read("settings").items()}
    if chosen:
        found["settings"] = {**found.get("settings", {}), **chosen}
    for subkey, (table, key) in LISTS.items():
        listed = [str(value) for _, value in sorted(read(subkey).items()) if str(value)]
        if listed:
            found[table] = {**found.get(table, {}), key: listed}
    return found


def _value(name: str, value: Any) -> Any:
    """Return a registry value in the type of its setting: a number may stand for yes or no, a text for a number."""
    setting = settings.SETTINGS.get(name)
    if setting is not None and isinstance(setting.default, bool) and value in (0, 1):
        return bool(value)
    if setting is not None and isinstance(setting.default, int) and isinstance(value, str):
        return int(value)
    return value


def _values(subkey: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if sys.platform == "win32":
        import winreg

        path = rf"{KEY}\{subkey}" if subkey else KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _ = winreg.EnumValue(key, index)
                    found[name] = value
        except FileNotFoundError:
            return {}
    return found
