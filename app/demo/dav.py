"""The demo's calendars, address book and drive: one HTTPS port, its servers loaded by the first who connects."""

from __future__ import annotations

import contextlib
import logging
import select
import socket
import ssl
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.demo.dav_servers import DavServers

logger = logging.getLogger(__name__)

SHARE = "/drive"
"""The path of the drive (WsgiDAV knows lower-case ones alone); everything else is calendars and contacts."""
_LOOK_AROUND = 0.5
_WAITING = 32


class DemoDav:
    """Listens from the start on; Radicale and WsgiDAV cost a second to load, and mail does not wait for them."""

    def __init__(self, folder: Path, user: str, password: str) -> None:
        self._folder = folder
        self._user = user
        self._password = password
        self._listening: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._servers: DavServers | None = None
        self._ended = threading.Event()

    def start(self, context: ssl.SSLContext, host: str, port: int) -> int:
        """Listen on `port` (0: any) and return the port. Raises `OSError` where it is taken."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(_WAITING)
        except OSError:
            listening.close()
            raise
        self._listening = listening
        self._thread = threading.Thread(target=self._serve, args=(context, listening), name="demo-dav", daemon=True)
        self._thread.start()
        return int(listening.getsockname()[1])

    def stop(self) -> None:
        """Stop listening; what was written is on disk already."""
        self._ended.set()
        while self._thread is not None and self._thread.is_alive():
            # Servers that are just starting hear of it only once they have started.
            if self._servers is not None:
                self._servers.stop()
            self._thread.join(_LOOK_AROUND)
        if self._listening is not None:
            self._listening.close()

    def _serve(self, context: ssl.SSLContext, listening: socket.socket) -> None:
        while not self._ended.is_set():
            if select.select([listening], [], [], _LOOK_AROUND)[0]:
                break
        else:
            return
        from app.demo.dav_servers import DavServers
        from app.demo.shelves import fill

        fill(self._folder, self._user, datetime.now().astimezone())
        servers = self._servers = DavServers(self._folder, self._user, self._password, context, listening)
        if not self._ended.is_set():
            with contextlib.suppress(OSError):
                servers.run()
        logger.info("demo_dav_ended")
