"""Secrets: the system keyring holds one key slot of the vault; passwords and tokens are in the encrypted store.

The keyring is asked one thing at a time and never without a time limit: some keyrings answer parallel requests with
nonsense, some never answer at all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sync.model.faults import StoreFault

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_log = logging.getLogger(__name__)
_SERVICE = "ecritoire"
_UNSAFE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt", "keyring.backends.chainer")
PATIENCE = 60.0
"""Seconds: a locked keyring shows a question of its own to the person."""


class Credentials(Protocol):
    """Where the vault's keyring slot has its secret. Same methods as `sync.store.vault.KeySlotKeyring`, and one more."""

    def usable(self) -> bool:
        """Return whether this machine has a keyring that keeps secrets."""

    def get(self) -> bytes | None:
        """Return the bytes kept, None where there are none. Raises `StoreFault("keyring_unavailable")`."""

    def set(self, value: bytes, /) -> None:
        """Keep `value`. Raises `StoreFault("keyring_unavailable")`."""

    def delete(self) -> None:
        """Forget what is kept. Raises `StoreFault("keyring_unavailable")`."""


class SystemKeyring:
    """The person's keyring (Secret Service, Windows Credential Manager), for one profile. Blocking: call it in a thread."""

    _one_at_a_time = threading.Lock()

    def __init__(self, profile: Path, *, patience: float = PATIENCE, backend: KeyringBackend | None = None) -> None:
        self._user = "vault-" + hashlib.sha256(str(profile.absolute()).encode()).hexdigest()[:16]
        self._patience = patience
        self._backend = backend

    def usable(self) -> bool:
        """Return whether there is a keyring, and one that encrypts: never a silent plain file."""
        try:
            backend = self._ask(self._chosen)
        except StoreFault:
            return False
        return not type(backend).__module__.startswith(_UNSAFE)

    def get(self) -> bytes | None:
        """Return the bytes kept, None where there are none or they are not ours."""
        kept = self._ask(lambda: self._safe().get_password(_SERVICE, self._user))
        if kept is None:
            return None
        try:
            return base64.b64decode(kept, validate=True)
        except binascii.Error:
            return None

    def set(self, value: bytes, /) -> None:
        """Keep `value`."""
        text = base64.b64encode(value).decode()
        self._ask(lambda: self._safe().set_password(_SERVICE, self._user, text))

    def delete(self) -> None:
        """Forget what is kept; nothing kept is fine."""
        if self.get() is not None:
            self._ask(lambda: self._safe().delete_password(_SERVICE, self._user))

    def _chosen(self) -> KeyringBackend:
        import keyring

        return self._backend if self._backend is not None else keyring.get_keyring()

    def _safe(self) -> KeyringBackend:
        backend = self._chosen()
        if type(backend).__module__.startswith(_UNSAFE):
            raise StoreFault("keyring_unavailable")
        return backend

    def _ask(self, question: Callable[[], T]) -> T:
        """Run `question` in a thread of its own, so that a keyring that hangs is left behind."""
        answered: list[T] = []
        failed: list[BaseException] = []

        def run() -> None:
            from keyring.errors import KeyringError  # here, beside the rest of the start, and only where it is asked

            try:
                answered.append(question())
            except (KeyringError, StoreFault, OSError, RuntimeError, ValueError) as error:
                failed.append(error)

        if not self._one_at_a_time.acquire(timeout=self._patience):
            raise StoreFault("keyring_unavailable")
        try:
            thread = threading.Thread(target=run, name="keyring", daemon=True)
            thread.start()
            thread.join(self._patience)
        finally:
            self._one_at_a_time.release()
        if answered:
            return answered[0]
        if failed:
            _log.warning("keyring: %s", type(failed[0]).__name__)
        raise StoreFault("keyring_unavailable")


class NoKeyring:
    """For machines and modes without a keyring: the passphrase is the way in."""

    def usable(self) -> bool:
        """Return False."""
        return False

    def get(self) -> bytes | None:
        """Raise `StoreFault("keyring_unavailable")`."""
        raise StoreFault("keyring_unavailable")

    def set(self, value: bytes, /) -> None:
        """Raise `StoreFault("keyring_unavailable")`."""
        raise StoreFault("keyring_unavailable")

    def delete(self) -> None:
        """Raise `StoreFault("keyring_unavailable")`."""
        raise StoreFault("keyring_unavailable")
