"""XSLT 3.0 by Saxon: the one place that knows it.

A processor is made when a stylesheet is first wanted, and never before a fork, which Saxon does not
survive. It opens nothing: documents come in as text that lxml has already parsed, and a stylesheet that
is not ours comes in as text too, with each module it imports carried inside it as a `data:` address. So
no protocol is open while it is compiled or run: doc(), unparsed-text(), collection() and external
entities fail, in static expressions as well. Extensions are off, and with them the environment, system
properties and xsl:result-document.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, shortened
from tei_edition.files import is_plain
from tei_edition.resources import resource

_XSL = "http://www.w3.org/1999/XSL/Transform"
#: How a project's stylesheet calls ours.
_OURS = "tei-edition:"
#: The names of a module are in this namespace and a word of its own: that of its folder, but for print.
_NAMES = "https://tei-edition.org/ns/xslt/"
_WORDS = {"print": "typst"}
_FEATURE = "http://saxon.sf.net/feature/"
_PROTOCOLS = f"{_FEATURE}allowedProtocols"
_OPTIMIZATION = f"{_FEATURE}optimizationLevel"
_EXTENSIONS = f"{_FEATURE}allow-external-functions"
#: The limits of Java's XML parser. What comes in has passed lxml, which expands no entity and bounds
#: the depth; these would refuse a sound document of 100 levels, 200 attributes or 100,000 ampersands.
_LIMITS = tuple(
    f"{_FEATURE}parserProperty?uri=jdk.xml.{limit}"
    for limit in (
        *("elementAttributeLimit", "entityExpansionLimit", "entityReplacementLimit"),
        *("maxElementDepth", "maxGeneralEntitySizeLimit", "maxXMLNameLimit"),
        "totalEntitySizeLimit",
    )
)
#: How many modules one stylesheet may be made of, and how deep they may import one another.
_MOST_MODULES, _DEEPEST_IMPORT = 300, 20
#: A module inside an address, as Saxon quotes it when something is wrong there.
_CARRIED = re.compile(r"data:application/xslt\+xml;module=([^;\s]*);base64,[A-Za-z0-9+/=]*")
#: Where a stylesheet stands that came as text, for all that its expressions can ask: no folder of this machine.
_HOME = "tei-edition:/"
#: How Saxon says that.
_NOWHERE = re.compile(rf" of (?:{_HOME}|file:\S*/)(?=[:)]|\s|$)")
#: What ends the whole process in Saxon 13.1 where it is called in a static expression.
_DEADLY = re.compile(r"(?<![\w.-])(?:(?:uri-)?collection|function-lookup)\s*[(#]")


#: How deep brackets may stand in one another in an expression: Saxon's process does not survive some 5,000.
MOST_BRACKETS = 200
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")


class StylesheetError(RuntimeError):
    """Raised where a stylesheet cannot be compiled or run: a bug of the stylesheet's author."""


@contextmanager
def failures_named(name: str) -> Iterator[None]:
    """Turn the failure of a project's stylesheet into an EditionError (C002); *name* is what it calls it."""
    try:
        yield
    except StylesheetError as error:
        raise EditionError(Diagnostic("C002", str(error), name)) from None


def without_rule(elements: Iterable[str], name: str) -> list[Diagnostic]:
    """What is to be told (X006) of *elements* that no rule of our stylesheets is for, in the document *name*.

    Of an element of the TEI the table of elements says why.
    """
    return [
        Diagnostic(
            "X006",
            f"the stylesheets have no rule for `{element}`: "
            + _reasons().get(element, "its text is shown unchanged"),
            name,
        )
        for element in sorted(set(elements))
    ]


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    """Why an element of the TEI has no rule, by its name, and what becomes of it."""
    table = tomllib.loads(resource("xslt", "elements.toml").read_text("utf-8"))
    return {
        name: f"its text is shown unchanged ({group['why']})" if group["shown"] else group["why"]
        for group in table["without"]
        for name in group["names"].split()
    }


def nests_too_deep(expression: str) -> bool:
    """True where brackets stand more than MOST_BRACKETS deep in one another in an XPath *expression*."""
    if sum(map(expression.count, "([{")) <= MOST_BRACKETS:
        return False
    depth = 0
    for sign in _QUOTED.sub("", expression):
        depth += (sign in "([{") - (sign in ")]}")
        if depth > MOST_BRACKETS:
            return True
    return False


