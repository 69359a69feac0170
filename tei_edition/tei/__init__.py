"""Record in, TEI tree out."""
