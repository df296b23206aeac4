"""DOCX (ECMA-376, ISO/IEC 29500), transitional and strict: read into the tree, patched from it."""
