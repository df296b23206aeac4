"""The memory protocol: a mail server inside the process, the reference implementation of the five verbs, nasty on demand."""
