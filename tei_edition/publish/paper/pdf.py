"""TEI in, PDF out: the print edition of one document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.arguments import kind_of
from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.publish.paper.glyphs import SIGN, codes, held, is_picture
from tei_edition.publish.paper.names import FEWEST, Heading, headings_of, markup_of
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.typst import (
    Locate,
    NoGlyphError,
    array,
    compile_pdf,
    date_of,
    dictionary,
    octets,
    string,
)
from tei_edition.publish.paper.xmp import with_metadata
from tei_edition.publish.pictures import Pictures, pictures_beside
from tei_edition.publish.prefixes import written_out
from tei_edition.publish.spans import enclosed
from tei_edition.saxon import without_rule
from tei_edition.tei.given import path_given, tree_of
from tei_edition.tei.serialize import tei_bytes
from tei_edition.tei.text import text_of

#: The prefix of XPaths into TEI documents.
NS = {"t": "http://www.tei-c.org/ns/1.0"}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_UNHANDLED = re.compile(r"/\*unhandled (?P<name>\S*)\*/")

#: Where a header says what, from teiHeader.
TITLE = "t:fileDesc/t:titleStmt/t:title[@type='main' or not(@type)]"
AUTHOR = "t:fileDesc/t:titleStmt/t:author"
#: Who did more for the edition than to provide the document.
MAKERS = "t:fileDesc/t:titleStmt/t:respStmt[not(contains(., 'ontribut') or contains(., 'rovid') or contains(., 'nference'))]/*[self::t:persName or self::t:orgName or self::t:name[not(@type='program')]]"
PEOPLE = "t:fileDesc/t:titleStmt/t:respStmt/*[self::t:persName or self::t:orgName or self::t:name[not(@type='program')]]"
PUBLISHER = "t:fileDesc/t:publicationStmt/t:publisher"
RIGHTS = "t:fileDesc/t:publicationStmt/t:availability"
_NUMBER = "t:fileDesc/t:publicationStmt/t:idno"
CITATION = "t:fileDesc/t:sourceDesc/t:bibl"


@dataclass(frozen=True, slots=True)
class Source:
    """A TEI document to be printed: its tree, its name for messages, its bytes to be attached, and as which file, its pictures."""

    tree: etree._ElementTree
    name: str = "<tei>"
    data: bytes = b""
    attached_as: str = ""
    pictures: Pictures = field(default_factory=Pictures)

    def bytes(self) -> bytes:
        """The file: as it came, else as it is written."""
        return self.data or tei_bytes(self.tree)

    def locate(self, wanted: str) -> tuple[str, Position | None]:
        """The name of the file, and where in it the text *wanted* stands first."""
        text = self.bytes().decode("utf-8", "replace")
        begin = re.search(r"<text[\s>]", text)
        text_starts = begin.start() if begin else 0
        escaped = wanted.replace("&", "&amp;").replace("<", "&lt;")
        candidates = (wanted, escaped, wanted.split(" ")[0])
        for candidate in filter(None, candidates):
            at = text.find(candidate, text_starts)
            at = at if at >= 0 else text.find(candidate)
            if at >= 0:
                line = text.count("\n", 0, at) + 1
                return self.name, Position(line, at - text.rfind("\n", 0, at))
        return self.name, None

    def file_name(self) -> str:
        """A safe name for the file in the PDF: its own, else one from the document's id."""
        if self.attached_as:
            return self.attached_as
        identifier = self.tree.getroot().get(f"{_XML}id") or "record"
        return f"{re.sub(r'[^A-Za-z0-9._-]', '-', identifier)}.xml"

    def texts(self, path: str) -> list[str]:
        """The texts of the header that an XPath (with prefix t) selects, none empty, none twice."""
        found: Any = self.tree.getroot().xpath(f"t:teiHeader/{path}", namespaces=NS)
        return [text for text in dict.fromkeys(map(text_of, found)) if text]


