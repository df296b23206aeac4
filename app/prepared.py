"""What an administrator prepares for the persons of a machine, beside settings and hosts: the other tables of the policy.

    [backends]
    only = ["generic"]

    [network]
    proxy = "http://proxy.exemple.gouv.fr:3128"
    mail_proxy = "socks5://relais.exemple.gouv.fr:1080"
    authorities = "/etc/ssl/certs/exemple.pem"

    [storage]
    days = 365
    attachments = false
    largest_mb = 20

    [features]
    off = ["chat", "files"]

    [[account]]
    address = "{user}@exemple.gouv.fr"
    name = "{name}"
    label = "Exemple"
    endpoints = [{ service = "mail", protocol = "imap", host = "imap.exemple.gouv.fr", port = 993 }]

In an account `{user}` is the person's login name, `{name}` their full name and `{principal}` their user principal name, all as
the system's directory says (NSS on Linux, Active Directory on Windows).
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from sync.model.accounts import Endpoint, KeepPolicy, Security, Service
from sync.model.sovereignty import PreparedAccount
from sync.transport.proxies import MAIL, WEB

TABLES: dict[str, type] = {
    "backends": dict, "network": dict, "storage": dict, "features": dict, "account": list,
}  # fmt: skip
"""The tables that this module reads, and what each has to be."""
MEGABYTE = 1024 * 1024


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    pass


class _Backends(_Table):
    only: list[str] = []


class _Network(_Table):
    proxy: Annotated[str, msgspec.Meta(pattern=WEB)] = ""
    mail_proxy: Annotated[str, msgspec.Meta(pattern=MAIL)] = ""
    authorities: str = ""


class _Storage(_Table):
    days: Annotated[int, msgspec.Meta(ge=0)] = 0
    attachments: bool = True
    largest_mb: Annotated[int, msgspec.Meta(ge=1, le=2000)] = KeepPolicy().largest // MEGABYTE


class _Features(_Table):
    off: list[Annotated[str, msgspec.Meta(pattern=r"^[a-z]+$")]] = []


class _Endpoint(_Table):
    service: Service
    protocol: str
    host: str
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)]
    security: Security = Security.TLS
    user: str = "{address}"
    parameters: dict[str, str] = {}


class _Account(_Table):
    address: Annotated[str, msgspec.Meta(pattern=r"^\S+$")]
    endpoints: Annotated[list[_Endpoint], msgspec.Meta(min_length=1)]
    name: str = "{name}"
    backend: str = "generic"
    label: str = ""


class _Policy(msgspec.Struct):
    backends: _Backends = msgspec.field(default_factory=_Backends)
    network: _Network = msgspec.field(default_factory=_Network)
    storage: _Storage = msgspec.field(default_factory=_Storage)
    features: _Features = msgspec.field(default_factory=_Features)
    account: list[_Account] = []


def check(content: Mapping[str, Any]) -> None:
    """Raise `msgspec.ValidationError` where a table is not what it has to be."""
    _read(content)


def as_settings(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the tables fix of the settings."""
    known = _read(content)
    found: dict[str, Any] = {}
    if known.features.off:
        found["hidden_areas"] = ",".join(known.features.off)
    found |= {
        name: value for name, value in (("web_proxy", known.network.proxy), ("mail_proxy", known.network.mail_proxy)) if value
    }
    if known.account:
        first = accounts(content, person())[0]
        found |= {"suggested_address": first.address, "suggested_name": first.name}
    return found


def backends(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the backends that alone may be added; none where all may."""
    return tuple(_read(content).backends.only)


def keep(content: Mapping[str, Any]) -> KeepPolicy | None:
    """Return the most that any account may keep on the machine."""
    if "storage" not in content:
        return None
    storage = _read(content).storage
    return KeepPolicy(storage.days, storage.attachments, storage.largest_mb * MEGABYTE)


def authorities(content: Mapping[str, Any]) -> str:
    """Return the file of certificate authorities that are trusted beside the system's; empty where none is named."""
    return _read(content).network.authorities


def accounts(content: Mapping[str, Any], names: Mapping[str, str]) -> tuple[PreparedAccount, ...]:
    """Return the prepared accounts of the person whose `names` (`user`, `name`, `principal`) are given."""
    made = []
    for one in _read(content).account:
        address = _filled(one.address, names)
        known = {**names, "address": address}
        ways = tuple(
            Endpoint(
                way.service, way.protocol, way.host, way.port, way.security, _filled(way.user, known), parameters=way.parameters
            )
            for way in one.endpoints
        )
        label = one.label or address.rpartition("@")[2]
        made.append(PreparedAccount(address, _filled(one.name, known), one.backend, label, ways))
    return tuple(made)


def person() -> dict[str, str]:
    """Return what the system's directory says of whoever runs this program."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    if sys.platform == "win32":
        return {"user": user, "name": _windows_name(3), "principal": _windows_name(8)}
    import pwd

    try:
        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
    except KeyError:
        full = ""
    return {"user": user, "name": full, "principal": ""}


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _windows_name(kind: int) -> str:
    """Return a name of the person as Active Directory knows it (GetUserNameExW: 3 displayed, 8 principal), empty without one."""
    if sys.platform == "win32":
        import ctypes

        size = ctypes.c_ulong(1024)
        buffer = ctypes.create_unicode_buffer(size.value)
        if ctypes.windll.secur32.GetUserNameExW(kind, buffer, ctypes.byref(size)):
            return buffer.value
    return ""


def _read(content: Mapping[str, Any]) -> _Policy:
    return msgspec.convert({name: table for name, table in content.items() if name in TABLES}, _Policy)
