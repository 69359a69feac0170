"""The web edition: pages, index, search, and the reference of the encoding."""
