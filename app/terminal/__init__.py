"""The command line's parts: its words, what it prints, its session with the engine, and one module per group of commands."""
