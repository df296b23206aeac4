"""What a SELECT tells about a mailbox, and what changed in it since a known state (RFC 7162 QRESYNC)."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.transport.imap import sets
from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Malformed
from sync.transport.imap.syntax import Value, first, items, number, octets


@dataclass(slots=True)
class Selected:
    """The selected mailbox. `modseq` 0: the server keeps none for it. `uid_next` 0: it did not tell."""

    name: str
    uid_validity: int = 0
    uid_next: int = 0
    modseq: int = 0
    exists: int = 0
    read_only: bool = False
    permanent: frozenset[bytes] | None = None
    """Flags that can be kept for good, in lower case; None: the server did not tell, so all."""
    vanished: list[int] = field(default_factory=list)
    changed: list[dict[bytes, Value]] = field(default_factory=list)

    def take(self, response: Response) -> bool:
        """Note what an untagged response to SELECT tells."""
        if response.is_status:
            self._note(response)
            return response.kind == b"OK"
        if response.kind == b"EXISTS":
            self.exists = response.number
        elif response.kind == b"FETCH":
            self.changed.append(response.fetched)
        elif response.kind == b"VANISHED":
            self.vanished.extend(vanished(response, below=self.uid_next or 1 << 32))
        else:
            return response.kind in {b"FLAGS", b"RECENT"}
        return True

    def finish(self, tagged: Response) -> None:
        """Note what the tagged OK tells."""
        self._note(tagged)

    def allows(self, flag: bytes) -> bool:
        """Whether the mailbox can keep `flag`."""
        return (
            self.permanent is None
            or flag.lower() in self.permanent
            or (b"\\*" in self.permanent and not flag.startswith(b"\\"))
        )

    def _note(self, response: Response) -> None:
        match response.code:
            case b"UIDVALIDITY":
                self.uid_validity = number(first(response.arguments))
            case b"UIDNEXT":
                self.uid_next = number(first(response.arguments))
            case b"HIGHESTMODSEQ":
                self.modseq = number(first(response.arguments))
            case b"NOMODSEQ":
                self.modseq = 0
            case b"READ-ONLY":
                self.read_only = True
            case b"PERMANENTFLAGS":
                self.permanent = frozenset(octets(flag).lower() for flag in items(first(response.arguments)))
            case _:
                pass


def vanished(response: Response, below: int) -> list[int]:
    """Return the UIDs under `below` of a VANISHED response."""
    values = response.values
    if not values:
        raise Malformed("bad_vanished")
    return sets.from_text(octets(values[-1]), below)
