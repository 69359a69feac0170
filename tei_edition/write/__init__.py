"""TEI in, record out: the way back."""
