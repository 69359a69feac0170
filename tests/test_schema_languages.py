"""Schemas of every language, in several files, named by the command or by the document itself."""

from __future__ import annotations

import pytest
from conftest import ROOT

from tei_edition import EditionError, validate
from tei_edition.check.validate import Validator
from tei_edition.odd.catalog import Catalog

RNG = "http://relaxng.org/ns/structure/1.0"
XS = "http://www.w3.org/2001/XMLSchema"
CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"


def write(folder, **files):
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem.replace('__', '/')}.{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def messages(document, *schemas):
    return [f.message for f in validate(document, schema=list(schemas))]


# RELAX NG in several files


def test_include_and_external_ref(tmp_path):
    write(
        tmp_path,
        main_rng=f'<grammar xmlns="{RNG}" ns="urn:m"><include href="parts/base.rng"><define name="p"><element name="p"><ref name="more"/></element></define></include>'
        '<define name="more"><externalRef href="parts/text.rng"/></define></grammar>',
        parts__base_rng=f'<grammar xmlns="{RNG}" ns="urn:b"><start><element name="a"><zeroOrMore><ref name="p"/></zeroOrMore></element></start><div><define name="p"><notAllowed/></define></div></grammar>',
        parts__text_rng=f'<choice xmlns="{RNG}"><element name="t"><externalRef href="deep.rnc"/></element><empty/></choice>',
        parts__deep_rnc='include_ = attribute n { "1" }\nstart = include_',
    )  # fmt: skip
    schema = tmp_path / "main.rng"
    good = "<b:a xmlns:b='urn:b'><p xmlns='urn:m'><t xmlns='' n='1'/></p><p xmlns='urn:m'/></b:a>"
    assert messages(good, schema) == []
    assert messages(good.replace("n='1'", "n='2'"), schema) == ['"2" is not a value of @n on `t`']
    assert messages(good.replace("<p xmlns='urn:m'/>", "<b:p/>"), schema) != []


def test_compact_include(tmp_path):
    write(
        tmp_path,
        main_rnc='namespace m = "urn:m"\ndefault namespace = "urn:m"\ninclude "base.rnc" inherit = m { p = element p { text } }',
        base_rnc="start = element a { p* }\np = empty",
    )
    assert messages("<a xmlns='urn:m'><p>x</p></a>", tmp_path / "main.rnc") == []
    assert messages("<a xmlns='urn:m'><q/></a>", tmp_path / "main.rnc") != []


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ('<include href="http://example.org/x.rng"/>', "S002"),
        ('<include href="//example.org/x.rng"/>', "S002"),
        ('<include href="/etc/passwd"/>', "S003"),
        ('<include href="file:///etc/passwd"/>', "S003"),
        ('<include href="../../../../etc/passwd"/>', "S003"),
        ('<include href="link.rng"/>', "S003"),
        ('<include href="missing.rng"/>', "S001"),
        ('<include href="main.rng"/>', "S001"),
        ('<include href="bomb.rng"/>', "S001"),
        ('<include href="pattern.rng"/>', "S001"),
        ('<start><externalRef href="bad.rng"/></start>', "S001"),
    ],
)
def test_what_a_schema_may_not_include(tmp_path, pattern, code):
    write(
        tmp_path,
        main_rng=f'<grammar xmlns="{RNG}">{pattern}</grammar>',
        pattern_rng=f'<empty xmlns="{RNG}"/>',
        bad_rng=f'<element name="a" xmlns="{RNG}"><none/></element>',
        bomb_rng='<!DOCTYPE x [<!ENTITY a "b">]><x/>',
    )
    (tmp_path / "link.rng").symlink_to("/etc/passwd")
    with pytest.raises(EditionError) as caught:
        validate("<a/>", schema=[tmp_path / "main.rng"])
    first = caught.value.diagnostics[0]
    assert first.code == code
    assert "root:" not in first.message
    assert first.source.startswith(str(tmp_path))


# XML Schema

