"""ODT (OpenDocument 1.0 to 1.4): read into the tree, patched from it."""
