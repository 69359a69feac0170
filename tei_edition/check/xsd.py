"""XML Schema 1.0 and 1.1: the verdict from libxml2 where it knows the version, the words from xmlschema.

The schema and all that it includes or imports are copied into a private folder, each reference rewritten
to the copy, so that neither library has anything else to open. What xmlschema makes of it is costly
and is kept in the cache, sealed.
"""

from __future__ import annotations

import pickle
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition import cache
from tei_edition.check.identity import identity_fault
from tei_edition.check.problem import Problem
from tei_edition.check.relaxng import suggest
from tei_edition.check.schematron import forbidden_function
from tei_edition.odd.files import SchemaFiles, refused
from tei_edition.resources import resource
from tei_edition.tei.document import line_of

XSD = "http://www.w3.org/2001/XMLSchema"
_XML = "http://www.w3.org/XML/1998/namespace"
_VERSION = "{http://www.w3.org/2007/XMLSchema-versioning}minVersion"
_REFERENCES = ("include", "import", "redefine", "override")
#: What only XML Schema 1.1 has.
_NEW = ("assert", "assertion", "alternative", "openContent", "defaultOpenContent", "override",
        "explicitTimezone")  # fmt: skip

#: How many of the problems that xmlschema finds are told: it is slow, and a document that is another
#: kind of document has thousands.
_MOST = 1000


class XmlSchema:
    """A schema ready to judge any number of documents."""

    def __init__(self, tree: etree._ElementTree, files: SchemaFiles) -> None:
        """Take the schema *tree* at `files.main`.

        Raises EditionError: S001 where it is no sound XML Schema, S002 and S003 where it wants files
        that it may not have, S005 where its assertions would do more than look.
        """
        self.path = files.main
        self._copies = _copies(tree, files)
        self._is_new = any(_is_new(etree.fromstring(copy)) for copy in self._copies)
        if self._libxml2 is None:
            # Whether it is sound is told now, not at the first document.
            _ = self._schema

    @cached_property
    def _libxml2(self) -> etree.XMLSchema | None:
        """libxml2's view of the schema; None where it has none, of XML Schema 1.1 above all."""
        if self._is_new:
            return None
        with tempfile.TemporaryDirectory() as folder:
            try:
                return etree.XMLSchema(etree.parse(_written(self._copies, Path(folder))))
            except etree.XMLSchemaParseError:
                return None

    @cached_property
    def _schema(self) -> Any:
        made_by = (version("xmlschema"), sys.version, Path(__file__).read_bytes())
        name = cache.name_of("xsd", *made_by, *self._copies)
        kept = cache.get(name)
        if kept is not None:
            # The seal says that this user's own process wrote it, for these bytes and versions.
            return pickle.loads(kept)  # noqa: S301
        import xmlschema

        kind = xmlschema.XMLSchema11 if self._is_new else xmlschema.XMLSchema10
        with tempfile.TemporaryDirectory() as folder:
            main = _written(self._copies, Path(folder))
            try:
                schema = kind(str(main), allow="local", defuse="always")
            except RecursionError:
                message = "this XML Schema has errors: its parts are nested too deeply"
                raise refused("S001", message, self.path) from None
            except (xmlschema.XMLSchemaException, ValueError, TypeError, ArithmeticError) as error:
                words = getattr(error, "message", None) or str(error).partition("\n")[0]
                message = f"this XML Schema has errors: {_plain(str(words))}"
                raise refused("S001", message, self.path) from None
        cache.put(name, pickle.dumps(schema))
        return schema

    def parts(self) -> Iterator[tuple[str, Callable[[etree._ElementTree], object]]]:
        """Each pattern of its types by itself: what messages call it, and what tries it on a document's values."""
        for copy in self._copies:
            for facet in etree.fromstring(copy).iter(f"{{{XSD}}}pattern"):
                value = facet.get("value") or ""
                yield f"the pattern {value}", partial(_try_pattern, value)

    def problems(self, tree: etree._ElementTree) -> list[Problem]:
        """What is wrong with *tree*; empty where it is valid."""
        libxml2 = self._libxml2
        try:
            if libxml2 is not None and libxml2.validate(tree):
                return []
        except etree.XMLSchemaValidateError:
            # It gave up, over a pattern for example: xmlschema has the verdict too.
            return self._explained(tree)
        found = self._explained(tree)
        if not found and libxml2 is not None:
            log: Any = libxml2.error_log
            return [Problem("V009", _plain(log[0].message), _at_line(tree, log[0].line))]
        return found

    def _explained(self, tree: etree._ElementTree) -> list[Problem]:
        """What xmlschema says of *tree*; what libxml2 says of one that xmlschema cannot follow."""
        found: list[Problem] = []
        try:
            for error in self._schema.iter_errors(tree.getroot(), use_location_hints=False):
                found.append(_problem(error, tree))
                if len(found) == _MOST:
                    break
        except RecursionError:
            # It goes down with the document, several steps a level.
            if self._libxml2 is None:
                raise
            return []
        return found


