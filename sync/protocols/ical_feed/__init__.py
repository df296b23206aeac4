"""Calendars that are published as one file (iCalendar over HTTPS), to be read only."""
