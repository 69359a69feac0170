"""RELAX NG: both syntaxes, every construct with what passes and what fails, and the words for it."""

from __future__ import annotations

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition import EditionError, validate
from tei_edition.check.relaxng.check import Check
from tei_edition.check.relaxng.compact import CompactSyntaxError, read_compact
from tei_edition.check.relaxng.datatype import DatatypeError, XsdDatatype
from tei_edition.check.relaxng.grammar import Grammar, GrammarError
from tei_edition.cli.app import app

RNG = "http://relaxng.org/ns/structure/1.0"


def problems(schema: str, document: str) -> list[str]:
    tree = etree.fromstring(document).getroottree()
    return [p.message for p in Check(Grammar(read_compact(schema)), tree).problems()]


@pytest.mark.parametrize(
    ("schema", "valid", "invalid"),
    [
        ("element a { empty }", ["<a/>", "<a> </a>"], ["<a>x</a>", "<a><b/></a>", "<b/>"]),
        ("element a { text }", ["<a/>", "<a>x</a>"], ["<a><b/></a>", "<a n='1'/>"]),
        ("element a { element b { empty }?, element c { empty }+ }",
         ["<a><c/></a>", "<a><b/><c/><c/></a>"], ["<a/>", "<a><b/></a>", "<a><c/><b/></a>"]),
        ("element a { element b { empty } & element c { empty }* }",
         ["<a><b/></a>", "<a><c/><b/><c/></a>"], ["<a><c/></a>", "<a><b/><b/></a>"]),
        ("element a { mixed { element b { text }* } }",
         ["<a>x<b/>y</a>", "<a>x<!-- c -->y<?p?>z</a>"], ["<a>x<c/></a>"]),
        ("element a { attribute n { xsd:integer }, attribute r { text }? }",
         ["<a n='1'/>", "<a r='' n=' 2 '/>"], ["<a/>", "<a n='x'/>", "<a n='1' s=''/>"]),
        ("element a { (attribute n { text } | attribute m { text }), text }",
         ["<a n=''/>", "<a m=''>x</a>"], ["<a/>", "<a n='' m=''/>"]),
        ('element a { attribute n { "x" | "y z" | string " s " } }',
         ["<a n=' x '/>", "<a n='y  z'/>", "<a n=' s '/>"], ["<a n='z'/>", "<a n='s'/>"]),
        ("element a { list { xsd:decimal+ } }", ["<a>1 2.5</a>"], ["<a/>", "<a>1 x</a>"]),
        ('element a { xsd:token { pattern = "[a-c-[b]]+" } - "cc" }',
         ["<a>ac</a>", "<a> c </a>"], ["<a>b</a>", "<a>cc</a>", "<a/>"]),
        ("element * - b { empty }", ["<a/>"], ["<b/>"]),
        ('namespace x = "urn:x"\nelement x:* { element x:a | b { empty } }',
         ["<q xmlns='urn:x'><a/></q>", "<q xmlns='urn:x'><b xmlns=''/></q>"], ["<q/>", "<q xmlns='urn:x'/>"]),
        ('default namespace = "urn:x"\nstart = a\na = element a { a* }\na |= element b { attribute xml:id { xsd:ID }? }',
         ["<a xmlns='urn:x'><b xml:id='i'/><a/></a>"], ["<a/>", "<a xmlns='urn:x'><c/></a>"]),
        ('grammar { start = parent-less\nparent-less = element a { grammar { start = parent c } }\nc = element c { notAllowed | empty } }',
         ["<a><c/></a>"], ["<a/>"]),
        ('datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"\n## said\ndiv { start = element a { d:date { minInclusive = "1962-01-01" } } # why\n}',
         ["<a>1962-11-24</a>"], ["<a>1961-12-31</a>", "<a>1962-02-30</a>"]),
        ('namespace s = "urn:s"\ns:note [ n = "1" "text" s:in [ ] "tail" ]\nstart = [ s:note [ "x" ] ] element a { empty >> s:after [ ] }',
         ["<a/>"], ["<b/>"]),
        ("start = a\na &= element a { b }\nb = element b { empty }\nb &= element c { empty }", ["<a><c/><b/></a>"], ["<a><b/></a>"]),
        ('element a { """x"y""" ~ \'z\' }', ["<a>x\"yz</a>"], ["<a>x</a>"]),
    ],
)  # fmt: skip
def test_each_construct(schema, valid, invalid):
    for document in valid:
        assert problems(schema, document) == []
    for document in invalid:
        assert problems(schema, document)


