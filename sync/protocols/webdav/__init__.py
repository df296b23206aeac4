"""WebDAV (RFC 4918): files in folders."""
