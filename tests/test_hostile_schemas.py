"""Schemas that mean harm, or are only wrong: a finding with the schema's place, and an end in time."""

from __future__ import annotations

import json
import time

import pytest
from typer.testing import CliRunner

from tei_edition.cli.app import app

RNG = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">\n{}</grammar>'
)
START = '<start><element name="w">{}</element></start>'
XSD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n{}</xs:schema>'
SCH = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'queryBinding="xslt3">\n{}</schema>'
)
SECRET = "the-word-of-the-environment"
WORD = f'<w v="{"b" * 60}?">{"b" * 60}?</w>'


def data(facet: str, value: str) -> str:
    return START.format(f'<data type="string">\n<param name="{facet}">{value}</param></data>')


def restricted(pattern: str) -> str:
    return XSD.format(
        '<xs:element name="w"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">'
        '<xs:attribute name="v"><xs:simpleType><xs:restriction base="xs:string">'
        f'<xs:pattern value="{pattern}"/></xs:restriction></xs:simpleType></xs:attribute>'
        "</xs:extension></xs:simpleContent></xs:complexType></xs:element>"
    )


def rule(test: str, more: str = "") -> str:
    return SCH.format(
        f'{more}<pattern><rule context="w"><assert test="{test}">no</assert></rule></pattern>'
    )


def chain(n: int) -> str:
    defines = "".join(f'<define name="d{i}"><ref name="d{i + 1}"/></define>' for i in range(n))
    return RNG.format(
        START.format('<ref name="d0"/>') + defines + f'<define name="d{n}"><text/></define>'
    )


#: By file name: the schema, and what the finding says.
WRONG = {
    "class.rng": (RNG.format(data("pattern", "[x")), "not a regular expression"),
    "quantity.rng": (RNG.format(data("pattern", "x{9999999999}")), ""),
    "nested.rng": (RNG.format(data("pattern", "(" * 3000 + "x" + ")" * 3000)), ""),
    "length.rng": (RNG.format(data("length", "ten")), "not a whole number"),
    "digits.rng": (
        RNG.format(START.format('<data type="decimal"><param name="totalDigits">-1</param></data>')),
        "not a whole number",
    ),
    "bound.rng": (
        RNG.format(START.format('<data type="date"><param name="minInclusive">soon</param></data>')),
        "not of datatype",
    ),
    "chain.rng": (chain(2000), "nested more than"),
    "groups.rng": (RNG.format(START.format("<group>" * 800 + "<text/>" + "</group>" * 800)), "deep"),
    "divs.rng": (RNG.format("<div>" * 500 + START.format("<text/>") + "</div>" * 500), "deep"),
    "groups.rnc": ("element w { " + "(" * 900 + "text" + ")" * 900 + " }", "deep"),
    "elements.rnc": ("element w { " * 900 + "text" + " }" * 900, "deep"),
    "grammars.rnc": ("grammar { start = " * 500 + "text" + " }" * 500, "deep"),
    "names.rnc": ("element " + "(" * 900 + "w" + ")" * 900 + " { text }", "deep"),
    "notes.rnc": ("a [ " * 900 + " ]" * 900 + "\nstart = element w { text }", "deep"),
    "divs.rnc": ("div { " * 900 + "start = element w { text }" + " }" * 900, "deep"),
    "control.rnc": ('element w { "\\x{1}" }', "something that XML does not allow"),
    "number.rnc": ('element w { "\\x{FFFFFFFFF}" }', "something that XML does not allow"),
    "class.xsd": (restricted("[x"), ""),
    "deep.xsd": (
        XSD.format(
            '<xs:element name="w"><xs:complexType>' + "<xs:sequence>" * 400
            + '<xs:element name="x"/>' + "</xs:sequence>" * 400 + "</xs:complexType></xs:element>"
        ),
        "deep",
    ),
    "itself.sch": (
        SCH.format(
            '<pattern><rule abstract="true" id="a"><extends rule="b"/></rule>'
            '<rule abstract="true" id="b"><extends rule="a"/></rule>'
            '<rule context="w"><extends rule="a"/></rule></pattern>'
        ),
        "extends itself",
    ),
    "many.sch": (
        SCH.format(
            "<pattern>"
            + "".join(f'<rule abstract="true" id="r{i}"><extends rule="r{i + 1}"/></rule>' for i in range(200))
            + '<rule abstract="true" id="r200"><assert test="1">x</assert></rule>'
            '<rule context="w"><extends rule="r0"/></rule></pattern>'
        ),
        "extend one another",
    ),
    "part.sch": (
        SCH.format('<pattern id="p"><include href="part.sch#p"/></pattern>'),
        "includes itself",
    ),
    "brackets.sch": (rule("(" * 6000 + "1" + ")" * 6000), "are nested more than"),
    "predicates.sch": (
        SCH.format(f'<pattern><rule context="w{"[x" * 6000}{"]" * 6000}"><assert test="1">x</assert></rule></pattern>'),
        "are nested more than",
    ),
    "shadow.sch": (
        SCH.format(
            '<xsl:function name="f:f" xmlns:f="f"><xsl:sequence _select="{\'1\'}"/></xsl:function>'
            '<pattern><rule context="w"><assert test="1">x</assert></rule></pattern>'
        ),
        "cannot be checked",
    ),
}  # fmt: skip

