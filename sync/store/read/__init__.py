"""Reads of the store, one function per question; each fetches all its rows and ends its transaction at once."""
