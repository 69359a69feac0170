"""What square brackets mean."""
