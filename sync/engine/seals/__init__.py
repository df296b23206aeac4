"""Sealed letters: signing, encrypting, opening; the keys for it. What strangers wrote is taken apart by the parser alone."""
