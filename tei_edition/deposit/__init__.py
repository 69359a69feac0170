"""Deposits: an edition as a bag that an archive accepts, with descriptions for people and machines."""
