"""TEI in, record out: the way back, in canonical wording.

What is written is converted again and compared before anybody gets it, so that a record stands for its
TEI byte for byte, or is refused with the first thing that differs (R041).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tei_edition.conventions.tables import common_tables
from tei_edition.diagnostics import Diagnostic, EditionError, first_difference
from tei_edition.document.inline import Agent
from tei_edition.document.source import Source, Span
from tei_edition.encode.builder import References
from tei_edition.encode.encode import encode
from tei_edition.tei.names import XML_NS, tag
from tei_edition.tei.serialize import tei_bytes
from tei_edition.understand.record import read_record, speaker_of
from tei_edition.understand.remarks.rules import Conventions, default_conventions
from tei_edition.write.blocks import BlockWriter
from tei_edition.write.hands import days_of, hands_of, names_of
from tei_edition.write.header import HeaderWriter
from tei_edition.write.inline import InlineWriter
from tei_edition.write.own import without_marks
from tei_edition.write.wording import Speaker


def write_record(
    tree: etree._ElementTree, *, name: str = "<tei>", conventions: Conventions | None = None
) -> str:
    """The record that the TEI *tree* is the encoding of, in canonical wording (Markdown, UTF-8).

    *tree* is TEI as `encode` makes it; *conventions* say how remarks are worded. Converting the record
    gives the same TEI, byte for byte, but for what a register gave it: names and speakers for which no editor is
    responsible, which are marked again from the register. Raises EditionError (R041), with the place in the TEI, where
    it would not: where the document says something that a record has no words for.
    """
    known = conventions or default_conventions()
    tree = without_marks(tree)
    wanted = tei_bytes(tree).decode()
    text = _record(tree.getroot(), known)
    difference = _compared(text, tree, wanted, known, name)
    if difference is not None:
        # A remark that is read by what stands around it may want another wording than the canonical one.
        text = _record(tree.getroot(), known, careful=True)
        difference = _compared(text, tree, wanted, known, name)
    if difference is not None:
        raise EditionError(difference)
    return text


def _compared(
    text: str, tree: etree._ElementTree, wanted: str, known: Conventions, name: str
) -> Diagnostic | None:
    """What differs (R041) in the TEI that the record *text* gives from what is *wanted*; None where it is the same."""
    try:
        again = encode(read_record(text, name=_file_name(tree), conventions=known))
    except EditionError as error:
        message = f"this document cannot be written as a record: {error.diagnostics[0].message}"
        return Diagnostic("R041", message, name)
    found = tei_bytes(again).decode()
    return _difference(wanted, found, name) if wanted != found else None


def _file_name(tree: etree._ElementTree) -> str:
    """A file name from which the record takes the identifier that its TEI has."""
    return f"{tree.getroot().get(f'{{{XML_NS}}}id') or 'record'}.md"


def _difference(wanted: str, found: str, name: str) -> Diagnostic:
    """The first line of the TEI that would not come back."""
    one, other = wanted.splitlines(), found.splitlines()
    at = first_difference(one, other)
    line = one[at] if at < len(one) else ""
    back = other[at] if at < len(other) else ""
    column = first_difference(line, back)
    message = f"a record cannot express this; it would become “{back[max(0, column - 20) : column + 80].strip()}”"
    source = Source(name, wanted)
    offset = sum(len(text) + 1 for text in one[:at]) + column
    return source.diagnostic(
        "R041",
        message,
        Span(offset, offset + 1),
        "edit the TEI itself, or remove what a record cannot express",
    )


def _sample(body: etree._Element) -> str:
    """The words of *body* as the record has them: there, a note that is cited twice appears only once."""
    body, seen = deepcopy(body), set()
    for note in body.findall(f".//{tag('note')}[@n]"):
        words = note.get("n"), "".join(map(str, note.itertext()))
        if words in seen:
            tail = note.tail
            note.clear()
            note.tail = tail
        seen.add(words)
    return " ".join(map(str, body.itertext()))


def _record(root: etree._Element, conventions: Conventions, *, careful: bool = False) -> str:
    """The whole record, not yet verified."""
    header_text = HeaderWriter(root, conventions.tables).text()
    header = read_record(f"{header_text}x\n", name="stub.md", conventions=conventions).header
    references = References(header, "x")
    roles = {role: references.pointer(Agent(role)) for role in ("translator", "editor")}
    people = names_of(root), days_of(root)
    language_name = common_tables().language_name
    speaker = Speaker(speaker_of(header), roles, hands_of(root), *people, language_name)
    body = root.find(f"{tag('text')}/{tag('body')}")
    sample = _sample(body) if body is not None else ""
    inline = InlineWriter(conventions, header, speaker, careful=careful, sample=sample)
    # Names that an editor marked in the header are written as remarks, which it takes the header to word.
    header_text = HeaderWriter(root, conventions.tables, inline.inline).text()
    writer = BlockWriter(root, inline)
    blocks = writer.texts(body[0]) if body is not None and len(body) else []
    return header_text + "\n\n".join(blocks) + "\n"
