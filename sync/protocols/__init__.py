"""One folder per way to talk to a server; each offers services by the same five verbs (see `base`)."""
