"""The store, its keys, the settings and the engine itself."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class StoreState(Frame):
    """Ask what there is on this machine → `StoreStateAnswer`."""


class CreateStore(Frame):
    """Create the store with a random key, wrapped by the keyring and/or a passphrase → `StoreKey` with the recovery code."""

    passphrase: str
    use_keyring: bool


class Unlock(Frame):
    """Unlock by keyring (all empty), passphrase or recovery code → `StoreKey`."""

    passphrase: str = ""
    recovery_code: str = ""


class GetStoreKey(Frame):
    """Ask for the key of the already unlocked store → `StoreKey` (a desktop that starts beside a running engine)."""


class Lock(Frame):
    """Lock now: the engine answers, then ends with its keys; the supervisor starts a locked one."""


class ChangePassphrase(Frame):
    """Rewrap the data key. Empty `new` removes the passphrase slot (only where the keyring slot exists)."""

    old: str
    new: str


class UseKeyring(Frame):
    """Add or remove the system keyring's slot."""

    wanted: bool


class NewRecoveryCode(Frame):
    """Replace the recovery code → `RecoveryCode`."""


class BackUp(Frame):
    """Write an encrypted backup of the whole store to `path` → `Done`. Progress comes as notices."""

    path: str


class GetSettings(Frame):
    """Ask for all settings → `SettingsAnswer`."""


class ChangeSetting(Frame):
    """Keep one setting (JSON value)."""

    name: str
    value: str


class SyncNow(Frame):
    """Run a cycle at once (0: all accounts; collection 0: all)."""

    account: int = 0
    collection: int = 0


class Rest(Frame):
    """Wait until nothing is under way any more, neither cycles nor outbox nor contents nor index → `Done`."""


class Watching(Frame):
    """Tell which mailbox the user looks at: it is synchronised first and kept fresh (0: none)."""

    collection: int


class SetOffline(Frame):
    """Work offline on purpose, or end that."""

    offline: bool


class Diagnose(Frame):
    """What an administrator wants to know, without personal content → `Diagnosis`."""


class Stop(Frame):
    """Finish the transaction and end."""


class StoreStateAnswer(Frame):
    """`exists`, `unlocked`, which slots there are, whether this machine has a usable keyring, and a fault, if any."""

    exists: bool
    unlocked: bool
    keyring_slot: bool
    passphrase_slot: bool
    keyring_usable: bool
    fault_code: str = ""


class StoreKey(Frame):
    """The store's data key for the desktop's read-only connections; the recovery code right after creation."""

    key: bytes
    recovery_code: str = ""


class RecoveryCode(Frame):
    """The new recovery code, to be shown once."""

    code: str


class SettingsAnswer(Frame):
    """All settings as JSON values, and the names fixed by policy."""

    values: dict[str, str]
    fixed: list[str]


class Diagnosis(Frame):
    """JSON object for `ecritoire doctor`."""

    report: bytes


SessionCommand: TypeAlias = (
    StoreState | CreateStore | Unlock | GetStoreKey | Lock | ChangePassphrase | UseKeyring | NewRecoveryCode
    | BackUp | GetSettings | ChangeSetting | SyncNow | Rest | Watching | SetOffline | Diagnose | Stop
)  # fmt: skip
SessionReply: TypeAlias = StoreStateAnswer | StoreKey | RecoveryCode | SettingsAnswer | Diagnosis
