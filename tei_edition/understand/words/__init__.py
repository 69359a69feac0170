"""Dates, lines and dictionaries: what is known of words."""
