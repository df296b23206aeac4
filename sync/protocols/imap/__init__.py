"""IMAP (RFC 3501, 9051): mailboxes and messages by the five verbs."""
