"""The project's schema: the ODD, and what is generated from it.

`python -m tei_edition.odd.schemas` (or `make schema`) writes the generated schemas beside the ODD.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei_edition.resources import resource

#: The generated schemas, by file name, and the stylesheet that makes each.
GENERATED = {
    "tei-edition.rng": "rng.xsl",
    "tei-edition.xsd": "xsd.xsl",
    "tei-edition.sch": "sch.xsl",
}


def odd() -> Path:
    """The ODD (TEI chapter 23): the source of the schema."""
    return resource("schema", "tei-edition.odd")


def relaxng() -> Path:
    """The RELAX NG schema, in XML syntax."""
    return resource("schema", "tei-edition.rng")


def xsd() -> Path:
    """The XML Schema 1.0 schema; it needs xml.xsd beside it."""
    return resource("schema", "tei-edition.xsd")


def schematron() -> Path:
    """The Schematron schema: what a document must keep to beside the grammar."""
    return resource("schema", "tei-edition.sch")


def files() -> list[Path]:
    """All of them: the ODD, what is generated from it, and the schema of xml: attributes beside."""
    return [odd(), relaxng(), xsd(), odd().with_name("xml.xsd"), schematron()]


def generate(source: Path) -> dict[str, str]:
    """The schemas that the ODD at *source* stands for, by file name."""
    from tei_edition.saxon import stylesheet

    # The examples share their ids, which libxml2 would take for an error.
    tree = etree.parse(source, etree.XMLParser(collect_ids=False))
    return {
        name: stylesheet(resource("xslt", "odd", module)).transform(tree).rstrip() + "\n"
        for name, module in GENERATED.items()
    }


if __name__ == "__main__":
    for name, text in generate(odd()).items():
        odd().with_name(name).write_text(text, "utf-8")
