"""The private link between the roles: frames, handshake, client and server."""
