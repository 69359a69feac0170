"""What editors' remarks say of a text: the kinds of marks, in words of our own.

TEI is one way to write them down; which element each kind becomes is said in conventions/marks.py, in
one table for what reads templates and what encodes.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a mark says of the words that it holds, or of the place where it stands."""

    ADDITION = "addition"
    """Words that a hand put in."""
    DELETION = "deletion"
    """Words that were struck out, erased, blacked out."""
    SUBSTITUTION = "substitution"
    """A deletion and the addition in its place."""
    GAP = "gap"
    """Something is missing here: illegible, lost, redacted, left out."""
    DESCRIPTION = "description"
    """What the editors say of a gap."""
    SUPPLIED = "supplied"
    """Words of the editors that the sentence lacks."""
    SURPLUS = "surplus"
    """Words of the document that are too many."""
    UNCERTAIN = "uncertain"
    """Words that could hardly be read."""
    SLIP = "slip"
    """Words as they stand although they are wrong."""
    ALTERNATIVE = "alternative"
    """Two readings of one passage: a slip and its correction, an old spelling and its own of today."""
    CORRECTED = "corrected"
    """The words as they should be."""
    ORIGINAL = "original"
    """A spelling of the document."""
    REGULARIZED = "regularized"
    """The spelling of today."""
    EXPANSION = "expansion"
    """An abbreviation with the letters that it lacks."""
    EXPANDED = "expanded"
    """The letters that an abbreviation lacked."""
    NOTE = "note"
    """What editors, an author or a footnote say; no part of the running text."""
    FOREIGN = "foreign"
    """A word of another language."""
    STAMP = "stamp"
    """A stamp or seal."""
    PAGE_BREAK = "page break"
    """Where a page begins."""
    HIGHLIGHT = "highlight"
    """Words that are set or drawn apart."""
    STAGE = "stage"
    """What happens while somebody speaks."""
    HEADING = "heading"
    """A heading within the text, or of another document."""
    FIGURE = "figure"
    """A picture."""
    CAPTION = "caption"
    """What is to be seen in a picture."""
    IMAGE = "image"
    """The file of a picture."""
    PERSON = "person"
    """Words that name a person of the register."""
    PLACE = "place"
    """Words that name a place of the register."""
    ORGANIZATION = "organization"
    """Words that name an organization of the register."""
    SPEECH = "speech"
    """Words that somebody speaks."""
    PASSAGE = "passage"
    """Words of which an editor says that they are no name, or that nobody speaks them."""
    OTHER = "other"
    """An element that only a project's own conventions and schema know."""


#: Marks that may stand anywhere in a text, between its paragraphs too.
BETWEEN_PARAGRAPHS = frozenset({Kind.NOTE, Kind.PAGE_BREAK, Kind.GAP, Kind.FIGURE})
#: Marks that, like those, are no part of a paragraph when they stand alone in it.
STANDING_ALONE = frozenset({Kind.ADDITION, Kind.STAMP, Kind.STAGE})
#: Marks by which brackets complete a word: "Am[azon]".
COMPLETING = frozenset({Kind.EXPANSION, Kind.SUPPLIED})
#: Marks of the names of the register.
NAMES = {Kind.PERSON: "person", Kind.PLACE: "place", Kind.ORGANIZATION: "org"}
#: Marks that leave no words in the running text.
WORDLESS = frozenset({Kind.NOTE, Kind.PAGE_BREAK})
