"""Gives rights up: no memory dumps, and for the parser bounded memory, no network, no processes, no other files."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

PARSER_MEMORY = 768 * 1024 * 1024
"""Octets of private memory: 512 MiB to work in, and what the interpreter and a large frame take."""

_PR_SET_DUMPABLE = 4
_FORBIDDEN = frozenset({
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen",
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.remove", "os.rename", "os.rmdir",
    "os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate", "os.mkdir", "os.kill",
})  # fmt: skip


def hide_memory() -> None:
    """Keep keys and mail out of core dumps and away from debuggers of the same person."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def bound_memory(octets: int = PARSER_MEMORY) -> None:
    """Bound our private memory: beyond it Python meets `MemoryError` instead of the whole machine slowing down.

    RLIMIT_DATA and not RLIMIT_AS: libraries reserve much address space that they never use.
    """
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (octets, octets))


def give_up_rights() -> None:
    """Refuse, from now on and for good, what parsing never needs. Reading stays possible where Python's own modules are.

    A second wall behind pure code: it holds against bugs of ours, not against machine code.
    """
    roots = tuple({os.path.realpath(place) + os.sep for place in (*_module_places(), sys.prefix, sys.base_prefix)})

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(event)
        if event == "ctypes.dlopen" and not (os.path.isabs(str(arguments[0])) and _below(arguments[0], roots)):
            raise PermissionError(event)
        if event == "open":
            path, mode, flags = arguments
            written = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if written or not _below(path, roots) or not (mode is None or str(mode).startswith("r")):
                raise PermissionError(event)

    sys.addaudithook(refuse)


def _below(path: object, roots: tuple[str, ...]) -> bool:
    """Whether a path is where Python's own modules are, with the libraries that come with them."""
    return isinstance(path, str | bytes) and os.path.realpath(os.fsdecode(path)).startswith(roots)


def _module_places() -> list[str]:
    return [str(Path(place).absolute()) for place in sys.path]
