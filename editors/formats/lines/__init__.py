"""Files of lines: plain text and Markdown, read into the tree and written back with every line not touched as it stands."""