@pytest.mark.parametrize(
    ("datatype", "facets", "valid", "invalid"),
    [
        ("date", (), ["2024-02-29", "-0044-03-15", "1962-11-24Z"], ["1962-2-1", "2023-02-29", "0000-01-01"]),
        ("dateTime", (), ["1962-11-24T16:30:00+03:00"], ["1962-11-24", "1962-13-01T00:00:00"]),
        ("gYear", (), ["1962", "12000"], ["62", "0000"]),
        ("gMonthDay", (), ["--02-29"], ["--02-30", "02-01"]),
        ("language", (), ["en", "ru-Latn"], ["e n", "toolonglanguage"]),
        ("anyURI", (), ["#a", "a b", "http://x/%20"], ["%zz", "a#b#c", "1x:y"]),
        ("NCName", (), ["a1", "é"], ["1a", "a:b", ""]),
        ("boolean", (), ["true", "0"], ["yes"]),
        ("byte", (), ["-128"], ["128", "1.0"]),
        ("double", (), ["1e3", "INF", "NaN"], ["1e"]),
        ("duration", (), ["P3D", "-PT1.5S"], ["P", "P1DT"]),
        ("hexBinary", (("length", "2"),), ["0a0B"], ["0a", "0"]),
        ("base64Binary", (("maxLength", "1"),), ["YQ=="], ["YWI="]),
        ("NMTOKENS", (("minLength", "2"),), ["a b"], ["a"]),
        ("decimal", (("fractionDigits", "1"), ("totalDigits", "3")), ["12.5", "12.50"], ["1.25", "1234"]),
        ("integer", (("minExclusive", "1"), ("maxExclusive", "4")), ["2"], ["1", "4"]),
        ("time", (("maxInclusive", "12:00:00"),), ["11:59:59"], ["12:00:01", "11:00:00Z"]),
        ("string", (("pattern", r"\d\D[\w.^$]\c*"),), ["1ax:"], ["xx"]),
        ("normalizedString", (("maxLength", "3"),), ["a\tb"], ["abcd"]),
    ],
)  # fmt: skip
def test_datatypes(datatype, facets, valid, invalid):
    found = XsdDatatype(datatype, facets)
    assert [text for text in valid if not found.allows(text)] == []
    assert [text for text in invalid if found.allows(text)] == []


def test_values_are_compared_as_their_datatype_does():
    assert XsdDatatype("decimal").same("1.0", "1")
    assert XsdDatatype("boolean").same("true", "1")
    assert XsdDatatype("float").same("1e1", "10")
    assert XsdDatatype("dateTime").same("1962-11-24T12:00:00Z", "1962-11-24T15:00:00+03:00")
    assert not XsdDatatype("date").same("x", "x")
    for wrong in (("none", ()), ("date", (("no", "1"),)), ("date", (("minInclusive", "x"),))):
        with pytest.raises(DatatypeError):
            XsdDatatype(*wrong)
    with pytest.raises(DatatypeError):
        XsdDatatype("string", (("pattern", "("),)).allows("x")


