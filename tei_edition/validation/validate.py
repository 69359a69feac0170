"""A TEI file in, findings out: the verdict from libxml2, the explanation from our own walk.

libxml2 validates against the project's small schema in a fraction of a millisecond and explains
badly; the walk by derivatives says what is wrong in the words of the document. A large schema,
such as the whole TEI, takes libxml2 seconds to read and the walk milliseconds: there it judges too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei_edition import schemas
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input
from tei_edition.validation.document import Places, parse_tei, path_of
from tei_edition.validation.finding import Finding
from tei_edition.validation.relaxng.check import Check, Problem
from tei_edition.validation.relaxng.compact import CompactSyntaxError, read_compact
from tei_edition.validation.relaxng.grammar import RNG, Grammar, GrammarError

_ID = "{http://www.w3.org/XML/1998/namespace}id"


@lru_cache(maxsize=1)
def _libxml2() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(schemas.relaxng()))


@lru_cache(maxsize=8)
def _grammar(path: Path) -> Grammar:
    """The RELAX NG schema at *path*, in either syntax; EditionError (S001) where it is none."""
    name = str(path)
    data = read_input(path, name)
    try:
        if path.suffix == ".rnc":
            tree = read_compact(data.decode("utf-8-sig"))
        else:
            tree = parse_tei(data, name)
        for tag in ("include", "externalRef"):
            for node in tree.iter(f"{{{RNG}}}{tag}"):
                message = (
                    f"<{tag}> of {node.get('href')}: schemas in several files are not read yet"
                )
                raise GrammarError(message, node)
        return Grammar(tree)
    except (CompactSyntaxError, GrammarError) as error:
        raise EditionError(Diagnostic("S001", str(error), name, error.position)) from None
    except UnicodeDecodeError:
        raise EditionError(Diagnostic("S001", "this schema is not UTF-8", name)) from None


def validate(
    source: Path | bytes | str | etree._ElementTree,
    *,
    name: str | None = None,
    schema: Sequence[Path] = (),
) -> list[Finding]:
    """Validate a TEI document against the project's schema; an empty list means it is valid.

    *source* is a path, the document as bytes or str, or a tree. *name* is what findings call it.
    *schema* are RELAX NG schemas (.rng, .rnc) to be followed instead of the project's.
    Never raises for what is in the document: a file that is not XML is a finding too (X001, X002,
    X004). Raises EditionError where a path cannot be read (I001 to I003) or is no schema (S001).
    """
    if isinstance(source, Path):
        name = name or str(source)
        data = read_input(source, name)
    elif isinstance(source, str):
        data = source.encode()
    elif isinstance(source, bytes):
        data = source
    else:
        data = etree.tostring(source, encoding="UTF-8", xml_declaration=True)
    name = name or "<tei>"
    try:
        tree = parse_tei(data, name)
    except EditionError as error:
        return [Finding(d.code, d.message, name, d.position) for d in error.diagnostics]
    problems = _same_ids(tree)
    if schema:
        for path in schema:
            problems += Check(_grammar(path), tree).problems()
    elif not _libxml2().validate(tree):
        problems += Check(_grammar(schemas.relaxng()), tree).problems()
    if not problems:
        return []
    places = Places(data, tree)
    return sorted((_finding(problem, places, name) for problem in problems), key=_place)


def _same_ids(tree: etree._ElementTree) -> list[Problem]:
    """Elements that take a name which another has already (XML 1.0, 3.3.1)."""
    problems = []
    taken: dict[str, etree._Element] = {}
    for element in tree.iter(etree.Element):
        known = taken.setdefault(element.get(_ID) or "", element)
        if known is not element and element.get(_ID):
            words = f'@xml:id "{element.get(_ID)}" is taken already'
            hint = f"by the `{etree.QName(known).localname}` in line {known.sourceline}"
            problems.append(Problem("V007", words, element, attribute=_ID, hint=hint))
    return problems


def _finding(problem: Problem, places: Places, name: str) -> Finding:
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
        path=path_of(problem.element),
        found=problem.found,
        expected=problem.expected,
        line=places.line(position),
    )


def _place(finding: Finding) -> tuple[int, int]:
    assert finding.position is not None  # noqa: S101 (every problem is somewhere)
    return finding.position.line, finding.position.column
