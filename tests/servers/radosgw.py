"""Ceph's object gateway on loopback with throw-away data: a real S3 server, in a private root of Debian 13."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.authority import Authority
from tests.servers.debian_root import NoRoot, folder_inside, inside, private_root, seen
from tests.servers.ports import HOST, free_ports, wait_for

KEYS = "ALICEACCESSKEY000001", "alice-s3-secret-0123456789abcdef"
_SETTINGS = """\
[global]
fsid = 00000000-0000-0000-0000-000000000001
no_mon_config = true
mon_host = {host}:1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
log_file = {here}/rgw.log
debug_rgw = 0
debug_ms = 0
admin_socket = {here}/run/$name.asok
run_dir = {here}/run
rgw_backend_store = dbstore
rgw_config_store = dbstore
dbstore_db_dir = {here}/db
dbstore_config_uri = file:{here}/db/config.db
rgw_data = {here}/db
rgw_dns_name = localhost
rgw_frontends = beast ssl_endpoint={host}:{port} ssl_certificate={here}/cert.pem ssl_private_key={here}/cert.key
"""


@dataclass
class Gateway:
    """A running gateway. Its one person's keys are `KEYS`; `authority.trust` is what clients trust."""

    authority: Authority
    port: int


@contextlib.contextmanager
def running_gateway() -> Iterator[Gateway]:
    """Start a gateway and stop it at the end. Raises `NoRoot` where it cannot run."""
    root = private_root("radosgw", "trixie", ("radosgw",), "usr/bin/radosgw")
    with folder_inside(root, "radosgw") as folder:
        authority, here = Authority(folder), seen(root, folder)
        good = authority.good()
        (port,) = free_ports(1)
        for name in ("db", "run"):
            (folder / name).mkdir()
        shutil.copy(good.chain, folder / "cert.pem")
        shutil.copy(good.key, folder / "cert.key")
        (folder / "ceph.conf").write_text(_SETTINGS.format(here=here, host=HOST, port=port))
        _add_person(root, folder)
        command = inside(
            root, "/usr/bin/radosgw", "-c", f"{here}/ceph.conf", "-n", "client.rgw", "--no-mon-config", "--foreground",
            alone=True,
        )  # fmt: skip
        with (folder / "output").open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        try:
            wait_for(port)
            yield Gateway(authority, port)
        finally:
            process.terminate()
            process.wait()


def _add_person(root: Path, folder: Path) -> None:
    """Make the person. The program does its work and then often hangs: it is ended once it has said what it did."""
    command = ("/usr/bin/radosgw-admin", "-c", f"{seen(root, folder)}/ceph.conf", "--no-mon-config", "user")
    make = ("create", "--uid=alice", "--display-name=Alice", f"--access-key={KEYS[0]}", f"--secret-key={KEYS[1]}")
    for arguments in (make, ("info", "--uid=alice"), make, ("info", "--uid=alice")):
        said = folder / "said"
        with said.open("wb") as output:
            process = subprocess.Popen(
                inside(root, *command, *arguments), stdout=output, stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + 8
        try:
            while time.monotonic() < deadline:
                with contextlib.suppress(ValueError):
                    json.loads(said.read_text())
                    return
                if process.poll() is not None:
                    break
                time.sleep(0.02)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    raise NoRoot("the gateway's person could not be made")
