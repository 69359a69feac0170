"""Schematron: every construct with a document that passes and one that fails; what rules may not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from tei_edition import EditionError, validate
from tei_edition.check.schema import load
from tei_edition.check.validate import Validator
from tei_edition.diagnostics import Severity
from tei_edition.odd.catalog import Catalog

SCH = "http://purl.oclc.org/dsdl/schematron"


def schema(content: str, binding: str = "xslt3", more: str = "") -> str:
    return (
        f'<schema xmlns="{SCH}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" queryBinding="{binding}" {more}>{content}</schema>'
    )


def found(tmp_path: Path, rules: str, document: str, phase: str | None = None) -> list[str]:
    path = tmp_path / "rules.sch"
    path.write_text(rules)
    return [f.message for f in validate(document, schema=[path], phase=phase)]


#: name, schema, a document that passes, one that fails, and what is said of it
CONSTRUCTS = [
    ("assert", schema('<pattern><rule context="p"><assert test="@n">no n</assert></rule></pattern>'),
     "<a><p n='1'/></a>", "<a><p/></a>", ["no n"]),
    ("report", schema('<pattern><rule context="p"><report test="@n">an n</report></rule></pattern>'),
     "<a><p/></a>", "<a><p n='1'/><p n='2'/></a>", ["an n"] * 2),
    ("xpath 1", schema('<pattern><rule context="p"><assert test="count(b) = 1 and string(b)">one b</assert></rule></pattern>', "xslt"),
     "<a><p><b>x</b></p></a>", "<a><p><b/></p></a>", ["one b"]),
    ("xpath 1 takes the first of many", schema('<pattern><rule context="p"><assert test="starts-with(b, \'x\')">x first</assert></rule></pattern>', "xslt"),
     "<a><p><b>x</b><b>y</b></p></a>", "<a><p><b>y</b><b>x</b></p></a>", ["x first"]),
    ("xpath 2", schema('<pattern><rule context="p"><assert test="every $b in b satisfies $b castable as xs:integer">whole numbers</assert></rule></pattern>', "xslt2"),
     "<a><p><b>1</b></p></a>", "<a><p><b>1</b><b>x</b></p></a>", ["whole numbers"]),
    ("xpath 3", schema('<pattern><rule context="p"><let name="f" value="function($x) { $x * 2 }"/><assert test="$f(@n) = 4">n is 2, not <value-of select="@n => string()"/></assert></rule></pattern>'),
     "<a><p n='2'/></a>", "<a><p n='3'/></a>", ["n is 2, not 3"]),
    ("only the first rule of a pattern fires",
     schema('<pattern><rule context="p[@n]"><report test="false()"/></rule><rule context="p"><report test="true()">plain</report></rule></pattern>'),
     "<a><p n='1'/></a>", "<a><p/></a>", ["plain"]),
    ("each pattern fires", schema('<pattern><rule context="p"><report test="@n">one</report></rule></pattern><pattern><rule context="p | q"><report test="@n">two</report></rule></pattern>'),
     "<a><p/></a>", "<a><p n=''/></a>", ["one", "two"]),
    ("contexts of attributes, texts, comments and instructions",
     schema('<pattern><rule context="@n"><report test=". = \'x\'">attribute</report></rule></pattern><pattern><rule context="text()"><report test="contains(., \'x\')">text</report></rule></pattern>'
            '<pattern><rule context="comment()"><report test="contains(., \'x\')">comment</report></rule></pattern><pattern><rule context="processing-instruction()"><report test="contains(., \'x\')">instruction</report></rule></pattern><pattern><rule context="/"><report test="a/@n=\'x\'">root</report></rule></pattern>'),
     "<a n='1'>t<!-- c --><?p i?></a>", "<a n='x'>x<!-- x --><?p x?></a>",
     ["attribute", "comment", "instruction", "root", "text"]),
    ("attributes side by side, in xpath 1",
     schema('<pattern><rule context="@n | @m"><report test=". = \'x\'"><name/></report></rule></pattern>', "xslt"),
     "<a n='1' m='2'/>", "<a n='x'><b m='x'/></a>", ["m", "n"]),
    ("attributes and texts beside other rules, in xpath 1",
     schema('<pattern><rule context="a/@n"><report test=". = \'x\'">attribute</report></rule><rule context="b | c[d | e]"><report test="@m">element</report></rule><rule context="text()"><report test="contains(., \'x\')">text</report></rule></pattern>', "xslt"),
     "<a n='1'><b>t</b></a>", "<a n='x'><z><b m=''>x</b></z></a>", ["attribute", "element", "text"]),
    ("attributes alone are wrong beside other rules, in xpath 1",
     schema('<pattern><rule context="a/@n"><report test=". = \'x\'">attribute</report></rule><rule context="b"><report test="@m">element</report></rule></pattern>', "xslt"),
     "<a n='1'><b>t</b></a>", "<a><a n='x'/></a>", ["attribute"]),
    ("let in schema, pattern and rule",
     schema('<let name="s" value="/a/@n"/><pattern><let name="p" value="count(//p)"/><rule context="p[$p &gt; 1]"><let name="r" value="@n"/><assert test="$r = $s">p is <value-of select="$r"/> of <value-of select="$p"/></assert></rule></pattern>'),
     "<a n='1'><p n='1'/><p n='1'/></a>", "<a n='1'><p n='1'/><p n='2'/></a>", ["p is 2 of 2"]),
    ("let with content, and of one name in two patterns",
     schema('<let name="t"><x xmlns="" n="7"/></let><pattern><let name="p" value="/a/@n"/><rule context="p"><assert test="@n = $p">first</assert></rule></pattern><pattern><let name="p" value="/a/@m"/><rule context="p"><assert test="@m = $p and $t/x/@n = 7">second</assert></rule></pattern>'),
     "<a n='1' m='2'><p n='1' m='2'/></a>", "<a n='1' m='2'><p n='2' m='1'/></a>", ["first", "second"]),
    ("abstract rule", schema('<pattern><rule abstract="true" id="r"><let name="v" value="@n"/><assert test="$v">no n on <name/></assert></rule><rule context="p"><extends rule="r"/></rule><rule context="q"><extends rule="r"/><report test="@n = 2">two</report></rule></pattern>'),
     "<a><p n='1'/><q n='1'/></a>", "<a><p/><q n='2'/></a>", ["no n on p", "two"]),
    ("abstract pattern", schema('<pattern abstract="true" id="t"><param name="word" value="\'row\'"/><rule context="$table"><assert test="$row">a $table has a <value-of select="$word"/></assert></rule></pattern><pattern is-a="t"><param name="table" value="p"/><param name="row" value="b"/></pattern><pattern is-a="t"><param name="table" value="q"/><param name="row" value="c[1]"/><param name="word" value="\'c\'"/></pattern>'),
     "<a><p><b/></p><q><c/></q></a>", "<a><p/><q/></a>", ["a $table has a row", "a $table has a c"]),
    ("diagnostics", schema('<pattern><rule context="p"><assert test="@n" diagnostics="d e">no n</assert></rule></pattern><diagnostics><diagnostic id="d">add one to <name/></diagnostic><diagnostic id="e">or remove it</diagnostic></diagnostics>'),
     "<a><p n='1'/></a>", "<a><p/></a>", ["no n"]),
    ("properties", schema('<pattern><rule context="p"><assert test="@n" properties="d">no n</assert></rule></pattern><properties><property id="d" role="r" scheme="s"><value-of select="name()"/></property></properties>'),
     "<a><p n='1'/></a>", "<a><p/></a>", ["no n"]),
    ("name and value-of", schema('<pattern><rule context="p"><report test="true()"><name/> in <name path=".."/> (<name path="local-name(..)"/>): <emph><value-of select="b"/></emph>, <span class="x"><value-of select="string-length(.)"/></span> <dir>!</dir>\n  <value-of select="1"/></report></rule></pattern>'),
     "<a/>", "<a><p><b>xy</b></p></a>", ["p in a (a): xy, 2 !1"]),
    ("subject", schema('<pattern><rule context="p"><assert test="b/@n" subject="b">no n</assert></rule></pattern>'),
     "<a><p><b n=''/></p></a>", "<a><p><b/></p></a>", ["no n"]),
    ("function and key", schema('<xsl:key name="k" match="b" use="@n"/><ns prefix="f" uri="urn:f"/><xsl:function name="f:twice" as="xs:integer" xmlns:f="urn:f"><xsl:param name="x" as="xs:integer"/><xsl:sequence select="$x * 2"/></xsl:function><pattern><rule context="p"><assert test="key(\'k\', string(f:twice(xs:integer(@n))))">no b</assert></rule></pattern>'),
     "<a><b n='4'/><p n='2'/></a>", "<a><b n='4'/><p n='3'/></a>", ["no b"]),
    ("xsl:variable in a rule", schema('<pattern><rule context="p"><xsl:variable name="x"><xsl:value-of select="@n"/></xsl:variable><assert test="$x = \'1\'">one</assert></rule></pattern>'),
     "<a><p n='1'/></a>", "<a><p n='2'/></a>", ["one"]),
    ("namespaces", schema('<ns prefix="t" uri="urn:t"/><pattern><rule context="t:p"><assert test="@t:n">no n</assert></rule></pattern>'),
     "<a xmlns='urn:t' xmlns:x='urn:t'><p x:n=''/></a>", "<a xmlns='urn:t'><p/></a>", ["no n"]),
    ("title and paragraphs are no rules", schema('<title>T</title><p>about <emph>it</emph></p><pattern><title>P</title><p>q</p><rule context="p"><assert test="@n">no n</assert></rule></pattern>', more='schemaVersion="2"'),
     "<a><p n=''/></a>", "<a><p/></a>", ["no n"]),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "good", "bad", "said"), [c[1:] for c in CONSTRUCTS], ids=[c[0] for c in CONSTRUCTS])  # fmt: skip
def test_each_construct(tmp_path, rules, good, bad, said):
    assert found(tmp_path, rules, good) == []
    assert sorted(found(tmp_path, rules, bad)) == sorted(said)


PHASES = schema(
    '<phase id="quick"><let name="least" value="2"/><active pattern="a"/></phase><phase id="all"><active pattern="a"/><active pattern="b"/></phase>'
    '<let name="least" value="1"/><pattern id="a"><rule context="p"><assert test="@n >= $least">n</assert></rule></pattern>'
    '<pattern id="b"><rule context="p"><assert test="@m">m</assert></rule></pattern>',
    more='defaultPhase="quick"',
)


def test_phases(tmp_path):
    document = "<a><p n='1'/></a>"
    assert found(tmp_path, PHASES, document) == ["n"]
    assert found(tmp_path, PHASES, document, "quick") == ["n"]
    assert found(tmp_path, PHASES, document, "all") == ["m"]
    assert found(tmp_path, PHASES, document, "#ALL") == ["m"]
    with pytest.raises(EditionError, match="there is no phase with the name none"):
        found(tmp_path, PHASES, document, "none")


def test_a_finding_says_what_the_schema_says(tmp_path):
    path = tmp_path / "rules.sch"
    path.write_text(
        schema(
            '<pattern id="p"><rule context="p" role="warning"><assert test="@n" diagnostics="d" see="https://example.org/n">no n</assert>'
            '<assert id="q" role="info" test="@m">no m</assert></rule><rule context="@x"><report test="true()">x</report></rule>'
            '<rule context="text()"><report test="contains(., \'?\')">doubt</report></rule></pattern>'
            '<diagnostics><diagnostic id="d">add one</diagnostic></diagnostics>'
        )
    )
    one, two, three, four = validate(
        "<a>\n <p\n  x=''/>t<p n='' m=''>\n why?</p></a>", schema=[path]
    )
    assert (one.code, one.severity, one.rule) == ("V008", Severity.WARNING, "p")
    assert (one.hint, one.link, str(one.position)) == ("add one", "https://example.org/n", "2:2")
    assert (two.severity, two.name) == (Severity.INFO, "V008/q")
    assert (three.severity, str(three.position)) == (Severity.ERROR, "3:3")
    assert (four.message, str(four.position), four.path) == ("doubt", "4:2", "/a/p[2]")


def test_where_comments_and_instructions_stand(tmp_path):
    """Each has its own place: those around the root too; what a document type declares is none of them."""
    path = tmp_path / "rules.sch"
    rule = '<rule context="{}"><report test="true()">{}</report></rule>'
    rules = rule.format("comment()", "c") + rule.format("processing-instruction()", "i")
    path.write_text(schema(f'<pattern id="p">{rules}</pattern>'))
    document = (
        "<!DOCTYPE a [<!-- no --><?no no?>]>\n <!--1--><a>x<?two?>\n<b><!--3--></b>\n</a>\n<?four?>"
    )
    told = [(f.message, str(f.position), f.path) for f in validate(document, schema=[path])]
    assert told == [
        ("c", "2:2", "/comment()"),
        ("i", "2:14", "/a/processing-instruction(two)"),
        ("c", "3:4", "/a/b/comment()"),
        ("i", "5:1", "/processing-instruction(four)"),
    ]


def test_the_report_in_svrl(tmp_path):
    path = tmp_path / "rules.sch"
    path.write_text(
        CONSTRUCTS[0][1].replace(
            "<pattern>", "<title>T</title><ns prefix='t' uri='urn:t'/><pattern id='i'>"
        )
    )
    svrl = Validator(schema=[path]).svrl(
        etree.ElementTree(etree.fromstring("<a><p/></a>")), None, "a"
    )
    root = etree.fromstring(svrl.encode())
    names = [etree.QName(node).localname for node in root]
    assert names == [
        "ns-prefix-in-attribute-values",
        "active-pattern",
        "fired-rule",
        "failed-assert",
    ]
    assert root.get("title") == "T"
    assert root[3].get("location") == "/Q{}a[1]/Q{}p[1]"
    with pytest.raises(EditionError, match="no schema contains"):
        Validator(schema=[ROOT / "schema" / "xml.xsd"]).svrl(etree.parse(path), None, "a")


EMBEDDED = f'<s:ns prefix="e" uri="urn:e" xmlns:s="{SCH}"/><s:rule context="e:p" xmlns:s="{SCH}"><s:assert test="@n">rule</s:assert></s:rule>'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rng", f'<element name="a" ns="urn:e" xmlns="http://relaxng.org/ns/structure/1.0">{EMBEDDED}<zeroOrMore><element name="p"><s:assert test="@n" xmlns:s="{SCH}">lone</s:assert><optional><attribute name="n"/></optional></element></zeroOrMore></element>'),
        ("a.rnc", f'namespace s = "{SCH}"\ndefault namespace = "urn:e"\ns:ns [ prefix = "e" uri = "urn:e" ]\ns:pattern [ s:rule [ context = "e:p" s:assert [ test = "@n" "rule" ] ] ]\nstart = element a {{ element p {{ attribute n {{ text }}? }}* }}'),
        ("a.xsd", f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:e" elementFormDefault="qualified"><xs:annotation><xs:appinfo>{EMBEDDED}</xs:appinfo></xs:annotation>'
                  f'<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="p" maxOccurs="unbounded"><xs:annotation><xs:appinfo><s:assert test="@n" xmlns:s="{SCH}">lone</s:assert></xs:appinfo></xs:annotation><xs:complexType><xs:attribute name="n"/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>'),
        ("a.odd", f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><schemaSpec ident="x" start="a" ns="urn:e"><elementSpec ident="a"><content><elementRef key="p" minOccurs="0" maxOccurs="unbounded"/></content></elementSpec>'
                  f'<elementSpec ident="p"><content><empty/></content><constraintSpec ident="c" scheme="schematron"><constraint>{EMBEDDED}<s:assert test="@n" xmlns:s="{SCH}">lone</s:assert></constraint></constraintSpec><attList><attDef ident="n"/></attList>'
                  f'<exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples"><s:assert test="false()" xmlns:s="{SCH}">shown, not meant</s:assert></egXML></exemplum></elementSpec></schemaSpec></TEI>'),
    ],
)  # fmt: skip
def test_rules_embedded_in_other_schemas(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    assert validate("<a xmlns='urn:e'><p n=''/></a>", schema=[path]) == []
    said = [f.message for f in validate("<a xmlns='urn:e'><p/></a>", schema=[path])]
    assert said == (["rule"] if name == "a.rnc" else ["rule", "lone"])
    # The rules alone, where a document's xml-model asks for them only.
    (rules,) = load(path, language=SCH)
    assert len(
        rules.problems(etree.ElementTree(etree.fromstring("<a xmlns='urn:e'><p/><q/></a>")))
    ) == len(said)


def test_includes_are_read_from_the_folder_of_the_schema(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "rules.sch").write_text(
        f'<pattern xmlns="{SCH}" id="x"><include href="more.sch#r"/></pattern>'
    )
    (tmp_path / "parts" / "more.sch").write_text(
        f'<pattern xmlns="{SCH}"><rule id="r" context="p"><extends href="../asserts.sch"/></rule><rule context="q"/></pattern>'
    )
    (tmp_path / "asserts.sch").write_text(
        f'<rule xmlns="{SCH}" context="ignored"><assert test="@n">n</assert></rule>'
    )
    rules = schema('<include href="parts/rules.sch"/>')
    assert found(tmp_path, rules, "<a><p/></a>") == ["n"]
    assert found(tmp_path, rules, "<a><p n=''/></a>") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<include href="/etc/passwd"/>', "S003"),
        ('<include href="../../../etc/passwd"/>', "S003"),
        ('<include href="file:///etc/passwd"/>', "S003"),
        ('<include href="http://example.org/rules.sch"/>', "S002"),
        ('<include href="missing.sch"/>', "S001"),
        ('<include href="rules.sch"/>', "S001"),
        ('<xsl:include href="x.xsl"/>', "S005"),
        ('<pattern documents="\'x.xml\'"/>', "S005"),
        ('<let name="x" value="doc(\'file:///etc/passwd\')"/>', "S005"),
        ('<let name="x" value="fn:unparsed-text(\'/etc/passwd\')"/>', "S005"),
        ('<let name="x" value="environment-variable(\'HOME\')"/>', "S005"),
        ('<let name="x" value="function-lookup(xs:QName(\'fn:doc\'), 1)"/>', "S005"),
        ('<pattern><rule context="p"><xsl:result-document href="x"/></rule></pattern>', "S005"),
        ('<pattern><rule context="p["><assert test="1"/></rule></pattern>', "S001"),
        ('<pattern><rule context="p"><assert test="none()"/></rule></pattern>', "S001"),
        ('<pattern is-a="none"/>', "S001"),
        ('<pattern><rule context="p"><extends rule="none"/></rule></pattern>', "S001"),
        ('<pattern><rule context="p"><assert test="1" diagnostics="none"/></rule></pattern>', "S001"),
    ],
)  # fmt: skip
def test_what_rules_may_not_do(tmp_path, content, code):
    with pytest.raises(EditionError) as caught:
        found(tmp_path, schema(content), "<a/>")
    first = caught.value.diagnostics[0]
    assert first.code == code
    assert "file:" not in first.message or "etc" in first.message


def test_a_rule_that_cannot_be_tested_is_told_and_the_others_go_on(tmp_path):
    rules = schema('<pattern id="i"><rule context="p"><assert test="xs:integer(@n) = 1">one</assert><assert test="@m">no m</assert></rule></pattern>')  # fmt: skip
    path = tmp_path / "rules.sch"
    path.write_text(rules)
    first, second = validate("<a><p n='x'/></a>", schema=[path])
    assert first.code == "S006"
    assert "cannot be tested here" in first.message
    assert (second.code, second.message) == ("V008", "no m")


@pytest.mark.parametrize(
    ("line", "content", "words"),
    [
        (4, "<assert test='@n = $none'>n</assert>", "Variable $none has not been declared"),
        (4, "<report test='count(p'>n</report>", "After `p` expected ), found its end"),
        # In "not(count()" it would be a function without arguments; in "not(true()) or (true())" sound.
        (4, "<assert test='count('>n</assert>", "the expression ends too soon"),
        (4, "<assert test='true()) or (true()'>n</assert>", "Unexpected token"),
        (4, "<assert>n</assert>", "this `assert` has no @test"),
        (4, "<let name='l' value='f(1)'/><assert test='$l'>n</assert>", "a 1-argument function named f()"),
        (6, "<assert test='1'>\n\n<value-of select='x:y'/></assert>", "prefix 'x' has not been declared"),
        (4, "<extends rule='gone'/>", "there is no abstract rule with the id gone"),
        (4, "<assert test='1' diagnostics='d'>n</assert>", "there is no diagnostic with the id d"),
    ],
)  # fmt: skip
def test_where_and_how_rules_are_not_sound(tmp_path, line, content, words):
    path = tmp_path / "rules.sch"
    path.write_text(schema(f'<pattern>\n<rule context="p">\n\n{content}</rule></pattern>'))
    with pytest.raises(EditionError) as caught:
        validate("<p/>", schema=[path])
    told = caught.value.diagnostics[0]
    assert (told.code, told.position.line) == ("S001", line)
    assert words in told.message
    assert not re.search("Error|X[A-Z]{3}\\d|column|xsl|file:", told.message)


def test_the_included_file_is_named_where_it_is_at_fault(tmp_path):
    path, part = tmp_path / "rules.sch", tmp_path / "part.sch"
    path.write_text(schema('\n\n<include href="part.sch"/>'))
    rule = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron">\n<rule context="p["><assert test="1">x</assert></rule></pattern>'
    part.write_text(rule)
    with pytest.raises(EditionError, match=r"part\.sch:2:1: error S001"):
        validate("<p/>", schema=[path])


def test_a_catalog_supplies_what_is_remote(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "p.sch").write_text(
        f'<pattern xmlns="{SCH}"><rule context="p"><assert test="@n">n</assert></rule></pattern>'
    )
    catalog = tmp_path / "catalog.xml"
    catalog.write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><group xml:base="store/">'
        '<rewriteURI uriStartString="http://example.org/" rewritePrefix="./"/></group></catalog>'
    )
    path = tmp_path / "rules.sch"
    path.write_text(schema('<include href="http://example.org/p.sch"/>'))
    (finding,) = validate("<a><p/></a>", schema=[path], catalog=Catalog(catalog))
    assert finding.message == "n"


# the project's own constraints


@pytest.fixture(scope="module")
def valid(seed):
    from tei_edition import encode, read_record, tei_bytes

    return tei_bytes(encode(read_record(seed))).decode()


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ('resp="#gary-goldberg">our', 'resp="#nobody">our', "pointers-arrive", "points to"),
        ('resp="#gary-goldberg">our', 'resp="#gary-goldberg #nobody">our', "pointers-arrive", "#nobody"),
        ('resp="#gary-goldberg">our', 'resp="#nobody #hand">our', "pointers-arrive", "#nobody"),
        ('resp="#gary-goldberg">our', 'resp="#gary-goldberg #hand #nobody">our', "pointers-arrive", "#nobody"),
        ('resp="#gary-goldberg">our', 'resp="gary">our', "pointers-arrive", "begins with #"),
        ('place="above" hand="#hand"', 'place="above" hand="#foot"', "pointers-arrive", "#foot"),
        ('<foreign xml:lang="ru-Latn">', '<foreign xml:lang="fr">', "language-is-declared", "not declared"),
        ('<language ident="ru">', '<language ident="russian">', "language-is-a-tag", "BCP 47"),
        ('mainLang="ru"', 'mainLang="de"', "original-language-is-declared", '"de"'),
        ('when="1962-11-24"', 'from="1962-11-25" to="1962-11-24"', "dates-in-order", "before it begins"),
        ('when="1962-11-24"', 'notBefore="1963" notAfter="1962-12"', "dates-in-order", "swap"),
        ("<p>So I again", "<p> <pb/></p><p>So I again", "no-empty-paragraph", "empty"),
        ("<p>So I again", '<p><gap reason="illegible" quantity="2"/>So I', "quantity-has-a-unit", "no @unit"),
        ("<p>So I again", '<p><gap reason="illegible" atLeast="2" atMost="1" unit="word"/>So I', "quantity-has-a-unit", "swap"),
        ("<p>So I again", "<p><subst><add>x</add></subst>So I", "substitution-is-whole", "no del"),
        ("<p>So I again", "<p><subst><del>x</del></subst>So I", "substitution-is-whole", "no add"),
        ("<p>So I again", '<p><note type="editor" n="3">a</note><note type="editor" n="3">b</note>So I', "note-number-is-its-own", "an earlier note"),
        ("<p>So I again", '<p><ref target="#none">x</ref>So I', "reference-is-not-dangling", "#none"),
    ],
)  # fmt: skip
def test_what_a_grammar_cannot_say(valid, old, new, rule, words):
    assert old in valid
    findings = [f for f in validate(valid.replace(old, new, 1)) if f.code == "V008"]
    assert findings
    (first,) = [f for f in findings if f.rule == rule]
    assert words in first.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('resp="#gary-goldberg">our', 'resp="#gary-goldberg #hand">our'),
        ('resp="#gary-goldberg">our', 'resp="#gary-goldberg #hand #tei-edition">our'),
        ('resp="#gary-goldberg">our', 'resp="#gary-goldberg https://example.org/x">our'),
        ('resp="#gary-goldberg">our', 'resp="https://example.org/x">our'),
        ('when="1962-11-24"', 'from="1962" to="1962-11-24"'),
        ('when="1962-11-24"', 'notBefore="1962-11-24" notAfter="1962"'),
        ("<p>So I again", '<p><gap reason="illegible"/></p><p>So I again'),
        ("<p>So I again", '<p><note type="footnote" n="*">a</note><note type="footnote" n="*">b</note>So I'),
    ],
)  # fmt: skip
def test_what_the_constraints_leave_alone(valid, old, new):
    assert old in valid
    assert [f for f in validate(valid.replace(old, new, 1)) if f.code == "V008"] == []


def test_the_screen_says_no_where_saxon_does(valid):
    from tei_edition.check.schema import project

    rules = project()[1]
    assert rules.holds(etree.ElementTree(etree.fromstring(valid.encode())))
    broken = etree.fromstring(valid.replace('hand="#hand"', 'hand="#foot"', 1).encode())
    assert not rules.holds(etree.ElementTree(broken))


def test_the_rules_inside_the_whole_tei_run(tmp_path, valid, tei_all):
    assert validate(valid, schema=[tei_all]) == []
    broken = valid.replace("<p>So I again", "<p><l>verse <l>in verse</l></l>So I", 1)
    said = [f.message for f in validate(broken, schema=[tei_all])]
    assert any(m.startswith("Abstract model violation: Metrical lines") for m in said)
    warned = valid.replace('when="1962-11-24"', 'when="1962-11-24" notBefore="1962"', 1)
    (finding,) = validate(warned, schema=[tei_all])
    assert finding.severity is Severity.WARNING
