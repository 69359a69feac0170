"""From mark-up back to remarks: the words in square brackets that a piece of TEI would be read from.

The rules of the conventions are read backwards. The TEI that a rule gives is laid over the elements at
hand, which says what its slots hold; a wording of the rule is filled with that. table.py says which rule
comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei_edition.conventions.marks import attribute_of, element_of
from tei_edition.encode.builder import PROGRAM
from tei_edition.tei.names import TEI_NS, XML_NS
from tei_edition.understand.remarks.rules import Conventions, Rule
from tei_edition.understand.remarks.template import Node, Pattern, Slot
from tei_edition.understand.remarks.wording import Wording, sample_of_form
from tei_edition.write.table import WordingTable

#: A piece of content: words, or an element.
Piece = str | etree._Element
#: Writes content as the text of a record.
Render = Callable[[Sequence[Piece]], str]

_POINTERS = frozenset(
    ["resp", "change", "program", "editor", "role", "ending", "inference", "lang", "cert", "guess"]
)
_DIMENSIONS = ("quantity", "atLeast", "atMost", "extent")


def content_of(element: etree._Element) -> list[Piece]:
    """What *element* holds: words and elements, in order."""
    pieces: list[Piece] = [element.text] if element.text else []
    for child in element:
        pieces.append(child)
        if child.tail:
            pieces.append(child.tail)
    return pieces


def name_of(element: etree._Element) -> str:
    """The local name of *element*."""
    return str(etree.QName(element).localname)


@dataclass
class Caught:
    """What the slots of a rule's TEI hold: `values` of attributes, `contents` by the slots that share them."""

    values: dict[str, str] = field(default_factory=dict)
    contents: dict[tuple[str, ...], list[Piece]] = field(default_factory=dict)

    def content(self, name: str) -> list[Piece] | None:
        """The content of the slot *name*, or None."""
        return next((held for names, held in self.contents.items() if name in names), None)


def catch(nodes: Sequence[Node], pieces: Sequence[Piece]) -> Caught | None:
    """Lay the TEI of a rule over the first of *pieces*; None where it does not fit."""
    caught = Caught()
    for node, piece in zip(nodes, pieces, strict=False):
        if (
            not isinstance(node, Pattern)
            or isinstance(piece, str)
            or not _catch(node, piece, caught)
        ):
            return None
    return caught if len(pieces) >= len(nodes) else None


def _catch(node: Pattern, element: etree._Element, caught: Caught) -> bool:
    if name_of(element) != element_of(node.kind, node.name) or not _catch_attributes(
        node, element, caught
    ):
        return False
    content = content_of(element)
    slots = tuple(child.name for child in node.children if isinstance(child, Slot))
    if slots:
        behind = node.children[len(slots) :]
        if any(isinstance(child, Slot) for child in behind) or len(content) < len(behind):
            return False
        held = len(content) - len(behind)
        caught.contents[slots] = content[:held]
        return all(
            isinstance(child, Pattern)
            and not isinstance(piece, str)
            and _catch(child, piece, caught)
            for child, piece in zip(behind, content[held:], strict=True)
        )
    if len(content) != len(node.children):
        return False
    for child, piece in zip(node.children, content, strict=True):
        if isinstance(child, Pattern):
            if isinstance(piece, str) or not _catch(child, piece, caught):
                return False
        elif child != piece:
            return False
    return True


def _catch_attributes(node: Pattern, element: etree._Element, caught: Caught) -> bool:
    left = {
        str(key).replace(f"{{{XML_NS}}}", "xml:"): str(value)
        for key, value in element.attrib.items()
    }
    for own, value in node.attributes:
        name = attribute_of(own)
        slots = [part.strip("{}") for part in value.split()] if "{" in value else []
        if not slots:
            if left.pop(name, None) != value:
                return False
        elif slots[0] in ("quantity", "dots"):
            for dimension in _DIMENSIONS:
                if dimension in left:
                    caught.values[f"{slots[0]} {dimension}"] = left.pop(dimension)
        elif name in left:
            pointers = left.pop(name)
            if slots[-1] == "program" and f"#{PROGRAM}" not in pointers.split():
                return False
            several = len(slots) > 1 or slots[-1] == "guess"
            held = pointers.removesuffix(f" #{PROGRAM}") if several else pointers
            caught.values[slots[0]] = held
    return not left


# --- wordings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Speaker:
    """Who is spoken for in a record: the role of remarks that do not say whose they are, and all pointers.

    `roles` are the pointers of each role, `hands` the words for each hand by its pointer.
    """

    default: str
    roles: dict[str, str]
    hands: dict[str, str]
    #: The names of people, and the days of changes, by their pointers.
    names: dict[str, str]
    days: dict[str, str]
    language: Callable[[str], str]


def remarks(
    conventions: Conventions,
    table: WordingTable,
    pieces: Sequence[Piece],
    speaker: Speaker,
    render: Render,
) -> Iterator[tuple[str, int]]:
    """Ways to word what begins *pieces*, the canonical one first, and how many of the pieces each takes up."""
    first = pieces[0]
    for rule in table.rules(name_of(first)) if not isinstance(first, str) else ():
        caught = catch(rule.template.nodes, pieces)
        if caught is None:
            continue
        for text in _Worder(conventions, rule, caught, speaker, render).texts():
            yield text, len(rule.template.nodes)


