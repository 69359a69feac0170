"""Pointers that a document abbreviates by a prefix it declares (TEI 17.2.3), written out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from tei_edition.tei.names import tag

#: The namespace of what is told of an attribute that was written out.
_NOTED = "https://tei-edition.org/ns/xslt/common"
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_POINTERS = ("target", "ref", "who", "resp", "facs", "corresp", "ana", "hand", "wit", "source", "active", "passive", "mutual", "from", "to", "rendition")  # fmt: skip
#: Longer pointers, and patterns that a hostile document could make us try for very long, are left as they are.
_LONGEST = 200
_COMPLEX = re.compile(r"\)[*+{?]|\\[1-9]|\(\?")


def written_out(tree: etree._ElementTree) -> etree._ElementTree:
    """*tree* with its pointers as its `prefixDef`s say what they mean; the same tree where it has none.

    What was written stays beside them (`c:written-ref` for @ref), so that the source is shown as it is.
    """
    if next(tree.iter(tag("prefixDef")), None) is None:
        return tree
    result = copy.deepcopy(tree)
    patterns = list(_patterns(result))
    for element in result.iter(etree.Element):
        for name in _POINTERS:
            value = element.get(name)
            if value is None or ":" not in value:
                continue
            meant = " ".join(_meant(token, patterns) for token in value.split())
            if meant != " ".join(value.split()):
                element.set(name, meant)
                element.set(f"{{{_NOTED}}}written-{name}", value)
    return result


def _patterns(tree: etree._ElementTree) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Of each definition its prefix, its pattern, and what a match means, as a template of `re`."""
    for found in tree.iter(tag("prefixDef")):
        pattern, meant = found.get("matchPattern", ""), found.get("replacementPattern", "")
        if len(pattern) > _LONGEST or _COMPLEX.search(pattern) or len(re.findall(r"[*+{]", pattern)) > 2:  # fmt: skip
            continue
        template = re.sub(r"\$(\d)", r"\\g<\1>", meant.replace("\\", r"\\"))
        try:
            yield found.get("ident", ""), re.compile(pattern), template
        except re.error:
            continue


def _meant(token: str, patterns: list[tuple[str, re.Pattern[str], str]]) -> str:
    """A pointer, written out by the first definition that fits it."""
    prefix = _PREFIX.match(token)
    if prefix is None or len(token) > _LONGEST:
        return token
    for ident, pattern, template in patterns:
        if ident == prefix[0] and (match := pattern.fullmatch(token, prefix.end() + 1)):
            try:
                return "".join(match.expand(template).split())
            except (re.error, IndexError):
                continue
    return token
