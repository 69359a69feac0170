"""Fields of the header as data, the schema of a project's own, and the account of the header block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from tei_edition import (
    EditionError,
    build,
    encode,
    encode_valid,
    read_record,
    render_html,
    tei_bytes,
)
from tei_edition.build.settings import read_settings
from tei_edition.check.ledger import Kind, keep_ledger
from tei_edition.odd.schemas import relaxng
from tei_edition.understand.header import correspondence
from tei_edition.understand.remarks.rules import parse_conventions
from tei_edition.write.record import write_record

FIELD = '[[field]]\nlabels = ["Keywords", "Subjects"]\nto = "{}"\nseparator = ";"\n'
TERMS = "profileDesc/textClass/keywords/term"
RECORD = """## May 4, 1955

### A letter about boats

#### Keywords:

boats; harbours ; pilots

#### Contents:

Translation - English

The pilot [our] left.
"""


def terms(tree) -> list[str]:
    return tree.xpath("//*[local-name()='textClass']//*[local-name()='term'][not(@type)]/text()")


def test_a_field_has_its_place_in_the_header():
    own = parse_conventions(FIELD.format(TERMS), "x.toml")
    record = read_record(RECORD, conventions=own)
    assert "R006" not in {found.code for found in record.diagnostics}
    tree = encode_valid(record)
    assert terms(tree) == ["boats", "harbours", "pilots"]
    assert not tree.xpath("//*[local-name()='note'][@type='field']")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (FIELD.format(TERMS), "boats; harbours ; pilots"),
        (FIELD.format(TERMS), "boats"),
        (FIELD.format("profileDesc/textClass/keywords[@scheme='#own']/term"), "boats; harbours"),
        (FIELD.format(TERMS).replace('separator = ";"\n', ""), "- boats\n- harbours"),
        (FIELD.format(TERMS).replace('";"', '" / "'), "boats / harbours / pilots"),
    ],
)
def test_a_field_comes_back_to_the_record(field, words):
    own = parse_conventions(field, "x.toml")
    text = RECORD.replace("boats; harbours ; pilots", words)
    tree = encode(read_record(text, name="x.md", conventions=own))
    written = write_record(tree, conventions=own)
    assert "Keywords" in written
    again = encode(read_record(written, name="x.md", conventions=own))
    assert tei_bytes(again) == tei_bytes(tree)


def test_a_page_tells_keywords_from_the_kind_of_text():
    own = parse_conventions(FIELD.format(TERMS), "x.toml")
    page = html.fromstring(render_html(encode_valid(read_record(RECORD, conventions=own))))
    rows = {dt.text_content(): dt.getnext().text_content() for dt in page.xpath("//dl/dt")}
    assert rows["Kind"] == "translation"
    assert rows["Keywords"] == "boats, harbours, pilots"


def test_without_the_field_the_label_is_reported_and_kept():
    record = read_record(RECORD)
    assert "R006" in {found.code for found in record.diagnostics}
    assert terms(encode_valid(record)) == []


def test_steps_with_attributes_make_elements_of_their_own_in_schema_order():
    place = "profileDesc/textClass/keywords[@scheme='https://example.org/a/b']/term"
    codes = FIELD.format("profileDesc/textClass/classCode[@scheme='#c']").replace(
        "Keywords", "Codes"
    )
    own = parse_conventions(codes.replace("Subjects", "Code") + FIELD.format(place), "x.toml")
    text = RECORD.replace("#### Contents:", "#### Codes:\n\n327.5\n\n#### Contents:")
    (classes,) = encode_valid(read_record(text, conventions=own)).xpath(
        "//*[local-name()='textClass']"
    )
    assert [child.get("scheme") for child in classes] == [None, "https://example.org/a/b", "#c"]
    assert len(classes[1]) == 3


def test_labels_are_added_to_a_field_of_the_program():
    own = parse_conventions('[[field]]\nname = "summary"\nlabels = ["Keywords"]\n', "x.toml")
    assert read_record(RECORD, conventions=own).header.summary == ("boats; harbours ; pilots",)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[labels]\nkeywords = ["Keywords"]', (2, 1), "keywords is not a valid key in [labels]"),
        ('[lines]\nnowhere = ["to"]', (2, 1), "nowhere is not a valid key in [lines]"),
        ('[leaves]\nboat = ["b."]', (2, 1), "boat is not a valid key in [leaves]"),
        ('[[field]]\nlabels = ["K"]\nwhere = "x"', (3, 1), "where is not a valid key in a field"),
        ('[[field]]\nlabels = ["K"]', (2, 1), "a field needs a path"),
        ('[[field]]\nto = "a/b"', (1, 1), "a field needs labels"),
        ('[[field]]\nname = "date"\nlabels = ["K"]\nto = "a"', (4, 1), "interprets the field date itself"),
        (FIELD.format("profileDesc//term"), (3, 7), "is not part of such a path"),
        (FIELD.format("profileDesc/settingDesc/p"), (3, 7), "does not allow settingDesc in profileDesc"),
        (FIELD.format(TERMS + "[@type='own']"), (3, 7), "@type of term is one of text-kind"),
        (FIELD.format(TERMS + "[@colour='own']"), (3, 7), "does not allow @colour on term"),
        (FIELD.format("profileDesc/textClass/classCode"), (3, 7), "classCode needs @scheme"),
        (FIELD.format("profileDesc/textClass"), (3, 7), "textClass cannot contain text"),
        ("field = 3", (1, 1), "[[field]]"),
    ],
)  # fmt: skip
def test_what_a_file_says_wrongly_is_told_with_its_line(text, place, words):
    with pytest.raises(EditionError) as caught:
        parse_conventions(text, "house.toml")
    (found,) = caught.value.diagnostics
    assert (found.code, found.position.line, found.position.column) == ("C003", *place)
    assert words in found.message


# --- a schema of one's own ---------------------------------------------------------------------


def house_schema(folder: Path) -> Path:
    """Ours, where `profileDesc` may end in `settingDesc`."""
    text = Path(relaxng()).read_text("utf-8")
    start = text.index('<element name="profileDesc"')
    end = text.index("</element>", start)
    more = '<optional><element name="settingDesc"><element name="p"><text/></element></element></optional>'
    path = folder / "house.rng"
    path.write_text(text[:end] + more + text[end:], "utf-8")
    return path


def edition(folder: Path, schema: str = 'schema = "house.rng"\n') -> Path:
    house_schema(folder)
    (folder / "own.toml").write_text(FIELD.format("profileDesc/settingDesc/p"), "utf-8")
    (folder / "edition.toml").write_text(f'conventions = "own.toml"\n{schema}', "utf-8")
    (folder / "letter.md").write_text(RECORD.replace(";", ","), "utf-8")
    return folder


def test_a_schema_of_ones_own_allows_what_ours_lacks(tmp_path):
    source = edition(tmp_path)
    report = build(source, tmp_path / "out")
    assert not report.failed
    (made,) = (tmp_path / "out").glob("*/*.xml")
    assert "<settingDesc>" in made.read_text("utf-8")


def test_without_it_the_conventions_are_refused(tmp_path):
    source = edition(tmp_path, "")
    with pytest.raises(EditionError, match="does not allow settingDesc in profileDesc"):
        build(source, tmp_path / "out")


def test_what_the_own_schema_does_not_allow_is_refused(tmp_path):
    source = edition(tmp_path)
    text = (source / "house.rng").read_text("utf-8").replace('"settingDesc"', '"particDesc"')
    (source / "house.rng").write_text(text, "utf-8")
    report = build(source, tmp_path / "out")
    assert {found.code for found in report.diagnostics} >= {"V004"}
    assert any("house.rng" in (found.hint or "") for found in report.diagnostics)


def test_a_schema_lies_beside_the_records(tmp_path):
    house_schema(tmp_path)
    (tmp_path / "in").mkdir()
    settings = tmp_path / "in" / "edition.toml"
    settings.write_text('title = "x"\nschema = "../house.rng"\n', "utf-8")
    with pytest.raises(EditionError, match="outside the folder that contains") as caught:
        read_settings(settings)
    assert caught.value.diagnostics[0].position.line == 2


def test_a_schema_that_is_none_is_told_once(tmp_path):
    source = edition(tmp_path)
    (source / "house.rng").write_text("<nothing/>", "utf-8")
    with pytest.raises(EditionError, match="is not the root of a"):
        build(source, tmp_path / "out")


# --- the account -------------------------------------------------------------------------------


def test_words_beside_a_meaning_are_left_over_and_kept():
    text = RECORD.replace("#### Keywords:", "#### Original Language:").replace(
        "boats; harbours ; pilots", "{}"
    )
    two = read_record(text.format("Russian and German"))
    assert [s.words for s in two.header.stretches if not s.use] == ["Russian and German"]
    notes = encode_valid(two).xpath("//*[local-name()='note'][@type='field']/text()")
    assert notes == ["Russian and German"]
    one = read_record(text.format("Russian"))
    assert all(stretch.use for stretch in one.header.stretches)
    assert not encode_valid(one).xpath("//*[local-name()='note'][@type='field']")


def test_words_that_stand_elsewhere_by_chance_do_not_hide_a_loss():
    """The summary's words stand in the title, too: a search of the header would be content."""
    record = read_record(
        RECORD.replace("Keywords", "Summary").replace("boats; harbours ; pilots", "boats")
    )
    kept = tuple(s for s in record.header.stretches if s.use != "summary")
    assert len(kept) == len(record.header.stretches) - 1
    assert keep_ledger(record, encode(record)).balances
    short = replace(record, header=replace(record.header, stretches=kept))
    lost = keep_ledger(short, encode(record)).lost
    assert [record.source.text[span.start : span.end] for span in lost] == ["boats"]


def test_every_character_of_the_header_is_accounted_for():
    record = read_record(RECORD)
    ledger = keep_ledger(record, encode(record))
    head = [(span, kind) for span, kind in ledger.entries if span.end <= record.text_start]
    assert {kind for _, kind in head} <= {Kind.HEADER, Kind.MARK, Kind.SPACE}
    assert ledger.balances


def test_correspondents_are_found_once(monkeypatch):
    found = []
    real = correspondence.parties
    monkeypatch.setattr(
        "tei_edition.understand.record.parties", lambda *given: found.append(1) or real(*given)
    )
    record = read_record(RECORD.replace("A letter about boats", "Letter from A. Lind to Ole Berg"))
    encode(record)
    assert len(found) == 1
    assert [party.name for party in record.header.parties] == ["A. Lind", "Ole Berg"]
