"""Calendars of dates: reckoned, said in a record or a project, encoded, shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import HEADER
from lxml import etree

from tei_edition import encode, read_record, render_html, validate
from tei_edition.build.settings import Settings, read_settings
from tei_edition.build.sources import Sources
from tei_edition.diagnostics import Position
from tei_edition.enrich.dates import mark_dates
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.publish.register import cmif
from tei_edition.tei.document import parse_tei
from tei_edition.understand.words.calendars import find_day, gregorian, last_day
from tei_edition.write.record import write_record

NS = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.mark.parametrize(
    ("julian", "said"),
    [
        ((1917, 10, 25), date(1917, 11, 7)),
        ((1900, 2, 29), date(1900, 3, 13)),
        ((1900, 2, 28), date(1900, 3, 12)),
        ((1700, 2, 18), date(1700, 2, 28)),
        ((1700, 3, 1), date(1700, 3, 12)),
        ((1582, 10, 5), date(1582, 10, 15)),
        ((1, 1, 3), date(1, 1, 1)),
        ((1905, 2, 29), None),
        ((1905, 13, 1), None),
        ((1, 1, 1), None),
        ((9999, 12, 31), None),
    ],
)
def test_julian_days(julian: tuple[int, int, int], said: date | None) -> None:
    assert gregorian(*julian) == said


@pytest.mark.parametrize(
    ("line", "words", "when"),
    [
        ("Moscow, 8/21 September 1905.", "8/21 September 1905", "1905-09-21"),
        ("Moscow, 8 (21) September 1905", "8 (21) September 1905", "1905-09-21"),
        ("Moscow, 8 September [O.S.] 1905", "8 September [O.S.] 1905", "1905-09-21"),
        ("Moscow, 8 September 1905 (Old Style)", "8 September 1905 (Old Style)", "1905-09-21"),
        ("Moscow, 8 September 1905", "8 September 1905", "1905-09-08"),
        ("Moscow, 8/22 September 1905", "", ""),
    ],
)
def test_the_day_at_the_end_of_a_line(line: str, words: str, when: str) -> None:
    found = last_day(line)
    assert (line[found[0] : found[1]] if found else "") == words
    assert (found[2].start if found else "") == when


def test_a_day_of_a_julian_document() -> None:
    assert find_day("8 September 1905", "julian").start == "1905-09-21"
    assert find_day("8 September 1905 (N.S.)", "julian").start == "1905-09-08"
    assert find_day("1905", "julian").start == "1905"


def julian_record(calendar: str = "Old Style") -> str:
    field = f"#### **Calendar:**\n\n{calendar}\n\n" if calendar else ""
    text = HEADER.replace("March 3, 1955", "March 3, 1905")
    return text.replace("#### **Citation:**", f"{field}#### **Citation:**", 1) + "Moscow, 2 March 1905\n\nDear Sir,\n\nIt is cold.\n\nYours, Ana Lind"  # fmt: skip


def test_a_record_names_the_calendar_of_its_dates() -> None:
    record = read_record(julian_record())
    tree = encode(record)
    assert not list(validate(tree))
    dates = [dict(node.attrib) for node in tree.iterfind(".//t:date", NS)]
    assert {"when": "1905-03-16", "calendar": "#julian"} in dates
    assert {"when": "1905-03-15", "calendar": "#julian"} in dates
    assert not [node for node in tree.iterfind(".//t:date", NS) if node.get("calendar") is None]
    (calendar,) = tree.iterfind(".//t:calendar", NS)
    assert (calendar.get("type"), "".join(calendar.itertext()).strip()) == ("default", "Old Style")
    assert not [d for d in record.diagnostics if d.code == "R006"]
    again = encode(read_record(write_record(tree)))
    assert [dict(node.attrib) for node in again.iterfind(".//t:date", NS)] == dates


@pytest.mark.parametrize(
    ("words", "first", "last", "certain", "calendar"),
    [
        ("[8/21 September 1905]", "1905-09-21", "1905-09-21", False, "julian gregorian"),
        ("ca. 8/21 September 1905", "1905-09-21", "1905-09-21", False, "julian gregorian"),
        ("8 (21) September 1905?", "1905-09-21", "1905-09-21", False, "julian gregorian"),
        ("before 8/21 September 1905", None, "1905-09-21", True, "julian gregorian"),
        ("after 8 September 1905 (O.S.)", "1905-09-21", None, True, "julian"),
        ("9/22 January 1905 or earlier", None, "1905-01-22", True, "julian gregorian"),
        ("29 February 1900", None, None, True, ""),
        ("29 February 1900 (O.S.)", "1900-03-13", "1900-03-13", True, "julian"),
        ("8/9 May 1945", "1945-05-08", "1945-05-09", True, ""),
        ("30 April/1 May 1945", "1945-04-30", "1945-05-01", True, ""),
        ("9/22.I.1905", "1905-01-22", "1905-01-22", True, "julian gregorian"),
        ("9.I.1905", "1905-01-09", "1905-01-09", True, ""),
        ("28.VIII.1905", "1905-08-28", "1905-08-28", True, ""),
        ("1905, January 9/22", "1905-01-22", "1905-01-22", True, "julian gregorian"),
        ("1905, Jan. 9", "1905-01-09", "1905-01-09", True, ""),
        ("8 September 1905 [21 September]", "1905-09-21", "1905-09-21", True, "julian gregorian"),
        ("8 [21] September 1905", "1905-09-21", "1905-09-21", True, "julian gregorian"),
    ],
)
def test_dates_of_headers(words: str, first: str, last: str, certain: bool, calendar: str) -> None:
    text = "\n\nDear Ana,\n\nIt is cold."
    for record in (f"## {words}\n\n# Letter to Ana{text}", f"# Letter to Ana\n\n**Date:** {words}{text}"):  # fmt: skip
        header = read_record(record).header
        assert header.title == "Letter to Ana"
        assert header.date
        date = header.date
        assert (date.start, date.end, date.certain, date.calendar) == (first, last, certain, calendar)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "calendar"),
    [
        ("8 September 1905 [21 September]", "#julian #gregorian"),
        ("8 [21] September 1905", "#julian #gregorian"),
        ("8 September [O.S.] 1905", "#julian"),
        ("September 8, 1905 [Old Style]", "#julian"),
        ("8 September 1905 [20 September]", None),
    ],
)
def test_brackets_of_the_other_calendar_are_part_of_the_date(words: str, calendar: str) -> None:
    read = read_record(
        f"# Letter to Ana\n\nMoscow, {words}\n\nDear Ana,\n\nIt was cold on {words}, and we went."
    )
    tree = encode(read)
    mark_dates(tree)
    dates = tree.findall(".//t:date", NS)
    assert bool(read.remarks) is (calendar is None)
    whole = words if calendar else "8 September 1905"
    assert [node.text for node in dates][:3] == [whole] * 3
    assert {node.get("calendar") for node in dates} == {calendar}
    assert {node.get("when") for node in dates[:3]} == {"1905-09-21" if calendar else "1905-09-08"}
    if calendar:
        assert text_again(tree) == "".join(tree.find("t:text", NS).itertext())


def text_again(tree: etree._ElementTree) -> str:
    """The text of the record that is written from *tree*, read and encoded again, and with its dates marked."""
    again = encode(read_record(write_record(encode(read_record(write_record(unmarked(tree)))))))
    return "".join(again.find("t:text", NS).itertext())


def unmarked(tree: etree._ElementTree) -> etree._ElementTree:
    for node in tree.findall(".//t:p/t:date", NS):
        etree.strip_tags(node.getparent(), f"{{{NS['t']}}}date")
    return tree


def test_a_leap_day_that_only_the_julian_calendar_has(tmp_path: Path) -> None:
    text = "## 29 February 1900\n\n# Letter to Ana\n\n{}**Citation:** My papers\n\nRiga, 29 February 1900\n\nDear Ana,\n\nIt is cold on 29 February."
    read = read_record(text.format("**Calendar:** Julian\n\n"))
    assert not [d for d in read.diagnostics if d.code == "R009"]
    tree = encode(read)
    assert mark_dates(tree) == 1
    dates = [node.attrib for node in tree.iterfind(".//t:date", NS)]
    assert [date["when"] for date in dates if "when" in date] == ["1900-03-13"] * len(dates)
    path = tmp_path / "a.md"
    path.write_text(text.format(""))
    (draft,) = Sources(Settings(calendar="julian")).documents(path, path.read_bytes(), [].append)
    assert draft.tree.find(".//t:creation/t:date", NS).get("when") == "1900-03-13"
    assert not [d for d in draft.diagnostics if d.code == "R009"]
    assert [d.code for d in read_record(path).diagnostics].count("R009") == 1


def test_a_calendar_that_nobody_reckons_is_kept_as_a_note() -> None:
    record = read_record(julian_record("Coptic"))
    assert "R006" in {d.code for d in record.diagnostics}
    tree = encode(record)
    assert tree.find(".//t:calendarDesc", NS) is None
    assert [n.text for n in tree.iterfind(".//t:note[@n='Calendar']", NS)] == ["Coptic"]


def test_a_project_names_the_calendar_of_its_records(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('calendar = "julian"\n')
    settings = read_settings(tmp_path / "edition.toml")
    assert settings.calendar == "julian"
    path = tmp_path / "a.md"
    path.write_text(julian_record(""))
    for given, when in ((Settings(), "1905-03-03"), (settings, "1905-03-16")):
        (draft,) = Sources(given).documents(path, path.read_bytes(), [].append)
        assert draft.tree.find(".//t:creation/t:date", NS).get("when") == when
    path.write_text(julian_record("New Style"))
    assert encode(read_record(write_record(draft.tree))).find(".//t:calendar", NS) is not None
    (draft,) = Sources(settings).documents(path, path.read_bytes(), [].append)
    assert draft.tree.find(".//t:creation/t:date", NS).get("when") == "1905-03-03"


SHOWN = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation>{}</creation>
<calendarDesc><calendar xml:id="julian"><p>Julian calendar</p></calendar><calendar xml:id="ah"><p>Islamic calendar</p></calendar>
<calendar xml:id="gregorian"><p>Gregorian calendar</p></calendar></calendarDesc></profileDesc></teiHeader>
<text><body><p>Of {}.</p></body></text></TEI>"""


