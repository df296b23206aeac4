"""Documents: letters, notes and minutes written, DOCX and ODT opened, edited and saved."""