NOTES = f"""<xs:schema xmlns:xs="{XS}" targetNamespace="urn:n" xmlns="urn:n" elementFormDefault="qualified">
<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
<xs:include schemaLocation="parts/kinds.xsd"/>
<xs:element name="notes"><xs:complexType><xs:sequence><xs:element name="head" type="xs:string"/>
<xs:element ref="note" maxOccurs="unbounded"/></xs:sequence><xs:attribute ref="xml:lang"/></xs:complexType></xs:element>
<xs:element name="note"><xs:complexType mixed="true"><xs:attribute name="kind" type="kind"/><xs:attribute name="when" type="xs:date" use="required"/></xs:complexType></xs:element>
</xs:schema>"""
KINDS = f"""<xs:schema xmlns:xs="{XS}" targetNamespace="urn:n"><xs:simpleType name="kind"><xs:restriction base="xs:token">
<xs:enumeration value="editor"/><xs:enumeration value="translator"/></xs:restriction></xs:simpleType></xs:schema>"""
GOOD_NOTES = "<notes xmlns='urn:n' xml:lang='en'><head>H</head><note kind='editor' when='1962-11-24'>x</note></notes>"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("<head>", "<title/><head>", "V001", "`title` is not allowed inside `notes`"),
        ("<note ", "<noe/><note ", "V001", "`noe` is not allowed inside `notes`; did you mean `note`?"),
        ("<head>H</head>", "", "V001", "`note` is not allowed inside `notes`"),
        ("</notes>", "<head/></notes>", "V001", "`head` is not allowed"),
        ("<note kind='editor' when='1962-11-24'>x</note>", "", "V006", "`notes` is not complete: `note` is missing"),
        ("kind='editor'", "kind='edtor'", "V003", '"edtor" is not a value of @kind on `note`; did you mean "editor"?'),
        ("when='1962-11-24'", "", "V002", "`note` lacks @when"),
        ("when='1962-11-24'", "when='1962-13-24'", "V003", '"1962-13-24" is not valid for @when on `note`'),
        ("kind='editor'", "sort='editor'", "V002", "@sort is not allowed on `note`"),
        ("<head>H", "<head>H<b/>", "V009", "`head`: "),
    ],
)  # fmt: skip
def test_xml_schema(tmp_path, old, new, code, message):
    write(tmp_path, notes_xsd=NOTES, parts__kinds_xsd=KINDS)
    schema = [tmp_path / "notes.xsd"]
    assert validate(GOOD_NOTES, schema=schema) == []
    assert old in GOOD_NOTES
    first = validate(GOOD_NOTES.replace(old, new, 1), schema=schema)[0]
    assert first.code == code
    assert first.message.startswith(message)
    assert "{" not in first.message
    assert first.position.line == 1


def test_xml_schema_1_1(tmp_path):
    write(
        tmp_path,
        x_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:element name="r"><xs:complexType><xs:attribute name="a" type="xs:int"/>'
        '<xs:attribute name="b" type="xs:int"/><xs:assert test="@a le @b"/></xs:complexType></xs:element></xs:schema>',
    )
    assert messages("<r a='1' b='2'/>", tmp_path / "x.xsd") == []
    (finding,) = validate("<r a='3' b='2'/>", schema=[tmp_path / "x.xsd"])
    assert finding.code == "V009"
    assert "assert" in finding.message


def test_a_schema_of_1_1_is_known_by_what_its_root_says_alone(tmp_path):
    group = '<xs:attributeGroup name="g"><xs:attribute name="x"/></xs:attributeGroup>'
    element = '<xs:element name="r"><xs:complexType/></xs:element>'
    write(
        tmp_path,
        x_xsd=f'<xs:schema xmlns:xs="{XS}" defaultAttributes="g">{group}{element}</xs:schema>',
    )
    assert messages("<r x='1'/>", tmp_path / "x.xsd") == []
    head = f'<xs:schema xmlns:xs="{XS}" xmlns:v="http://www.w3.org/2007/XMLSchema-versioning" v:minVersion="1.1">'
    write(tmp_path, y_xsd=f'{head}<xs:element name="r" type="xs:dateTimeStamp"/></xs:schema>')
    assert messages("<r>1955-03-03T10:00:00Z</r>", tmp_path / "y.xsd") == []
    assert messages("<r>1955-03-03T10:00:00</r>", tmp_path / "y.xsd") != []


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_keys_and_references_between_elements(tmp_path, version):
    """Each is told where it stands, not where keys are counted."""
    parts = '<xs:attribute name="n" type="xs:string"/><xs:attribute name="see" type="xs:string"/>'
    key = '<xs:selector xpath="m:list/m:item"/><xs:field xpath="@{}"/>'
    write(
        tmp_path,
        x_xsd=f'<xs:schema xmlns:xs="{XS}" xmlns:m="urn:m" targetNamespace="urn:m" elementFormDefault="qualified" xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" vc:minVersion="{version}">'
        '<xs:element name="top"><xs:complexType><xs:sequence><xs:element name="list"><xs:complexType><xs:sequence>'
        f'<xs:element name="item" maxOccurs="9"><xs:complexType>{parts}</xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>'
        f'<xs:key name="numbers">{key.format("n")}</xs:key><xs:keyref name="sees" refer="m:numbers">{key.format("see")}</xs:keyref></xs:element></xs:schema>',
    )  # fmt: skip
    document = (
        "<top xmlns='urn:m'><list>\n<item n='a' see='b'/>\n<item n='b' see='c'/>\n{}</list></top>"
    )
    told = validate(document.format("<item n='b'/>\n<item/>"), schema=[tmp_path / "x.xsd"])
    assert [(f.code, f.position.line, f.message) for f in told] == [
        ("V009", 3, '"c" refers to nothing: the key “numbers” has no such value'),
        ("V009", 4, '"b" is used more than once: each value of the key “numbers” must be unique'),
        ("V009", 5, "`item` lacks @n, which is part of its key"),
    ]
    assert messages(document.format("<item n='c'/>"), tmp_path / "x.xsd") == []


