"""A TEI file in, findings out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.arguments import path_of as argument_path
from tei_edition.arguments import path_or_data
from tei_edition.check.association import associations, is_ours
from tei_edition.check.finding import Finding
from tei_edition.check.problem import Problem
from tei_edition.check.schema import Schema, load, project
from tei_edition.check.schematron import Schematron
from tei_edition.diagnostics import Diagnostic, EditionError, Severity
from tei_edition.files import read_input
from tei_edition.odd.catalog import Catalog
from tei_edition.tei.document import Places, Ways, lines_of, parse_tei
from tei_edition.workers import note

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_IDS = etree.XPath("//@xml:id", smart_strings=False)


class Validator:
    """Schemas, loaded once, for any number of documents.

    Without *schema*, each document is held against the schemas that it asks for itself (xml-model,
    xsi:schemaLocation), as far as they are local files or in the *catalog*; against the project's
    where it asks for none. *phase* is one of the Schematron schemas; *homes* are folders whose schemas a
    document may ask for beside those of its own.
    """

    def __init__(
        self,
        *,
        schema: Sequence[Path] = (),
        catalog: Catalog | None = None,
        phase: str | None = None,
        homes: Sequence[Path] = (),
    ) -> None:
        """Load the schemas; EditionError (I001 to I003, S001 to S005) where that cannot be done."""
        #: Whether the last document was a stranger's without a schema, and so held against the project's.
        self.by_default = False
        self._catalog = catalog or Catalog()
        self._phase = phase
        self._homes = homes
        self._given = [self._load(path) for path in schema]
        self._asked: dict[tuple[Path, str | None, str | None], tuple[Schema, ...]] = {}

    def _load(self, path: Path, language: str | None = None) -> tuple[Schema, ...]:
        return load(path, catalog=self._catalog, language=language, phase=self._phase)

    def findings(
        self, source: Path | bytes | str | etree._ElementTree, name: str | None = None
    ) -> list[Finding]:
        """What is wrong with the document *source*, in its order; empty where it is valid.

        *source* is a path, the document as bytes or str, or a tree; *name* is what findings call it.
        Never raises for what is in the document: a file that is not XML is a finding too (X001, X002,
        X004). Raises EditionError where a path cannot be read (I001 to I003) or a schema turns out to
        be unsound where the document needs it (S001).
        """
        self.by_default = False
        path = source if isinstance(source, Path) else None
        data = _data(source, name)
        name = name or (str(path) if path else "<tei>")
        try:
            tree = parse_tei(data, name)
        except EditionError as error:
            return [_unparsed(diagnostic, data) for diagnostic in error.diagnostics]
        return self.findings_of(tree, data, path, name)

    def findings_of(
        self, tree: etree._ElementTree, data: bytes, path: Path | None, name: str
    ) -> list[Finding]:
        """The same of a document that is parsed already: *tree*, from the bytes *data* of the file at *path*."""
        problems = same_ids(tree)
        for schema in self.schemas(tree, path, problems):
            note(f"while {schema.path.name} was checking the document")
            problems += schema.problems(tree)
        note("")
        if not problems:
            return []
        places = Places(data, tree)
        ways = Ways()
        found = [_finding(problem, places, ways, name) for problem in _folded(problems)]
        return sorted(dict.fromkeys(found), key=_place)

    def svrl(self, tree: etree._ElementTree, path: Path | None, name: str) -> str:
        """The Schematron report on *tree* in SVRL (ISO/IEC 19757-3, annex D).

        Raises EditionError (S007) where no Schematron rules are about it, or more than one schema's.
        """
        problems: list[Problem] = []
        rules = [s for s in self.schemas(tree, path, problems) if isinstance(s, Schematron)]
        if len(rules) != 1:
            number = f"{len(rules)} schemas contain" if rules else "no schema contains"
            hint = problems[0].message if problems else "name one schema with --schema"
            message = f"{number} Schematron rules for this document"
            raise EditionError(Diagnostic("S007", message, name, hint=hint))
        return f"{rules[0].report(tree)}\n"

    def schemas(
        self, tree: etree._ElementTree, path: Path | None, problems: list[Problem]
    ) -> list[Schema]:
        """The schemas that *tree* is held against; why one is missing goes into *problems*."""
        if self._given:
            return [schema for loaded in self._given for schema in loaded]
        found: list[Schema] = []
        asked = list(associations(tree))
        for association in asked:
            place = association.find(path, self._catalog, self._homes)
            if isinstance(place, Problem):
                problems.append(place)
                continue
            key = (place.resolve(), association.language, association.phase or self._phase)
            try:
                if key not in self._asked:
                    self._asked[key] = load(
                        place, catalog=self._catalog, language=key[1], phase=key[2]
                    )
                found += self._asked[key]
            except EditionError as error:
                first = error.diagnostics[0]
                message = f"the schema {association.address} cannot be used: {first.message}"
                problems.append(Problem(first.code, message, association.node, hint=first.hint,
                                        attribute=association.attribute))  # fmt: skip
        if asked:
            return found
        self.by_default = not is_ours(tree)
        return list(project())


def validate(
    source: Path | bytes | str | etree._ElementTree,
    *,
    name: str | None = None,
    schema: Path | str | Sequence[Path | str] = (),
    catalog: Catalog | None = None,
    phase: str | None = None,
) -> list[Finding]:
    """Validate one TEI document; returns an empty list if there are no findings.

    *source* is a path (a Path, or a single-line str), the document as bytes or str, or an lxml tree.
    *schema* is the path of a schema, or of several (.rng, .rnc, .xsd, .sch, .odd). The default is the schemas that
    the document declares, otherwise the built-in one. See Validator, which is for many documents, for the other
    arguments and exceptions; raises TypeError if an argument has the wrong type.
    """
    if isinstance(source, etree._Element):
        source = source.getroottree()
    if not isinstance(source, etree._ElementTree):
        source = path_or_data(source, "validate", "a TEI document (or a tree)")
    named = [schema] if isinstance(schema, str | Path) else schema
    paths = [argument_path(one, "validate", "a schema") for one in named]
    if not paths and catalog is None and phase is None:
        return _USUAL.findings(source, name)
    stamps = tuple((path, _stamp(path)) for path in paths)
    return _validator(stamps, catalog, phase).findings(source, name)


def errors(
    source: etree._ElementTree | bytes, name: str | None = None, schema: Path | None = None
) -> list[Finding]:
    """What keeps *source* from being a document of the project: the findings of validate() but for warnings.

    *schema* is the project's own, which holds in place of ours.
    """
    found = validate(source, name=name, schema=schema or ())
    return [finding for finding in found if finding.severity is Severity.ERROR]


_USUAL = Validator()


@lru_cache(maxsize=8)
def _validator(
    stamps: tuple[tuple[Path, object], ...], catalog: Catalog | None, phase: str | None
) -> Validator:
    """The schemas, loaded once as long as their files stay as they are."""
    return Validator(schema=[path for path, _ in stamps], catalog=catalog, phase=phase)


def _stamp(path: Path) -> object:
    """What changes where the file does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _data(source: Path | bytes | str | etree._ElementTree, name: str | None) -> bytes:
    if isinstance(source, Path):
        return read_input(source, name or str(source))
    if isinstance(source, str):
        return source.encode()
    if isinstance(source, bytes):
        return source
    return etree.tostring(source, encoding="UTF-8", xml_declaration=True)