@pytest.mark.parametrize(
    ("schema", "words", "place"),
    [
        ("element a {", "expected a pattern", (1, 12)),
        ("start = \n  ]", "expected a pattern", (2, 3)),
        ("a = ^", "unexpected '^'", (1, 5)),
        ("start = x:y", "is not bound to a datatype", None),
        ("element x:y { empty }", "is not bound to a namespace", None),
        ("start = element a { empty }\n text", "expected a definition", (2, 2)),
        ("start = grammar", "expected {", None),
        ("start = default", "expected a pattern", None),
    ],
)
def test_bad_compact_syntax_is_told_where(schema, words, place):
    with pytest.raises(
        CompactSyntaxError, match=words.replace("^", r"\^").replace("{", r"\{")
    ) as e:
        read_compact(schema)
    assert place in (None, (e.value.position.line, e.value.position.column))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no <start>"),
        ("<start><ref name='x'/></start>", "does not define x"),
        ("<start><ref name='x'/></start><define name='x'><ref name='x'/></define>", "itself"),
        ("<start><ref name='x'/></start><define name='x'><text/></define><define name='x'><text/></define>", "twice"),
        ("<start><wrong/></start>", "not a RELAX NG pattern"),
        ("<start><element/></start>", "no name"),
        ("<start><element><text/></element></start>", "not a RELAX NG name class"),
        ("<start><element name='p:a'/></start>", "not bound to a namespace"),
        ("<start><data type='x'/></start>", "no datatype"),
        ("<start><data type='x' datatypeLibrary='urn:x'/></start>", "library"),
        ("<start><data type='token'><param name='pattern'>x</param></data></start>", "no facets"),
        ("<text/>", "is not allowed in a grammar"),
    ],
)  # fmt: skip
def test_bad_schemas_are_told(tmp_path, content, words):
    path = tmp_path / "bad.rng"
    path.write_text(f'<grammar xmlns="{RNG}">\n{content}</grammar>')
    with pytest.raises(EditionError, match=words) as caught:
        validate(b"<a/>", schema=[path])
    assert caught.value.diagnostics[0].code == "S001"