#: What never ends, or not in our time.
ENDLESS = {
    "repeats.rng": RNG.format(data("pattern", "(b|b)*")),
    "repeats.xsd": restricted("((b|bb)*b?)*"),
    "pairs.xsd": restricted("(b|b)*"),
    "matches.sch": rule("matches(string(.), '^(b|bb)+$')"),
    "loop.sch": rule(
        "f:f(1) = 2",
        '<ns prefix="f" uri="f"/><xsl:function name="f:f" xmlns:f="f"><xsl:param name="n"/>'
        '<xsl:sequence select="f:f($n + 1)"/></xsl:function>',
    ),
    "counts.sch": rule("count((1 to 1000000) ! (1 to 1000000)) = 1"),
}


def run(schema, document, *more, timeout=2):
    limit = ["--timeout", str(timeout)]
    command = ["validate", "-s", str(schema), str(document), *limit, "-f", "json", *more]
    start = time.monotonic()
    result = CliRunner().invoke(app, command)
    assert time.monotonic() - start < 15 + 2 * timeout
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1, result.output
    return result


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "d.xml"
    path.write_text(WORD)
    return path


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name, tmp_path, document):
    text, words = WRONG[name]
    schema = tmp_path / name
    schema.write_text(text)
    result = run(schema, document, timeout=20)
    said = " ".join(f"{result.output} {result.stderr}".split())
    assert words in said
    assert name in said
    assert "B001" not in said


@pytest.mark.parametrize("name", ENDLESS)
def test_without_end(name, tmp_path, document):
    (tmp_path / name).write_text(ENDLESS[name])
    good = tmp_path / "good.xml"
    good.write_text('<w v="b">b</w>')
    result = run(tmp_path / name, document, str(good))
    first, _ = json.loads(result.stdout)["files"]
    (finding,) = first["findings"]
    assert finding["code"] in ("X021", "X020", "S020", "S001", "S006"), finding
    assert name in json.dumps(finding) + result.stdout


def test_a_pattern_is_named_with_its_line(tmp_path, document):
    (tmp_path / "r.rng").write_text(ENDLESS["repeats.rng"])
    (finding,) = json.loads(run(tmp_path / "r.rng", document, timeout=30).stdout)["files"][0][
        "findings"
    ]
    assert finding["code"] == "S020"
    assert finding["file"] == str(tmp_path / "r.rng")
    assert "(b|b)*" in finding["message"]
    assert finding["line"] == 2


def test_schemas_that_include_without_end(tmp_path, document):
    for i in range(40):
        include = "".join(f'<include href="{i + 1}.rng"/>' for _ in range(10))
        (tmp_path / f"{i}.rng").write_text(RNG.format(include))
    (tmp_path / "40.rng").write_text(RNG.format(START.format("<text/>")))
    said = run(tmp_path / "0.rng", document, timeout=30)
    assert "includes more than" in " ".join(f"{said.output}{said.stderr}".split())


def test_catalogs_in_a_chain(tmp_path, document):
    head = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
    for i in range(600):
        (tmp_path / f"{i}.cat").write_text(f'{head}<nextCatalog catalog="{i + 1}.cat"/></catalog>')
    (tmp_path / "600.cat").write_text(f"{head}</catalog>")
    (tmp_path / "a.rnc").write_text("element w { text }")
    said = run(tmp_path / "a.rnc", document, "-c", str(tmp_path / "0.cat"))
    assert "in a chain" in " ".join(f"{said.output}{said.stderr}".split())