def render_typst(
    tree: etree._ElementTree,
    options: PrintOptions | None = None,
    id: str = "r",
    pictures: Pictures | None = None,
    *,
    headings: Sequence[Heading] | None = None,
) -> str:
    """The Typst markup of a TEI document; the functions it calls are those of edition.typ.

    *id* tells its names from those of other documents in the same volume; *pictures* are what it shows. *headings*
    are the entries of a volume's index that the document names; without them it has an index of its own,
    where it names enough of its entries and the options do not forbid it.
    """
    options = options or PrintOptions()
    tree = written_out(tree)
    parameters = {"id": id, "text": options.text, "edition": options.edition} | _indexed(
        tree, options, headings
    )
    if pictures is not None:
        parameters["pictures"] = pictures.in_print()
    return options.stylesheet().transform(enclosed(tree), parameters)


def _indexed(
    tree: etree._ElementTree, options: PrintOptions, headings: Sequence[Heading] | None
) -> dict[str, str]:
    """What the stylesheet is told of the index: which entries, and of a document's own its rows."""
    if not options.index:
        return {}
    own = headings_of(tree) if headings is None else headings
    parameters = {"indexed": " ".join(heading.key for heading in own)}
    if headings is not None:
        return parameters | {"all-names": "yes"}
    return parameters | {"index": markup_of(own)} if len(own) >= FEWEST else {}


def render_pdf(
    tree: etree._ElementTree | Path | str | bytes,
    *,
    options: PrintOptions | None = None,
    diagnostics: list[Diagnostic] | None = None,
    name: str = "<tei>",
    data: bytes = b"",
    pictures: Pictures | None = None,
) -> bytes:
    """The PDF of a TEI document: PDF/A-3a and PDF/UA-1, with the TEI file attached.

    *tree* is a tree, a path, or the XML itself. *data* is the original file, to be attached byte for byte; by default, the tree is serialized.
    The same input gives the same bytes. The date in the file is SOURCE_DATE_EPOCH, otherwise the day of publication (from the options or the header).
    An element without a rule keeps its text; such elements are added to *diagnostics* (X006), with *name* as
    the name of the document in messages. *pictures* are those in its folder (pictures_of); by default, they are
    found if the document is given by its path. Raises EditionError: X005 for a character without a glyph,
    P001 if Typst cannot set the text, each with its place; StylesheetError if the project's own
    stylesheet fails; TypeError if an argument has the wrong type.
    """
    found: list[Diagnostic] = []
    document_given = tree
    tree, given = tree_of(document_given, "render_pdf", name, found)
    if pictures is None and (path := path_given(document_given)):
        pictures = pictures_beside(path, tree, given, found)
    if options is not None and not isinstance(options, PrintOptions):
        raise TypeError(f"render_pdf() takes options as PrintOptions, not {kind_of(options)}")
    data = data or given
    options = options or PrintOptions()
    source = Source(tree, name, data, pictures=pictures or Pictures())
    options = dated(source, options)
    body = render_typst(tree, options, pictures=pictures)
    if diagnostics is not None:
        diagnostics += found + unhandled(body, name)
    language = tree.getroot().get(f"{_XML}lang") or "en"
    markup = "\n".join(
        (
            document(source, options),
            ATTACHED,
            f"#show: typography.with({string(re.split('[-_]', language)[0].lower()[:3])})",
            body,
        )
    )
    files, shown = attachments([source], options.standards), source.pictures.to_print()
    pdf, _ = set_pages(markup, options, source.locate, shown, diagnostics, attached=files)
    return with_metadata(pdf, metadata(source))


#: How often a document is set again for the sake of one page: of a paragraph, and of a row of a table.
_BREAKS, _ROW_BREAKS = 6, 30


