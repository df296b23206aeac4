"""Builds the packages that administrations install, from `briefcase.toml` and the lock: `./run deb`, `msi`, `apt-repo`."""
