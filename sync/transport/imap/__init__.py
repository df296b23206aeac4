"""An IMAP client of our own: small, pipelined, literals never copied twice (RFC 3501, 9051 and extensions)."""