def test_our_own_schemas_agree(seed):
    from tei_edition import encode, read_record

    tree = encode(read_record(seed))
    for name in ("tei-edition.rng", "tei-edition.xsd", "tei-edition.sch", "tei-edition.odd"):
        assert validate(tree, schema=[ROOT / "schema" / name]) == [], name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<xs:include schemaLocation="http://example.org/x.xsd"/>', "S002"),
        ('<xs:include schemaLocation="/etc/passwd"/>', "S003"),
        ('<xs:import namespace="urn:x" schemaLocation="../x.xsd"/>', "S003"),
        ('<xs:element name="a" type="none"/>', "S001"),
        ("<xs:element/>", "S001"),
        ('<xs:element name="a"><xs:complexType><xs:assert test="doc(\'/etc/passwd\')"/></xs:complexType></xs:element>', "S005"),
    ],
)  # fmt: skip
def test_what_an_xml_schema_may_not_do(tmp_path, content, code):
    write(tmp_path, x_xsd=f'<xs:schema xmlns:xs="{XS}">{content}</xs:schema>')
    with pytest.raises(EditionError) as caught:
        validate("<a/>", schema=[tmp_path / "x.xsd"])
    assert caught.value.diagnostics[0].code == code
    assert "/tmp/tmp" not in str(caught.value)


