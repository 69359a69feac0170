"""The project's schema: the ODD, and what is generated from it.

`python -m tei_edition.odd.schemas` (or `make schema`) writes the generated schemas beside the ODD, and
what the program and the stylesheets read of its values (schema/values.json, xslt/common/values.xsl).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei_edition.resources import resource

#: What is generated, by its path (see `resource`), and the stylesheet that makes each.
GENERATED = {
    ("schema", "tei-edition.rng"): "rng.xsl",
    ("schema", "tei-edition.xsd"): "xsd.xsl",
    ("schema", "tei-edition.sch"): "sch.xsl",
    ("schema", "values.json"): "values-json.xsl",
    ("xslt", "common", "values.xsl"): "values-xsl.xsl",
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


#: The file with the terms of all of them.
LICENCE = "LICENSE"


def licence() -> Path:
    """The licence of the schemas, which goes wherever they go."""
    return resource("schema", LICENCE)


def files() -> list[Path]:
    """All of them: the ODD, what is generated from it, and the schema of xml: attributes beside."""
    return [odd(), relaxng(), xsd(), odd().with_name("xml.xsd"), schematron()]


def generate(source: Path) -> dict[Path, str]:
    """What the ODD at *source* stands for: where each generated file belongs, and its text."""
    from tei_edition.saxon import stylesheet

    tree = etree.parse(source)
    return {
        resource(*folder) / name: _ending(
            stylesheet(resource("xslt", "odd", module)).transform(tree)
        )
        for (*folder, name), module in GENERATED.items()
    }


def _ending(text: str) -> str:
    return text.rstrip() + "\n"


if __name__ == "__main__":
    for path, text in generate(odd()).items():
        path.write_text(text, "utf-8", newline="\n")
