"""What a header says: dates, archives, persons, addresses, and who wrote to whom."""

from __future__ import annotations

import pytest

from tei_edition import encode_valid, read_record
from tei_edition.conventions.tables import common_tables
from tei_edition.understand.header.citation import parse_citation, parse_shelfmark
from tei_edition.understand.header.correspondence import parties
from tei_edition.understand.header.dates import is_header_date, read_date

RECORD = """## {date}

### {title}

#### Citation:

"{title}", {date}, Harbour Digital Archive, {citation}

#### Contents:

Translation - English

The pilot left.
"""


def record(date="June 2, 1957", title="On rope", citation="RGAE, f. 1, op. 2, d. 3."):
    return read_record(RECORD.format(date=date, title=title, citation=citation))


def attributes(tree) -> dict[str, str]:
    (date,) = tree.xpath("//*[local-name()='creation']/*[local-name()='date']")
    return dict(date.attrib)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Before June 2, 1957", {"notAfter": "1957-06-02"}),
        ("June 1957 or earlier", {"notAfter": "1957-06"}),
        ("not before 1957", {"notBefore": "1957"}),
        ("2 June 1957 or later", {"notBefore": "1957-06-02"}),
        ("Between 2 June and 4 July 1957", {"notBefore": "1957-06-02", "notAfter": "1957-07-04"}),
        ("From 2 June to 4 July 1957", {"from": "1957-06-02", "to": "1957-07-04"}),
        ("21/6/1957", {"when": "1957-06-21"}),
        ("6/21/1957", {"when": "1957-06-21"}),
        ("3/3/1957", {"when": "1957-03-03"}),
        ("1606/7", {"notBefore": "1606", "notAfter": "1607"}),
        ("3 February 1606/7", {"when": "1607-02-03"}),
        ("June 2, 1957 (?)", {"when": "1957-06-02", "cert": "low"}),
        ("2 June 1757 (Old Style)", {"when": "1757-06-13", "calendar": "#julian"}),
        ("2 June [O.S.] 1757", {"when": "1757-06-13", "calendar": "#julian"}),
        ("2/13 June 1757", {"when": "1757-06-13", "calendar": "#julian #gregorian"}),
        ("13 (2) June 1757", {"when": "1757-06-13", "calendar": "#gregorian #julian"}),
        ("June 2/13, 1757", {"when": "1757-06-13", "calendar": "#julian #gregorian"}),
        ("2 июня (13 июня) 1757 г.", {"when": "1757-06-13", "calendar": "#julian #gregorian"}),
        (
            "21 December 1756 (1 January 1757)",
            {"when": "1757-01-01", "calendar": "#julian #gregorian"},
        ),
        (
            "June 1757 (O.S.)",
            {"notBefore": "1757-06-12", "notAfter": "1757-07-11", "calendar": "#julian"},
        ),
    ],
)
def test_dates(text, expected):
    found = record(date=text)
    assert "R009" not in {said.code for said in found.diagnostics}
    assert found.header.title == "On rope"
    assert attributes(encode_valid(found)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2/6/1957", "either of two days"),
        ("2/14 June 1757", "are 12 days apart, but the calendars were 11"),
    ],
)
def test_dates_that_nobody_knows_are_told(text, words):
    found = record(date=text)
    assert any(said.code == "R009" and words in said.message for said in found.diagnostics)
    assert attributes(encode_valid(found)) == {}


@pytest.mark.parametrize("text", ["Date unknown", "[undated]", "Not dated", "n.d."])
def test_what_says_that_there_is_no_date_is_no_title(text):
    found = record(date=text)
    assert found.header.title == "On rope"
    assert "R009" not in {said.code for said in found.diagnostics}


@pytest.mark.parametrize("text", ["From the pier", "By the sea", "After the storm", "Between us"])
def test_titles_are_no_dates(text):
    assert not is_header_date(text, common_tables())
    assert read_date(text, common_tables()).start is None


@pytest.mark.parametrize(
    ("citation", "name", "town", "country"),
    [
        ("National Archives of Iceland, box 4", "National Archives of Iceland", None, None),
        ("National Archives of Australia, A1, 2", "National Archives of Australia", "Canberra", "Australia"),
        ("Archive of the Ministry of Foreign Affairs of Peru, 4", "Archive of the Ministry of Foreign Affairs of Peru", None, None),
        ("Archive of the Ministry of Foreign Affairs, 4", "Archive of the Ministry of Foreign Affairs", None, None),
        ("Archive of the Ministry of Foreign Affairs, Bucharest, 4", "Archive of the Ministry of Foreign Affairs", "Bucharest", "Romania"),
        ("Central State Archives, Tirana, F. 1", "Central State Archives", "Tirana", "Albania"),
        ("National Archives (Prague), box 1", "National Archives (Prague)", "Prague", "Czech Republic"),
        ("National Archives, London, CAB 1", "National Archives", "London", "United Kingdom"),
        ("Bundesarchiv Freiburg, BW 1", "German Federal Archives (Bundesarchiv)", "Freiburg", "Germany"),
        ("Harbour Record Office, Rome, b. 1", "Harbour Record Office", "Rome", None),
        ("AVPRF f. 1, op. 2", "Archive of Foreign Policy of the Russian Federation (AVPRF)", "Moscow", "Russia"),
    ],
)  # fmt: skip
def test_archives(citation, name, town, country):
    archive = parse_citation(f'"A", June 2, 1957, Harbour Digital Archive, {citation}.').archive
    shown = archive.display.replace("The ", "", 1)
    assert (shown, archive.settlement, archive.country) == (name, town, country)


