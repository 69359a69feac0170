"""Output: the words of a document, for the full-text index and for the excerpts that a search shows."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from tei_edition.publish.site import Design, Document, Made
from tei_edition.tei.names import tag

#: What stands beside the words around it: it is read after the text, a line each.
_ASIDE = frozenset(map(tag, ("note", "del", "rdg", "fw", "surplus")))
#: The same, where it is one of two ways to read a passage.
_REPLACED = frozenset(map(tag, ("sic", "orig", "abbr", "am")))
#: What is missing from the text, and what stands for it; the words that describe it are the editors'.
_MISSING, _GAP = frozenset(map(tag, ("gap",))), "[…]"
_UNREAD = frozenset(map(tag, ("teiHeader", "figDesc")))
#: The entries of the register, which have pages of their own.
_ENTRIES = frozenset(map(tag, ("listPerson", "listPlace", "listOrg")))
#: What stands in a line with the words around it.
_IN_LINE = frozenset(
    map(
        tag,
        ["abbr", "add", "am", "anchor", "app", "c", "choice", "corr", "damage", "date", "emph", "ex", "expan", "foreign", "g", "gap", "handShift", "hi", "lem", "mentioned", "milestone", "name", "num", "orgName", "orig", "pb", "persName", "placeName", "ptr", "quote", "ref", "reg", "restore", "rs", "said", "seg", "sic", "soCalled", "space", "subst", "supplied", "term", "title", "unclear", "w"],
    )
)  # fmt: skip


def make(document: Document, design: Design) -> Made:
    """One file: a line for each block of the text, then one for each note and each passage that was replaced."""
    return Made(
        {
            f"{document.id}/{document.id}.txt": plain_text(
                document.tree, bool(document.addresses.entries)
            )
        }
    )


def plain_text(tree: etree._ElementTree, has_entries: bool = False) -> str:
    """All words of the document *tree* but for its header: a line a block; notes and what was struck out follow.

    What was struck out and what was put in its place are both there: either may be looked for. Where the document
    *has_entries* of a register, its lists of them are left out.
    """
    aside: list[str] = []
    root = tree.getroot()
    if has_entries:
        root = deepcopy(root)
        for lists in root.iterfind(tag("standOff")):
            lists[:] = [child for child in lists if child.tag not in _ENTRIES]
    text = _lines(root, aside)
    return "".join(f"{line}\n" for line in (*text, *aside))


def _lines(element: etree._Element, aside: list[str]) -> list[str]:
    found = "".join(_read(element, aside)).split("\n")
    return [line for each in found if (line := " ".join(each.split()))]


def _read(root: etree._Element, aside: list[str]) -> Iterator[str]:
    """The texts below *root*, with a line's end where a block ends; what stands beside them is put into *aside*."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if element is root:
            yield (element.text or "") if event == "start" else ""
        elif event in ("comment", "pi"):
            yield element.tail or ""
        elif event == "end":
            yield _end(element) + (element.tail or "")
        elif _is_aside(element):
            walk.skip_subtree()
            aside += _lines(element, aside)
        elif element.tag in _UNREAD:
            walk.skip_subtree()
        elif element.tag in _MISSING:
            walk.skip_subtree()
            yield _GAP
        else:
            yield _end(element) + (element.text or "")


def _is_aside(element: etree._Element) -> bool:
    parent = element.getparent()
    is_choice = parent is not None and parent.tag == tag("choice")
    return element.tag in _ASIDE or (is_choice and element.tag in _REPLACED)


def _end(element: etree._Element) -> str:
    """What parts the words before *element*, or its own, from those that follow."""
    if element.tag == tag("lb"):
        return "" if element.get("break") == "no" else " "
    return "" if element.tag in _IN_LINE or _is_aside(element) else "\n"