class Stylesheet:
    """A compiled XSLT 3.0 stylesheet, to be run on any number of documents."""

    def __init__(self, source: Path | str, module: str = "") -> None:
        """Compile the stylesheet at a path of ours, with all it imports, or in a str; StylesheetError.

        Only a stylesheet of this package may be given as a path: while it is compiled, files are open to it.
        *module* is the folder of ours that it is, or imports ("html"): its parameters are in the
        namespace of that. Without it they are in none.
        """
        self._names = f"{{{_NAMES}{_WORDS.get(module, module)}}}" if module else ""
        self._processor = _processor()
        compiler = self._processor.new_xslt30_processor()
        try:
            if isinstance(source, str):
                self._processor.set_configuration_property(_PROTOCOLS, "data")
                compiler.set_cwd(_HOME)
                self._executable = compiler.compile_stylesheet(stylesheet_text=source)
            else:
                self._executable = compiler.compile_stylesheet(stylesheet_file=str(source))
        except Exception as error:
            name = "" if isinstance(source, str) else f"{source.name}: "
            raise StylesheetError(f"{name}{_said(error)}") from error
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
            raise StylesheetError(_said(error)) from error
        if result is None:
            said = self._executable.error_message
            raise StylesheetError(_said(said)) from RuntimeError(said)
        return str(result)


class NotStartedError(StylesheetError):
    """Raised where there is not the memory for a processor: no stylesheet or schema is to blame."""


def _processor() -> Any:
    """A processor without extensions and without limits that sound documents meet.

    Raises NotStartedError where this machine has not the memory for one.
    """
    if not _has_room():
        raise NotStartedError(
            "Saxon, which runs the stylesheets, could not start: this process is not allowed "
            "enough memory (raise `ulimit -v`)"
        )
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    # Without template rules merged: that takes longer than it saves in a dozen documents.
    processor.set_configuration_property(_OPTIMIZATION, "-m")
    processor.set_configuration_property(_EXTENSIONS, "false")
    for limit in _LIMITS:
        processor.set_configuration_property(limit, "0")
    return processor


@lru_cache(maxsize=1)
def _has_room() -> bool:
    """True where Saxon can start: where it cannot, it ends the process, so another one tries it first.

    Only a limit on memory (`ulimit -v`) makes it fail; without one nothing is tried.
    """
    try:
        import resource as limits
    except ImportError:  # Windows has no such limit
        return True
    if limits.getrlimit(limits.RLIMIT_AS)[0] == limits.RLIM_INFINITY:
        return True
    code = "from saxonche import PySaxonProcessor; PySaxonProcessor(license=False)"
    command = [sys.executable, "-c", code]
    tried = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (our own words)
    return tried.returncode == 0


def in_full(error: Exception) -> str:
    """All that Saxon said of an *error* that was raised here, in its order, for whoever looks for a place in it."""
    words = " ".join(str(error.__cause__ or error).split())
    return _NOWHERE.sub("", _CARRIED.sub(lambda found: found[1], words))


def _said(error: object) -> str:
    """What Saxon says: the cause first, and in what part of which module; what it only warns of is left out."""
    said = _CARRIED.sub(lambda found: found[1], str(error))
    if "OutOfMemory" in said or isinstance(error, MemoryError):
        return "Saxon, which runs the stylesheets, ran out of memory for this document"
    # It begins each with "Error at …:" or "Warning at …:", and goes on in lines that are indented.
    parts = re.split(
        r"^ ?(?=(?:Static |Type |Dynamic )?(?:[Ee]rror|Warning) )", said, flags=re.MULTILINE
    )
    faults = [part for part in parts if part.strip() and not part.startswith("Warning")]
    words = "; ".join(map(_cause_first, faults)) or " ".join(said.split())
    words = _BLOB.sub("…", _NOWHERE.sub("", words))
    return shortened(words, _MOST_SAID) or "Saxon stopped without giving a reason"


def _cause_first(fault: str) -> str:
    place, end, cause = fault.partition(":\n")
    words, place = " ".join(cause.split()), " ".join(place.split())
    if not (end and words and place.lower().startswith(("error", "static", "type", "dynamic"))):
        return " ".join(fault.split())
    # What a module carries of those that it imports makes its columns useless.
    place = re.sub(r" column \d{4,}", "", place)
    return f"{words} ({place[0].lower()}{place[1:]})"


#: Part of a module that is carried in an address, and how long it is what Saxon says may be.
_BLOB = re.compile(r"[A-Za-z0-9+/=]{100,}")
_MOST_SAID = 600


@lru_cache(maxsize=4)
def custom_stylesheet(path: Path) -> Stylesheet:
    """The stylesheet at *path*, which a project wrote and which imports ours.

    Ours are called "tei-edition:html/html.xsl" in its imports; other addresses are relative to it, and
    must lie in its folder or below. Raises StylesheetError where it cannot be compiled.
    """
    bundle = _Bundle(path)
    return Stylesheet(bundle.text, bundle.imported)


def forget_custom() -> None:
    """Compile stylesheets of projects anew when they are asked for next: their files may have changed."""
    custom_stylesheet.cache_clear()


