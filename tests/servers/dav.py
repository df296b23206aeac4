"""Real DAV servers on loopback with private folders: Radicale, Xandikos, WsgiDAV, rclone and Apache, none of them like another.

Radicale and Xandikos hold calendars and address books, the others files. Xandikos knows neither TLS nor passwords: the proxy
before it (`tests.servers.proxy`) adds the first, and nothing the second.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers.authority import Authority, Certified
from tests.servers.ports import HOST, free_ports, open_folder, wait_for

ALICE, PASSWORD = "alice@exemple.fr", "clé «été» & 7%"
APACHE = "/usr/sbin/apache2"
_BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class DavServer:
    """A running server: its port, where its files are, its certificates, and where a client begins."""

    name: str
    port: int
    folder: Path
    authority: Authority
    certified: Certified
    path: str = ""
    tls: bool = True
    passwords: bool = True


@contextlib.contextmanager
def radicale() -> Iterator[DavServer]:
    """Run Radicale."""
    with _place("radicale") as (folder, authority, good, port):
        (folder / "users").write_text(f"{ALICE}:{PASSWORD}\n", encoding="utf-8")
        (folder / "config").write_text(
            f"[server]\nhosts = {HOST}:{port}\nssl = True\ncertificate = {good.chain}\nkey = {good.key}\n"
            f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\nhtpasswd_encryption = plain\ndelay = 0\n"
            f"[rights]\ntype = owner_only\n[storage]\nfilesystem_folder = {folder}/data\n"
            "[web]\ntype = none\n[logging]\nlevel = error\n"
        )
        with _running([str(_BIN / "radicale"), "--config", f"{folder}/config"], folder, port):
            yield DavServer("radicale", port, folder, authority, good)


@contextlib.contextmanager
def xandikos() -> Iterator[DavServer]:
    """Run Xandikos."""
    with _place("xandikos") as (folder, authority, good, port):
        command = [
            str(_BIN / "xandikos"), "serve", "-d", f"{folder}/data", "--defaults", "--current-user-principal", "/alice/",
            "--listen-address", HOST, "--port", str(port),
        ]  # fmt: skip
        with _running(command, folder, port):
            yield DavServer("xandikos", port, folder, authority, good, tls=False, passwords=False)


@contextlib.contextmanager
def wsgidav() -> Iterator[DavServer]:
    """Run WsgiDAV."""
    with _place("wsgidav") as (folder, authority, good, port):
        (folder / "files").mkdir()
        configuration = {
            "host": HOST, "port": port, "server": "cheroot", "ssl_certificate": str(good.chain),
            "ssl_private_key": str(good.key), "ssl_adapter": "builtin", "verbose": 1,
            "provider_mapping": {"/alice": {"root": str(folder / "files")}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "simple_dc": {"user_mapping": {"/alice": {ALICE: {"password": PASSWORD}}}},
            "lock_storage": True, "property_manager": True, "dir_browser": {"enable": False},
        }  # fmt: skip
        (folder / "wsgidav.json").write_text(json.dumps(configuration))
        with _running([str(_BIN / "wsgidav"), "--config", f"{folder}/wsgidav.json"], folder, port):
            yield DavServer("wsgidav", port, folder, authority, good, "/alice/")


@contextlib.contextmanager
def rclone() -> Iterator[DavServer]:
    """Run rclone's WebDAV server, which gives MD5 as ETags and ignores If-Match."""
    with _place("rclone") as (folder, authority, good, port):
        (folder / "files").mkdir()
        command = [
            str(_BIN / "rclone"), "serve", "webdav", f"{folder}/files", "--config", "/dev/null", "--addr", f"{HOST}:{port}",
            "--cert", str(good.chain), "--key", str(good.key), "--user", ALICE, "--pass", PASSWORD, "--etag-hash", "MD5",
            "--dir-cache-time", "0s", "--poll-interval", "0", "--cache-dir", f"{folder}/cache",
        ]  # fmt: skip
        with _running(command, folder, port):
            yield DavServer("rclone", port, folder, authority, good, "/")


@contextlib.contextmanager
def apache() -> Iterator[DavServer]:
    """Run Apache with mod_dav: weak ETags right after a write, none on PUT, no quota, real locks."""
    with _place("apache") as (folder, authority, good, port):
        for name in ("files", "run", "lock"):
            (folder / name).mkdir()
        digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
        (folder / "htpasswd").write_text(f"{ALICE}:{{SHA}}{digest}\n")
        modules = (
            "mpm_event authn_core authn_file authz_core authz_user auth_basic alias dav dav_fs mime setenvif ssl socache_shmcb"
        )
        loaded = "\n".join(f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so" for one in modules.split())
        user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
        (folder / "httpd.conf").write_text(
            _APACHE.format(folder=folder, loaded=loaded, user=user, host=HOST, port=port, chain=good.chain, key=good.key)
        )
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for each in ("files", "run", "lock"):
                os.chown(folder / each, nobody.pw_uid, nobody.pw_gid)
        with _running([APACHE, "-d", str(folder), "-f", f"{folder}/httpd.conf", "-DFOREGROUND"], folder, port):
            yield DavServer("apache", port, folder, authority, good, "/dav/")


RUNNING: dict[str, Callable[[], contextlib.AbstractContextManager[DavServer]]] = {
    "radicale": radicale,
    "xandikos": xandikos,
    "wsgidav": wsgidav,
    "rclone": rclone,
    "apache": apache,
}


def installed(name: str) -> bool:
    """Whether a server can be run here."""
    return Path(APACHE).exists() if name == "apache" else (_BIN / name).exists()


@contextlib.contextmanager
def _place(name: str) -> Iterator[tuple[Path, Authority, Certified, int]]:
    with open_folder(name) as folder:
        authority = Authority(folder)
        good = authority.good()
        (port,) = free_ports(1)
        yield folder, authority, good, port


@contextlib.contextmanager
def _running(command: Sequence[str], folder: Path, port: int) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        environment = {**os.environ, "HOME": str(folder), "LANG": "C.UTF-8"}
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
        try:
            wait_for(port)
            yield
        except TimeoutError as error:
            raise RuntimeError((folder / "log").read_text(errors="replace")) from error
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def empty(folder: Path) -> None:
    """Take everything out of a folder."""
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


_APACHE = """\
ServerRoot {folder}
PidFile {folder}/run/httpd.pid
DefaultRuntimeDir {folder}/run
Mutex file:{folder}/lock default
ServerName localhost
{loaded}
{user}
TypesConfig /etc/mime.types
Listen {host}:{port}
ErrorLog {folder}/error.log
StartServers 1
ServerLimit 1
ThreadsPerChild 16
MaxRequestWorkers 16
KeepAlive On
MaxKeepAliveRequests 0
DavLockDB {folder}/lock/dav
FileETag MTime Size
<Directory />
  Require all denied
</Directory>
Alias /dav/ {folder}/files/
<Directory {folder}/files>
  Dav On
  DavDepthInfinity off
  AuthType Basic
  AuthName "dav"
  AuthBasicProvider file
  AuthUserFile {folder}/htpasswd
  Require valid-user
</Directory>
<VirtualHost {host}:{port}>
  ServerName localhost
  SSLEngine on
  SSLCertificateFile {chain}
  SSLCertificateKeyFile {key}
</VirtualHost>
"""