@dataclass(slots=True)
class _Repairs:
    """What is put right of the footnotes of a document, page by page, by setting it again.

    Before the paragraphs `breaks` a page begins; the lines of the paragraphs `loose` are not kept together; a
    footnote of `guests` stands for those that are named with it, too; those that are `parted` stand for themselves.
    """

    breaks: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    guests: dict[str, list[str]] = field(default_factory=dict)
    parted: list[str] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)

    def file(self) -> dict[str, str]:
        """The Typst file that tells the template."""
        guests = "".join(f"{string(host)}: {array(names)}, " for host, names in self.guests.items())
        values = {
            "breaks": array(self.breaks),
            "loose": array(self.loose),
            "guests": f"({guests or ':'})",
            "parted": array(self.parted),
        }
        return {"repairs.typ": f"#let repairs = {dictionary(values)}\n"}

    def after(self, found: list[Any]) -> dict[str, str]:
        """The file anew, where what Typst has *found* asks for it: a footnote on another page than its words."""
        kinds: dict[str, list[Any]] = {"foot": [], "stray": [], "parted": []}
        self.findings = []
        for entry in found:
            kinds.get(entry["kind"], self.findings).append(entry)
        before = self.file()
        self.parted += [entry["name"] for entry in kinds["parted"]]
        self._host(kinds["foot"])
        if strays := [entry for entry in kinds["stray"] if entry["id"] not in self.loose]:
            # The first is put right at a time, for what comes after it moves; but not for ever. Whoever strays
            # again is let loose.
            first = strays[0]
            most = _ROW_BREAKS if first["in-row"] else _BREAKS
            if first["whole"] and first["id"] not in self.breaks and len(self.breaks) < most:
                self.breaks.append(first["id"])
            else:
                self.loose += [
                    entry["id"] for entry in strays[: None if len(self.breaks) >= most else 1]
                ]
        after = self.file()
        return after if after != before else {}

    def _host(self, feet: list[Any]) -> None:
        """Where a footnote stands on a later page than its words, make one host of each line's."""
        if not any(foot["page"] > foot["words"] for foot in feet):
            return
        # All lines, for which pages they end changes with each that is put right, and they themselves do not.
        lines = groupby(feet, lambda foot: (foot["words"], round(foot["y"])))
        for _, (host, *guests) in lines:
            if guests:
                self.guests.setdefault(host["name"], []).extend(guest["name"] for guest in guests)


#: What stands in the markup for the files that are attached: they are no text of the pages.
_ATTACHED_FILE = "attached.typ"
ATTACHED = f'#include "{_ATTACHED_FILE}"'


def set_pages(
    markup: str,
    options: PrintOptions,
    locate: Locate,
    pictures: Mapping[str, bytes] | None = None,
    found: list[Diagnostic] | None = None,
    *,
    attached: str = "",
) -> tuple[bytes, list[Any]]:
    """The PDF of *markup* behind the preamble, with *pictures* by their names in it, and what it tells of itself.

    *attached* is what attaches files, where *markup* has ATTACHED: it stays as it is. What no PDF can hold is printed
    as a sign. Characters that the fonts of *options* lack are taken from the others that Typst has, and what
    nobody has is printed as a sign if the options say so; all that is told in *found* (X012). NoGlyphError where
    they do not.
    """
    findings = found if found is not None else []
    markup, kinds = held(markup, options.standards)
    for chars, why, hint in kinds:
        words = f"printed as {SIGN}, because it {why}: {codes(chars)}"
        findings.append(Diagnostic("X012", words, *locate(chars[0]), hint))
    pictures = {**(pictures or {}), _ATTACHED_FILE: attached.encode()}
    try:
        return _set(markup, options, locate, pictures)
    except NoGlyphError as error:
        try:
            pages = _set(markup, options, locate, pictures, fallback=True)
        except NoGlyphError as lacking:
            others = [char for char in lacking.chars if not is_picture(char)]
            if others and options.missing_glyphs != "show":
                raise NoGlyphError(others, locate) from None
            findings += lacking.findings("X012", f"printed as {SIGN}, because no font has it: {{}}")
            signs = str.maketrans(dict.fromkeys(lacking.chars, SIGN))
            pages = _set(markup.translate(signs), options, locate, pictures, fallback=True)
            error.chars = [char for char in error.chars if char not in lacking.chars]
        findings += error.findings(
            "X012", "the font of the text lacks {}; another built-in font is used"
        )
        return pages


