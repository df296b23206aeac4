"""SMTP submission (RFC 6409): the protocol that hands messages over to be sent."""