def test_an_archive_that_nobody_knows_is_told():
    assert "R011" in {said.code for said in record(citation="National Archives, box 3").diagnostics}


@pytest.mark.parametrize(
    ("credit", "persons"),
    [
        ("Translated from Danish by Li Na.", [("Li Na", "translator")]),
        ("Translation: Li Na.", [("Li Na", "translator")]),
        ("Document obtained by Eve Ash. Translation by Li Na.", [("Eve Ash", "obtainer"), ("Li Na", "translator")]),
        ("Contributed by Eve Ash, with a foreword by Jan Kok.", [("Eve Ash", "contributor"), ("Jan Kok", "foreword")]),
        ("Copy courtesy of Eve Ash; translation by Li Na", [("Eve Ash", "provider"), ("Li Na", "translator")]),
        ("Translated from Danish and annotated by Li Na.", [("Li Na", "translator"), ("Li Na", "annotator")]),
        ("Published in Ropes 4 (1994). Edited by Eve Ash and Jan Kok.", [("Eve Ash", "editor"), ("Jan Kok", "editor")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", [". ", ", "])
def test_persons(credit, persons, sign):
    citation = parse_citation(
        f'"A", June 2, 1957, Harbour Digital Archive, RGANI, f. 5, d. 7{sign}{credit}'
    )
    assert [(person.name, person.role) for person in citation.persons] == persons
    assert citation.shelfmark.text == "f. 5, d. 7"


def test_leaves():
    assert parse_shelfmark("ll. 38, 39 ob.").leaves.last == "39ob"
    assert parse_shelfmark("ll. 38-39").leaves.count == 2
    assert parse_citation("AQPPSH, L. 13, D. 6").shelfmark.leaves is None
    assert parse_citation("RGANI, d. 6, l. 13").shelfmark.leaves.first == "13"


def test_the_address_is_the_record_s_own():
    own, other = "https://harbour.example.org/document/7", "https://ropes.example.com/9"
    for text in (
        f"RGANI, f. 5, published in <{other}>. Translated by Li Na. <{own}>",
        f"RGANI, f. 5. Translated by Li Na. {own}. See also {other}",
        f"Harbour Digital Archive, RGANI. {other} {own}",
    ):
        citation = parse_citation(text)
        assert (citation.url, citation.number) == (own, "7")


@pytest.mark.parametrize(
    ("title", "sent", "received"),
    [
        ("Cable from Soviet Ambassador to Norway Lind to the Ministry", "Soviet Ambassador to Norway Lind", "Ministry"),
        ("Cable from Soviet Ambassador to Rope Ministry", "Soviet Ambassador", "Rope Ministry"),
        ("Letter, Lind to Berg", "Lind", "Berg"),
        ("Coded Telegram No. 12, Lind to Berg on rope", "Lind", "Berg"),
        ("Memorandum for Berg from Lind", "Lind", "Berg"),
        ("Letter of 3 May 1962 from Lind (Ribe) to Berg", "Lind", "Berg"),
        ("Telegram from the Embassy in Ribe, 7 May", "Embassy in Ribe", None),
        ("Note on a Trip from Lind to Berg", None, None),
        ("Report on the Cable from Lind to Berg", None, None),
        ("Letter from the sea to the shore", None, None),
    ],
)  # fmt: skip
def test_correspondents(title, sent, received):
    found = {party.action: party.name for party in parties(title, ())}
    assert (found.get("sent"), found.get("received")) == (sent, received)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Letter from Ole Berg to Ana Lind", ["person", "person"]),
        ("Letter from Moss to Captain Lind", ["person", "person"]),
        ("Cable from Soviet Ambassador to Norway Lind to the Ministry of Harbours", ["person", "body"]),
        ("Note from General Staff to Party Secretary Lind", ["body", "person"]),
        ("Telegram from N. S. Lind to the Embassy in Ribe", ["person", "body"]),
        ("Cable, Paris to Cairo", ["", ""]),
        ("Cable, Lind to Berg", ["", ""]),
        ("Letter from United States to Egypt", ["", ""]),
        ("Letter from the Rope Traders to Berg", ["", "person"]),
    ],
)  # fmt: skip
def test_correspondents_are_persons_or_bodies_where_their_names_say_so(title, kinds):
    assert [party.kind for party in parties(title, ())] == kinds