def custom_text(path: Path) -> str:
    """All that the project's stylesheet at *path* is made of, as one text; why it is none, where it is none."""
    try:
        return _Bundle(path).text
    except (StylesheetError, OSError) as error:
        return f"{type(error).__name__}: {error}"


def custom_files(path: Path) -> list[Path]:
    """The files of the project that its stylesheet at *path* is made of: itself, and what it imports or includes."""
    try:
        return [path, *_Bundle(path).own_modules()]
    except (StylesheetError, OSError):
        return [path]


class _Bundle:
    """A project's stylesheet as one text: each module that it imports is carried in its address."""

    def __init__(self, path: Path) -> None:
        self._home = path.resolve().parent
        self._ours = resource("xslt").resolve()
        self._done: dict[Path, str] = {}
        #: The folder of ours that it imports ("html"); the last, where it imports several.
        self.imported = ""
        self.text = self._module(path, ())

    def own_modules(self) -> list[Path]:
        """The modules that are not ours, in the order of their paths."""
        return sorted(place for place in self._done if not place.is_relative_to(self._ours))

    def _module(self, path: Path, around: tuple[Path, ...]) -> str:
        """The module at *path*, imported by those *around*, with its own imports carried in it."""
        place = path.resolve()
        if place in around:
            raise StylesheetError(f"{path.name}: the stylesheet imports itself")
        if len(around) > _DEEPEST_IMPORT or len(self._done) > _MOST_MODULES:
            raise StylesheetError(f"{path.name}: the stylesheet imports too many others")
        if place not in self._done:
            root = _parsed(path)
            if not place.is_relative_to(self._ours):
                _refuse_deadly(root, path)
            for node in root.iter(f"{{{_XSL}}}import", f"{{{_XSL}}}include"):
                target = self._target(str(node.get("href", "")), path)
                module = self._module(target, (*around, place))
                node.set("href", _address(target.name, module))
            self._done[place] = _serialized(root.getroottree())
        return self._done[place]

    def _target(self, address: str, base: Path) -> Path:
        """The file that *address* means in the module *base*; StylesheetError where it may not be read."""
        if address.startswith(_OURS):
            target, home = self._ours / address[len(_OURS) :], self._ours
            self.imported = target.parent.name
        else:
            home = self._ours if base.resolve().is_relative_to(self._ours) else self._home
            parts = urlsplit(address)
            is_file = parts.scheme == "file" and parts.netloc in ("", "localhost")
            if (parts.scheme or parts.netloc) and not is_file:
                message = f"{base.name}: {address} is imported, but files are not fetched from the network"
                raise StylesheetError(message)
            target = base.parent / unquote(parts.path)
        try:
            inside = target.resolve().is_relative_to(home)
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside:
            message = f"{base.name}: {address} is imported, but is outside the stylesheet's folder"
            raise StylesheetError(message)
        return target


def _parsed(path: Path) -> etree._Element:
    """The module at *path*; no entity of it is read from elsewhere."""
    own: Any = "internal"  # the stubs of lxml know True and False only
    parser = etree.XMLParser(resolve_entities=own, no_network=True, load_dtd=False)
    try:
        if path.exists() and not is_plain(path):
            raise StylesheetError(f"{path.name}: this is not a regular file")
        return etree.fromstring(path.read_bytes(), parser)
    except (OSError, ValueError, etree.XMLSyntaxError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StylesheetError(f"{path.name}: {reason}") from None


def _refuse_deadly(root: etree._Element, path: Path) -> None:
    """Raise StylesheetError where *root* computes while it is compiled what Saxon does not survive."""
    for node in root.iter(etree.Element):
        own = node.tag.startswith(f"{{{_XSL}}}")
        for key, value in node.attrib.items():
            name = str(key).removeprefix(f"{{{_XSL}}}")
            if nests_too_deep(str(value)):
                message = f"{path.name}: @{name} on line {node.sourceline} has brackets nested more than {MOST_BRACKETS} levels deep"
                raise StylesheetError(message)
            declares = own and etree.QName(node).localname in ("param", "variable")
            if own and (name == "_use-when" or (declares and name in ("_select", "_static"))):
                message = f"{path.name}: @{name} on line {node.sourceline} is not supported: write @{name[1:]}"
                raise StylesheetError(message)
            is_static = name == "use-when" or (declares and node.get("static") and name == "select")
            if (is_static or name.startswith("_")) and (found := _DEADLY.search(str(value))):
                words = found[0].rstrip("(# ")
                message = f"{path.name}: {words}() on line {node.sourceline} is not allowed in a static expression"
                raise StylesheetError(message)


def _address(name: str, module: str) -> str:
    """The `data:` address that carries *module*."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return f"data:application/xslt+xml;module={plain};base64,{b64encode(module.encode()).decode()}"


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
