"""The window: Qt widgets, one folder per area."""
