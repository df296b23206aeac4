"""Roles and their wiring: what starts, and with which parts."""
