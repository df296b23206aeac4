"""Bytes from outside to model objects and back: pure functions, run in the parser role."""
