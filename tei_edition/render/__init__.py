"""TEI in, editions out."""
