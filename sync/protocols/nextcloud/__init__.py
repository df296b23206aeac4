"""Nextcloud: WebDAV with file ids, etags that travel up to the root, uploads in chunks, and push."""