def _try_pattern(pattern: str, tree: etree._ElementTree) -> None:
    """Hold each value of *tree*, the longest first, against *pattern*, as both libraries do."""
    from elementpath.regex import translate_pattern

    root = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD})
    kind = etree.SubElement(
        etree.SubElement(root, f"{{{XSD}}}element", name="v"), f"{{{XSD}}}simpleType"
    )
    restriction = etree.SubElement(kind, f"{{{XSD}}}restriction", base="xs:string")
    etree.SubElement(restriction, f"{{{XSD}}}pattern", value=pattern)
    with suppress(etree.XMLSchemaParseError, ValueError):
        asked = etree.XMLSchema(root)
        found = re.compile(
            translate_pattern(pattern, back_references=False, lazy_quantifiers=False, anchors=False)
        )
        value = etree.Element("v")
        values = {
            str(text)
            for node in tree.iter(etree.Element)
            for text in (*node.values(), node.text or "")
        }
        for value.text in sorted(values, key=lambda text: (-len(text), text)):
            with suppress(etree.XMLSchemaValidateError):
                asked.validate(value)
            found.search(value.text or "")


# the files


def _copies(tree: etree._ElementTree, files: SchemaFiles) -> list[bytes]:
    """The schema and all that it refers to; each reference is to the number of a copy."""
    numbers: dict[Path, int] = {files.main.resolve(): 0}
    waiting: list[tuple[etree._ElementTree, Path]] = [(tree, files.main)]
    copies: list[bytes] = []
    for document, base in waiting:
        for node in document.iter(*(f"{{{XSD}}}{name}" for name in _REFERENCES)):
            path = _wanted(node, base, files)
            if path is None:
                node.attrib.pop("schemaLocation", "")
                continue
            key = path.resolve()
            if key not in numbers:
                numbers[key] = len(numbers)
                waiting.append((files.tree(path), path))
            node.set("schemaLocation", f"{numbers[key]}.xsd")
        for node in document.iter(etree.Element):
            for attribute in ("test", "xpath"):
                if name := forbidden_function(node.get(attribute, "")):
                    message = (
                        f"{name}() is not allowed in a schema, which may only read the document"
                    )
                    raise refused("S005", message, base, node)
        copies.append(etree.tostring(document.getroot(), encoding="UTF-8"))
    return copies


def _wanted(node: etree._Element, base: Path, files: SchemaFiles) -> Path | None:
    """The file that an include or import means; None where it names none that is needed."""
    if node.get("namespace") == _XML:
        return resource("schema", "xml.xsd")
    address = node.get("schemaLocation")
    return files.resolve(address, base, node) if address else None


def _written(copies: list[bytes], folder: Path) -> Path:
    for i, copy in enumerate(copies):
        (folder / f"{i}.xsd").write_bytes(copy)
    return folder / "0.xsd"


def _is_new(root: etree._Element) -> bool:
    if root.get(_VERSION, "1.0") >= "1.1" or root.get("defaultAttributes"):
        return True
    return next(root.iter(*(f"{{{XSD}}}{name}" for name in _NEW)), None) is not None


# words


