"""The compact syntax of RELAX NG (ISO/IEC 19757-2, annex C) as the same schema in XML syntax.

Annotations are kept, since Schematron rules live in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from tei_edition.check.relaxng.datatype import XSD
from tei_edition.check.relaxng.grammar import RNG
from tei_edition.check.relaxng.tokens import CompactSyntaxError, Tokens

__all__ = ["CompactSyntaxError", "read_compact"]

#: The stubs of lxml know prefixes only, not the default namespace.
_DEFAULT: Any = {None: RNG}
_ESCAPE = re.compile(r"\\x+\{([0-9a-fA-F]+)\}")
_KEYWORDS = {
    "attribute", "datatypes", "default", "div", "element", "empty", "external", "grammar",
    "include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start", "string",
    "text", "token",
}  # fmt: skip
_XML = "http://www.w3.org/XML/1998/namespace"


def read_compact(text: str) -> etree._ElementTree:
    """The schema *text* as a tree in XML syntax; raises CompactSyntaxError."""
    return _Reader(text).schema().getroottree()


class _Reader(Tokens):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        #: None stands for the namespace of whoever includes this schema.
        self._namespaces: dict[str, str | None] = {"xml": _XML}
        self._datatypes = {"xsd": XSD}
        self._default: str | None = None

    # making

    def _make(
        self, kind: str, /, *children: etree._Element, **attributes: str | None
    ) -> etree._Element:
        given = {name: value for name, value in attributes.items() if value is not None}
        node = etree.Element(f"{{{RNG}}}{kind}", given, nsmap=_DEFAULT)
        node.sourceline = self._position(self._token.at).line  # type: ignore[assignment]
        node.extend(children)
        return node

    # the schema

    def schema(self) -> etree._Element:
        self._declarations()
        before = self._annotations()
        if self._is("start", "div", "include", "[") or self._defines() or self._annotates():
            root = self._make("grammar")
            self._grammar_content(root, "", before)
        else:
            root = self._annotated(before, self._pattern)
        self._take(kind="end")
        root.set("datatypeLibrary", XSD)
        _set_namespace(root, root.get("ns") or self._default)
        return root

    def _declarations(self) -> None:
        while True:
            if self._took("datatypes"):
                prefix = self._take(kind="name")
                self._take("=")
                self._datatypes[prefix] = self._literal()
            elif self._is("namespace", "default"):
                default = self._took("default")
                self._take("namespace")
                prefix = "" if self._is("=") else self._take(kind="name").lstrip("\\")
                self._take("=")
                uri = self._default if self._took("inherit") else self._literal()
                if prefix:
                    self._namespaces[prefix] = uri
                if default:
                    self._default = uri
            else:
                return

    def _defines(self) -> bool:
        following = self._tokens[min(self._next + 1, len(self._tokens) - 1)].text
        return self._token.kind == "name" and following in ("=", "|=", "&=")

    def _annotates(self) -> bool:
        following = self._tokens[min(self._next + 1, len(self._tokens) - 1)].text
        return self._token.kind == "name" and following == "["

    def _grammar_content(
        self, parent: etree._Element, end: str, before: list[etree._Element] | None = None
    ) -> None:
        with self.deeper():
            self._components(parent, end, before)

    def _components(
        self, parent: etree._Element, end: str, before: list[etree._Element] | None
    ) -> None:
        while not self._is(end):
            annotations = before or self._annotations()
            before = None
            if self._annotates():
                parent.append(self._annotation_element())
                continue
            if self._took("start"):
                node = self._make("start")
                self._assign(node)
            elif self._took("div"):
                node = self._make("div")
                self._take("{")
                self._grammar_content(node, "}")
                self._take("}")
            elif self._took("include"):
                node = self._include()
            elif self._defines():
                node = self._make("define", name=self._take(kind="name").lstrip("\\"))
                self._assign(node)
            else:
                raise self._error("expected a definition")
            for i, annotation in enumerate(annotations):
                node.insert(i, annotation)
            parent.append(node)

    def _assign(self, node: etree._Element) -> None:
        operator = self._take(kind="symbol")
        if operator not in ("=", "|=", "&="):
            raise self._error("expected =")
        if operator != "=":
            node.set("combine", "choice" if operator == "|=" else "interleave")
        node.append(self._pattern())

    def _include(self) -> etree._Element:
        node = self._make("include", href=self._literal())
        self._inherit(node)
        if self._took("{"):
            self._grammar_content(node, "}")
            self._take("}")
        return node

    def _inherit(self, node: etree._Element) -> None:
        if self._took("inherit"):
            self._take("=")
            _set_namespace(node, self._namespace(self._take(kind="name")))
        else:
            _set_namespace(node, self._default)

    # patterns

    def _annotated(
        self, before: list[etree._Element], read: Callable[[], etree._Element]
    ) -> etree._Element:
        node = read()
        # A value holds its text and nothing else.
        for i, annotation in enumerate(before if node.tag != f"{{{RNG}}}value" else ()):
            node.insert(i, annotation)
        return node

    def _pattern(self) -> etree._Element:
        first = self._particle()
        for symbol, name in (("|", "choice"), (",", "group"), ("&", "interleave")):
            if self._is(symbol):
                node = self._make(name, first)
                while self._took(symbol):
                    node.append(self._particle())
                return node
        return first

    def _particle(self) -> etree._Element:
        node = self._annotated(self._annotations(), self._primary)
        repeats = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
        if self._token.text in repeats and self._token.kind == "symbol":
            node = self._make(repeats[self._take()], node)
        while self._took(">>"):
            node.append(self._annotation_element())
        return node

    def _primary(self) -> etree._Element:
        with self.deeper():
            return self._one_pattern()

    def _one_pattern(self) -> etree._Element:
        if self._took("("):
            node = self._pattern()
            self._take(")")
            return node
        token = self._token
        if token.kind == "literal":
            return self._value("token", "")
        if token.kind != "name":
            raise self._error("expected a pattern")
        if token.text in ("element", "attribute"):
            return self._named()
        if token.text in ("list", "mixed"):
            node = self._make(self._take())
            self._take("{")
            node.append(self._pattern())
            self._take("}")
            return node
        if token.text in ("empty", "text", "notAllowed"):
            return self._make(self._take())
        if self._took("grammar"):
            node = self._make("grammar")
            self._take("{")
            self._grammar_content(node, "}")
            self._take("}")
            return node
        if self._took("parent"):
            return self._make("parentRef", name=self._take(kind="name").lstrip("\\"))
        if self._took("external"):
            node = self._make("externalRef", href=self._literal())
            self._inherit(node)
            return node
        if token.text in ("string", "token") or ":" in token.text:
            return self._data()
        if token.text in _KEYWORDS:
            raise self._error("expected a pattern")
        return self._make("ref", name=self._take().lstrip("\\"))

    def _named(self) -> etree._Element:
        kind = self._take()
        node = self._make(kind, self._name_class(kind == "attribute"))
        self._take("{")
        node.append(self._pattern())
        self._take("}")
        return node

    def _data(self) -> etree._Element:
        prefix, colon, name = self._take(kind="name").rpartition(":")
        library = ""
        if colon:
            if prefix not in self._datatypes:
                raise self._error(f"the prefix {prefix} is not bound to a datatype library")
            library = self._datatypes[prefix]
        if self._token.kind == "literal":
            return self._value(name, library)
        node = self._make("data", type=name, datatypeLibrary=library)
        if self._took("{"):
            while not self._took("}"):
                self._annotations()
                parameter = self._make("param", name=self._take(kind="name").lstrip("\\"))
                self._take("=")
                parameter.text = self._literal()
                node.append(parameter)
        if self._took("-"):
            node.append(self._make("except", self._annotated(self._annotations(), self._primary)))
        return node

    def _value(self, name: str, library: str) -> etree._Element:
        node = self._make("value", type=name, datatypeLibrary=library, ns=self._default)
        node.text = self._literal()
        return node

    # names

    def _name_class(self, attribute: bool) -> etree._Element:
        first = self._one_name_class(attribute)
        if not self._is("|"):
            return first
        node = self._make("choice", first)
        while self._took("|"):
            node.append(self._one_name_class(attribute))
        return node

    def _one_name_class(self, attribute: bool) -> etree._Element:
        with self.deeper():
            return self._name_or_names(attribute)

    def _name_or_names(self, attribute: bool) -> etree._Element:
        self._annotations()
        if self._took("("):
            node = self._name_class(attribute)
            self._take(")")
            return node
        if self._took("*"):
            node = self._make("anyName")
        elif self._token.kind == "nsname":
            node = self._make("nsName", ns=self._namespace(self._take()[:-2]))
        else:
            prefix, colon, local = self._take(kind="name").lstrip("\\").rpartition(":")
            space = self._namespace(prefix) if colon else ("" if attribute else self._default)
            node = self._make("name", ns=space)
            node.text = local
            return node
        if self._took("-"):
            node.append(self._make("except", self._one_name_class(attribute)))
        return node

    def _namespace(self, prefix: str) -> str | None:
        if prefix not in self._namespaces:
            raise self._error(f"the prefix {prefix} is not bound to a namespace")
        return self._namespaces[prefix]

    def _literal(self) -> str:
        parts = []
        while True:
            token = self._take(kind="literal")
            quotes = 3 if token[:3] in ('"""', "'''") else 1
            parts.append(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), token[quotes:-quotes]))
            if not self._took("~"):
                return "".join(parts)

    # annotations

    def _annotations(self) -> list[etree._Element]:
        """The elements of an annotation in brackets; attributes say nothing to validation."""
        found: list[etree._Element] = []
        while self._took("["):
            while not self._took("]"):
                if self._annotates():
                    found.append(self._annotation_element())
                else:
                    self._take(kind="name")
                    self._take("=")
                    self._literal()
        return found

    def _annotation_element(self) -> etree._Element:
        prefix, colon, local = self._take(kind="name").lstrip("\\").rpartition(":")
        space = self._namespace(prefix) if colon else ""
        known = {p: uri for p, uri in self._namespaces.items() if p and uri and p != "xml"}
        node = etree.Element(f"{{{space}}}{local}" if space else local, nsmap=known)
        node.sourceline = self._position(self._token.at).line  # type: ignore[assignment]
        self._take("[")
        while not self._took("]"):
            if self._token.kind == "literal":
                _append_text(node, self._literal())
            elif self._annotates():
                with self.deeper():
                    node.append(self._annotation_element())
            else:
                name = self._take(kind="name").lstrip("\\")
                self._take("=")
                head, colon, tail = name.rpartition(":")
                key = f"{{{self._namespace(head)}}}{tail}" if colon else name
                node.set(key, self._literal())
        return node


def _set_namespace(node: etree._Element, uri: str | None) -> None:
    """Say the namespace of what *node* holds; where it is None, that of what is around holds."""
    if uri is not None:
        node.set("ns", uri)


def _append_text(node: etree._Element, text: str) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text
