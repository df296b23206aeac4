"""Themes, icons, texts and licences."""
