"""The frame: rail, palette, state pill, areas meeting."""
