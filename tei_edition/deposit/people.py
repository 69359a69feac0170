"""What people read in a deposit: README.md and CHANGES.md."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition._version import __version__
from tei_edition.conventions.tables import common_tables
from tei_edition.deposit.description import Description, Whole
from tei_edition.deposit.held import Held, Maker
from tei_edition.deposit.repositories import funding

#: What lies in each folder, in the order of the list in the README.
FOLDERS = {
    "tei": "the documents in TEI P5 (Text Encoding Initiative; XML, UTF-8), one file for each, with its pictures",
    "pdf": "the same documents as PDF/A for reading and printing, one file for each",
    "schema": "the schemas against which the TEI is valid; the ODD (the TEI's own format for schemas, with documentation) "
    "is the source of the RELAX NG, XML Schema and Schematron files",
    "conventions": "the editors' conventions, which define the TEI element for each wording of a remark in square brackets (TOML)",
    "sources": "the files that the TEI was made from, and the project settings (edition.toml)",
    "metadata": "descriptions of this deposit for repositories",
}
#: The other files, by their names.
FILES = {
    "documents.csv": "a table of the documents: files, title, authors, translators, date, languages, archive, shelfmark, licence, page (CSV, UTF-8)",
    "CHANGES.md": "a list of changes, with dates",
    "ro-crate-metadata.json": "the content, creator and context of each file (RO-Crate 1.1, JSON-LD)",
    "metadata/datacite.json": "DataCite 4.6, also as `datacite.xml`",
    "metadata/dublin-core.xml": "Dublin Core (oai_dc)",
    "metadata/mods.xml": "MODS 3.8, for library catalogues",
    "metadata/dataverse.json": "for Dataverse's interface for new datasets",
    ".zenodo.json": "for Zenodo",
}


def readme(said: Description, folders: set[str]) -> str:
    """The README of a deposit that has these *folders*."""
    return "\n\n".join([f"# {_line(said.title)}", *_parts(said, folders)]) + "\n"


def _parts(said: Description, folders: set[str]) -> Iterator[str]:
    yield _line(said.abstract)
    yield "\n".join(f"- {name}: {text}" for name, text in _rows(said) if text.strip())
    yield "\n\n".join(("## Terms of use", *_terms(said)))
    yield "## How to cite\n\n" + citation(said)
    lines = [f"- `{name}/`: {words}" for name, words in FOLDERS.items() if name in folders]
    lines += [f"- `{name}`: {words}" for name, words in FILES.items()]
    yield "## Contents\n\n" + "\n".join(lines)
    yield (
        f"## How it was made\n\nThe program tei-edition {__version__} made the TEI from the files in `sources/`, checked it "
        "against the schemas in `schema/`, and made the PDFs from the TEI. The same sources produce the same files, byte for byte. "
        "The header of each TEI file names the editors and translators of the document, and describes the principles of the encoding (`encodingDesc`)."
    )
    yield (
        "## How to check it\n\nThis folder is the payload of a BagIt bag (RFC 8493). `manifest-sha512.txt`, one level up, lists the "
        "SHA-512 checksum of each file. `bagit.py --validate BAG` or `tei-edition deposit --verify BAG` lists each file "
        "that was changed, removed or added."
    )


def _rows(said: Description) -> Iterator[tuple[str, str]]:
    """What is known of the whole, by name."""
    resolver = "https://doi.org/"
    yield "Creators", "; ".join(map(_named, said.creators))
    yield "Contributors", "; ".join(_contributors(said))
    yield "Funders", "; ".join(_line(funding(funder)) for funder in said.funders)
    yield "Publisher", ", ".join(filter(None, (_named(said.publisher), _line(said.place))))
    yield "Published", said.issued
    yield "Version", _line(said.version)
    yield "Identifier", said.identifier() or "not assigned yet"
    yield "Replaces", f"{resolver}{said.replaces}" if said.replaces else ""
    if said.part_of:
        yield (
            "Part of",
            " ".join(filter(None, (_line(said.part_of.title), _of_whole(said.part_of)))),
        )
    yield "All versions", f"{resolver}{said.concept}" if said.concept else ""
    yield "On the web", said.address
    yield "Documents", str(said.documents)
    yield "Dates of the documents", " to ".join(dict.fromkeys(filter(None, said.span)))
    yield "Languages of the texts", ", ".join(map(_language, said.languages))
    yield "Languages of the originals", ", ".join(map(_line, said.originals))
    yield "Keywords", "; ".join(_line(subject.words) for subject in said.subjects)
    yield "Archives", "; ".join(map(_line, said.archives))
    short, full = said.shelfmark_in_full
    name = "Shelfmark" if said.shelfmark else "Full shelfmark (example)"
    yield name, _line(f"{short} ({full})" if full else said.shelfmark)
    yield "Previously published by", "; ".join(map(_line, said.hosts))
    yield "Previously published at", ", ".join(said.sources)
    yield "Contact", said.contact or _line(said.depositor)


def _of_whole(whole: Whole) -> str:
    return f"https://doi.org/{whole.doi}" if whole.doi else whole.address


def _contributors(said: Description) -> Iterator[str]:
    """Each contributor once, with all that they did."""
    roles: dict[str, list[str]] = {}
    for maker in said.contributors:
        roles.setdefault(_named(maker), []).append(_line(maker.role))
    for name, words in roles.items():
        did = ", ".join(dict.fromkeys(filter(None, words)))
        yield f"{name} ({did})" if did else name


def _terms(said: Description) -> Iterator[str]:
    yield _term(said.licence, said.licence_address) or "See the header of each document."
    yield "The schemas and conventions of the program tei-edition have a separate licence: `schema/LICENSE` (MIT)."
    if said.hosts:
        hosts = "; ".join(map(_line, said.hosts))
        yield f"Some documents were previously published by others ({hosts}); these terms do not affect the rights of others in their texts."
    if said.other_terms:
        others = "\n".join(f"- {_term(*terms)}" for terms in said.other_terms)
        yield f"Other terms of use apply to some documents; `documents.csv` lists them:\n\n{others}"


def _term(words: str, address: str) -> str:
    said = _line(words)
    return f"{said} ({address})" if said and address not in ("", said) else said or address


def _language(tag: str) -> str:
    base = tag.partition("-")[0]
    name = common_tables().language_name(tag if "-Latn" in tag else base)
    return f"{name} ({tag})" if not name.startswith(base) else tag


def citation(said: Description) -> str:
    """The deposit as a line of a bibliography."""
    named = "; " if any("," in maker.name for maker in said.creators) else ", "
    people = named.join(maker.name for maker in said.creators)
    kinds = {maker.kind for maker in said.creators if maker.is_person}
    if kinds == {"Editor"}:
        people += " (eds.)" if len(said.creators) > 1 else " (ed.)"
    if kinds == {"Translator"}:
        people += " (trans.)"
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
