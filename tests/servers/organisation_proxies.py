"""The proxies of an organisation: tinyproxy (HTTP CONNECT) and microsocks (SOCKS 5), each wanting a name and a password."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator, Sequence

from tests.servers.ports import HOST, free_ports, open_folder, wait_for

NAME, SECRET = "poste", "secret-7"
PROGRAMS = {"http": "tinyproxy", "socks5": "microsocks"}


def installed(scheme: str) -> bool:
    """Whether this machine has the proxy for a scheme."""
    return shutil.which(PROGRAMS[scheme]) is not None


@contextlib.contextmanager
def running_proxy_of(scheme: str, reachable: Sequence[int]) -> Iterator[int]:
    """Run the proxy of a scheme; the HTTP one lets through to the `reachable` ports alone. Yields its port."""
    [port] = free_ports(1)
    with open_folder("proxy") as folder:
        if scheme == "http":
            lines = [
                f"Port {port}", f"Listen {HOST}", "Timeout 600", f"BasicAuth {NAME} {SECRET}", "MaxClients 20",
                *(f"ConnectPort {one}" for one in reachable),
            ]  # fmt: skip
            (folder / "tinyproxy.conf").write_text("\n".join(lines) + "\n", "utf-8")
            command = ["tinyproxy", "-d", "-c", str(folder / "tinyproxy.conf")]
        else:
            command = ["microsocks", "-i", HOST, "-p", str(port), "-u", NAME, "-P", SECRET]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(10)
