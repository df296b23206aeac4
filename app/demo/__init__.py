"""The embedded backend of the demo: real servers on loopback with a French account."""
