"""Network code that protocols share."""
