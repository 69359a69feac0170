"""What the words and signs of a document mean: remarks, header, shape, notes."""
