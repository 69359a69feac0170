"""What is wrong with XML that cannot be parsed: the place of the fault, and what to do about it."""

from __future__ import annotations

import pytest

from tei_edition import validate

FAULTS = [
    ("<a>\n <b>x</a>", "2:6", "`</a>` is not allowed here: `b`, opened on line 2, is still open", "write </b> before it"),
    ("<a><bb>x</b></a>", "1:9", "`</b>` is not allowed here: `bb`, opened on line 1", "write </bb>"),
    ("<a><b>x</q></b></a>", "1:8", "`</q>` is not allowed here", "no `q` is open"),
    ("<a>x & y</a>", "1:6", "this `&` does not begin a character reference", "&amp;"),
    ("<a>ä &y z</a>", "1:6", "this `&` does not begin a character reference", "&amp;"),
    ("<a>x &nbsp; y</a>", "1:6", "`&nbsp;` is not defined", "&#xA0;"),
    ("<a>x &foo; y</a>", "1:6", "`&foo;` is not defined", "&amp;"),
    ("<a>1 < 2</a>", "1:6", "this `<` does not begin a tag", "&lt;"),
    ("<a>1 <2</a>", "1:6", "this `<` does not begin a tag", "&lt;"),
    ("<a n=1/>", "1:6", "the value of an attribute of `a` has no quotes", '"'),
    ("<a n/>", "1:4", "@n on `a` has no value", 'n="…"'),
    ("<a n='1' n='2'/>", "1:10", "@n occurs twice", "remove one"),
    ("<a n='1'm='2'/>", "1:9", "there is no space between the attributes of `a`", "space"),
    ("<a n='x<y'/>", "1:8", "a value on `a` contains a `<`", "close the quote"),
    ("<a n='x><b/></a>", "1:9", "a value on `a` contains a `<`, or lacks its closing quote", "close the quote"),
    ("<a><b</a>", "1:4", "the tag of `b` is not closed", ">"),
    ("<a><b", "1:4", "the tag of `b` is not closed", ">"),
    ("<a/><b/>", "1:5", "there is content after the end", "only one root element"),
    ("<x:a/>", "1:1", "the prefix `x` is not bound to a namespace", "xmlns:x"),
    ("<a>\x08</a>", "1:4", "the control character U+0008", "remove it"),
    (b"<a>\xe4</a>", "1:4", "these bytes are not a character", "UTF-8"),
    (" <?xml version='1.0'?><a/>", "1:2", "an XML declaration", "remove the text before it"),
    ("<a><!-- x -- y --></a>", "1:11", "a comment must not contain `--`", "one dash"),
    ("<a><!-- x", "1:4", "this comment is not closed", "-->"),
    ("<a>", "1:4", "the document ends while `a`, opened on line 1, is still open", "write </a>"),
    ("<a>&#0;</a>", "1:4", "`&#0;` is not a character that XML allows", "remove it"),
    ("<a>&#x;</a>", "1:4", "`&#x` is not a character", "&#x"),
    ("<a>\n</a\nb='c'>", "3:1", "this is not allowed", None),
    ("", "1:1", "the file is empty", None),
    ("<!-- only -->", "1:1", "this file contains no element", "right file"),
    ("hello", "1:1", "text is not allowed outside", "XML begins with a tag"),
    *((f"<?xml version='1.0' encoding='{name}'?><a>ä</a>".encode(), "1:1", f"this file declares an encoding that is not supported: “{name}”", "UTF-8")
      for name in ("foo", "hex", "base64", "idna", "punycode", "undefined", "unicode_escape")),
    ("<?xml version='1.0' encoding='gb18030'?><a>船<b></a>".encode("gb18030"), "1:48", "`</a>` is not allowed here", "write </b>"),
    ("<a>x".encode("utf-16"), "1:5", "the document ends while `a`", "write </a>"),
    ("<a b='1' ='2'/>", "1:10", "this is not allowed in the tag of `a`", None),
    ("<a>]]></a>", "1:6", "this is not allowed here in XML", None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "place", "message", "hint"), FAULTS)
def test_faults(data, place, message, hint):
    (finding,) = validate(data if isinstance(data, bytes) else data.encode(), name="f.xml")
    assert (finding.code, str(finding.position)) == ("X001", place)
    assert finding.message.startswith(message)
    assert (hint or "") in (finding.hint or "")


def test_a_long_line_is_told_by_its_column():
    text = "<a>" + "x" * 1_000_000 + "\t&</a>"
    (finding,) = validate(text)
    assert str(finding.position) == "1:1000005"
