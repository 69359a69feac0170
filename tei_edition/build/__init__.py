"""Many documents in, an edition out."""
