"""XSLT 3.0 by Saxon: the one place that knows it.

A processor is made when a stylesheet is first wanted, and never before a fork, which Saxon does not
survive. It opens nothing: documents come in as text that lxml has already parsed, and once its
stylesheet is compiled it is closed to every protocol, so that doc(), unparsed-text(), collection() and
external entities fail. A stylesheet that comes as text has nothing to import, and is compiled in a
processor that is closed already.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.resources import resource

_XSL = "http://www.w3.org/1999/XSL/Transform"
#: How a project's stylesheet calls ours.
_OURS = "tei-edition:"
#: The names of a module are in this namespace and a word of its own: that of its folder, but for print.
_NAMES = "https://tei-edition.org/ns/xslt/"
_WORDS = {"print": "typst"}
_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"
_OPTIMIZATION = "http://saxon.sf.net/feature/optimizationLevel"


class StylesheetError(RuntimeError):
    """Raised where a stylesheet cannot be compiled or run: a bug of the stylesheet's author."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn the failure of a project's stylesheet into an EditionError (C002); *name* is what it calls it."""
    try:
        yield
    except StylesheetError as error:
        raise EditionError(Diagnostic("C002", str(error), name)) from None


def without_rule(elements: Iterable[str], name: str) -> list[Diagnostic]:
    """What is to be told (X006) of *elements* that no rule of our stylesheets is for, in the document *name*."""
    return [
        Diagnostic(
            "X006", f"`{element}` has no rule of its own: its text is shown as it stands", name
        )
        for element in sorted(set(elements))
    ]


class Stylesheet:
    """A compiled XSLT 3.0 stylesheet, to be run on any number of documents."""

    def __init__(self, source: Path | str, module: str = "") -> None:
        """Compile the stylesheet at a path, with all it imports, or in a str; StylesheetError.

        *module* is the folder of ours that it is, or imports ("html"): its parameters are in the
        namespace of that. Without it they are in none.
        """
        from saxonche import PySaxonProcessor

        self._names = f"{{{_NAMES}{_WORDS.get(module, module)}}}" if module else ""
        self._processor = PySaxonProcessor(license=False)
        # Without template rules merged: that takes longer than it saves in a dozen documents.
        self._processor.set_configuration_property(_OPTIMIZATION, "-m")
        compiler = self._processor.new_xslt30_processor()
        try:
            if isinstance(source, str):
                self._processor.set_configuration_property(_PROTOCOLS, "")
                self._executable = compiler.compile_stylesheet(stylesheet_text=source)
            else:
                self._executable = compiler.compile_stylesheet(stylesheet_file=str(source))
        except Exception as error:
            name = "" if isinstance(source, str) else f"{source.name}: "
            raise StylesheetError(f"{name}{error}") from error
        # Imports are read by now. A processor once closed cannot be opened again, which is why
        # each stylesheet has one of its own.
        self._processor.set_configuration_property(_PROTOCOLS, "")

    def transform(
        self, tree: etree._ElementTree, parameters: Mapping[str, str] | None = None
    ) -> str:
        """Run on *tree*; returns the serialized result. Raises StylesheetError.

        *parameters* are the stylesheet's global parameters as strings, by name without its prefix.
        """
        self._executable.clear_parameters()
        for name, value in sorted((parameters or {}).items()):
            words = self._processor.make_string_value(value)
            self._executable.set_parameter(self._names + name, words)
        text = _serialized(tree)
        try:
            node = self._processor.parse_xml(xml_text=text)
            result = self._executable.transform_to_string(xdm_node=node)
        except Exception as error:
            raise StylesheetError(str(error)) from error
        if result is None:
            raise StylesheetError(str(self._executable.error_message))
        return str(result)


@lru_cache(maxsize=4)
def custom_stylesheet(path: Path) -> Stylesheet:
    """The stylesheet at *path*, which a project wrote and which imports ours.

    Ours are called "tei-edition:html/html.xsl" in its imports; other addresses are relative to it.
    Raises StylesheetError where it cannot be compiled.
    """
    try:
        root = etree.parse(path).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise StylesheetError(f"{path.name}: {error}") from error
    module = ""
    for node in root.iter(*(f"{{{_XSL}}}{name}" for name in ("import", "include"))):
        address = node.get("href", "")
        if address.startswith(_OURS):
            target = resource("xslt", address[len(_OURS) :])
            module = target.parent.name
        else:
            target = path.parent / address
        node.set("href", target.resolve().as_uri())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(etree.tostring(root))
        return Stylesheet(copy, module)


def _serialized(tree: etree._ElementTree) -> str:
    """*tree* as text, with the comments and instructions around its root, without a DTD."""
    root = tree.getroot()
    before, after = list(root.itersiblings(preceding=True)), list(root.itersiblings())
    nodes = [*reversed(before), root, *after]
    return "".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)


@lru_cache(maxsize=16)
def stylesheet(path: Path) -> Stylesheet:
    """The stylesheet of ours at *path*, compiled once a process."""
    return Stylesheet(path, path.parent.name)
