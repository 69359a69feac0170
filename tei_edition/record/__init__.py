"""Text in, Record out."""
