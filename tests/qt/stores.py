"""Stores for tests of the window: a real encrypted one, filled as the engine would fill it."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sync.model.accounts import Account, AccountCondition, Endpoint, Identity, Service
from sync.model.changes import Change
from sync.model.collections import Collection, Role
from sync.model.faults import Fault
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, RemoteId, new_operation_id
from sync.model.mail import Address, BlobName, Draft, Envelope, Flag, MessageTruth
from sync.model.operations import ChangeFlags, Intention, Operation, OperationState, SendMessage
from sync.store import connection as store
from sync.store.blobs import BlobWriter
from sync.store.connection import Connection
from sync.store.keys import Keys
from sync.store.read import mailboxes as read_mailboxes
from sync.store.vault import Vault
from sync.store.write import accounts, collections, drafts, index, mail, outbox

ME = Address("Camille Perrin", "camille.perrin@ille-et-vilaine.exemple")
NOW = int(time.time())


@dataclass(frozen=True)
class Letter:
    """A message of the mailbox, in short."""

    sender: Address
    subject: str
    ago: int
    """Minutes."""
    seen: bool = False
    list_id: str = ""


CLAIRE = Address("Claire Morvan", "claire.morvan@bretagne.exemple")
YANN = Address("Yann Le Goff", "yann.legoff@mairie-vezin.exemple")
LETTERS = (
    Letter(CLAIRE, "Rapport d’inspection – site de Vezin", 18),
    Letter(YANN, "Budget primitif : pièces manquantes", 95),
    Letter(Address("Préfecture 35 – Standard", "standard@prefecture35.exemple"), "Réunion de sécurité jeudi", 260),
    Letter(Address("Fatou Diallo", "fatou.diallo@bretagne.exemple"), "Re: convention avec la métropole", 1500),
    Letter(
        Address("Veille réglementaire", "veille@listes.exemple"), "Lettre n° 312", 1600, list_id="veille.listes.exemple"
    ),
    Letter(Address("", "ne-pas-repondre@courrier.exemple"), "Votre document est prêt", 1700),
    Letter(CLAIRE, "Photos de la visite", 3000, seen=True),
)


@dataclass
class FilledStore:
    """A profile with its key; `change` runs one writing transaction as the engine would."""

    profile: Path
    keys: Keys
    account: AccountId = AccountId(0)
    inbox: CollectionId = CollectionId(0)

    def change(self, function: object, *arguments: object, **named: object) -> object:
        with closing(store.open_writer(self.profile, self.keys)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            result = function(connection, *arguments, **named)  # type: ignore[operator]
            connection.execute("COMMIT")
            return result

    def put(self, content: bytes) -> BlobName:
        """Keep bytes as a blob."""

        def write(connection: Connection) -> BlobName:
            blobs = BlobWriter(self.profile, self.keys)
            blobs.open(connection)
            try:
                name, _ = blobs.put(connection, content)
                blobs.flush()
            finally:
                blobs.close()
            return name

        return self.change(write)  # type: ignore[return-value]

    def add_account(self) -> None:
        """Add an account with mailboxes and letters."""
        account = Account(
            AccountId(0), ME.address, "Préfecture 35", "generic",
            (Endpoint(Service.MAIL, "imap", "imap.exemple", 993), Endpoint(Service.SUBMISSION, "smtp", "smtp.exemple", 465)),
            Identity(ME.address, ME.name, "<p>Camille Perrin<br>Inspectrice</p>"),
        )  # fmt: skip
        self.account = self.change(accounts.add_account, account)  # type: ignore[assignment]
        boxes = [
            Collection(RemoteId("INBOX"), Service.MAIL, "INBOX", Role.INBOX),
            Collection(RemoteId("Drafts"), Service.MAIL, "Drafts", Role.DRAFTS),
            Collection(RemoteId("Sent"), Service.MAIL, "Sent", Role.SENT),
            Collection(RemoteId("Archive"), Service.MAIL, "Archive", Role.ARCHIVE),
            Collection(RemoteId("Trash"), Service.MAIL, "Trash", Role.TRASH),
        ]
        self.change(collections.store_collections, self.account, Service.MAIL, boxes)
        with closing(store.open_reader(self.profile, self.keys)) as connection:
            inbox = read_mailboxes.by_role(connection, self.account, Role.INBOX)
        assert inbox is not None
        self.inbox = inbox
        changes = []
        for place, letter in enumerate(LETTERS):
            when = NOW - letter.ago * 60
            envelope = Envelope(letter.subject, letter.sender, (ME,), date=when, list_id=letter.list_id)
            truth = MessageTruth(Flag.SEEN if letter.seen else Flag.NONE, frozenset(), when, 20_000, b"")
            changes.append((Change(RemoteId(f"1:{place + 1}"), "1", truth), envelope))
        page = self.change(mail.store_page, self.inbox, changes, cursor=b"1", complete=True, expected=len(changes))
        ids: list[ItemId] = list(page.new)  # type: ignore[attr-defined]
        with closing(store.open_search_writer(self.profile, self.keys)) as search:
            documents = [index.Document(item, envelope) for item, (_, envelope) in zip(ids, changes, strict=True)]
            search.execute("BEGIN")
            index.index(search, documents)
            search.execute("COMMIT")
        self.letters = ids

    def set_condition(self, condition: AccountCondition, fault: Fault | None = None) -> None:
        """Say how the account is doing."""
        self.change(accounts.set_condition, self.account, condition, fault)

    def keep_draft(self, subject: str = "Note sur le site de Vezin") -> None:
        """Leave a message half-written."""
        self.change(drafts.keep, "d1", self.account, Draft(ME, (CLAIRE,), subject=subject, text="Bonjour,"))

    def queue(
        self, intention: Intention, state: OperationState = OperationState.QUEUED, fault: Fault | None = None
    ) -> OperationId:
        """Put an operation into the outbox."""
        operation = Operation(new_operation_id(), self.account, intention, created=(NOW - 600) * 1000)
        self.change(outbox.add, operation)
        if state is not OperationState.QUEUED or fault is not None:
            self.change(outbox.set_state, operation.id, state, fault=fault, attempt=True)
        return operation.id

    def sending(self, subject: str) -> SendMessage:
        """Return the intention to send a message."""
        draft = Draft(ME, (CLAIRE,), subject=subject, text="Bonjour,")
        return SendMessage("k" + subject, draft, BlobName(b"\0" * 32), (CLAIRE.address,), ME.address)

    def marking(self, count: int = 2) -> ChangeFlags:
        """Return the intention to mark messages as read."""
        return ChangeFlags(tuple(self.letters[:count]), add=Flag.SEEN)


def make_store(profile: Path) -> FilledStore:
    """Return a fresh, empty store."""
    _, data_key, _ = Vault.create(profile, passphrase="ardoise craie", keyring=None, argon_memory_kib=64)
    keys = Keys(data_key)
    store.create(profile, keys)
    return FilledStore(profile, keys)
