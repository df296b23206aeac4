"""Cyrus on loopback with throw-away data: JMAP with event source, CalDAV, CardDAV and IMAP, in a private root of Debian 13."""

from __future__ import annotations

import asyncio
import contextlib
import imaplib
import os
import shutil
import smtplib
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.authority import Authority
from tests.servers.debian_root import folder_inside, inside, private_root, seen
from tests.servers.dovecot import PASSWORDS
from tests.servers.ports import HOST, free_ports, wait_for

SUITE = "trixie"
"""Debian 13: the Cyrus of Debian 12 was compiled without push."""
PACKAGES = ("cyrus-imapd", "cyrus-caldav", "libsasl2-modules", "libsasl2-modules-db", "sasl2-bin")
_PROGRAMS = "/usr/lib/cyrus/bin"


@dataclass
class Post:
    """The mail server that Cyrus hands messages to: takes those for `known` addresses, refuses the others."""

    port: int
    known: set[str]
    taken: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)

    def to(self, recipient: str) -> list[bytes]:
        """What came for a recipient."""
        return [raw for recipients, raw in self.taken if recipient in recipients]


@dataclass
class Cyrus:
    """A running Cyrus. Users and passwords are those of `dovecot.PASSWORDS`; `authority.trust` is what its clients trust."""

    folder: Path
    root: Path
    authority: Authority
    https: int
    imaps: int
    lmtp: int
    sieve: int
    post: Post

    def deliver(self, user: str, raw: bytes) -> None:
        """Deliver a message by LMTP, as if it came from outside."""
        with smtplib.LMTP(HOST, self.lmtp) as lmtp:
            lmtp.sendmail("dehors@exemple.net", [user], raw)

    def forget_deleted(self) -> None:
        """Let go of everything deleted, now: cursors from before are no longer known then."""
        conf = seen(self.root, self.folder / "imapd.conf")
        command = (f"{_PROGRAMS}/cyr_expire", "-C", conf, "-E", "0", "-X", "0", "-D", "0")
        subprocess.run(inside(self.root, *command), check=True, capture_output=True)


@contextlib.contextmanager
def running_cyrus() -> Iterator[Cyrus]:
    """Start a Cyrus and stop it at the end. Raises `NoRoot` where it cannot run."""
    root = private_root("cyrus", SUITE, PACKAGES, "usr/lib/cyrus/bin/master")
    with folder_inside(root, "cyrus") as folder, _post() as post:
        authority, here = Authority(folder), seen(root, folder)
        imaps, https, lmtp, sieve = free_ports(4)
        _configure(folder, here, authority, (imaps, https, lmtp, sieve, post.port))
        for user, password in PASSWORDS.items():
            name, _, domain = user.partition("@")
            subprocess.run(
                inside(root, "/usr/sbin/saslpasswd2", "-p", "-c", "-f", f"{here}/sasldb2", "-u", domain, name),
                input=password.encode(), check=True, capture_output=True,
            )  # fmt: skip
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534, follow_symlinks=False)
        with _syslog(root, folder / "syslog"), (folder / "output").open("wb") as output:
            process = subprocess.Popen(
                inside(
                    root, f"{_PROGRAMS}/master", "-C", f"{here}/imapd.conf", "-M", f"{here}/cyrus.conf",
                    "-p", f"{here}/conf/master.pid", "-l", "64", "-D", alone=True,
                ),
                stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
            try:
                for port in (imaps, https, lmtp, sieve):
                    wait_for(port)
                for user, password in PASSWORDS.items():
                    _first_login(authority, imaps, user, password)
                yield Cyrus(folder, root, authority, https, imaps, lmtp, sieve, post)
            finally:
                process.terminate()
                process.wait()


def _first_login(authority: Authority, imaps: int, user: str, password: str) -> None:
    """Sign in once: that is when Cyrus makes the inbox and what goes with it."""
    context = ssl.create_default_context(cafile=authority.trust)
    with imaplib.IMAP4_SSL("localhost", imaps, ssl_context=context, timeout=20) as imap:
        imap.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())


