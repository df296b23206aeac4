"""JMAP (RFC 8620, 8621): mailboxes and messages by the five verbs, submission, push by event source or WebSocket (RFC 8887)."""
