"""Marks and TEI: which element and attribute each is, in one table.

Conventions give the TEI of a rule as a template; that is read into marks by this table, and marks are
encoded by it (TEI chapters 3.5, 11 and 12). What the table does not know is an element of a project's
own (Kind.OTHER), or an attribute under its own name behind an "@".
"""

from __future__ import annotations

from tei_edition.document.marks import Kind

#: The element of each kind.
ELEMENTS = {
    Kind.ADDITION: "add",
    Kind.DELETION: "del",
    Kind.SUBSTITUTION: "subst",
    Kind.GAP: "gap",
    Kind.DESCRIPTION: "desc",
    Kind.SUPPLIED: "supplied",
    Kind.SURPLUS: "surplus",
    Kind.UNCERTAIN: "unclear",
    Kind.SLIP: "sic",
    Kind.ALTERNATIVE: "choice",
    Kind.CORRECTED: "corr",
    Kind.ORIGINAL: "orig",
    Kind.REGULARIZED: "reg",
    Kind.EXPANSION: "expan",
    Kind.EXPANDED: "ex",
    Kind.NOTE: "note",
    Kind.FOREIGN: "foreign",
    Kind.STAMP: "stamp",
    Kind.PAGE_BREAK: "pb",
    Kind.HIGHLIGHT: "hi",
    Kind.STAGE: "stage",
    Kind.HEADING: "head",
    Kind.FIGURE: "figure",
    Kind.CAPTION: "figDesc",
    Kind.IMAGE: "graphic",
    Kind.PERSON: "persName",
    Kind.PLACE: "placeName",
    Kind.ORGANIZATION: "orgName",
    Kind.SPEECH: "said",
    Kind.PASSAGE: "seg",
}
_KINDS = {element: kind for kind, element in ELEMENTS.items()}
#: The attribute of each of ours.
ATTRIBUTES = {
    "address": "url",
    "agent": "resp",
    "at_least": "atLeast",
    "at_most": "atMost",
    "certainty": "cert",
    "change": "change",
    "edition": "ed",
    "extent": "extent",
    "facsimile": "facs",
    "hand": "hand",
    "joint": "break",
    "language": "xml:lang",
    "manner": "rend",
    "number": "n",
    "place": "place",
    "quantity": "quantity",
    "reason": "reason",
    "reference": "ref",
    "speaker": "who",
    "sort": "type",
    "unit": "unit",
}
_NAMES = {attribute: name for name, attribute in ATTRIBUTES.items()}
_FOREIGN = "@"


def kind_of(element: str) -> Kind:
    """The kind that *element* stands for; OTHER where the table has none."""
    return _KINDS.get(element, Kind.OTHER)


def element_of(kind: Kind, name: str = "") -> str:
    """The element of *kind*; of OTHER it is *name*."""
    return ELEMENTS.get(kind, name)


def name_of(attribute: str) -> str:
    """Our name for an *attribute* of TEI ("xml:lang")."""
    return _NAMES.get(attribute) or f"{_FOREIGN}{attribute}"


def attribute_of(name: str) -> str:
    """The attribute of TEI that our *name* stands for."""
    return ATTRIBUTES.get(name) or name.removeprefix(_FOREIGN)
