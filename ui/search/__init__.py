"""Search everywhere."""
