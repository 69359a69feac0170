"""Document in, TEI out."""
