"""CalDAV (RFC 4791): calendars and tasks."""
