"""The Matrix protocol: chat over the client-server API, end-to-end encrypted."""
