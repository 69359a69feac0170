"""The program as one who says something: what it inferred points at it."""

from __future__ import annotations

from lxml import etree

from tei_edition.enrich.insert import put_before
from tei_edition.tei.names import attribute_name, tag

_ID = attribute_name("xml:id")
#: As the encoder of records names it.
PROGRAM = "tei-edition"
_WHAT = "Automatic inference (see elements with @cert that point here)"


def program_of(root: etree._Element) -> str:
    """A pointer to the program in the titleStmt of the document *root*; it is put there where it is not."""
    statement = root.find(f"{tag('teiHeader')}/{tag('fileDesc')}/{tag('titleStmt')}")
    if statement is None:
        return f"#{PROGRAM}"
    for name in statement.iter(tag("name")):
        if name.get("type") == "program":
            return f"#{name.get(_ID)}"
    made = etree.Element(tag("respStmt"))
    etree.SubElement(made, tag("resp")).text = _WHAT
    etree.SubElement(made, tag("name"), {"type": "program", _ID: PROGRAM}).text = "tei_edition"
    statements = statement.findall(tag("respStmt"))
    if statements:
        put_before(made, statements[-1])
    else:
        statement.append(made)
    return f"#{PROGRAM}"
