"""A TEI file in, findings out: the verdict from libxml2, the explanation from xmlschema.

libxml2 validates in a millisecond and explains badly; xmlschema knows path, reason and what was
expected, and takes its time. So xmlschema is asked only about what libxml2 rejects.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition import schemas
from tei_edition.diagnostics import EditionError, Position
from tei_edition.files import read_input
from tei_edition.validation.document import parse_tei, path_of, positions
from tei_edition.validation.finding import Finding


@lru_cache(maxsize=1)
def _relaxng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(schemas.relaxng()))


@lru_cache(maxsize=1)
def _xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(schemas.xsd()))


@lru_cache(maxsize=1)
def _explainer() -> Any:
    import xmlschema

    return xmlschema.XMLSchema10(str(schemas.xsd()), allow="local")


def validate(
    source: Path | bytes | str | etree._ElementTree, *, name: str | None = None
) -> list[Finding]:
    """Validate a TEI document against the project's schema; an empty list means it is valid.

    *source* is a path, the document as bytes or str, or a tree. *name* is what findings call it.
    Never raises for what is in the document: a file that is not XML is a finding too (X001, X002).
    Raises EditionError where a path cannot be read (I001 to I003).
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
    if _relaxng().validate(tree) and _xsd().validate(tree):
        return []
    return _explain(tree, data, name) or _verdict(name)


def _explain(tree: etree._ElementTree, data: bytes, name: str) -> list[Finding]:
    """What xmlschema says is wrong, in the order of the document."""
    places = positions(data)
    order = {element: i for i, element in enumerate(tree.getroot().iter(etree.Element))}
    found: dict[Finding, None] = {}
    for error in _explainer().iter_errors(tree):
        element = error.elem if error.elem is not None else tree.getroot()
        position = places[order[element]] if element in order else None
        code, message, wrong, expected, position = _words(error, element, order, places, position)
        path = path_of(element)
        finding = Finding(code, message, name, position, path=path, found=wrong, expected=expected)
        found[finding] = None
    return sorted(
        found, key=lambda f: (f.position.line, f.position.column) if f.position else (0, 0)
    )


def _words(
    error: Any, element: Any, order: Any, places: Any, position: Any
) -> tuple[str, str, str | None, tuple[str, ...], Any]:
    """Code, sentence, what was found, what was expected and where, for one error of xmlschema."""
    from xmlschema.validators import XMLSchemaChildrenValidationError

    local = etree.QName(element).localname
    if isinstance(error, XMLSchemaChildrenValidationError):
        expected = tuple(dict.fromkeys(_name(particle) for particle in error.expected or ()))
        children = [c for c in element if isinstance(c.tag, str)]
        child = children[error.index] if error.index < len(children) else None
        if child is None:
            message = f"<{local}> is not complete"
            wrong = None
        else:
            wrong = etree.QName(child).localname
            position = places[order[child]]
            message = f"<{wrong}> is not allowed here in <{local}>"
        if expected:
            message += f"; expected: {', '.join(expected[:5])}"
        return "V001", message, wrong, expected, position
    reason = str(error.reason or error.message).rstrip(".").replace(f"{{{_TEI}}}", "")
    if listed := _NOT_LISTED.fullmatch(reason):
        values = tuple(re.findall(r"'([^']*)'", listed["values"]))
        message = (
            f'<{local}>: {listed["name"]}="{listed["value"]}" is not one of {", ".join(values)}'
        )
        return "V003", message, listed["value"], values, position
    if missing := _MISSING.fullmatch(reason):
        message = f"<{local}> lacks the attribute {missing['name']}"
        return "V002", message, None, (missing["name"],), position
    code = "V002" if re.search("attribute (?:not allowed|'[^']*'$)", reason) else "V003"
    return code, f"<{local}>: {reason}", None, (), position


_NOT_LISTED = re.compile(
    r"attribute (?P<name>\S+?)='(?P<value>.*)': value must be one of \[(?P<values>.*)\]"
)
_MISSING = re.compile(r"missing required attribute '(?P<name>[^']*)'")
_TEI = "http://www.tei-c.org/ns/1.0"


def _name(particle: Any) -> str:
    return str(getattr(particle, "local_name", None) or particle).split("}")[-1]


def _verdict(name: str) -> list[Finding]:
    """What libxml2 says, where xmlschema has nothing to add."""
    log: list[Any] = [*list(_relaxng().error_log), *list(_xsd().error_log)]  # type: ignore[call-overload]
    return [
        Finding("V004", entry.message.replace(f"{{{_TEI}}}", ""), name, Position(entry.line, 1))
        for entry in log
    ]
