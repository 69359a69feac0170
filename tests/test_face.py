"""The public functions: what may be handed in, what comes out, and what is said of a wrong type."""

from pathlib import Path

import pytest
from conftest import HEADER

import tei_edition
from tei_edition import (
    EditionError,
    PrintOptions,
    build,
    encode,
    encode_valid,
    load_conventions,
    read_record,
    remarks_of,
    render_html,
    render_pdf,
    tei_bytes,
    validate,
)

TEXT = HEADER + "The [crossed out: old] lamp was [our] lamp, and [nobody knows this].\n"


@pytest.fixture
def record_file(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def tei_file(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(tei_bytes(encode(read_record(TEXT))))
    return path


def test_all_names_can_be_had():
    assert all(getattr(tei_edition, name) is not None for name in tei_edition.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tei_edition.nothing  # noqa: B018


def test_a_record_may_be_a_path_or_text(record_file):
    words = [remark.words for remark in read_record(TEXT).remarks]
    for source in (record_file, str(record_file), TEXT.encode()):
        assert [remark.words for remark in read_record(source).remarks] == words
    with pytest.raises(EditionError, match=r"nowhere.md: error I001"):
        read_record("nowhere.md")
    with pytest.raises(EditionError, match="R002"):
        read_record("")


def test_conventions_may_be_named(tmp_path):
    text = HEADER + "It was paid [3 lines not declassified] then.\n"
    own = tmp_path / "own.toml"
    own.write_text('extends = "frus"\n', "utf-8")
    for conventions in ("frus", load_conventions("frus"), own, str(own)):
        (remark,) = remarks_of(read_record(text, conventions=conventions))
        assert 'reason="redacted"' in remark.tei
    with pytest.raises(EditionError, match="C003"):
        read_record(text, conventions="nobody")


def test_remarks_say_where_they_are_and_what_they_became():
    record = read_record(TEXT)
    deleted, supplied, unknown = remarks_of(record)
    assert record.source.text[deleted.start : deleted.end] == "[crossed out: old]"
    assert (deleted.line, deleted.column) == (TEXT.count("\n"), 5)
    assert (deleted.words, deleted.tei) == (
        "crossed out: old",
        '<del rend="crossed-out">old</del>',
    )
    assert supplied.kind == "supplied"
    name, _, line = supplied.rule.rpartition(":")
    text = Path(tei_edition.__file__).parent / "conventions" / name
    assert text.read_text("utf-8").splitlines()[int(line) - 1] == "[[rule]]"
    assert unknown.rule == "" or unknown.rule.startswith("wilson-center.toml:")


def test_reprs_fit_one_line(tei_file):
    record = read_record(TEXT)
    tei_file.write_text(tei_file.read_text("utf-8").replace("<del ", "<dell "), "utf-8")
    finding = validate(tei_file)[0]
    for shown in (repr(record), *map(repr, remarks_of(record)), repr(finding)):
        assert "\n" not in shown
        assert 10 < len(shown) <= 160
    assert repr(record).startswith("<Record ")
    assert "crossed out: old" in repr(remarks_of(record)[0])


def test_tei_may_be_a_tree_a_path_or_text(tei_file):
    tree = encode_valid(read_record(TEXT))
    data = tei_file.read_bytes()
    given = (tree, tree.getroot(), tei_file, str(tei_file), data, data.decode().split("?>", 1)[1])
    for document in given:
        assert validate(document) == []
    pages = {render_html(document) for document in given}
    assert len(pages) == 1
    assert "lamp" in pages.pop()
    assert render_pdf(str(tei_file))[:5] == b"%PDF-"
    with pytest.raises(EditionError, match="I001"):
        render_html("nowhere.xml")


def test_a_schema_may_be_one_path_string(tei_file, tmp_path):
    schema = tmp_path / "a.rnc"
    schema.write_text("element nothing { empty }")
    assert validate(tei_file, schema=str(schema))
    assert validate(tei_file, schema=schema) == validate(tei_file, schema=[schema])


def test_build_takes_path_strings(record_file, tmp_path):
    report = build(str(record_file), str(tmp_path / "out"))
    assert report.records == ["record-1017"]
    assert (tmp_path / "out" / "record-1017" / "index.html").is_file()


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: read_record(3), "read_record() takes a record as a path, str or bytes, not an int"),
        (lambda: read_record(TEXT, conventions=3), "the path of a file, not as an int"),
        (lambda: encode("x.md"), "encode() takes a Record, as returned by read_record(), not a str"),
        (lambda: encode_valid(None), "encode() takes a Record, as returned by read_record(), not None"),
        (lambda: remarks_of("x.md"), "remarks_of() takes a Record, as returned by read_record(), not a str"),
        (lambda: validate(3), "validate() takes a TEI document (or a tree) as a path, str or bytes, not an int"),
        (lambda: validate(b"<TEI/>", schema=[3]), "validate() takes a schema as a path, not an int"),
        (lambda: render_html(read_record(TEXT)), "render_html() takes a TEI document as a tree, path, str or bytes, not a Record"),
        (lambda: render_pdf(3), "render_pdf() takes a TEI document as a tree, path, str or bytes, not an int"),
        (lambda: render_pdf(b"<TEI/>", options={}), "render_pdf() takes options as PrintOptions, not a dict"),
        (lambda: build(3, "out"), "build() takes a folder as a path, not an int"),
        (lambda: build("in", "out", settings=PrintOptions()), "build() takes settings as Settings, not a PrintOptions"),
        (lambda: load_conventions(3), "the path of a file, not as an int"),
    ],
)  # fmt: skip
def test_a_wrong_type_gets_a_sentence(call, sentence):
    with pytest.raises(TypeError) as raised:
        call()
    assert sentence in str(raised.value)
