"""Discussions: rooms, timeline, composer."""
