"""Cozy: files by the documented interface of cozy-stack (docs/files.md, docs/auth.md, docs/realtime.md)."""
