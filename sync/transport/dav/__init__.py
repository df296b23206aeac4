"""WebDAV and its relatives on the wire (RFC 4918, 4791, 6352, 6578): requests, answers read piece by piece, faults."""
