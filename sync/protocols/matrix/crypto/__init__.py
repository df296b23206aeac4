"""End-to-end encryption of Matrix on vodozemac: keys, sessions, trust, backup and verification. Knows no network library."""
