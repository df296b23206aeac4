"""The whole protocol between the roles: commands, replies, notices, failures; one file per service, one vocabulary.

Frames are a 4-byte big-endian length and a msgpack body of at most 8 MiB (`sync.rpc.codec`). Every frame that asks
carries a number; its `Answer` or `Failure` carries the same. Unknown fields are refused. A command that changes something
carries the operation's id, so that sending it again is harmless.
"""

from __future__ import annotations

from typing import TypeAlias

from sync.model.faults import Parameter
from sync.rpc.messages.accounts import *
from sync.rpc.messages.agenda import *
from sync.rpc.messages.carrying import *
from sync.rpc.messages.chat import *
from sync.rpc.messages.contacts import *
from sync.rpc.messages.documents import *
from sync.rpc.messages.drives import *
from sync.rpc.messages.frame import *
from sync.rpc.messages.handshake import *
from sync.rpc.messages.mail import *
from sync.rpc.messages.notices import *
from sync.rpc.messages.outbox import *
from sync.rpc.messages.parsing import *
from sync.rpc.messages.rules import *
from sync.rpc.messages.seals import *
from sync.rpc.messages.session import *
from sync.rpc.messages.trust import *

PROTOCOL_VERSION = 1

Command: TypeAlias = (
    SessionCommand | AccountCommand | OutboxCommand | MailCommand | RuleCommand | AgendaCommand | ContactCommand
    | DriveCommand | ChatCommand | TrustCommand | DocumentCommand | SealCommand | CarryingCommand
)  # fmt: skip

Reply: TypeAlias = (
    SessionReply | AccountReply | OutboxReply | MailReply | ContactReply | RuleReply | DriveReply | ChatReply | TrustReply
    | DocumentReply | SealReply | CarryingReply
)  # fmt: skip


class Ask(Frame):
    """A command or parse request under a number."""

    number: int
    body: Command | Parse


class Answer(Frame):
    """The answer to the ask of that number."""

    number: int
    body: Reply | Parsed


class Failure(Frame):
    """The fault that the ask of that number met."""

    number: int
    kind: str
    code: str
    parameters: dict[str, Parameter]
    retry_after: float = 0.0


class Tell(Frame):
    """A notice; nobody answers."""

    body: Notice


Any: TypeAlias = Challenge | Hello | Welcome | Ask | Answer | Failure | Tell