def test_what_is_no_schema(tmp_path):
    with pytest.raises(GrammarError):
        Grammar(etree.fromstring("<a/>").getroottree())
    for name, data in (("a.rnc", b"\xff"), ("b.rnc", b"("), ("c.rng", b"<"), ("d.rng", b"<a/>")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(EditionError):
            validate(b"<a/>", schema=[tmp_path / name])
    (tmp_path / "e.rng").write_text(
        f'<grammar xmlns="{RNG}"><include href="/etc/passwd"/></grammar>'
    )
    with pytest.raises(EditionError, match="outside its folder"):
        validate(b"<a/>", schema=[tmp_path / "e.rng"])


TEXT = """
default namespace = "urn:t"
start = element doc { attribute n { xsd:positiveInteger }, head, body }
head = element head { element title { text }, element sub { text }?, element date { attribute when { xsd:date | xsd:gYear }, empty }, element by { text }? }
body = element body { (p | element list { element item { inline }+ })+ }
p = element p { attribute rend { "bold" | "italic" }?, inline }
inline = (text | element hi { attribute rend { "bold" | "italic" }?, text } | element note { p+ })*
"""
GOOD = "<doc xmlns='urn:t' n='1'><head><title>T</title><date when='1962'/></head><body><p>x <hi rend='bold'>y</hi></p></body></doc>"


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    [
        ("<p>x", "<pp/><p>x", "V001", "`pp` is not allowed inside `body`; did you mean `p`?", "rename it to `p`"),
        ("<p>x", "<p><div/>x", "V001", "`div` is not allowed inside `p`: it is not part of this schema", None),
        ("<p>x", "<p><em/>x", "V001", None, None),
        ("<p>x", "<p><p/>x", "V001", "`p` is not allowed inside `p`", "close `p` before it: it is allowed in `body`"),
        ("<p>x", "<hi/><p>x", "V001", "`hi` is not allowed inside `body`", "put it into `p`"),
        ("<p>x", "loose<p>x", "V005", "text is not allowed directly inside `body`", "put it into `p`"),
        ("<title>T</title>", "", "V001", "`date` comes too early in `head`: `title` is missing before it", "add `title` before it"),
        ("</title>", "</title><title/>", "V001", "`title` is allowed only once in `head`", "join the two, or remove one"),
        ("<date when='1962'/>", "<date when='1962'/><sub/>", "V001", "`sub` is not allowed after `date` in `head`", "move it before the `date` on line 1"),
        ("<date when='1962'/>", "", "V006", "`head` is not complete: `date` is missing", "add `date` after `title`"),
        ("<p>x <hi rend='bold'>y</hi></p>", "", "V006", "`body` is not complete: `p` or `list` is missing", "add `p`"),
        ("when='1962'", "", "V002", "`date` lacks @when", 'add when="1962-11-24"'),
        ("when='1962'", "date='1962'", "V002", "@date is not allowed on `date`; did you mean @when?", 'write when="1962"'),
        ("when='1962'", "when='1962-13-01'", "V003", None, None),
        (" n='1'", " n='0'", "V003", '"0" is not valid for @n on `doc`; expected: a whole number, 1 or more', None),
        (" n='1'", " n=''", "V003", "@n on `doc` is empty; expected: a whole number, 1 or more", None),
        ("'bold'", "'blod'", "V003", '"blod" is not a value of @rend on `hi`; did you mean "bold"?', 'write "bold"'),
        ("'bold'", "'x'", "V003", '"x" is not a value of @rend on `hi`', 'write "bold" or "italic"'),
        ("<p>x", "<p xmlns='urn:o'>q</p><p>x", "V001", "`p` is in the namespace urn:o, which is unknown to this schema", None),
        ("xmlns='urn:t' ", "", "V001", "`doc` is in no namespace; this schema requires urn:t", 'write xmlns="urn:t" on it'),
        (GOOD, "<x/>", "V001", "a document cannot begin with `x`; it begins with `doc`", None),
        ("<p>x", "<p xml:id='a'/><p xml:id='a'>x", "V002", None, None),
        ("<hi rend='bold'>y</hi>", "<note/>", "V006", "`note` is not complete: `p` is missing", "add `p`"),
    ],
)  # fmt: skip
def test_words_for_what_is_wrong(tmp_path, old, new, code, message, hint):
    schema = tmp_path / "t.rnc"
    schema.write_text(TEXT)
    assert validate(GOOD, schema=[schema]) == []
    assert old in GOOD
    findings = validate(GOOD.replace(old, new, 1), schema=[schema])
    first = findings[0]
    assert first.code == code
    assert message in (None, first.message)
    if message:
        assert (first.hint, len(findings)) == (hint, 1)
    assert len(first.expected) <= 5
    assert first.position.line == 1


@pytest.mark.parametrize(
    ("value", "message", "found"),
    [
        ("about 1962 1962-11", '"1962-11" is not valid for a word in @v on `x`; expected: a date: YYYY-MM-DD or YYYY', "1962-11"),
        ("abut 1962", '"abut" is not a value of @v on `x`; did you mean "about"?', "abut"),
        ("about", "@v on `x` lacks a word; expected: a date: YYYY-MM-DD or YYYY", "about"),
        ("about 1962 1963 1964", '@v on `x` contains one word too many: "1964"', "1964"),
    ],
)  # fmt: skip
def test_the_word_of_a_list_is_named(tmp_path, value, message, found):
    """Its own place in the list says what is wanted there."""
    schema = tmp_path / "t.rnc"
    dates = "(xsd:date | xsd:gYear)"
    schema.write_text(
        f'element x {{ attribute v {{ list {{ "about", {dates}, {dates}? }} }}, list {{ xsd:int+ }} }}'
    )
    (told, *more) = validate(f"<x v='{value}'>1 2</x>", schema=[schema])
    assert (told.code, told.message, told.found, more) == ("V003", message, found, [])
    (told,) = validate("<x v='about 1962'>1 two 3</x>", schema=[schema])
    assert told.message == '"two" is not valid for a word in `x`; expected: text of datatype int'


