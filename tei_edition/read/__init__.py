"""Doors: one module for each format that comes in; none interprets a bracket."""
