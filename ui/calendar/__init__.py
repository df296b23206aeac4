"""Agenda: days, weeks, months, lists and tasks."""
