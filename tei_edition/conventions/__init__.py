"""The conventions that the package carries, as data: one TOML file for each editorial tradition."""