def _problem(error: Any, tree: etree._ElementTree) -> Problem:
    from xmlschema import XMLSchemaChildrenValidationError

    element = error.elem if isinstance(error.elem, etree._Element) else tree.getroot()
    reason = str(error.reason or error.message)
    if isinstance(error, XMLSchemaChildrenValidationError):
        child = error.invalid_child
        if isinstance(child, etree._Element):
            return _child_problem(error, element, child)
        names = list(_names(error.expected or ()))
        tag = etree.QName(element).localname
        what = suggest.either(names[: suggest.EXPECTED]) if names else "content"
        hint = f"add {suggest.either(names[:1])}" if names else None
        message = f"`{tag}` is not complete: {what} is missing"
        return Problem(
            "V006", message, element, expected=tuple(names[: suggest.EXPECTED]), hint=hint
        )
    if fault := identity_fault(reason, element, error.validator):
        return Problem("V009", fault[0], fault[1])
    return _attribute_problem(element, reason)


def _child_problem(error: Any, element: etree._Element, child: etree._Element) -> Problem:
    tag, name = etree.QName(element).localname, etree.QName(child).localname
    expected = error.expected
    if not expected and hasattr(error.validator, "iter_elements"):
        expected = list(error.validator.iter_elements())
    names = list(dict.fromkeys(_names(expected or ())))
    message, hint = f"`{name}` is not allowed inside `{tag}`", None
    if name in names:
        message, hint = f"`{name}` is not allowed here in `{tag}`", "move it, or remove it"
    elif meant := suggest.element(name, names):
        message, hint = f"{message}; did you mean `{meant}`?", f"rename it to `{meant}`"
    ranked = suggest.likeliest(name, names, {})
    return Problem("V001", message, child, found=name, expected=ranked, hint=hint)


def _names(expected: Any) -> Iterator[str]:
    for wanted in expected:
        for one in getattr(wanted, "iter_substitutes", lambda: ())():
            yield str(one.local_name)
        name = getattr(wanted, "local_name", None) or (wanted if isinstance(wanted, str) else None)
        if name:
            yield str(name).rpartition("}")[2].rpartition(":")[2]


_VALUE = re.compile(r"attribute (?P<name>[^=]+)=(?P<value>'.*?'|\".*?\"): (?P<why>.*)", re.DOTALL)
_UNKNOWN = re.compile(r"'(?P<name>[^']+)' attribute not allowed")
_MISSING = re.compile(r"missing required attribute '(?P<name>[^']+)'")
_LIST = re.compile(r"value must be one of \[(?P<values>.*)\]", re.DOTALL)


def _attribute_problem(element: etree._Element, reason: str) -> Problem:
    tag = etree.QName(element).localname
    if found := _MISSING.search(reason):
        return Problem("V002", f"`{tag}` lacks @{_plain(found['name'])}", element)
    if found := _UNKNOWN.search(reason):
        name = found["name"]
        message = f"@{_plain(name)} is not allowed on `{tag}`"
        return Problem("V002", message, element, attribute=name, found=name, hint="remove it")
    if found := _VALUE.match(reason):
        name, value = found["name"], found["value"][1:-1]
        where = f"@{_plain(name)} on `{tag}`"
        if listed := _LIST.search(found["why"]):
            values = suggest.Values(dict.fromkeys(re.findall(r"'([^']*)'", listed["values"])))
            message, hint = suggest.value_words(where, value, values)
            return Problem("V003", message, element, attribute=name, found=value, hint=hint,
                           expected=values.expected(value))  # fmt: skip
        message = f'"{value}" is not valid for {where}: {_plain(found["why"])}'
        return Problem("V003", message, element, attribute=name, found=value)
    return Problem("V009", f"`{tag}`: {_plain(reason)}", element)


def _plain(words: str) -> str:
    """*words* of a library without Clark names and the addresses of the private folder."""
    words = re.sub(r"\{[^}\s]*\}| for <\S+ object at 0x\w+>", "", words)
    return re.sub(r"(?:file://)?/\S*/(\d+\.xsd)", r"\1", " ".join(words.split())).rstrip(".")


def _at_line(tree: etree._ElementTree, line: int) -> etree._Element:
    """The last element that begins in or before *line*."""
    best = tree.getroot()
    for element in tree.getroot().iter(etree.Element):
        if line_of(element) <= line:
            best = element
    return best
