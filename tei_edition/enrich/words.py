"""The word lists of conventions, under the name by which names and speech ask for them; and how words look."""

from tei_edition.conventions.words import word_lists

__all__ = ["is_adverb", "is_capitals", "word_lists"]


def is_adverb(word: str) -> bool:
    """Whether *word* looks like an adverb that begins a sentence: "Apparently", "Accordingly"; "Emily" does not."""
    return len(word) >= _ADVERB and word.endswith("ly")


#: An adverb before a name has not fewer letters: "Finally".
_ADVERB = 7


def is_capitals(words: str) -> bool:
    """Whether most letters of *words* are capitals."""
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.7 * len(letters)
