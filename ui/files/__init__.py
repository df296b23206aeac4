"""Files: drives, their folders, what is in them, and what travels."""
