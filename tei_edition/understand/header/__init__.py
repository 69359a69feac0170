"""What the header block and the citation say."""
