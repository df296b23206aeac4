"""The whole way of a message: submission over TLS, LMTP, Dovecot, and read by IMAP in the recipient's mailbox."""

from __future__ import annotations

import imaplib
import ssl

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Security, Service
from sync.model.ids import AccountId, BlobName, new_operation_id
from sync.model.mail import Address, Draft
from sync.model.operations import Octets, RemoteOperation, SendMessage
from sync.protocols.base import Secret, Surroundings
from sync.protocols.smtp.submission import SmtpSubmission
from tests.servers.dovecot import PASSWORDS, Dovecot
from tests.servers.submission import submission_to

pytestmark = pytest.mark.server

ALICE, ZOE = "alice@exemple.fr", "zoe@exemple.fr"
MESSAGE = "From: alice@exemple.fr\r\nTo: zoe@exemple.fr\r\nSubject: Été\r\nMessage-ID: <trajet-{n}@x>\r\n\r\nÀ bientôt\r\n.\r\n"


@pytest.mark.parametrize("security", list(Security))
async def test_alice_writes_and_zoe_reads(dovecot: Dovecot, security: Security) -> None:
    message = (
        MESSAGE.replace("{n}", security.value).replace("Subject: Été", "Subject: =?utf-8?Q?=C3=89t=C3=A9?=").encode()
    )
    with submission_to(dovecot) as server:
        port = server.tls_port if security is Security.TLS else server.starttls_port
        endpoint = Endpoint(Service.SUBMISSION, "smtp", server.host, port, security, ALICE)
        account = Account(AccountId(1), ALICE, "Essai", "generic", (endpoint,), Identity(ALICE))

        async def secret(renew: bool) -> Secret:
            return Secret("password", PASSWORDS[ALICE])

        protocol = SmtpSubmission(Surroundings(account, endpoint, secret, dovecot.authority.trust))
        intention = SendMessage("d", Draft(Address("", ALICE)), BlobName(b""), (ZOE,), ALICE)
        await protocol.apply(RemoteOperation(new_operation_id(), intention, payload=Octets(message)))
    assert message in _mail_of(dovecot, ZOE)


def _mail_of(dovecot: Dovecot, user: str) -> bytes:
    context = ssl.create_default_context(cafile=str(dovecot.authority.trust))
    with imaplib.IMAP4_SSL("localhost", dovecot.imaps, ssl_context=context, timeout=20) as imap:
        imap.authenticate("PLAIN", lambda _: b"\0" + user.encode() + b"\0" + PASSWORDS[user].encode())
        imap.select(readonly=True)
        return b"".join(part[1] for part in imap.fetch("1:*", "(BODY.PEEK[])")[1] if isinstance(part, tuple))