#: Ways to the environment that words alone do not show.
HIDDEN = {
    "parameter": '<pattern abstract="true" id="a"><rule context="w"><assert test="false()">'
    "<value-of select=\"$call('TE_SECRET')\"/></assert></rule></pattern>"
    '<pattern is-a="a"><param name="call" value="environment-variable"/></pattern>',
    "template": '<ns prefix="f" uri="f"/><xsl:function name="f:f" expand-text="yes" xmlns:f="f">'
    "<q>{environment-variable('TE_SECRET')}</q></xsl:function>"
    '<pattern><rule context="w"><assert test="false()"><value-of select="f:f()"/></assert></rule></pattern>',
    "shadow": '<ns prefix="f" uri="f"/><xsl:function name="f:f" xmlns:f="f">'
    "<xsl:sequence _select=\"{'environment' || '-variable'}('TE_SECRET')\"/></xsl:function>"
    '<pattern><rule context="w"><assert test="false()"><value-of select="f:f()"/></assert></rule></pattern>',
    "all": '<pattern><rule context="w"><let name="x" value="(:x:)environment-variable (:y:) (\'TE_SECRET\')"/>'
    '<assert test="false()"><value-of select="$x"/></assert></rule></pattern>',
}


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("form", ["text", "json", "svrl"])
def test_no_value_of_the_environment(name, form, tmp_path, document, monkeypatch):
    monkeypatch.setenv("TE_SECRET", SECRET)
    schema = tmp_path / "s.sch"
    schema.write_text(SCH.format(HIDDEN[name]))
    command = ["validate", "-s", str(schema), str(document), "--timeout", "20", "-f", form]
    result = CliRunner().invoke(app, command)
    assert SECRET not in result.output + result.stderr
    assert form == "svrl" or result.exit_code == 1


def test_a_sound_document_deep_in_itself(tmp_path):
    """What is deep and right is right; what a library cannot follow is said so."""
    schema = tmp_path / "deep.xsd"
    schema.write_text(
        XSD.format(
            '<xs:element name="w"><xs:complexType><xs:sequence><xs:element ref="w" minOccurs="0"/>'
            "</xs:sequence></xs:complexType></xs:element>"
        )
    )
    (tmp_path / "good.xml").write_text("<w>" * 950 + "</w>" * 950)
    (tmp_path / "bad.xml").write_text("<w>" * 949 + "<x/>" + "</w>" * 949)
    result = run(schema, tmp_path / "good.xml", str(tmp_path / "bad.xml"), timeout=20)
    good, bad = json.loads(result.stdout)["files"]
    assert good["valid"]
    assert bad["findings"][0]["code"] in ("V001", "V009")


#: Schemas of which one part alone is not closed, and how that part is called.
CULPRITS = {
    "sums.sch": (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern id="first">'
        '<rule context="*"><assert test="true()">fine</assert></rule></pattern><pattern id="sums">'
        '<rule context="/*"><assert test="sum(for $a in 1 to 1000000, $b in 1 to 1000000 return $a * $b) = 1">'
        "no end</assert></rule></pattern></schema>",
        "while the rule sums, about /*, of sums.sch was checking the document",
    ),
    "twice.xsd": (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="w"><xs:complexType>'
        '<xs:attribute name="v"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="(b|bb)+"/>'
        "</xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element></xs:schema>",
        "while the pattern (b|bb)+ of twice.xsd was checking the document",
    ),
}


@pytest.mark.parametrize("name", CULPRITS)
def test_the_part_that_has_no_end_is_named(name, tmp_path):
    text, words = CULPRITS[name]
    (tmp_path / name).write_text(text)
    document = tmp_path / "d.xml"
    document.write_text(f'<w v="{"b" * 60}!"/>')
    (finding,) = json.loads(run(tmp_path / name, document).stdout)["files"][0]["findings"]
    assert finding["code"] == "X021"
    assert words in finding["message"]


def test_each_rule_and_pattern_is_asked_by_itself(tmp_path):
    from tei_edition.check.culprit import _asker
    from tei_edition.check.validate import Validator

    document = tmp_path / "d.xml"
    document.write_text('<w v="bb"/>')
    for name, (text, _) in CULPRITS.items():
        quick = text.replace("1000000", "3")
        (tmp_path / name).write_text(quick)
    schemas = [tmp_path / name for name in CULPRITS]
    asked = []
    _asker(lambda: Validator(schema=schemas))(document)
    for schema in Validator(schema=schemas).schemas(None, None, []):
        asked += [name for name, _ in schema.parts()]
    assert asked == ["the rule first, about *,", "the rule sums, about /*,", "the pattern (b|bb)+"]


def test_low_memory_is_not_the_fault_of_a_schema(tmp_path, document, monkeypatch):
    from tei_edition import saxon
    from tei_edition.check.validate import Validator

    (tmp_path / "a.sch").write_text(CULPRITS["sums.sch"][0])
    monkeypatch.setattr(saxon, "_has_room", lambda: False)
    monkeypatch.setenv("TEI_EDITION_CACHE", "off")
    saxon.stylesheet.cache_clear()
    with pytest.raises(MemoryError, match="could not start"):
        Validator(schema=[tmp_path / "a.sch"])
