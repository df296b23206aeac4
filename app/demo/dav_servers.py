"""Radicale and WsgiDAV as one WSGI application behind a listening socket, signed in to before either is asked."""

from __future__ import annotations

import base64
import hmac
import logging
import socket
import ssl
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import radicale.app
import radicale.config
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from wsgidav.fs_dav_provider import FilesystemProvider, FolderResource
from wsgidav.wsgidav_app import WsgiDAVApp

from app.demo.dav import SHARE

CALENDARS, DRIVE = "groupware", "drive"
"""Folders of the demo in which the servers keep what they hold."""
_DRIVE_NAME = "Fichiers de la préfecture"
_THREADS = 6

# They tell names to the log.
logging.getLogger("radicale").setLevel(logging.CRITICAL)
logging.getLogger("wsgidav").setLevel(logging.CRITICAL)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class DavServers:
    """Serves until stopped: `SHARE` is the drive, everything else Radicale's."""

    def __init__(
        self, folder: Path, user: str, password: str, context: ssl.SSLContext, listening: socket.socket
    ) -> None:
        self._user = user
        self._credentials = base64.b64encode(f"{user}:{password}".encode())
        self._calendars = _radicale(folder / CALENDARS)
        self._drive = _wsgidav(folder / DRIVE)
        self._server = _Listening(listening, context, self._answer)

    def run(self) -> None:
        """Answer until `stop`."""
        self._server.prepare()
        self._server.serve()

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._server.stop()

    def _answer(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind, _, given = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
        if kind.lower() != "basic" or not hmac.compare_digest(given.strip().encode("latin-1", "replace"), self._credentials):
            start_response("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="demo"'), ("Content-Length", "0")])
            return []
        path = str(environ.get("PATH_INFO", ""))
        if path == SHARE or path.startswith(SHARE + "/"):
            return self._drive(environ, start_response)
        environ["REMOTE_USER"] = self._user
        return self._calendars(environ, start_response)


class _Adapter(BuiltinSSLAdapter):
    """TLS by a context that is there already: its key is in no file."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._server_env: dict[str, str] = {}
        self.context = context


class _Listening(Server):
    """Takes over a socket that listens already."""

    def __init__(self, listening: socket.socket, context: ssl.SSLContext, application: Application) -> None:
        super().__init__(listening.getsockname()[:2], application, numthreads=_THREADS, shutdown_timeout=1)
        self._listening = listening
        self.ssl_adapter = _Adapter(context)

    def bind(self, family: int, type: int, proto: int = 0) -> socket.socket:  # noqa: A002 (cheroot's name)
        self.socket = self._listening
        return self._listening


class _Drive(FilesystemProvider):  # type: ignore[misc] # untyped
    """A folder whose root has a name for people."""

    def get_resource_inst(self, path: str, environ: Environ) -> object:
        if path in ("", "/"):
            return _Root("/", environ, self.root_folder_path)
        return super().get_resource_inst(path, environ)


class _Root(FolderResource):  # type: ignore[misc] # untyped
    def get_display_name(self) -> str:
        return _DRIVE_NAME


def _radicale(folder: Path) -> Application:
    configuration = radicale.config.load()
    configuration.update(
        {
            "auth": {"type": "remote_user", "delay": "0"},
            "rights": {"type": "owner_only"},
            "storage": {"filesystem_folder": str(folder)},
            "web": {"type": "none"},
            "logging": {"level": "critical"},
        },
        "demo",
        privileged=True,
    )
    application: Application = radicale.app.Application(configuration)
    return application


def _wsgidav(folder: Path) -> Application:
    folder.mkdir(parents=True, exist_ok=True)
    application: Application = WsgiDAVApp(
        {
            "provider_mapping": {SHARE: _Drive(str(folder))},
            "simple_dc": {"user_mapping": {"*": True}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "lock_storage": True,
            "property_manager": True,
            "dir_browser": {"enable": False},
            "verbose": 0,
        }
    )
    return application
