"""TEI in, TEI out: names of a register, and who says what."""
