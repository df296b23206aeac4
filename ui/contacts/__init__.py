"""Contacts: people, groups and places of all address books."""
