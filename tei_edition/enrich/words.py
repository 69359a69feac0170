"""The word lists of conventions, under the name by which names and speech ask for them."""

from tei_edition.conventions.words import word_lists

__all__ = ["word_lists"]
