"""Carrying mail in and out: what other programs keep on a disk, taken into accounts; and mail written to files of one's own."""
