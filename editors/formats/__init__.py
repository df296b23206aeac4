"""Files of the office read into the tree and written back by patching: pure functions on bytes, for the parser role."""
