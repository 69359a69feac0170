"""TEI files that an older version encoded, brought to the present encoding; every other byte stays as it was.

A migration is data: where (XPath), in files of which versions, and what comes into the place of what. It finds its
places by what stands there, so that what an editor changed since is left alone, and a second run finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from tei_edition._version import __version__
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.tei.names import TEI_NS
from tei_edition.tei.spans import Node, Spans

_NAMESPACES = {"t": TEI_NS}
_APPLICATION = "t:teiHeader/t:encodingDesc/t:appInfo/t:application[@ident='tei-edition']"


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the encoding: elements at `path` (XPath from the root) that hold the words `old` get `new`.

    `last` is the last version that wrote the old encoding; `what` says in words what is changed.
    """

    last: str
    path: str
    old: str
    new: str
    what: str


#: The changes of the encoding, in their order. CHANGELOG.md says of each why.
MIGRATIONS = (
    Migration(
        "0.1.0",
        "t:teiHeader/t:fileDesc/t:publicationStmt/t:availability[@status='unknown']/t:p",
        "The record states no terms of use; ask its publisher.",
        "",
        "unstated terms of use are no longer written as words",
    ),
    Migration(
        "0.1.0",
        "t:teiHeader/t:fileDesc/t:publicationStmt/t:publisher",
        "Not stated in the record",
        "",
        "an unstated publisher is no longer written as words",
    ),
    Migration(
        "0.1.0",
        "t:teiHeader/t:fileDesc/t:titleStmt/t:respStmt/t:name[@xml:id='translator']",
        "unnamed translator",
        "",
        "an unnamed translator no longer has a name",
    ),
    Migration(
        "0.1.0",
        "t:teiHeader/t:fileDesc/t:titleStmt/t:respStmt/t:name[@xml:id='editor']",
        "unnamed editor",
        "",
        "an unnamed editor no longer has a name",
    ),
)


@dataclass(frozen=True, slots=True)
class Migrated:
    """A file in the present encoding, the version that it had, and what was changed, in words."""

    data: bytes
    version: str
    changes: tuple[str, ...]


def migrated(data: bytes, name: str) -> Migrated:
    """The TEI file *data*, which messages call *name*, in the present encoding.

    Raises EditionError: as Spans; I064 where tei_edition did not encode it, its version is not to be
    understood, or is that of a later program.
    """
    spans = Spans(data, name, compared=False)
    root: Any = spans.tree.getroot()
    found = spans.of(root.xpath(_APPLICATION, namespaces=_NAMESPACES))
    if not found:
        message = "tei_edition did not encode this file (appInfo/application does not name it)"
        hint = "only TEI that tei_edition encoded can be migrated"
        raise EditionError(Diagnostic("I064", message, name, spans.place(spans.root), hint))
    application = found[-1]
    version = application.element.get("version") or ""
    if not _number(version):
        message = (
            f"the version “{version}” of the program that encoded this file is not a version number"
        )
        raise EditionError(Diagnostic("I064", message, name, spans.place(application)))
    if _number(version) > _number(__version__):
        message = f"version {version} encoded this file, but this is version {__version__}"
        hint = "install the later version"
        raise EditionError(Diagnostic("I064", message, name, spans.place(application), hint))
    edits, changes = [], []
    for migration in MIGRATIONS:
        if _number(version) <= _number(migration.last):
            for node in _places(spans, root, migration):
                edits.append(_content_edit(spans, node, migration.new))
                changes.append(migration.what)
    edits += _version_edit(spans, application, version)
    return Migrated(spans.changed(edits), version, tuple(changes))


def _places(spans: Spans, root: Any, migration: Migration) -> Iterator[Node]:
    """The elements that hold just the words of the old encoding."""
    for node in spans.of(root.xpath(migration.path, namespaces=_NAMESPACES)):
        if not node.children and " ".join((node.element.text or "").split()) == migration.old:
            yield node


def _content_edit(spans: Spans, node: Node, words: str) -> tuple[int, int, str]:
    """The edit that gives *node* the *words* as its content; without any it becomes one tag."""
    if words:
        return node.inner, node.close, escape(words)
    end = len(spans.text[node.start : node.inner - 1].rstrip())
    return node.start + end, node.end, "/>"


def _version_edit(spans: Spans, application: Node, version: str) -> Iterator[tuple[int, int, str]]:
    tag = spans.text[application.start : application.inner]
    written = re.search(r"\sversion\s*=\s*([\"'])(.*?)\1", tag)
    if written and _number(version) < _number(__version__):
        start = application.start + written.start(2)
        yield start, application.start + written.end(2), __version__


def _number(version: str) -> tuple[int, ...]:
    """*version* as numbers that can be compared (0.1 is 0.1.0); empty where it is none."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9}){0,5}", version):
        return ()
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (6 - len(numbers)))