# ODD

ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:rng="http://relaxng.org/ns/structure/1.0"><text><body>
<specGrp xml:id="g"><elementSpec ident="q" module="m"><classes><memberOf key="model.inner"/></classes><content><textNode/></content></elementSpec></specGrp>
<schemaSpec ident="x" start="doc list" ns="urn:o"><moduleRef key="m"/><specGrpRef target="#g"/>
<classSpec ident="att.all" type="atts"><attList><attDef ident="n" usage="opt"><datatype><dataRef key="teidata.count"/></datatype></attDef><attDef ident="rend"/></attList></classSpec>
<classSpec ident="att.more" type="atts"><classes><memberOf key="att.all"/></classes><attList><attDef ident="ids" usage="req"><datatype maxOccurs="2"><dataRef name="NCName"/></datatype></attDef></attList></classSpec>
<classSpec ident="model.part" type="model"/><classSpec ident="model.inner" type="model"><classes><memberOf key="model.part"/></classes></classSpec>
<dataSpec ident="teidata.kind"><content><valList type="closed"><valItem ident="a"/><valItem ident="b"/></valList></content></dataSpec>
<macroSpec ident="macro.in"><content><alternate minOccurs="0" maxOccurs="unbounded"><textNode/><classRef key="model.inner"/></alternate></content></macroSpec>
<elementSpec ident="doc" module="m"><classes><memberOf key="att.more"/></classes><content><sequence><classRef key="model.part" minOccurs="2" maxOccurs="3"/><elementRef key="gone" minOccurs="0"/><anyElement minOccurs="0" except="urn:o"/></sequence></content>
<attList><attDef ident="rend" mode="delete"/><attDef ident="kind"><datatype><dataRef key="teidata.kind"/></datatype></attDef></attList></elementSpec>
<elementSpec ident="p" module="m"><classes><memberOf key="model.part"/><memberOf key="att.all"/></classes><content><macroRef key="macro.in"/></content></elementSpec>
<elementSpec ident="list" module="m"><content><rng:oneOrMore><rng:ref name="model.part"/></rng:oneOrMore></content><attList><attRef class="att.all" name="rend"/></attList></elementSpec>
<elementSpec ident="pair" module="m"><classes><memberOf key="model.part"/></classes><content><classRef key="model.inner" expand="sequenceOptional"/></content></elementSpec>
<elementSpec ident="gone" mode="delete"/>
</schemaSpec></body></text></TEI>"""
GOOD_ODD = "<doc xmlns='urn:o' ids='x y' n='2' kind='a'><p>t<q>u</q></p><q/><pair><q/></pair></doc>"


def test_odd(tmp_path):
    write(tmp_path, x_odd=ODD)
    schema = tmp_path / "x.odd"
    assert messages(GOOD_ODD, schema) == []
    assert messages("<list xmlns='urn:o' rend='x'><p/></list>", schema) == []
    assert messages(GOOD_ODD.replace("</doc>", "<x xmlns='urn:x' y=''>z</x></doc>"), schema) == []
    for old, new in [
        ("ids='x y'", ""),
        ("ids='x y'", "ids='x y z'"),
        ("n='2'", "n='-2'"),
        ("n='2'", "rend='r'"),
        ("kind='a'", "kind='c'"),
        ("<q/><pair><q/></pair>", ""),
        ("<q/>", "<q/><q/>"),
        ("</doc>", "<gone/></doc>"),
        ("<q/></pair>", "<q/><q/></pair>"),
        ("<pair>", "<pair>text"),
    ]:
        assert old in GOOD_ODD
        assert messages(GOOD_ODD.replace(old, new, 1), schema) != [], (old, new)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<schemaSpec ident="x"><moduleRef key="core"/></schemaSpec>', "S008"),
        ('<schemaSpec ident="x"><elementSpec ident="p" mode="change"/></schemaSpec>', "S008"),
        ("<p/>", "S001"),
        ('<schemaSpec ident="x"><elementSpec ident="TEI"><content><dataRef key="none"/></content></elementSpec></schemaSpec>', "S001"),
    ],
)  # fmt: skip
def test_an_odd_that_does_not_hold_all(tmp_path, content, code):
    write(tmp_path, x_odd=f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{content}</TEI>')
    with pytest.raises(EditionError) as caught:
        validate("<a/>", schema=[tmp_path / "x.odd"])
    assert caught.value.diagnostics[0].code == code


def test_how_often_and_in_which_order(tmp_path):
    """A branch of a choice that repeats is one branch; a sequence may leave its order open."""
    spec = '<elementSpec ident="{}"><content>{}</content></elementSpec>'
    specs = {
        "top": '<alternate><elementRef key="x" minOccurs="2" maxOccurs="3"/><elementRef key="y"/><elementRef key="free"/></alternate>',
        "free": '<sequence preserveOrder="false"><elementRef key="x"/><elementRef key="y" minOccurs="2" maxOccurs="2"/></sequence>',
        "y": '<interleave><elementRef key="x" minOccurs="0"/><textNode/></interleave>',
        "x": '<alternate><empty/><elementRef key="y" minOccurs="0" maxOccurs="0"/></alternate>',
    }  # fmt: skip
    content = "".join(spec.format(*item) for item in specs.items())
    write(tmp_path, x_odd=f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="s" start="top" ns="">{content}</schemaSpec></TEI>')  # fmt: skip
    good = ("<x/><x/>", "<x/><x/><x/>", "<y/>", "<free><y/><x/><y/></free>", "<y>s<x/>t</y>")
    bad = ("<x/>", "<x/><x/><x/><x/>", "", "<y/><x/>", "<free><y/><x/></free>", "<y><x/><x/></y>")
    assert not any(messages(f"<top>{part}</top>", tmp_path / "x.odd") for part in good)
    assert all(messages(f"<top>{part}</top>", tmp_path / "x.odd") for part in bad)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<dataRef key="none"/>', "there is no datatype none"),
        ("<sequence><note/></sequence>", "`note` is not allowed in a content model"),
    ],
)
def test_where_an_odd_is_at_fault(tmp_path, content, words):
    specs = f'<schemaSpec ident="x">\n<elementSpec ident="TEI"><content>\n{content}</content></elementSpec>'
    write(tmp_path, x_odd=f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{specs}</schemaSpec></TEI>')
    with pytest.raises(EditionError) as caught:
        validate("<a/>", schema=[tmp_path / "x.odd"])
    found = caught.value.diagnostics[0]
    assert (found.position.line, found.message) == (3, f"this ODD cannot be read: {words}")


# what a document asks for itself

P = f'<element name="a" xmlns="{RNG}"><attribute name="n"/></element>'
SCHEMA_FOR_A = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><phase id="f"><active pattern="q"/></phase><pattern id="p"><rule context="a"><assert test="@n=1">one</assert></rule></pattern><pattern id="q"><rule context="a"><assert test="@n=2">two</assert></rule></pattern></schema>'


def test_a_document_names_its_schemas(tmp_path):
    write(tmp_path, a_rng=P, b_sch=SCHEMA_FOR_A)
    document = tmp_path / "d.xml"

    def said(*instructions, body="<a/>"):
        document.write_text("".join(f"<?xml-model {i}?>\n" for i in instructions) + body)
        return [(f.code, str(f.position)) for f in validate(document)]

    sch = 'schematypens="http://purl.oclc.org/dsdl/schematron"'
    assert said('href="a.rng"') == [("V002", "2:1")]
    assert said("href='a.rng' type='application/xml'", f'href="b.sch" {sch}', body="<a n='1'/>") == [("V008", "3:1")]  # fmt: skip
    assert said(f'href="b.sch" phase="f" {sch}', body="<a n='2'/>") == []
    assert said('href="none.rng"') == [("S001", "1:1")]
    assert said('href="http://example.org/a.rng"') == [("S002", "1:1")]
    assert said('href="http://example.org/a&amp;b.rng"', 'title="no address"') == [("S002", "1:1")]
    assert said('href="d.xml"') == [("S001", "1:1")]
    # An address of a file is a file, near or far; with a host it is the network.
    assert said(f'href="{(tmp_path / "a.rng").as_uri()}"') == [("V002", "2:1")]
    assert said('href="file:a.rng"') == [("V002", "2:1")]
    assert said('href="file:///etc/passwd"') == [("S003", "1:1")]
    assert "outside" in validate(document)[0].message
    assert said('href="file://example.org/a.rng"') == [("S002", "1:1")]
    location = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:noNamespaceSchemaLocation"
    write(tmp_path, a_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:element name="b"/></xs:schema>')
    assert [code for code, _ in said(body=f"<a {location}='a.xsd'/>")] == ["V009"]
    assert said(body=f"<b {location}='a.xsd'/>") == []
    assert said(body=f"<b\n {location}='http://x.org/a.xsd'/>") == [("S002", "2:54")]
    assert said(body=f"<b\n {location}='file:/etc/passwd'/>") == [("S003", "2:54")]
    located = location.replace("noNamespaceS", "s") + "='urn:x a.xsd'"
    assert said(body=f"<b {located}/>") == []


def test_what_a_document_asks_for_from_nowhere():
    (finding,) = validate('<?xml-model href="a.rng"?><a/>')
    assert finding.code == "S002"
    assert "--schema" in (finding.hint or "")


def test_catalogs(tmp_path):
    write(
        tmp_path,
        a_rng=P,
        one_xml=f'<catalog xmlns="{CATALOG}"><uri name="http://x.org/1" uri="a.rng"/><system systemId="urn:2" uri="a.rng"/>'
        '<uriSuffix uriSuffix="/three.rng" uri="a.rng"/><rewriteURI uriStartString="http://x.org/" rewritePrefix="none/"/>'
        '<rewriteURI uriStartString="http://x.org/sub/" rewritePrefix="./"/><nextCatalog catalog="two.xml"/><public publicId="x" uri="y"/></catalog>',
        two_xml=f'<catalog xmlns="{CATALOG}" xml:base="sub/x.xml"><uri name="http://x.org/4" uri="../a.rng"/><nextCatalog catalog="../one.xml"/><uri name="http://x.org/5" uri="{(tmp_path / "a.rng").as_uri()}"/></catalog>',
    )  # fmt: skip
    catalog = Catalog(tmp_path / "one.xml")
    for address in ("http://x.org/1", "urn:2", "http://y.org/three.rng", "http://x.org/sub/a.rng", "http://x.org/4", "http://x.org/5"):  # fmt: skip
        found = catalog.find(address)
        assert found is not None
        assert found.resolve() == tmp_path / "a.rng", address
    assert catalog.find("http://z.org/") is None
    (finding,) = Validator(catalog=catalog).findings('<?xml-model href="http://x.org/1"?><a/>')
    assert finding.code == "V002"
    again = Validator(catalog=catalog)
    assert again.findings('<?xml-model href="http://x.org/1"?><a n=""/>') == []
    assert again.findings('<?xml-model href="http://x.org/1"?><a n=""/>') == []


@pytest.mark.parametrize(
    "text",
    [
        "<a/>",
        "<a",
        f'<catalog xmlns="{CATALOG}"><uri name="x" uri="http://example.org/y"/></catalog>',
    ],
)
def test_what_is_no_catalog(tmp_path, text):
    (tmp_path / "c.xml").write_text(text)
    with pytest.raises(EditionError) as caught:
        Catalog(tmp_path / "c.xml")
    assert caught.value.diagnostics[0].code == "S004"
    with pytest.raises(EditionError, match="no such file"):
        Catalog(tmp_path / "none.xml")
