"""CardDAV (RFC 6352): address books."""
