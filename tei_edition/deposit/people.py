"""What people read in a deposit: README.md and CHANGES.md."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.deposit.description import Description
from tei_edition.deposit.held import Held, Maker

#: What lies in each folder, in the order of the list in the README.
FOLDERS = {
    "tei": "the documents as TEI P5 (XML, UTF-8), one file each, with its pictures beside it",
    "pdf": "the same documents as PDF/A, one file each",
    "schema": "the schemas of the TEI; the others are made from the ODD",
    "conventions": "how the editors of the records word their remarks, and the markup that these become",
    "sources": "the sources of the TEI, and the settings of the project",
    "metadata": "descriptions of this deposit: DataCite, Dublin Core, Dataverse",
}


def readme(said: Description, folders: set[str]) -> str:
    """The README of a deposit that has these *folders*."""
    return "\n\n".join([f"# {_line(said.title)}", *_parts(said, folders)]) + "\n"


def _parts(said: Description, folders: set[str]) -> Iterator[str]:
    yield _line(said.abstract)
    rows = [
        ("Creators", "; ".join(map(_named, said.creators))),
        ("Contributors", "; ".join(f"{_named(m)} ({_line(m.role)})" for m in said.contributors)),
        ("Funders", "; ".join(map(_line, said.funders))),
        ("Publisher", ", ".join(filter(None, (_named(said.publisher), _line(said.place))))),
        ("Published", said.issued),
        ("Version", _line(said.version)),
        ("Identifier", said.identifier()),
        ("On the web", said.address),
        ("Documents", str(said.documents)),
        ("Dates of the documents", " to ".join(dict.fromkeys(filter(None, said.span)))),
        ("Languages of the texts", ", ".join(said.languages)),
        ("Archives", "; ".join(map(_line, said.archives))),
        ("Shelfmark", _line(said.shelfmark)),
        ("Contact", said.contact),
    ]
    yield "\n".join(f"- {name}: {text}" for name, text in rows if text.strip())
    words = _line(said.licence) or "see the header of each document"
    address = f" ({said.licence_address})" if said.licence_address else ""
    yield f"## Terms of use\n\n{words}{address}"
    yield "## How to cite\n\n" + citation(said)
    lines = [f"- `{name}/`: {words}" for name, words in FOLDERS.items() if name in folders]
    lines += [
        "- `ro-crate-metadata.json`: the kind, author and context of each file (RO-Crate 1.1)",
        "- `.zenodo.json`: the description for Zenodo",
        "- `CHANGES.md`: what has changed, and when",
    ]
    yield "## Contents\n\n" + "\n".join(lines)
    yield (
        "## Checking that it is complete\n\nThis is a BagIt bag (RFC 8493): `manifest-sha512.txt` above this folder has the "
        "SHA-512 of each file. `bagit.py --validate` or `tei-edition deposit --verify` of the bag's folder names "
        "each file that has changed, is missing or was added."
    )


def citation(said: Description) -> str:
    """The deposit as a line of a bibliography."""
    people = ", ".join(maker.name for maker in said.creators)
    version = f"Version {said.version}" if said.version else ""
    publisher = said.publisher.name if said.publisher.name != people else ""
    parts = (f"{people} ({said.year})" if said.year else people, said.title, version, publisher)
    end = said.identifier()
    return _line(". ".join(filter(None, parts)) + "." + (f" {end}" if end else ""))


def changes(document: Held) -> Iterator[str]:
    """What the header of a *document* says of its changes, a line each."""
    for when, words in document.changes:
        yield f"- {document.entry.id}{f', {when}' if when else ''}: {_line(words)}\n"


def _named(maker: Maker) -> str:
    name = _line(maker.name)
    return f"{name} <{maker.address}>" if maker.address else name


def _line(text: str) -> str:
    """*text* as words in Markdown on one line: nothing in it is a tag."""
    return " ".join(text.split()).replace("<", "&lt;")