def _unparsed(said: Diagnostic, data: bytes) -> Finding:
    """The finding for a document that could not be read, with its source line."""
    line = None
    if said.position:
        lines = lines_of(data)
        line = lines[said.position.line - 1] if said.position.line <= len(lines) else None
    return Finding(said.code, said.message, said.source, said.position, said.hint, line=line)


def same_ids(tree: etree._ElementTree) -> list[Problem]:
    """Elements that take a name which another has already (XML 1.0, 3.3.1)."""
    problems: list[Problem] = []
    names: Any = _IDS(tree)
    if len(set(names)) == len(names):
        return problems
    taken: dict[str, etree._Element] = {}
    for element in tree.iter(etree.Element):
        known = taken.setdefault(element.get(_ID) or "", element)
        if known is not element and element.get(_ID):
            words = f'@xml:id "{element.get(_ID)}" is already taken'
            hint = f"it belongs to the `{etree.QName(known).localname}` on line {known.sourceline}"
            problems.append(Problem("V007", words, element, attribute=_ID, hint=hint))
    return problems


def _folded(problems: list[Problem]) -> list[Problem]:
    """*problems* without what follows from others: what rules say of an attribute that is wrong anyway."""
    wrong = {(p.element, p.attribute) for p in problems if p.attribute and p.code < "V008"}
    return [p for p in problems if p.code != "V008" or (p.element, p.attribute) not in wrong]


def _finding(problem: Problem, places: Places, ways: Ways, name: str) -> Finding:
    if problem.attribute is not None:
        position = places.attribute(problem.element, problem.attribute)
    elif problem.text is not None:
        position = places.text(problem.element, problem.text)
    else:
        position = places.start(problem.element)
    return Finding(
        problem.code,
        problem.message,
        name,
        position,
        problem.hint,
        path=ways.to(problem.element),
        found=problem.found,
        expected=problem.expected,
        line=places.line(position),
        rule=problem.rule,
        link=problem.link,
        weight=problem.severity,
    )


def _place(finding: Finding) -> tuple[int, int]:
    assert finding.position is not None  # noqa: S101 (every problem is somewhere)
    return finding.position.line, finding.position.column
