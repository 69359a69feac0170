"""A corpus of the TEI: one file that holds many documents, and a header for what they share."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from tei_edition.tei.names import attribute_name, tag

_ID, _LANG = attribute_name("xml:id"), attribute_name("xml:lang")
#: Parts of a header whose own parts are compared; any other is there or not.
_WHOLES = tuple(map(tag, ("fileDesc", "titleStmt", "encodingDesc", "profileDesc", "particDesc")))
#: What a corpus says of itself only.
_OWN = (tag("title"), tag("revisionDesc"))
_ORDER = tuple(
    tag(name)
    for name in (
        *("titleStmt", "editionStmt", "extent", "publicationStmt", "seriesStmt", "notesStmt"),
        *("sourceDesc", "fileDesc", "encodingDesc", "profileDesc", "xenoData", "revisionDesc"),
    )
)


def members(corpus: etree._Element) -> Iterator[etree._Element]:
    """The documents (TEI) of the element *corpus*, and of the corpora in it, in their order."""
    for element in corpus.iterchildren(tag("TEI"), tag("teiCorpus")):
        if element.tag == tag("TEI"):
            yield element
        else:
            yield from members(element)


def alone(member: etree._Element) -> etree._ElementTree:
    """The document *member* of a corpus as one that stands alone.

    What its header lacks is taken from the header of its corpus, and of the corpus around that; so is its language.
    """
    root = deepcopy(member)
    root.tail = None
    header = root.find(tag("teiHeader"))
    if header is None:
        header = etree.Element(tag("teiHeader"))
        root.insert(0, header)
    taken = {element.get(_ID) for element in root.iter(etree.Element)} - {None}
    for corpus in member.iterancestors(tag("teiCorpus")):
        if (language := corpus.get(_LANG)) and root.get(_LANG) is None:
            root.set(_LANG, language)
        given = corpus.find(tag("teiHeader"))
        if given is not None:
            _complete(header, given, taken)
    return etree.ElementTree(root)


def _complete(own: etree._Element, given: etree._Element, taken: set[str | None]) -> None:
    """Add to *own* the parts of *given* that it lacks; a name that is *taken* is not given again."""
    here = {part.tag for part in own}
    for part in given.iterchildren(etree.Element):
        mine = own.find(str(part.tag))
        if part.tag in _OWN:
            continue
        if part.tag not in here:
            copy = deepcopy(part)
            copy.tail = "\n"
            for element in copy.iter(etree.Element):
                if element.get(_ID) in taken:
                    del element.attrib[_ID]
            _insert(own, copy)
        elif part.tag in _WHOLES and mine is not None:
            _complete(mine, part, taken)


def _insert(own: etree._Element, part: etree._Element) -> None:
    """Put *part* into *own*, before what the TEI wants behind it."""
    rank = _ORDER.index(str(part.tag)) if part.tag in _ORDER else None
    for place, known in enumerate(own):
        if rank is not None and known.tag in _ORDER and _ORDER.index(str(known.tag)) > rank:
            own.insert(place, part)
            return
    own.append(part)
