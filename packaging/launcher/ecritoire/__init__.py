"""The package that Briefcase starts: it must be named like the application, and only calls `app`."""
