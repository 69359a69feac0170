"""Where rules are at fault that Saxon refuses: the place in the schema, and words without those of our stylesheets.

Each element of the rules carries its place (`s:at`, the number of the file and the line) through all passes
into the stylesheet that is made of them. Saxon names a place in that: the last `s:at` before it is meant.
"""

from __future__ import annotations

import re

from lxml import etree

#: The namespace of our Schematron stylesheets, and the attribute with the place of an element.
NAMES = "https://tei-edition.org/ns/xslt/schematron"
AT = f"{{{NAMES}}}at"

_AT = re.compile(r'\bs:at="(\d+):(\d+)"')
#: A place that one of our passes puts at the end of its message.
_TOLD = re.compile(r" #(\d+):(\d+)\b.*")
_PLACE = re.compile(r"\bon line (\d+)(?: column (\d+))?")
#: What Saxon puts around its words: where it was ("Error in {x} at char 5 in ...: XPST0008"), and further reports.
_BEFORE = re.compile(r"^(?:\w+ (?:in|at|near)\b|Error).*?\b[A-Z]{4}\d{4}:? ")
_AFTER = re.compile(
    r" (?:Error|Warning) (?:in \{|at |in |near ).*| In template rule with .*| \(see line \d+.*"
)
_PLAIN = (
    (re.compile(r"Q\{[^}]*\}"), ""),
    (re.compile(r"\.? External function calls have been disabled"), ""),
    (re.compile(r" \(XSLT 4\.0 extensions are not enabled\)"), ""),
    (re.compile(r"Unexpected token <eof>.*"), "the expression ends too soon"),
    (re.compile(r"\bfound <eof>"), "found its end"),
    (re.compile(r"\s*\bfile:\S+"), ""),
)


def mark(root: etree._Element, number: int, namespaces: tuple[str, ...]) -> None:
    """Write into each element below *root* of one of the *namespaces* where it stands in the file *number*."""
    for node in root.iter(*(f"{{{namespace}}}*" for namespace in namespaces)):
        node.set(AT, f"{number}:{node.sourceline or 1}")


def file_of(node: etree._Element) -> int:
    """The number of the file that *node*, which was marked, stands in."""
    return int((node.get(AT) or "1").partition(":")[0])


def culprit(error: Exception, stylesheet: str | None) -> tuple[int, int] | None:
    """The number of the file and the line that *error* is about; None where nobody can tell.

    *stylesheet* is what Saxon was given; None where the message itself ends in the place.
    """
    words = _message(error)
    if told := _TOLD.search(words):
        return int(told[1]), int(told[2])
    place = _PLACE.search(words) if stylesheet else None
    if place is None or stylesheet is None:
        return None
    lines = stylesheet.split("\n")
    line = min(int(place[1]), len(lines))
    before = "\n".join((*lines[: line - 1], lines[line - 1][: int(place[2] or 0)]))
    found = _AT.findall(before)
    return (int(found[-1][0]), int(found[-1][1])) if found else None


def plain(error: Exception) -> str:
    """The words of *error* that are about the rules, not about what we made of them."""
    words = _TOLD.sub("", _message(error))
    words = _AFTER.sub("", _BEFORE.sub("", words, count=1))
    for pattern, better in _PLAIN:
        words = pattern.sub(better, words)
    return words


def _message(error: Exception) -> str:
    from tei_edition.saxon import in_full

    return in_full(error)
