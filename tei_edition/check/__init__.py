"""A TEI file in, findings out."""
