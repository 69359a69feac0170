"""A RELAX NG schema from its files: both syntaxes, include and externalRef put in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.check.relaxng.check import Check
from tei_edition.check.relaxng.compact import CompactSyntaxError, read_compact
from tei_edition.check.relaxng.datatype import DatatypeError, PatternTimeError
from tei_edition.check.relaxng.grammar import RNG, Grammar, GrammarError
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.odd.files import SchemaFiles, refuse_depth, refused

#: Marks what came from another file, so that errors name that one.
_FILE = "{https://tei-edition.org/ns/schema}file"

#: How deep schemas may include one another.
_MAX_INCLUDES = 50
#: How many inclusions a schema may be made of: a file that is included twice counts twice.
_MAX_FILES = 500


class RelaxNG:
    """A schema ready to judge any number of documents."""

    def __init__(self, tree: etree._ElementTree, files: SchemaFiles) -> None:
        """Take the schema *tree* at `files.main`, whole; EditionError (S001) where it is no RELAX NG."""
        self.path = files.main
        self._refuse = _Refusal(files.main)
        try:
            self._grammar = Grammar(tree)
        except (GrammarError, RecursionError) as error:
            raise self._refuse(error) from None

    def problems(self, tree: etree._ElementTree) -> list[Problem]:
        """What is wrong with *tree*, in the order of the document; empty where it is valid.

        The schema is read as far as the document uses it: EditionError (S001) where it turns out to be
        unsound there.
        """
        try:
            return Check(self._grammar, tree).problems()
        except DatatypeError as error:
            node = self._grammar.nodes.get(error.datatype) if error.datatype else None
            found = GrammarError(str(error), node) if node is not None else error
            code = "S020" if isinstance(error, PatternTimeError) else "S001"
            raise self._refuse(found, code) from None
        except (GrammarError, RecursionError) as error:
            raise self._refuse(error) from None


class _Refusal:
    """Makes the EditionError for the schema at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, error: Exception, code: str = "S001") -> EditionError:
        if isinstance(error, RecursionError):
            message = "this schema and the document together are nested too deeply"
            return EditionError(Diagnostic(code, message, str(self._path)))
        if not isinstance(error, GrammarError):
            return EditionError(Diagnostic(code, str(error), str(self._path)))
        name = next((str(node.get(_FILE)) for node in error.around() if node.get(_FILE)), None)
        return EditionError(Diagnostic(code, str(error), name or str(self._path), error.position))


def read_whole(path: Path, files: SchemaFiles) -> etree._ElementTree:
    """The schema at *path* in XML syntax, with all that it includes in place.

    Raises EditionError: S001 where it is none, S002 and S003 where it includes what it may not have.
    """
    tree = _read(path, files)
    _flatten(tree.getroot(), files, path, ())
    refuse_depth(tree, path)
    return tree


def _read(path: Path, files: SchemaFiles) -> etree._ElementTree:
    if path.suffix.lower() != ".rnc":
        return files.tree(path)
    try:
        return read_compact(files.data(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused("S001", "this schema is not UTF-8", path) from None
    except CompactSyntaxError as error:
        raise EditionError(Diagnostic("S001", str(error), str(path), error.position)) from None
    except (ValueError, OverflowError) as error:  # what lxml takes for no name, or no text
        raise refused(
            "S001", f"this schema contains something that XML does not allow: {error}", path
        ) from None


def _flatten(
    root: etree._Element, files: SchemaFiles, path: Path, around: tuple[Path, ...]
) -> None:
    """Put in place what *root*, from the file *path*, includes; *around* are the files it is in."""
    for node in list(root.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef")):
        address = node.get("href", "")
        wanted = files.resolve(address, path, node)
        files.included += 1
        if files.included > _MAX_FILES:
            message = f"the schema includes more than {_MAX_FILES} files"
            raise refused("S001", message, path, node)
        if wanted.resolve() in (path.resolve(), *around) or len(around) > _MAX_INCLUDES:
            raise refused("S001", f"the schema includes itself through {address}", path, node)
        found = _read(wanted, files).getroot()
        _flatten(found, files, wanted, (*around, path.resolve()))
        found.set(_FILE, str(wanted))
        for inherited in ("ns", "datatypeLibrary"):
            if found.get(inherited) is None:
                found.set(inherited, node.get(inherited, "") if inherited == "ns" else "")
        if etree.QName(node).localname == "include":
            _override(found, node, path)
        parent = node.getparent()
        if parent is None:
            raise refused("S001", "a schema cannot be an <include>", path, node)
        found.tail = node.tail
        parent.replace(node, found)


def _override(grammar: etree._Element, include: etree._Element, path: Path) -> None:
    """Make *grammar* the division that *include* stands for (RELAX NG 4.7)."""
    if grammar.tag != f"{{{RNG}}}grammar":
        raise refused("S001", "the included file is not a <grammar>", path, include)
    names = {_key(node) for node in include.iter(f"{{{RNG}}}define", f"{{{RNG}}}start")}
    for node in list(grammar.iter(f"{{{RNG}}}define", f"{{{RNG}}}start")):
        inner = next(node.iterancestors(f"{{{RNG}}}grammar"), None)
        parent = node.getparent()
        if _key(node) in names and inner is grammar and parent is not None:
            parent.remove(node)
    grammar.tag = f"{{{RNG}}}div"
    # What replaces stands in a division of its own: its namespace is that of the including schema.
    prefixes: Any = include.nsmap
    division = etree.SubElement(grammar, f"{{{RNG}}}div", nsmap=prefixes)
    for inherited in ("ns", "datatypeLibrary"):
        value = next(
            (n.get(inherited) for n in (include, *include.iterancestors()) if n.get(inherited) is not None), ""
        )  # fmt: skip
        division.set(inherited, str(value))
    division.extend(list(include))


def _key(node: etree._Element) -> tuple[str, str]:
    return etree.QName(node).localname, node.get("name", "").strip()
