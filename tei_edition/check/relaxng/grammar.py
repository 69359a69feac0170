"""From a RELAX NG schema in XML syntax to patterns, read as far as they are wanted.

The tree that comes in has no `include` and no `externalRef` any more: `schema` has put in their
place what they point at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei_edition.check.relaxng.datatype import XSD, Datatype, DatatypeError, XsdDatatype
from tei_edition.check.relaxng.name_class import AnyName, Name, NameChoice, NameClass, OneName
from tei_edition.check.relaxng.pattern import (
    Attribute,
    Data,
    Element,
    ListOf,
    Pattern,
    Patterns,
    Value,
)
from tei_edition.diagnostics import Position

RNG = "http://relaxng.org/ns/structure/1.0"

#: How deep patterns may nest, a definition that refers to another counted like a pattern in one.
MAX_DEPTH = 120


class GrammarError(ValueError):
    """Raised where a schema is no RELAX NG; `position` is the line in the (one) file it came from."""

    def __init__(self, message: str, node: etree._Element) -> None:
        super().__init__(message)
        self._node = node
        self.position = Position(int(str(node.sourceline or 1)), 1)

    def around(self) -> Iterator[etree._Element]:
        """The node that is to blame, and those that it stands in."""
        yield self._node
        yield from self._node.iterancestors()


@dataclass
class _Scope:
    """A grammar: its definitions by name, and the grammar around it."""

    parent: _Scope | None
    defines: dict[str, list[etree._Element]] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)


class Grammar:
    """A schema: where documents start, and the elements it knows by name."""

    def __init__(self, tree: etree._ElementTree) -> None:
        """Read *tree*, the root of which is a pattern of RELAX NG. Raises GrammarError."""
        self.patterns = Patterns()
        self._root = tree.getroot()
        self._elements: dict[etree._Element, Element] = {}
        self._scopes: dict[etree._Element, _Scope] = {}
        self._depth = 0
        #: Where each datatype stands in the schema, for what turns out to be wrong with it later.
        self.nodes: dict[Datatype, etree._Element] = {}
        if not isinstance(self._root.tag, str) or not self._root.tag.startswith(f"{{{RNG}}}"):
            raise GrammarError("this is not a RELAX NG schema", self._root)
        self.start = self._pattern(self._root, None)

    def elements(self) -> Iterator[Element]:
        """Every element of the schema, wherever it may stand."""
        for node in self._root.iter(f"{{{RNG}}}element"):
            yield self._element(node, self._scope_of(node))

    def _scope_of(self, node: etree._Element) -> _Scope | None:
        for grammar in node.iterancestors(f"{{{RNG}}}grammar"):
            return self._scope(grammar)
        return None

    # definitions

    def _scope(self, grammar: etree._Element) -> _Scope:
        if grammar not in self._scopes:
            scope = self._scopes[grammar] = _Scope(self._scope_of(grammar))
            for node in _components(grammar):
                name = "<start>" if _local(node) == "start" else node.get("name", "").strip()
                scope.defines.setdefault(name, []).append(node)
        return self._scopes[grammar]

    def _definition(self, scope: _Scope | None, name: str, node: etree._Element) -> Pattern:
        if scope is None or name not in scope.defines:
            what = "has no <start>" if name == "<start>" else f"does not define {name}"
            raise GrammarError(f"this schema {what}", node)
        if name not in scope.patterns:
            if name in scope.pending:
                raise GrammarError(f"{name} refers to itself without an element in between", node)
            scope.pending.add(name)
            nodes = scope.defines[name]
            parts = [self._group(define, scope) for define in nodes]
            joined = parts[0]
            combine = next((d.get("combine") for d in nodes if d.get("combine")), None)
            if len(parts) > 1 and combine is None:
                raise GrammarError(f"{name} is defined twice, without @combine", nodes[1])
            for part in parts[1:]:
                pair = self.patterns.interleave
                joined = (
                    self.patterns.choice((joined, part))
                    if combine == "choice"
                    else pair(joined, part)
                )
            scope.patterns[name] = joined
            scope.pending.discard(name)
        return scope.patterns[name]

    # patterns

    def _group(self, node: etree._Element, scope: _Scope | None, skip: int = 0) -> Pattern:
        """The children of *node* as patterns, one after the other."""
        found: Pattern = self.patterns.empty
        for child in reversed(_children(node)[skip:]):
            found = self.patterns.group(self._pattern(child, scope), found)
        return found

    def _pattern(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        read = getattr(self, f"_read_{_local(node)}", None)
        if read is None:
            raise GrammarError(f"<{_local(node)}> is not a RELAX NG pattern", node)
        if self._depth >= MAX_DEPTH:
            message = f"patterns and definitions are nested more than {MAX_DEPTH} levels deep here"
            raise GrammarError(message, node)
        self._depth += 1
        try:
            found: Pattern = read(node, scope)
        finally:
            self._depth -= 1
        return found

    def _read_grammar(self, node: etree._Element, _scope: _Scope | None) -> Pattern:
        return self._definition(self._scope(node), "<start>", node)

    def _read_ref(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return self._definition(scope, node.get("name", "").strip(), node)

    def _read_parentRef(self, node: etree._Element, scope: _Scope | None) -> Pattern:  # noqa: N802
        return self._definition(scope and scope.parent, node.get("name", "").strip(), node)

    def _read_element(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return self._element(node, scope)

    def _element(self, node: etree._Element, scope: _Scope | None) -> Element:
        if node not in self._elements:
            names, skip = self._names(node)
            self._elements[node] = Element(names, self._later(node, scope, skip))
        return self._elements[node]

    def _later(
        self, node: etree._Element, scope: _Scope | None, skip: int
    ) -> Callable[[], Pattern]:
        return lambda: self._group(node, scope, skip)

    def _read_attribute(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        names, skip = self._names(node)
        content = self._group(node, scope, skip) if _children(node)[skip:] else self.patterns.text
        return Attribute(names, content)

    def _read_group(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return self._group(node, scope)

    def _read_interleave(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        found: Pattern = self.patterns.empty
        for child in reversed(_children(node)):
            found = self.patterns.interleave(self._pattern(child, scope), found)
        return found

    def _read_choice(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return self.patterns.choice([self._pattern(child, scope) for child in _children(node)])

    def _read_optional(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return self.patterns.optional(self._group(node, scope))

    def _read_zeroOrMore(self, node: etree._Element, scope: _Scope | None) -> Pattern:  # noqa: N802
        return self.patterns.optional(self.patterns.one_or_more(self._group(node, scope)))

    def _read_oneOrMore(self, node: etree._Element, scope: _Scope | None) -> Pattern:  # noqa: N802
        return self.patterns.one_or_more(self._group(node, scope))

    def _read_list(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return ListOf(self._group(node, scope))

    def _read_mixed(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        return self.patterns.interleave(self._group(node, scope), self.patterns.text)

    def _read_empty(self, _node: etree._Element, _scope: _Scope | None) -> Pattern:
        return self.patterns.empty

    def _read_notAllowed(self, _node: etree._Element, _scope: _Scope | None) -> Pattern:  # noqa: N802
        return self.patterns.not_allowed

    def _read_text(self, _node: etree._Element, _scope: _Scope | None) -> Pattern:
        return self.patterns.text

    def _read_value(self, node: etree._Element, _scope: _Scope | None) -> Pattern:
        library = _inherited(node, "datatypeLibrary") if node.get("type") else ""
        datatype = self._datatype(node, library, node.get("type", "token"))
        return Value(datatype, _text(node))

    def _read_data(self, node: etree._Element, scope: _Scope | None) -> Pattern:
        facets, exceptions = [], None
        for child in _children(node):
            if _local(child) == "except":
                exceptions = self._read_choice(child, scope)
            else:
                facets.append((child.get("name", "").strip(), _text(child)))
        library = _inherited(node, "datatypeLibrary")
        datatype = self._datatype(node, library, node.get("type", ""), tuple(facets))
        return Data(datatype, exceptions)

    def _datatype(
        self,
        node: etree._Element,
        library: str,
        name: str,
        facets: tuple[tuple[str, str], ...] = (),
    ) -> Datatype:
        found = _datatype(node, library, name, facets)
        self.nodes[found] = node
        return found

    # names

    def _names(self, node: etree._Element) -> tuple[NameClass, int]:
        """The name class of an element or attribute, and how many children it took."""
        if node.get("name") is not None:
            plain = _local(node) == "attribute" and node.get("ns") is None
            return OneName(_qualified(node, node.get("name", ""), plain)), 0
        children = _children(node)
        if not children:
            raise GrammarError(f"this <{_local(node)}> has no name", node)
        return self._name_class(children[0]), 1

    def _name_class(self, node: etree._Element) -> NameClass:
        match _local(node):
            case "name":
                return OneName(_qualified(node, _text(node), False))
            case "anyName":
                return AnyName(None, self._excepted(node))
            case "nsName":
                return AnyName(_inherited(node, "ns"), self._excepted(node))
            case "choice" | "except":
                return NameChoice(tuple(self._name_class(child) for child in _children(node)))
        raise GrammarError(f"<{_local(node)}> is not a RELAX NG name class", node)

    def _excepted(self, node: etree._Element) -> NameClass | None:
        for child in _children(node):
            return self._name_class(child)
        return None


def _components(grammar: etree._Element) -> Iterator[etree._Element]:
    for child in _children(grammar):
        if _local(child) == "div":
            yield from _components(child)
        elif _local(child) in ("start", "define"):
            yield child
        else:
            raise GrammarError(f"<{_local(child)}> is not allowed in a grammar", child)


def _children(node: etree._Element) -> list[etree._Element]:
    return [
        child for child in node if isinstance(child.tag, str) and child.tag.startswith(f"{{{RNG}}}")
    ]


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname


def _text(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def _inherited(node: etree._Element | None, attribute: str) -> str:
    while node is not None:
        value = node.get(attribute)
        if value is not None:
            return value.strip()
        node = node.getparent()
    return ""


def _qualified(node: etree._Element, name: str, plain: bool) -> Name:
    prefix, colon, local = name.strip().rpartition(":")
    if colon:
        if prefix == "xml":
            return ("http://www.w3.org/XML/1998/namespace", local)
        if prefix not in node.nsmap:
            raise GrammarError(f"the prefix {prefix} is not bound to a namespace", node)
        return (node.nsmap[prefix], local)
    return ("" if plain else _inherited(node, "ns"), local)


def _datatype(
    node: etree._Element, library: str, name: str, facets: tuple[tuple[str, str], ...] = ()
) -> Datatype:
    try:
        if library == XSD:
            return XsdDatatype(name.strip(), facets)
        if library:
            raise DatatypeError(f"the datatype library {library} is not known")
        if facets:
            raise DatatypeError(f"the datatype {name} has no facets")
        return Datatype(name.strip())
    except DatatypeError as error:
        raise GrammarError(str(error), node) from None
