"""Dovecot on loopback with throw-away data: IMAP, IMAPS, LMTP, ManageSieve, shared mailboxes, quota."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import smtplib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.authority import Authority
from tests.servers.letters import letters
from tests.servers.ports import HOST, free_ports, open_folder, wait_for

PASSWORDS = {
    "alice@exemple.fr": "alice-Secret-1",
    "bob@exemple.fr": "bob-Secret-2",
    "zoe@exemple.fr": "clé «été» & 7%",
}

_UNCHROOTED = "\n".join(
    f"service {name} {{\n  chroot =\n}}" for name in ("anvil", "imap-login", "managesieve-login", "ipc")
)


def installed() -> bool:
    """Whether this machine has Dovecot with what the tests need."""
    return shutil.which("dovecot") is not None and Path("/usr/lib/dovecot/lmtp").exists()


@dataclass
class Dovecot:
    """A running Dovecot. Users and passwords are in `PASSWORDS`; `authority.trust` is what its clients trust."""

    folder: Path
    authority: Authority
    imap: int
    imaps: int
    lmtp: int
    sieve: int
    process: subprocess.Popen[bytes]

    @property
    def configuration(self) -> Path:
        return self.folder / "dovecot.conf"

    def deliver(self, user: str, raw: bytes) -> None:
        """Deliver a message by LMTP, as if it came from outside."""
        with smtplib.LMTP(HOST, self.lmtp) as lmtp:
            lmtp.sendmail("dehors@exemple.net", [user], raw)

    def seed(self, user: str, count: int, *, mailbox: str = "", first: int = 0) -> None:
        """Write `count` messages straight into the Maildir (oldest first) and let Dovecot index them."""
        maildir = self.maildir(user) / (f".{mailbox}" if mailbox else "")
        for name in ("cur", "new", "tmp"):
            (maildir / name).mkdir(parents=True, exist_ok=True)
        for index, raw in enumerate(letters(count, first), first):
            received = 1_700_000_000 + index * 600
            path = maildir / "cur" / f"{received}.M{index}P1.exemple,S={len(raw)}:2,{'S' if index % 3 else ''}"
            path.write_bytes(raw)
            os.utime(path, (received, received))
        self._own(self._home(user))
        self.doveadm("index", "-u", user, mailbox or "INBOX")

    def maildir(self, user: str) -> Path:
        """Return where the messages of a user are."""
        return self._home(user) / "Maildir"

    def doveadm(self, *arguments: str) -> str:
        """Run doveadm and return what it says."""
        command = ["doveadm", "-c", str(self.configuration), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def pause(self) -> None:
        """Stop every process of the server (they keep their connections)."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a paused server go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        os.killpg(self.process.pid, number)

    def _home(self, user: str) -> Path:
        return self.folder / "home" / user.partition("@")[0]

    def _own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for path in (folder, *folder.rglob("*")):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)


@dataclass(frozen=True)
class Introspection:
    """Where a Dovecot asks about access tokens (RFC 7662), and the authority that it trusts for that."""

    url: str
    trust: Path
    username: str = "username"
    """Which member of the answer says who it is."""


