"""The first frames of a connection: each side proves that it knows the link key."""

from __future__ import annotations

from sync.rpc.messages.frame import Frame


class Challenge(Frame):
    """Listener → caller: prove that you know the link key."""

    nonce: bytes
    protocol: int


class Hello(Frame):
    """Caller → listener: HMAC-SHA256 of the nonce, who I am (`desktop`, `cli`, `parser`) and a nonce for you."""

    role: str
    proof: bytes
    nonce: bytes
    protocol: int


class Welcome(Frame):
    """Listener → caller: the listener's own proof, versions, and whether the store is unlocked."""

    proof: bytes
    protocol: int
    schema: int
    version: str
    unlocked: bool
