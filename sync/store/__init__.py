"""The encrypted store: SQLCipher database, search index, blobs, vault. `read` is for everyone, `write` for the engine."""