@pytest.mark.parametrize(
    ("said", "words", "note"),
    [
        ('<date calendar="#julian" when="1905-09-21">8 September 1905</date>', "8 September 1905 (Old Style; 21 September New Style)", "Old Style; 21 September 1905 New Style"),
        ('<date calendar="#julian" when="1906-01-06">24 December 1905</date>', "24 December 1905 (Old Style; 6 January 1906 New Style)", "Old Style; 6 January 1906 New Style"),
        ('<date calendar="#julian" when="1905-09-21">8 September 1905 (Old Style)</date>', "8 September 1905 (Old Style; 21 September New Style)", "Old Style; 21 September 1905 New Style"),
        ('<date calendar="#julian #gregorian" when="1905-09-21">8/21 September 1905</date>', "8/21 September 1905", None),
        ('<date calendar="#gregorian" when="1905-09-21">21 September 1905</date>', "21 September 1905", None),
        ('<date when="1905-09-21">21 September 1905</date>', "21 September 1905", None),
        ('<date calendar="#ah" when="1926-08-12" when-custom="1345-02-03">3 Safar 1345</date>', "3 Safar 1345 (Islamic calendar)", "Islamic calendar: 1345-02-03"),
        ('<date calendar="https://example.org/calendars/coptic">1 Tout 1622</date>', "1 Tout 1622 (coptic)", "coptic"),
        ('<date calendar="#julian" notBefore="1905-09-14" notAfter="1905-10-13">September 1905</date>', "September 1905 (Old Style)", "Julian calendar"),
        ('<date calendar="#julian" from="1905-05-14" to="1905-05-16">1-3 May 1905</date>', "1-3 May 1905 (Old Style)", "Julian calendar"),
        ('<date calendar="#julian" from="1905-05-14" to="1905-05-16">1-3 May 1905 (O.S.)</date>', "1-3 May 1905 (O.S.)", "Julian calendar"),
        ('<date calendar="#julian" when="1905">1905</date>', "1905", "Julian calendar"),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_date(said: str, words: str, note: str | None) -> None:
    data = SHOWN.format(said, said).encode()
    tree = parse_tei(data, "a.xml")
    assert entry_of_tree(tree).date_words == words
    page = etree.HTML(render_html(tree))
    assert words in ["".join(node.itertext()) for node in page.iterfind(".//p[@class='date']")]
    notes = [node.get("title") for node in page.iterfind(".//span[@class='calendar']")]
    assert notes == ([note] if note else [])
    assert f'date: "{words}"' in render_typst(tree)


def test_days_that_do_not_agree_are_told(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("id,kind,name,forms\nriga,place,Riga,Riga\n")
    body = "It was cold in Riga on 8/22 September 1905, and on 8/21 September 1905.\n\nNot on 8/22\nSeptember 1905."
    sources = Sources(Settings(register=tmp_path / "r.csv"))
    path = tmp_path / "a.md"
    path.write_text(HEADER + body)
    (draft,) = sources.documents(path, path.read_bytes(), [].append)
    named = sources.namer.named(draft)
    lines = (HEADER + body).split("\n")
    for told, line, column in zip(
        named.diagnostics, (len(lines) - 3, len(lines) - 1), (24, 8), strict=True
    ):
        assert (told.code, "8/22 September 1905" in told.message) == ("N007", True)
        assert told.position == Position(line, column)
    dates = [(node.text, node.get("when")) for node in named.tree.iterfind(".//t:body//t:date", NS)]
    assert dates == [("8/21 September 1905", "1905-09-21")]
    assert not list(validate(named.tree))


@pytest.mark.parametrize(
    ("words", "bibtex", "chicago", "sent"),
    [
        ("September 1905", "{1905-09}", "September 1905 (Old Style)", {"notBefore": "1905-09-14", "notAfter": "1905-10-13"}),
        ("1-3 May 1905", "{1905-05-14}", "1-3 May 1905 (Old Style)", {"from": "1905-05-14", "to": "1905-05-16"}),
        ("before 8 September 1905", "{1905-09-21}", "before 8 September 1905 (Old Style)", {"notAfter": "1905-09-21"}),
    ],
)  # fmt: skip
def test_months_and_ranges_of_the_julian_calendar(
    words: str, bibtex: str, chicago: str, sent: dict[str, str]
) -> None:
    tree = encode(read_record(f"## {words}\n\n# Letter to Ana\n\n**Calendar:** Julian\n\n**Citation:** My papers\n\nDear Ana,\n\nIt is cold."))  # fmt: skip
    assert entry_of_tree(tree).date_words == chicago
    page = render_html(tree)
    assert f"date = {bibtex}" in page
    assert f"Letter to Ana,” {chicago}" in page
    site: Any = SimpleNamespace(address="https://example.org/")
    nobody: Any = SimpleNamespace(entry_of=lambda _: None)
    letter = cmif._letter(nobody, site, entry_of_tree(tree))
    assert letter.find(".//t:date", NS).attrib == sent