def _configure(folder: Path, here: str, authority: Authority, ports: tuple[int, int, int, int, int]) -> None:
    imaps, https, lmtp, sieve, smtp = ports
    good = authority.good()
    for name in ("db", "proc", "socket", "log", "lock", "msg", "ptclient", "quota", "user", "sieve"):
        (folder / "conf" / name).mkdir(parents=True)
    for name in ("spool", "search"):
        (folder / name).mkdir()
    shutil.copy(good.chain, folder / "cert.pem")
    shutil.copy(good.key, folder / "cert.key")
    settings = {
        "configdirectory": f"{here}/conf", "partition-default": f"{here}/spool", "defaultpartition": "default",
        "sievedir": f"{here}/conf/sieve", "cyrus_user": "nobody", "cyrus_group": "nogroup", "admins": "cyrus",
        "virtdomains": "userid", "unixhierarchysep": "yes", "altnamespace": "yes", "servername": "localhost",
        "allowplaintext": "no", "allowstarttls": "on", "sasl_pwcheck_method": "auxprop", "sasl_auxprop_plugin": "sasldb",
        "sasl_sasldb_path": f"{here}/sasldb2", "sasl_mech_list": "PLAIN LOGIN SCRAM-SHA-256",
        "tls_server_cert": f"{here}/cert.pem", "tls_server_key": f"{here}/cert.key",
        "httpmodules": "caldav carddav jmap", "httpallowcompress": "yes",
        "caldav_allowscheduling": "on", "caldav_create_default": "yes", "caldav_create_sched": "yes",
        "calendar_user_address_set": "exemple.fr", "caldav_realm": "exemple",
        "munge8bit": "no", "conversations": "yes", "conversations_db": "twoskip",
        "jmap_pushpoll": "1s", "jmapsubmission_deleteonsend": "no",
        "search_engine": "xapian", "defaultsearchtier": "t1", "t1searchpartition-default": f"{here}/search",
        "sync_log": "on", "sync_log_channels": "squatter",
        "autocreate_quota": "2000000", "autocreate_post": "yes",
        "autocreate_inbox_folders": "Sent | Drafts | Trash | Junk | Archive",
        "autocreate_subscribe_folders": "Sent | Drafts | Trash | Junk | Archive",
        "xlist-sent": "Sent", "xlist-drafts": "Drafts", "xlist-trash": "Trash", "xlist-junk": "Junk",
        "xlist-archive": "Archive", "specialusealways": "yes", "expunge_mode": "delayed", "delete_mode": "delayed",
        "lmtp_downcase_rcpt": "yes", "lmtpsocket": f"{here}/conf/socket/lmtp", "idlesocket": f"{here}/conf/socket/idle",
        "notifysocket": f"{here}/conf/socket/notify", "smtp_backend": "host", "smtp_host": f"{HOST}:{smtp}",
        "event_groups": "message mailbox flags calendar applepushservice", "maxlogins_per_host": "0",
    }  # fmt: skip
    (folder / "imapd.conf").write_text("".join(f"{name}: {value}\n" for name, value in settings.items()))
    conf = f"-C {here}/imapd.conf"
    services = (
        f'  imaps cmd="{_PROGRAMS}/imapd {conf} -s -U 100" listen="{HOST}:{imaps}" prefork=1\n'
        f'  https cmd="{_PROGRAMS}/httpd {conf} -s -U 100" listen="{HOST}:{https}" prefork=2\n'
        f'  lmtp cmd="{_PROGRAMS}/lmtpd {conf} -a -U 1000" listen="{HOST}:{lmtp}" prefork=1\n'
        f'  sieve cmd="{_PROGRAMS}/timsieved {conf}" listen="{HOST}:{sieve}" prefork=0\n'
        f'  notify cmd="{_PROGRAMS}/notifyd {conf}" listen="{here}/conf/socket/notify" proto="udp" prefork=1\n'
    )
    (folder / "cyrus.conf").write_text(
        f'START {{\n  recover cmd="{_PROGRAMS}/ctl_cyrusdb {conf} -r"\n  idled cmd="{_PROGRAMS}/idled {conf}"\n}}\n'
        f"SERVICES {{\n{services}}}\n"
        f'DAEMON {{\n  squatter cmd="{_PROGRAMS}/squatter {conf} -R"\n}}\n'
        f'EVENTS {{\n  checkpoint cmd="{_PROGRAMS}/ctl_cyrusdb {conf} -c" period=30\n}}\n'
    )


@contextlib.contextmanager
def _syslog(root: Path, log: Path) -> Iterator[None]:
    """Take what Cyrus logs, which it does to /dev/log only, and keep it beside its data."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    place = os.open(root / "dev", os.O_RDONLY)
    path = f"/proc/self/fd/{place}/log"  # the names of sockets are short (108 octets), those of folders need not be
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    listening.bind(path)
    os.chmod(path, 0o666)

    def take() -> None:
        with log.open("ab") as file, contextlib.suppress(OSError):
            while line := listening.recv(8192):
                file.write(line + b"\n")
                file.flush()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    try:
        yield
    finally:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ending:
            ending.sendto(b"", path)
        thread.join(2)
        listening.close()
        os.close(place)


@contextlib.contextmanager
def _post() -> Iterator[Post]:
    """A mail server in a thread that speaks just enough SMTP (RFC 5321) for Cyrus to hand a message over."""
    started = threading.Event()
    found: list[Post] = []
    stop: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        post = Post(0, set(PASSWORDS))
        server = await asyncio.start_server(lambda reader, writer: _talk(post, reader, writer), HOST, 0)
        post.port = server.sockets[0].getsockname()[1]
        ended = asyncio.Event()
        found.append(post)
        stop.append((asyncio.get_running_loop(), ended))
        started.set()
        await ended.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    started.wait(5)
    try:
        yield found[0]
    finally:
        loop, ended = stop[0]
        loop.call_soon_threadsafe(ended.set)
        thread.join(5)


async def _talk(post: Post, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    recipients: list[str] = []
    writer.write(b"220 exemple.fr ESMTP\r\n")
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        while line := (await reader.readline()).decode("utf-8", "replace").strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                writer.write(b"250-exemple.fr\r\n250-8BITMIME\r\n250-SIZE 26214400\r\n250 ENHANCEDSTATUSCODES\r\n")
            elif verb.startswith("RCPT TO"):
                recipient = line.partition("<")[2].partition(">")[0]
                if recipient in post.known:
                    recipients.append(recipient)
                    writer.write(b"250 2.1.5 ok\r\n")
                else:
                    writer.write(b"550 5.1.1 no such person\r\n")
            elif verb == "DATA":
                writer.write(b"354 go on\r\n")
                raw = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
                post.taken.append((tuple(recipients), raw))
                writer.write(b"250 2.0.0 taken\r\n")
            elif verb == "QUIT":
                writer.write(b"221 2.0.0 bye\r\n")
                break
            else:
                if verb in ("RSET", "HELO") or verb.startswith("MAIL"):
                    recipients = []
                writer.write(b"250 2.0.0 ok\r\n")
            await writer.drain()
    writer.close()
