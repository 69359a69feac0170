"""The register in an edition: a page for each entry, lists, a map, and the same as data."""
