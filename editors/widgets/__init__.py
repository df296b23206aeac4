"""The editors as one sees them: Qt widgets over the tree."""
