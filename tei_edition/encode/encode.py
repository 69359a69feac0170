"""Record in, TEI tree out: the second room of the house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from tei_edition.arguments import kind_of
from tei_edition.document.document import Record
from tei_edition.document.inline import Inline
from tei_edition.encode.builder import References, add, indent
from tei_edition.encode.dates import write_calendars
from tei_edition.encode.entries import write_entries
from tei_edition.encode.header import write_header
from tei_edition.encode.named import HeaderNames
from tei_edition.encode.text import TextWriter
from tei_edition.tei.names import TEI_NS, tag

# lxml takes None for the default namespace; its type stubs do not know that.
_NAMESPACES: Any = {None: TEI_NS}


def encode(record: Record) -> etree._ElementTree:
    """Encode *record* as TEI P5.

    Returns the whole document (root element `TEI`), indented for reading; the same record always gives the same
    tree. The encoding follows the project's ODD, which documents each element. Any Record can be encoded;
    raises TypeError for other types.
    """
    if not isinstance(record, Record):
        raise TypeError(
            f"encode() takes a Record, as returned by read_record(), not {kind_of(record)}"
        )
    root = etree.Element(tag("TEI"), nsmap=_NAMESPACES)
    root.set("{http://www.w3.org/XML/1998/namespace}id", record.id)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", record.header.language.tag or "en")
    references = References(record.header, record.id)
    # The text comes first: it is what makes the header's hands and editors known.
    text = etree.Element(tag("text"))
    TextWriter(references).write_record(add(text, "body"), record.blocks)
    named = HeaderNames(record, references)
    write_header(root, record, references)
    named.mark(root[0])
    root.append(text)
    write_entries(root)
    write_calendars(root, record.header)
    indent(root)
    return etree.ElementTree(root)


def fragment(record: Record, inlines: Sequence[Inline]) -> str:
    """*inlines* of *record* as TEI without the namespace declaration, for showing to people."""
    holder = etree.Element(tag("p"), nsmap=_NAMESPACES)
    TextWriter(References(record.header, record.id)).inlines(holder, inlines)
    text = etree.tostring(holder, encoding="unicode").replace(f' xmlns="{TEI_NS}"', "")
    return text.removeprefix("<p>").removesuffix("</p>") if text != "<p/>" else ""
