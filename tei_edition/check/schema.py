"""Schemas of every language behind one face: a document in, problems out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.check.schematron import SCH, Schematron, has_rules
from tei_edition.odd import schemas
from tei_edition.odd.catalog import Catalog
from tei_edition.odd.files import SchemaFiles, refused

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema"
TEI = "http://www.tei-c.org/ns/1.0"


class Schema(Protocol):
    """What a document can be held against; `path` is its file."""

    path: Path

    def problems(self, tree: etree._ElementTree) -> list[Problem]:
        """What is wrong with *tree*; empty where nothing is."""
        ...


class ProjectGrammar:
    """The project's own grammar: libxml2 gives the verdict, our walk the words.

    libxml2 validates against a small schema in a fraction of a millisecond and explains badly; the
    walk by derivatives says what is wrong in the words of the document. A large schema, such as the
    whole TEI, takes libxml2 seconds to read and the walk milliseconds: there the walk judges too.
    """

    def __init__(self) -> None:
        self.path = schemas.relaxng()
        self._verdict = etree.RelaxNG(etree.parse(self.path))
        self._words: Schema | None = None

    def problems(self, tree: etree._ElementTree) -> list[Problem]:
        if self._verdict.validate(tree):
            return []
        if self._words is None:
            from tei_edition.check.relaxng.schema import RelaxNG

            files = SchemaFiles(schemas.relaxng())
            self._words = RelaxNG(files.tree(files.main), files)
        return self._words.problems(tree)


@lru_cache(maxsize=1)
def project() -> tuple[Schema, ...]:
    """The project's schema: its grammar, and the rules that say what a grammar cannot."""
    files = SchemaFiles(schemas.schematron())
    return ProjectGrammar(), Schematron(files.tree(files.main), files)


def load(
    path: Path,
    *,
    catalog: Catalog | None = None,
    language: str | None = None,
    phase: str | None = None,
) -> tuple[Schema, ...]:
    """The schema at *path*: its grammar, and the Schematron rules that it holds.

    The language is told by the root element, that of .rnc by its name. *language*, a namespace, asks
    for the grammar (RELAX NG, XML Schema) or the rules (Schematron) alone; *phase* is one of
    Schematron. Raises EditionError: I001 to I003 where the file cannot be read, S001 where it is no
    schema, S002, S003 and S005 where it wants what it may not have.
    """
    from tei_edition.check.relaxng.schema import RelaxNG, read_whole

    files = SchemaFiles(path, catalog)
    tree = read_whole(path, files)
    root = etree.QName(tree.getroot())
    found: list[Schema] = []
    if root.namespace == SCH or (language == SCH and not has_rules(tree)):
        return (Schematron(tree, files, phase),)
    if language in (None, SCH) and has_rules(tree):
        found.append(Schematron(tree, files, phase))
    if language == SCH:
        return tuple(found)
    if root.namespace == RNG:
        found.insert(0, RelaxNG(tree, files))
    elif root.namespace == XSD:
        from tei_edition.check.xsd import XmlSchema

        found.insert(0, XmlSchema(tree, files))
    elif root.namespace == TEI:
        from tei_edition.odd.grammar import grammar_of_odd

        found.insert(0, RelaxNG(grammar_of_odd(tree, path), files))
    else:
        message = f"<{root.localname}> is not the root of a RELAX NG, XML Schema, Schematron or ODD schema"
        raise refused("S001", message, path, tree.getroot())
    return tuple(found)
