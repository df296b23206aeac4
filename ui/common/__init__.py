"""Widgets and models that every area shares."""