def test_columns_of_attributes_and_texts(tmp_path):
    schema = tmp_path / "t.rnc"
    schema.write_text(TEXT)
    text = GOOD.replace("<body>", "\r\n\t<body\n\tbad = 'x'>\n \tä loose")
    for encoding in ("utf-8", "utf-16", "iso-8859-1"):
        data = f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding)
        found = [str(f.position) for f in validate(data, schema=[schema])]
        assert found == ["4:2", "5:3"]


def test_long_texts_pass_and_deep_nesting_does_not(tmp_path):
    schema = tmp_path / "a.rnc"
    schema.write_text("start = a\na = element a { text, a* }")
    assert validate("<a>" + "x" * 11_000_000 + "</a>", schema=[schema]) == []
    for depth in (3000, 100_000):
        (finding,) = validate("<a>" * depth + "</a>" * depth, schema=[schema])
        assert (finding.code, str(finding.position)) == ("X004", "1:3001"), depth
    (finding,) = validate("<a>" * 3000, schema=[schema])
    assert finding.code in ("X001", "X004")
    (finding,) = validate(
        '<!DOCTYPE a [<!ENTITY b SYSTEM "c">]><a/>'.encode("utf-16"), schema=[schema]
    )
    assert finding.code == "X002"


def test_one_name_twice(seed):
    from tei_edition import encode, read_record, tei_bytes

    text = tei_bytes(encode(read_record(seed))).decode()
    same = text.replace('xml:id="hand"', 'xml:id="gary-goldberg"')
    assert "V007" in [finding.code for finding in validate(same)]


def test_the_whole_tei_in_both_syntaxes(tei_all, seed, tmp_path):
    from tei_edition import encode, read_record, tei_bytes

    data = tei_bytes(encode(read_record(seed)))
    assert validate(data, schema=[tei_all]) == []
    broken = data.replace(b"<p>So I", b"<p><addd>x</addd> So I")
    (finding,) = validate(broken, schema=[tei_all])
    assert finding.message == "`addd` is not allowed inside `p`; did you mean `add`?"


def test_the_command_takes_a_schema_and_shows_the_place(tmp_path):
    schema, document = tmp_path / "t.rnc", tmp_path / "d.xml"
    schema.write_text(TEXT)
    document.write_text(GOOD.replace("<p>x", "<pp/><p>x") + " " * 200)
    result = CliRunner().invoke(app, ["validate", "-s", str(schema), str(document)])
    assert result.exit_code == 1
    said, line, caret = result.output.splitlines()[:3]
    assert "error V001: `pp` is not allowed inside `body`" in said
    assert line[caret.index("^") :].startswith("<pp/>")


@pytest.mark.parametrize(
    ("kind", "value", "same", "other"),
    [
        ("float", "1.5", ["1.50", "15e-1", " 1.5 "], ["1.6", "x", ""]), ("double", "INF", ["INF"], ["-INF", "1"]),
        ("decimal", "1.0", ["1", "+1.00"], ["1.01", "1e0"]), ("boolean", "true", ["1"], ["0", "false", "yes"]),
        ("integer", "007", ["7", "+7"], ["8", "7.0"]), ("date", "1955-03-03Z", ["1955-03-03+00:00"], ["1955-03-03", "1955-03-04Z"]),
        ("token", "a b", [" a  b "], ["ab"]),
    ],
)  # fmt: skip
def test_values_are_compared_as_their_type_has_it(tmp_path, kind, value, same, other):
    (tmp_path / "a.rnc").write_text(f'element w {{ xsd:{kind} "{value}" }}')
    for text, is_same in [*((t, True) for t in same), *((t, False) for t in other)]:
        assert (validate(f"<w>{text}</w>", schema=[tmp_path / "a.rnc"]) == []) is is_same, text
