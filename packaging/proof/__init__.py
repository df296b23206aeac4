"""Proves the packages: installs, starts, upgrades and removes them in a bare Debian and under Wine. `./run test-packages`."""
