"""Courrier: folders, list, reader, composer."""
