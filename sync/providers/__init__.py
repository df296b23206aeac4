"""One manifest per backend, and the registry that finds protocols."""