class _Worder:
    """Words one rule for what its slots caught."""

    def __init__(
        self, conventions: Conventions, rule: Rule, caught: Caught, speaker: Speaker, render: Render
    ) -> None:
        self._conventions, self._rule, self._caught = conventions, rule, caught
        self._speaker, self._render = speaker, render

    def texts(self) -> Iterator[str]:
        whole = self._caught.content("remark")
        if whole is not None:
            yield self._placed(self._render(whole))
            return
        for wording in self._rule.wordings:
            words = self._filled(wording)
            if words is not None:
                yield self._placed(words)

    def _placed(self, words: str) -> str:
        """The remark with what it needs beside it."""
        opening, closing = self._rule.brackets[0], self._rule.brackets[1]
        remark = f"{opening}{words}{closing}"
        for slot, blank in (("before", " "), ("stem", ""), ("name", " ")):
            if (held := self._caught.content(slot)) is not None:
                return f"{self._render(held)}{blank}{remark}"
        if (held := self._caught.content("after")) is not None:
            end = "]" if self._caught.values.get("ending") else " [end of these words]"
            return f"{remark} {self._render(held)}{end}"
        return remark

    def _filled(self, wording: Wording) -> str | None:
        """*wording* filled; None where it lacks a word for something that was caught."""
        needed = (
            {name.split()[0] for name in self._caught.values} - _POINTERS - {*self._rule.mentions}
        )
        said = {name for name in wording.slots if self._slot(name) is not None}
        contents = {n for names in self._caught.contents for n in names} - {
            "before",
            "stem",
            "name",
            "after",
            "remark",
            "label",
        }
        if not needed <= said or (contents and not contents & said):
            return None
        parts: list[str] = []
        for token in wording.tokens:
            part = self._token(token)
            if part is None:
                return None
            parts.append(part)
        return " ".join(part for part in parts if part)

    def _token(self, token: str) -> str | None:
        if not token.startswith("{"):
            return sample_of_form(token)
        inner, _, tail = token[1:].partition("}")
        filled: list[str] = []
        for member in inner.split():
            words = self._slot(member.rstrip("?"))
            if words is None and not member.endswith("?"):
                return None
            filled += [words] if words else []
        return " ".join(filled) + tail

    def _slot(self, name: str) -> str | None:
        """What stands for the slot *name* in the remark; None where nothing is known of it."""
        caught, speaker = self._caught, self._speaker
        vocabulary = self._conventions.lexicon.vocabularies.get(name)
        if (content := caught.content(name)) is not None:
            words = self._render(content)
            return f"*{words}*" if name in ("foreign", "original") and _is_plain(content) else words
        if name == "hand":
            return speaker.hands.get(caught.values.get("hand", ""))
        if name == "who":
            return speaker.names.get(caught.values.get("who", ""))
        if name == "day":
            return speaker.days.get(caught.values.get("change", ""))
        if name == "resp":
            return self._role()
        if name in ("quantity", "dots"):
            return self._quantity(name)
        if name == "language":
            return speaker.language(caught.values["lang"]) if "lang" in caught.values else None
        if name == "phrase" and (label := caught.content("label")) is not None:
            return self._render(label)
        value = caught.values.get(name)
        if name == "identifier" and value:
            return value.removeprefix("#") if value.startswith("#") else None
        if vocabulary is None:
            return value
        keys = list(vocabulary.table)
        key = value if value is not None else (keys[0] if len(keys) == 1 else None)
        if key not in keys:
            return None
        form: str = vocabulary.table[str(key)][0]
        counted = {v for n, v in caught.values.items() if n.startswith("quantity ")}
        plural = name == "unit" and bool(counted) and not counted <= {"1", "0.5"}
        return sample_of_form(form, plural=plural)

    def _role(self) -> str | None:
        pointer = self._caught.values.get("resp")
        role = self._caught.values.get("role")
        for name in filter(None, (role, *self._speaker.roles)):
            if pointer is None or self._speaker.roles.get(name) == pointer:
                vocabulary = self._conventions.lexicon.vocabularies.get("resp")
                if vocabulary and name in vocabulary.table:
                    return sample_of_form(vocabulary.table[name][0])
        return None

    def _quantity(self, name: str) -> str | None:
        held = {d: self._caught.values.get(f"{name} {d}") for d in _DIMENSIONS}
        if name == "dots":
            return "." * int(held["quantity"] or 0) or None
        if held["atLeast"] and held["atMost"]:
            return f"{held['atLeast']}-{held['atMost']}"
        if held["quantity"] == "0.5":
            return "half a"
        return held["quantity"] or held["extent"]


def _is_plain(content: Sequence[Piece]) -> bool:
    """True for words that stars may stand around."""
    words = content[0] if len(content) == 1 else None
    return isinstance(words, str) and words[:1].isalnum() and words[-1:].isalnum()


def serialized(nodes: Sequence[etree._Element]) -> str:
    """*nodes* with their tails as XML without the namespace declaration."""
    return "".join(etree.tostring(node, encoding="unicode") for node in nodes).replace(
        f' xmlns="{TEI_NS}"', ""
    )
