"""Editors of documents."""