@contextlib.contextmanager
def running_dovecot(*, quota: str = "", introspection: Introspection | None = None) -> Iterator[Dovecot]:
    """Start a Dovecot and stop it at the end. `quota` is a storage limit such as "1M" (empty: none); `introspection` lets
    access tokens count beside passwords."""
    with open_folder("dovecot") as folder:
        authority = Authority(folder)
        imap, imaps, lmtp, sieve = free_ports(4)
        _configure(folder, authority, (imap, imaps, lmtp, sieve), quota, introspection)
        with (folder / "output").open("wb") as output:
            process = subprocess.Popen(
                ["dovecot", "-F", "-c", str(folder / "dovecot.conf")],
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        server = Dovecot(folder, authority, imap, imaps, lmtp, sieve, process)
        try:
            for port, greeting in ((imap, b"* OK"), (lmtp, b"220"), (sieve, b'"IMPL')):
                wait_for(port, greeting=greeting)
            yield server
        finally:
            server.resume()
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _configure(
    folder: Path, authority: Authority, ports: tuple[int, int, int, int], quota: str, introspection: Introspection | None
) -> None:
    me = pwd.getpwuid(os.geteuid())
    root = me.pw_uid == 0
    mail = pwd.getpwnam("nobody") if root else me
    group = "nogroup" if root else _group(me.pw_gid)
    internal, login = ("dovecot", "dovenull") if root else (me.pw_name, me.pw_name)
    good = authority.good()
    for name in ("home", "run", "state", "public/.Annonces/cur", "public/.Annonces/new", "public/.Annonces/tmp"):
        (folder / name).mkdir(parents=True)
    users = (
        f"{user}:{{PLAIN}}{password}:{mail.pw_uid}:{mail.pw_gid}::{folder}/home/{user.partition('@')[0]}::"
        for user, password in PASSWORDS.items()
    )
    (folder / "users").write_text("\n".join(users) + "\n")
    (folder / "public/.Annonces/dovecot-acl").write_text("user=alice@exemple.fr lrwstipekxa\nauthenticated lrs\n")
    (folder / "shared.db").touch()
    if root:
        for path in (folder, folder / "home", folder / "shared.db", *(folder / "public").rglob("*"), folder / "public"):
            os.chown(path, mail.pw_uid, mail.pw_gid)
    imap, imaps, lmtp, sieve = ports
    if introspection is not None:
        (folder / "tokens.conf").write_text(
            f"introspection_url = {introspection.url}\nintrospection_mode = post\nusername_attribute = {introspection.username}\n"
            f"tls_ca_cert_file = {introspection.trust}\nclient_id = dovecot\nclient_secret = introspection\n"
        )
    special = "\n".join(
        f"  mailbox {name} {{\n    special_use = \\{name}\n    auto = subscribe\n  }}"
        for name in ("Drafts", "Sent", "Junk", "Trash", "Archive")
    )
    (folder / "dovecot.conf").write_text(
        _CONFIGURATION.format(
            folder=folder,
            internal=internal,
            internal_group=_group(pwd.getpwnam(internal).pw_gid),
            login=login,
            certificate=good.chain,
            key=good.key,
            special=special,
            quota=f"quota = count:Boite\n  quota_vsizes = yes\n  quota_grace = 0\n  quota_rule = *:storage={quota or '100G'}",
            imap=imap,
            imaps=imaps,
            lmtp=lmtp,
            sieve=sieve,
            host=HOST,
            mail_group=group,
            tokens=_TOKENS.format(folder=folder) if introspection else "",
            unchrooted="" if root else _UNCHROOTED,
        )
    )


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name


_TOKENS = """\
auth_mechanisms = $auth_mechanisms oauthbearer xoauth2
passdb {{
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = {folder}/tokens.conf
}}
"""

_CONFIGURATION = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp sieve
listen = {host}
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
shutdown_clients = yes
mail_max_userip_connections = 500
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0
{tokens}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
}}
mail_location = maildir:~/Maildir
mail_home = {folder}/home/%Ln
mail_plugins = quota acl notify
mail_fsync = never
mailbox_list_index = yes
mail_always_cache_fields = flags date.received size.virtual imap.bodystructure hdr.date hdr.subject hdr.from hdr.to \
hdr.cc hdr.message-id hdr.in-reply-to hdr.references hdr.list-id
namespace inbox {{
  inbox = yes
  separator = /
  prefix =
{special}
}}
namespace shared {{
  type = shared
  separator = /
  prefix = Partages/%%n/
  location = maildir:%%h/Maildir:INDEXPVT=~/shared/%%u
  subscriptions = no
  list = children
}}
namespace public {{
  type = public
  separator = /
  prefix = Public/
  location = maildir:{folder}/public:INDEXPVT=~/public
  subscriptions = no
  list = yes
}}
plugin {{
  acl = vfile
  acl_shared_dict = file:{folder}/shared.db
  {quota}
  sieve = file:~/sieve;active=~/.dovecot.sieve
}}
protocol imap {{
  mail_plugins = $mail_plugins imap_quota imap_acl imap_zlib
}}
protocol lmtp {{
  mail_plugins = $mail_plugins sieve
  postmaster_address = postmaster@exemple.fr
}}
hostname = localhost
service imap-login {{
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service imap {{
  service_count = 50
  process_limit = 512
}}
service managesieve-login {{
  service_count = 0
  inet_listener sieve {{
    port = {sieve}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {host}
    port = {lmtp}
  }}
}}
service auth {{
  client_limit = 4096
  unix_listener auth-userdb {{
    mode = 0666
  }}
}}
service anvil {{
  client_limit = 4096
  # one wrong password must not slow every later sign-in from this machine
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
{unchrooted}
"""
