"""Synapse, the reference homeserver of Matrix, on loopback over TLS with throw-away accounts."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import os
import signal
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers.authority import Authority
from tests.servers.ports import HOST, free_ports, open_folder

PYTHON = Path(__file__).resolve().parents[2] / "build" / "synapse" / "bin" / "python"
DOMAIN = "exemple.fr"
PASSWORD = "clé «été» & 7%"
_SECRET = "registration"


_MODULES = Path(__file__).parent / "synapse_modules"


def installed() -> bool:
    """Whether `./run test` has put Synapse into build/synapse."""
    return PYTHON.exists()


@dataclass
class Synapse:
    """A running homeserver. `register` makes accounts, all with `PASSWORD`."""

    folder: Path
    authority: Authority
    port: int
    process: subprocess.Popen[bytes]

    @property
    def base(self) -> str:
        return f"https://{HOST}:{self.port}"

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """Make a request, as no client would: for what tests arrange behind the client's back."""
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        content = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, content, headers, method=method)
        context = ssl.create_default_context(cafile=str(self.authority.trust))
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:
            return json.load(answer)

    def register(self, name: str) -> str:
        """Make an account; return its user id."""
        nonce = self.ask("GET", "/_synapse/admin/v1/register")["nonce"]
        signed = b"\0".join([nonce.encode(), name.encode(), PASSWORD.encode(), b"notadmin"])
        mac = hmac.new(_SECRET.encode(), signed, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": PASSWORD, "mac": mac, "displayname": name.title()}
        return str(self.ask("POST", "/_synapse/admin/v1/register", body)["user_id"])

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        """Start the server again on the same port, with everything it had."""
        self.process = _spawn(self.folder)
        self.wait()

    def wait(self, within: float = 60.0) -> None:
        """Wait until the server answers."""
        deadline = time.monotonic() + within
        while True:
            with contextlib.suppress(OSError, ValueError):
                self.ask("GET", "/_matrix/client/versions")
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Synapse does not start:\n{(self.folder / 'output').read_text()[-3000:]}")
            time.sleep(0.05)


@contextlib.contextmanager
def running_synapse(more: str = "") -> Iterator[Synapse]:
    """Start a homeserver and stop it at the end. `more` is added to its configuration."""
    with open_folder("synapse") as folder:
        authority = Authority(folder)
        [port] = free_ports(1)
        _configure(folder, authority, port, more)
        server = Synapse(folder, authority, port, _spawn(folder))
        try:
            server.wait()
            yield server
        finally:
            if server.process.poll() is None:
                server.process.send_signal(signal.SIGTERM)
                try:
                    server.process.wait(10)
                except subprocess.TimeoutExpired:
                    server.kill()


def _spawn(folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "output").open("ab") as output:
        return subprocess.Popen(
            [str(PYTHON), "-m", "synapse.app.homeserver", "-c", str(folder / "homeserver.yaml")],
            stdout=output,
            stderr=output,
            cwd=folder,
            env={**os.environ, "SYNAPSE_CACHE_FACTOR": "0.2", "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(_MODULES)},
        )


def _configure(folder: Path, authority: Authority, port: int, more: str) -> None:
    good = authority.good()
    seed = base64.b64encode(hashlib.sha256(str(folder).encode()).digest()).decode().rstrip("=")
    (folder / "signing.key").write_text(f"ed25519 a_test {seed}\n")
    (folder / "log.yaml").write_text(_LOG)
    (folder / "homeserver.yaml").write_text(
        _CONFIGURATION.format(
            domain=DOMAIN, host=HOST, port=port, folder=folder, certificate=good.chain, key=good.key, secret=_SECRET
        )
        + more
    )


_LOG = """\
version: 1
handlers: {console: {class: logging.StreamHandler}}
root: {level: ERROR, handlers: [console]}
disable_existing_loggers: false
"""

_UNLIMITED = "{{per_second: 10000, burst_count: 10000}}"

_CONFIGURATION = f"""\
server_name: {{domain}}
public_baseurl: https://{{host}}:{{port}}/
pid_file: {{folder}}/pid
tls_certificate_path: {{certificate}}
tls_private_key_path: {{key}}
listeners:
  - port: {{port}}
    bind_addresses: ['{{host}}']
    type: http
    tls: true
    resources: [{{{{names: [client], compress: false}}}}]
database:
  name: sqlite3
  args: {{{{database: {{folder}}/homeserver.db}}}}
log_config: {{folder}}/log.yaml
media_store_path: {{folder}}/media
signing_key_path: {{folder}}/signing.key
registration_shared_secret: {{secret}}
macaroon_secret_key: macaroon
form_secret: form
report_stats: false
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
enable_registration: false
presence: {{{{enabled: true}}}}
url_preview_enabled: false
max_upload_size: 50M
enable_authenticated_media: true
default_room_version: "10"
room_list_publication_rules: [{{{{action: allow}}}}]
bcrypt_rounds: 4
user_directory: {{{{enabled: true, search_all_users: true}}}}
caches: {{{{sync_response_cache_duration: 0s}}}}
rc_message: {_UNLIMITED}
rc_registration: {_UNLIMITED}
rc_login: {{{{address: {_UNLIMITED}, account: {_UNLIMITED}, failed_attempts: {_UNLIMITED}}}}}
rc_joins: {{{{local: {_UNLIMITED}, remote: {_UNLIMITED}}}}}
rc_invites: {{{{per_room: {_UNLIMITED}, per_user: {_UNLIMITED}, per_issuer: {_UNLIMITED}}}}}
rc_key_requests: {_UNLIMITED}
rc_admin_redaction: {_UNLIMITED}
"""
