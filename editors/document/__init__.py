"""An open document: the tree, its edits and their undoing. No Qt, no file formats."""
