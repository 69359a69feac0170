"""ISO Schematron (ISO/IEC 19757-3): rules in, what they find in a document out.

The rules are compiled by the XSLT of xslt/schematron/ and run by Saxon, for all query bindings. A schema
in plain XPath 1.0 is first asked by libxslt whether anything is wrong at all, which for a sound document
is all that is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei_edition import cache
from tei_edition.check import blame
from tei_edition.check.problem import Problem
from tei_edition.diagnostics import EditionError, Severity
from tei_edition.odd.files import SchemaFiles, refused
from tei_edition.resources import resource
from tei_edition.tei.document import asides, parse_own
from tei_edition.tei.text import text_of

if TYPE_CHECKING:
    from tei_edition.saxon import Stylesheet

SCH = "http://purl.oclc.org/dsdl/schematron"
SVRL = "http://purl.oclc.org/dsdl/svrl"
_XSL = "http://www.w3.org/1999/XSL/Transform"

#: What the rules may hold of XSLT: what computes. The rest reads, writes, or runs what is not shown.
_INSTRUCTIONS = {
    "analyze-string", "apply-templates", "attribute", "break", "call-template", "choose", "comment",
    "copy", "copy-of", "document", "element", "fallback", "for-each", "for-each-group", "fork",
    "function", "if", "iterate", "key", "map", "map-entry", "matching-substring", "mode", "namespace",
    "next-iteration", "non-matching-substring", "number", "on-completion", "on-empty", "on-non-empty",
    "otherwise", "param", "perform-sort", "processing-instruction", "sequence", "sort", "template",
    "text", "try", "catch", "value-of", "variable", "when", "where-populated", "with-param",
    "decimal-format", "preserve-space", "strip-space", "assert", "message",
}  # fmt: skip
_FORBIDDEN_FUNCTION = re.compile(
    r"(?<![\w.-])(environment-variable|available-environment-variables|function-lookup|transform|"
    r"load-xquery-module|unparsed-text|unparsed-text-lines|unparsed-text-available|doc|doc-available|"
    r"document|collection|uri-collection|json-doc|stream-available|system-property)\s*[(#]"
)

#: What roles weigh; a role that is not here weighs as an error.
_ROLES = {
    "warning": Severity.WARNING, "warn": Severity.WARNING, "nonfatal": Severity.WARNING,
    "information": Severity.INFO, "info": Severity.INFO, "informational": Severity.INFO,
    "hint": Severity.INFO, "note": Severity.INFO,
}  # fmt: skip

#: How compile.xsl marks an assertion that could not be tested.
_UNTESTED = "tei-edition:untested"


def has_rules(tree: etree._ElementTree) -> bool:
    """True where the schema *tree*, of whatever language, holds Schematron rules."""
    return next(tree.iter(f"{{{SCH}}}*"), None) is not None


class Schematron:
    """Rules ready to be run on any number of documents."""

    def __init__(
        self, tree: etree._ElementTree, files: SchemaFiles, phase: str | None = None
    ) -> None:
        """Compile the rules of *tree*, the schema at `files.main`, for *phase* (an id, or "#ALL").

        *tree* is Schematron, or RELAX NG, XML Schema or an ODD in which rules are embedded. Raises
        EditionError: S001 where the rules are not sound, S002 and S003 where they want files that
        they may not have, S005 where they would do more than look.
        """
        self.path = files.main
        self._text: str
        self._screen_text: str | None
        bundle, self._files = _bundle(tree, files)
        self._bundle = bundle
        source = etree.tostring(bundle.getroot())
        name = cache.name_of("schematron", source, phase or "", *_modules())
        kept = cache.get(name)
        if kept is None:
            _refuse_deeds(bundle, self._files)
            whole = self._expanded()
            compiled = self._pass("compile", whole, {"phase": phase} if phase else {})
            screen = self._pass("screen", whole) if phase is None and _is_plain(whole) else None
            self._text = _text(compiled)
            self._screen_text = None if screen is None else _text(screen)
            self._stylesheet = self._compiled(self._text)
            cache.put(name, json.dumps([self._text, self._screen_text]).encode())
        else:
            self._text, self._screen_text = json.loads(kept)

    def _expanded(self) -> etree._ElementTree:
        whole = self._bundle
        for step in ("include", "extract", "expand"):
            whole = self._pass(step, whole)
        return whole

    def parts(self) -> Iterator[tuple[str, Callable[[etree._ElementTree], object]]]:
        """Each rule by itself: what messages call it, and what asks it of a document."""
        whole = self._expanded()
        for number, rule in enumerate(whole.iter(f"{{{SCH}}}rule")):
            part = deepcopy(whole)
            for place, other in enumerate(list(part.iter(f"{{{SCH}}}rule"))):
                parent = other.getparent()
                if place != number and parent is not None:
                    parent.remove(other)
            alone = self._compiled(_text(self._pass("compile", part, {"phase": "#ALL"})))
            pattern = rule.getparent()
            named = rule.get("id") or (None if pattern is None else pattern.get("id"))
            about = f"about {rule.get('context')}"
            yield f"the rule {named}, {about}," if named else f"the rule {about}", alone.transform

    def _pass(
        self, name: str, tree: etree._ElementTree, parameters: dict[str, str] | None = None
    ) -> etree._ElementTree:
        from tei_edition.saxon import StylesheetError, stylesheet

        try:
            module = stylesheet(resource("xslt", "schematron", f"{name}.xsl"))
            text = module.transform(tree, parameters)
        except StylesheetError as error:
            raise self._unsound(error) from None
        return parse_own(text)

    def _unsound(self, error: Exception, stylesheet: str | None = None) -> EditionError:
        from tei_edition.saxon import NotStartedError

        if isinstance(error, NotStartedError):
            raise MemoryError(str(error)) from None
        number, line = blame.culprit(error, stylesheet) or (1, None)
        message = f"the rules of this schema have errors: {blame.plain(error)}"
        return refused("S001", message, self._files[number - 1], line=line)

    def _compiled(self, text: str) -> Stylesheet:
        from tei_edition.saxon import Stylesheet, StylesheetError

        try:
            return Stylesheet(text)
        except StylesheetError as error:
            raise self._unsound(error, text) from None

    @cached_property
    def _stylesheet(self) -> Stylesheet:
        return self._compiled(self._text)

    @cached_property
    def _screen(self) -> etree.XSLT | None:
        if self._screen_text is None:
            return None
        nothing: Any = etree.XSLTAccessControl
        control = nothing.DENY_ALL
        try:
            return etree.XSLT(etree.fromstring(self._screen_text), access_control=control)
        except etree.XSLTParseError:
            return None

    def holds(self, tree: etree._ElementTree) -> bool:
        """True where it is plain at once that *tree* breaks no rule; False where one has to look."""
        if self._screen is None:
            return False
        try:
            return not str(self._screen(tree))
        except etree.XSLTApplyError:
            return False

    def report(self, tree: etree._ElementTree) -> str:
        """The whole report in SVRL (ISO/IEC 19757-3, annex D), every rule that fired included."""
        return self._run(tree, full=True)

    def problems(self, tree: etree._ElementTree) -> list[Problem]:
        """What the rules find in *tree*, in the order of the rules."""
        if self.holds(tree):
            return []
        report = parse_own(self._run(tree)).getroot()
        locate = _Locator(tree)
        return list(_problems(report, locate))

    def _run(self, tree: etree._ElementTree, full: bool = False) -> str:
        from tei_edition.saxon import StylesheetError

        try:
            return self._stylesheet.transform(tree, {"full": "yes"} if full else {})
        except StylesheetError as error:
            raise self._unsound(error, self._text) from None


def _text(tree: etree._ElementTree) -> str:
    return etree.tostring(tree.getroot(), encoding="unicode")


@lru_cache(maxsize=1)
def _modules() -> tuple[bytes, ...]:
    """What compiles rules: an entry of the cache holds for these versions of it only."""
    modules = sorted(resource("xslt", "schematron").glob("*.xsl"))
    return tuple(path.read_bytes() for path in (Path(__file__), *modules))


def _bundle(tree: etree._ElementTree, files: SchemaFiles) -> tuple[etree._ElementTree, list[Path]]:
    """The schema and the files that it includes, each reference saying which of them it means; their paths."""
    root = etree.Element(f"{{{blame.NAMES}}}bundle", nsmap={"s": blame.NAMES})
    numbers: dict[Path, int] = {}
    waiting: list[tuple[etree._ElementTree, Path]] = []

    def add(path: Path, found: etree._ElementTree) -> int:
        if path.resolve() not in numbers:
            numbers[path.resolve()] = len(numbers) + 1
            entry = etree.SubElement(root, f"{{{blame.NAMES}}}document")
            entry.append(deepcopy(found.getroot()))
            blame.mark(entry, len(numbers), (SCH, _XSL))
            waiting.append((etree.ElementTree(entry[0]), path))
        return numbers[path.resolve()]

    add(files.main, tree)
    for document, base in waiting:
        for node in document.iter(f"{{{SCH}}}include", f"{{{SCH}}}extends"):
            address = node.get("href")
            if address is not None:
                path = files.resolve(address, base, node)
                same = path.resolve() == base.resolve() and "#" not in address
                if same or len(numbers) > 100:
                    raise refused(
                        "S001", f"<include> of {address} leads to an endless loop", base, node
                    )
                number = add(path, files.tree(path) if path != files.main else tree)
                node.set(f"{{{blame.NAMES}}}document", str(number))
    return etree.ElementTree(root), [path for _, path in waiting]


def _refuse_deeds(tree: etree._ElementTree, files: list[Path]) -> None:
    """Raise EditionError (S005) where rules would read, write or run what the schema does not show."""
    from tei_edition.saxon import MOST_BRACKETS, nests_too_deep

    for node in tree.iter(f"{{{SCH}}}*", f"{{{_XSL}}}*"):
        name, path = etree.QName(node), files[blame.file_of(node) - 1]
        if name.namespace == _XSL and name.localname not in _INSTRUCTIONS:
            raise refused("S005", f"<xsl:{name.localname}> is not allowed in rules", path, node)
        if name.namespace == SCH and node.get("documents") is not None:
            raise refused(
                "S005", "rules about other documents (@documents) are not supported", path, node
            )
        for key, value in ((str(key), str(value)) for key, value in node.items()):
            if name.namespace == _XSL and key.startswith("_"):
                message = f"@{key} is not allowed in rules: it creates an expression that cannot be checked"
                raise refused("S005", message, path, node)
            if nests_too_deep(value):
                message = f"the brackets in @{key} are nested more than {MOST_BRACKETS} levels deep"
                raise refused("S001", message, path, node)
            if function := forbidden_function(value):
                message = f"{function}() is not allowed in rules: they may only read the document"
                raise refused("S005", message, path, node)


def forbidden_function(expression: str) -> str | None:
    """The function in an XPath *expression* that would look elsewhere than at the document."""
    found = _FORBIDDEN_FUNCTION.search(expression)
    return found[1] if found else None


def _is_plain(schema: etree._ElementTree) -> bool:
    """True where libxslt understands the rules as Saxon does: XPath 1.0 and no XSLT but keys."""
    root = schema.getroot()
    binding = (root.get("queryBinding") or "xslt").lower()
    if binding not in ("xslt", "xslt1", "xpath"):
        return False
    if any(not let.get("value") for let in root.iter(f"{{{SCH}}}let")):
        return False
    of_patterns = root.iterfind(f"{{{SCH}}}pattern/{{{SCH}}}let")
    if any(not let.get("value", "").startswith("/") for let in of_patterns):
        return False
    extra = {etree.QName(node).localname for node in root.iter(f"{{{_XSL}}}*")}
    return extra <= {"key"}


class _Locator:
    """From what fn:path() says of a node to the element of the tree, and what of it is meant."""

    _STEP = re.compile(
        r"/(?:(?P<kind>text|comment|processing-instruction)\([^)]*\)"
        r"|(?P<attribute>@)?(?:Q\{(?P<space>[^}]*)\})?(?P<name>[^/\[({]+))(?:\[(?P<n>\d+)\])?"
    )

    def __init__(self, tree: etree._ElementTree) -> None:
        self._root = tree.getroot()
        self._known: dict[str, etree._Element] = {}
        self._children: dict[etree._Element, dict[str, list[etree._Element]]] = {}
        self._texts: dict[etree._Element, list[int]] = {}

    def __call__(self, location: str) -> tuple[etree._Element, str | None, int | None]:
        """The element, comment or instruction; the attribute or the number of elements before the text, where one is meant."""
        if location.startswith("~"):
            return self._asides[int(location[1:]) - 1], None, None
        element, rest = self._root, location
        if location.startswith("#"):
            number, _, rest = location[1:].partition("/")
            element, rest = self._elements[int(number) - 1], f"/{rest}"
        steps = list(self._STEP.finditer(rest))
        # A way from the root begins with the root itself.
        for i, step in enumerate(steps):
            if step["attribute"]:
                space = f"{{{step['space']}}}" if step["space"] else ""
                return element, f"{space}{step['name']}", None
            if step["kind"]:
                return element, None, self._before(element, step)
            if i:
                element = self._child(location[: step.end()], element, step)
        return element, None, None

    @cached_property
    def _elements(self) -> list[etree._Element]:
        """The elements of the document, in its order."""
        return list(self._root.iter(etree.Element))

    @cached_property
    def _asides(self) -> list[etree._Element]:
        """The comments and instructions of the document, in its order."""
        return asides(self._root)

    def _child(self, path: str, parent: etree._Element, step: re.Match[str]) -> etree._Element:
        if path not in self._known:
            tag = f"{{{step['space']}}}{step['name']}" if step["space"] else step["name"]
            same = self._children_of(parent)[tag]
            self._known[path] = same[int(step["n"] or 1) - 1]
        return self._known[path]

    def _children_of(self, parent: etree._Element) -> dict[str, list[etree._Element]]:
        """The children of *parent* by name, looked through once."""
        if parent not in self._children:
            found = self._children[parent] = {}
            for child in parent.iterchildren(etree.Element):
                found.setdefault(str(child.tag), []).append(child)
        return self._children[parent]

    def _before(self, element: etree._Element, step: re.Match[str]) -> int | None:
        """How many elements stand before the text that *step* means; None for other nodes."""
        if step["kind"] != "text":
            return None
        if element not in self._texts:
            texts = self._texts[element] = [0] if element.text else []
            elements = 0
            for child in element:
                elements += isinstance(child.tag, str)
                if child.tail:
                    texts.append(elements)
        texts = self._texts[element]
        return texts[min(int(step["n"] or 1), len(texts)) - 1] if texts else None


def _problems(report: etree._Element, locate: _Locator) -> Iterator[Problem]:
    pattern = ""
    for node in report:
        kind = etree.QName(node).localname
        if kind == "active-pattern":
            pattern = node.get("id") or ""
        elif kind in ("failed-assert", "successful-report"):
            element, attribute, text = locate(node.get("location") or "/")
            told = [text_of(child) for child in node if child.tag.endswith("diagnostic-reference")]
            untested = node.get("flag") == _UNTESTED
            words = text_of(node.find(f"{{{SVRL}}}text"))
            yield Problem(
                "S006" if untested else "V008",
                words or f"this is not the case: {node.get('test')}",
                element,
                attribute=attribute,
                text=text,
                hint=" ".join(filter(None, told)) or None,
                severity=_ROLES.get((node.get("role") or "").lower(), Severity.ERROR),
                rule=node.get("id") or pattern or None,
                link=node.get("see"),
            )
