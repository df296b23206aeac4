"""Accueil: the day at a glance."""
