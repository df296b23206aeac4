"""The engine role: accounts, cycles, outbox, content, search; the only writer of the store."""
