"""Writes to the store, one function per transaction; imported by the engine alone."""