def _set(
    markup: str,
    options: PrintOptions,
    locate: Locate,
    pictures: Mapping[str, bytes],
    *,
    fallback: bool = False,
) -> tuple[bytes, list[Any]]:
    """The PDF of *markup*, and what it tells of itself.

    It is set again where a footnote stands on another page than the words that it speaks of.
    """
    repairs = _Repairs()
    files: dict[str, str | bytes] = {
        **pictures,
        **options.template_files(fallback=fallback),
        **repairs.file(),
    }
    pdf = compile_pdf(
        files | {"main.typ": f"{options.preamble()}\n{markup}"},
        locate=locate,
        standards=options.standards,
        font_files=options.font_files,
        repair=repairs.after,
        day=options.published,
    )
    return pdf, repairs.findings


def unhandled(markup: str, name: str) -> list[Diagnostic]:
    """What is to be told of the elements without a rule that *markup* names."""
    return without_rule(_UNHANDLED.findall(markup), name)


def dated(source: Source, options: PrintOptions) -> PrintOptions:
    """*options* with the day of publication that the header says, where they know none: the date of its newest change else."""
    root = source.tree.getroot()
    for path in ("t:fileDesc/t:publicationStmt/t:date/@when", "t:revisionDesc/t:change/@when"):
        found: Any = root.xpath(f"t:teiHeader/{path}", namespaces=NS)
        if found and not options.published:
            return replace(options, published=max(map(str, found)))
    return options


def authors_of(source: Source) -> list[str]:
    """The names for the field Author: authors, else who made the edition, but not who only provided the original.

    Names are in the order in which they are spoken: the field separates people by commas.
    """
    found = source.texts(AUTHOR) or source.texts(MAKERS)
    split = ([part.strip() for part in name.split(",")] for name in found)
    spoken = (" ".join(reversed(parts)) if len(parts) == 2 else ", ".join(parts) for parts in split)
    return list(dict.fromkeys(spoken))


def document(source: Source, options: PrintOptions) -> str:
    """The markup that tells who made the document and what it is about."""
    title = source.texts(TITLE) or ["Untitled"]
    authors, date = authors_of(source), date_of(options.published, options.standards)
    abstract = " ".join(source.texts("t:profileDesc/t:abstract"))
    keywords = source.texts("t:profileDesc/t:textClass//t:term")
    return (
        f"#set document(title: {string(title[0])}, author: {array(authors)}, "
        f"description: {string(abstract)}, keywords: {array(keywords)}, date: {date})\n"
    )


def metadata(source: Source) -> dict[str, list[str]]:
    """What Typst does not write of the header: Dublin Core's properties for the XMP."""
    return {
        "contributor": source.texts(PEOPLE),
        "identifier": [
            f"https://doi.org/{doi}" if doi.startswith("10.") else doi
            for doi in source.texts(f"{_NUMBER}[@type='DOI']")
        ]
        or source.texts(f"{_NUMBER}[@type='ARK']")
        or source.texts(f"{_NUMBER}[@type='URL']")
        or source.texts(_NUMBER),
        "publisher": source.texts(PUBLISHER),
        "rights": source.texts(RIGHTS),
        "source": source.texts(CITATION),
    }


def attachments(sources: Sequence[Source], standards: Sequence[str]) -> str:
    """The markup that attaches the TEI files; nothing where a standard forbids attachments."""
    if not {"a-3a", "a-3b", "a-3u", "a-4f"} & set(standards) and any(
        s[0] == "a" for s in standards
    ):
        return ""
    return "".join(
        f"#pdf.attach({string(source.file_name())}, {octets(source.bytes())}, "
        'relationship: "source", mime-type: "application/tei+xml", '
        'description: "The TEI source of this edition")\n'
        for source in sources
    )
