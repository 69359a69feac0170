"""Days that a text names: which are dates, and which day is meant."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from tei_edition.enrich.dates import days, mark_dates

OWN = date(1962, 11, 24)
NS = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("text", "said", "first", "last", "inferred"),
    [
        ("On 15 May 1961 he left.", "15 May 1961", "1961-05-15", "1961-05-15", False),
        ("On May 15, 1961, he left.", "May 15, 1961", "1961-05-15", "1961-05-15", False),
        ("From 1–3 May 1961 he was away.", "1–3 May 1961", "1961-05-01", "1961-05-03", False),
        ("It began on 8 September.", "8 September", "1962-09-08", "1962-09-08", True),
        ("It ends on 10 January.", "10 January", "1963-01-10", "1963-01-10", True),
        ("They met on the 9th of October.", "9th of October", "1962-10-09", "1962-10-09", True),
        ("September 24 was a Monday.", "September 24", "1962-09-24", "1962-09-24", True),
    ],
)
def test_days_are_found(text: str, said: str, first: str, last: str, inferred: bool) -> None:
    (day,) = days(text, OWN)
    assert (text[day.start : day.end], day.first, day.last) == (said, first, last)
    assert day.cert == ("medium" if inferred else "")


@pytest.mark.parametrize(
    "text",
    [
        "It began in September.",
        "We may 8 times ask.",
        "On 31 September 1961 nobody came.",
        "On 29 February it was warm.",  # of another year than the document's
        "In spring, on May 8/9, and on 9 May/1 June.",
        "Paragraph 1.8 September report",
        "A Mar 3 engine and 35 degrees.",
        "In 1961 he left.",
        "8 September-type regulations",
        "On the night of 8/9 May 1945, or of 8/21 September 1563",
        "Today's papers, and the world of today.",
        "Nineteenth-century ships of the fifth century B.C.",
        "The 31st inst. was no day.",
        "The early 17th centuryish; the 40th century.",
    ],
)
def test_what_is_no_day_is_left(text: str) -> None:
    assert list(days(text, OWN)) == []


@pytest.mark.parametrize(
    ("text", "said", "first", "last", "cert"),
    [
        ("He left yesterday.", "yesterday", "1962-11-23", "1962-11-23", "medium"),
        ("It is so today.", "today", "1962-11-24", "1962-11-24", "low"),
        ("He came on Tuesday last.", "Tuesday last", "1962-11-20", "1962-11-20", "medium"),
        ("He came last Saturday.", "last Saturday", "1962-11-17", "1962-11-17", "medium"),
        ("He comes next Friday.", "next Friday", "1962-11-30", "1962-11-30", "medium"),
        ("Yours of the 8th instant.", "the 8th instant", "1962-11-08", "1962-11-08", "medium"),
        ("Yours of 30th ult. came.", "30th ult", "1962-10-30", "1962-10-30", "medium"),
        ("In the seventeenth century.", "the seventeenth century", "1601", "1700", ""),
        ("A 19th century ship.", "19th century", "1801", "1900", ""),
    ],
)
def test_days_by_the_document_s_own_and_centuries(text, said, first, last, cert) -> None:
    (day,) = days(text, OWN)
    assert (text[day.start : day.end].rstrip("."), day.first, day.last) == (said, first, last)
    assert (day.cert, day.within) == (cert, len(first) == 4)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It was 9 January, a Sunday.", "1905-01-09"),
        ("9/22 January, Bloody Sunday.", "1905-01-22"),
        ("Nobody forgets 9 January", "1905-01-09"),
        ("The vote of 28 December", "1905-12-28"),
        ("They will meet on 9 January.", "1906-01-09"),
        ("On 9 January we shall meet again.", "1906-01-09"),
        ("On 9/22 January, she'll return.", "1906-01-22"),
        ("He told me that on 9 January he would leave.", "1906-01-09"),
        ("It was on 9 January that they will always think of.", "1905-01-09"),
        ("It opens on 9 January.", "1906-01-09"),
        ("They will go back to the line of 8 August.", "1905-08-08"),
        ("They will go back on 8 August next.", "1906-08-08"),
        ("By 9 January next.", "1906-01-09"),
        ("On the 20th of September last.", "1904-09-20"),
        ("On 20 September it was cold.", "1904-09-20"),
        ("They agreed to meet on 20 September.", "1905-09-20"),
        ("I saw them to thank them on 20 September of last year.", "1904-09-20"),
        ("On 9 January of next year it falls.", "1906-01-09"),
    ],
)
def test_a_day_without_a_year_is_of_the_year_that_the_words_say(text: str, first: str) -> None:
    (day,) = days(text, date(1905, 9, 8))
    assert (day.first, day.cert) == (first, "medium")


def test_a_day_without_a_year_at_the_turn_of_the_year() -> None:
    own = date(1906, 1, 7)
    said = ["It was signed on 28 December.", "Yours of 28 December", "We leave on 12 January."]
    assert [next(days(one, own)).first for one in said] == ["1905-12-28", "1905-12-28", "1906-01-12"]  # fmt: skip
    # The document is of 25 December of the Julian calendar.
    (day,) = days("It was cold on 24 December.", own, "julian")
    assert day.first == "1906-01-06"


def test_without_a_date_of_its_own_a_document_has_only_whole_days() -> None:
    assert [day.first for day in days("On 8 September, and on 9 May 1961.")] == ["1961-05-09"]


def document(body: str) -> etree._ElementTree:
    return etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="{NS}"><teiHeader><fileDesc/><profileDesc><creation><date when="1962-11-24">then</date></creation></profileDesc></teiHeader>'
            f"<text><body>{body}</body></text></TEI>"
        )
    )


def test_dates_are_marked_but_for_headings_and_marked_ones() -> None:
    tree = document(
        "<head>24 November 1962</head><p>In the 17th century, before 8 <hi>September</hi> all was well; "
        '<date when="1961-05-09">9 May 1961</date>; 1–3 May 1961.</p>'
    )
    before = "".join(tree.getroot().itertext())
    assert mark_dates(tree) == 3
    assert "".join(tree.getroot().itertext()) == before
    found = [dict(d.attrib) for d in tree.getroot().find(f"{{{NS}}}text").iter(f"{{{NS}}}date")]
    assert {"when": "1962-09-08", "cert": "medium"} in found
    assert {"notBefore": "1601", "notAfter": "1700"} in found
    assert {"from": "1961-05-01", "to": "1961-05-03"} in found
    assert found.count({"when": "1961-05-09"}) == 1
    assert mark_dates(tree) == 0


@pytest.mark.parametrize(
    ("text", "said", "first", "calendar"),
    [
        ("He came on 8/21 September 1905.", "8/21 September 1905", "1905-09-21", "julian gregorian"),
        ("On 25 October (7 November) 1917 they rose.", "25 October (7 November) 1917", "1917-11-07", "julian gregorian"),
        ("On 3 (16) May 1905 she sank.", "3 (16) May 1905", "1905-05-16", "julian gregorian"),
        ("On 16 May (3 May O.S.) 1905.", "16 May (3 May O.S.) 1905", "1905-05-16", "gregorian julian"),
        ("On 3 May 1905 (O.S.), at noon.", "3 May 1905 (O.S.)", "1905-05-16", "julian"),
        ("25 октября (7 ноября) 1917 г. в городе", "25 октября (7 ноября) 1917 г.", "1917-11-07", "julian gregorian"),
        ("Of May 3/16, 1905, nothing.", "May 3/16, 1905", "1905-05-16", "julian gregorian"),
        ("On 8 September 1905 [21 September].", "8 September 1905 [21 September]", "1905-09-21", "julian gregorian"),
        ("On 8 September 1905 [20 September].", "8 September 1905", "1905-09-08", ""),
        ("On 8 [21] September 1905.", "8 [21] September 1905", "1905-09-21", "julian gregorian"),
        ("On 3 May (O.S.) 1905.", "3 May (O.S.) 1905", "1905-05-16", "julian"),
        ("On 3 May 1905 (5 June 1905).", "3 May 1905", "1905-05-03", ""),
    ],
)  # fmt: skip
def test_days_of_two_calendars(text: str, said: str, first: str, calendar: str) -> None:
    day, *_ = days(text)
    assert (text[day.start : day.end], day.first, day.calendar) == (said, first, calendar)


def test_days_of_a_julian_document() -> None:
    text = "On 8 September; on 1 March 1900; yesterday; the 8th instant; 21 September 1905 (N.S.)."
    found = list(days(text, date(1905, 9, 30), "julian"))
    assert [(day.first, day.calendar) for day in found] == [
        ("1905-09-21", "julian"),
        ("1900-03-14", "julian"),
        ("1905-09-29", ""),
        ("1905-09-21", "gregorian"),
    ]


def test_days_of_the_month_of_a_document_that_is_dated_by_both_calendars() -> None:
    tree = document("<p>On the 8th instant, the 20th ult., and yesterday.</p>")
    tree.find(f".//{{{NS}}}creation/{{{NS}}}date").set("calendar", "#julian #gregorian")
    assert mark_dates(tree) == 1
    assert tree.find(f".//{{{NS}}}p/{{{NS}}}date").text == "yesterday"


def test_days_that_do_not_agree_are_no_date() -> None:
    apart: list[str] = []
    assert list(days("It was 8/22 September 1905.", None, "", apart)) == []
    assert apart == ["“8/22 September 1905” (14 days apart, but the calendars were 13 days apart)"]


def test_a_document_describes_the_calendars_of_its_dates() -> None:
    tree = document("<p>On 8/21 September 1962, or 7/8 September.</p>")
    apart: list[str] = []
    assert mark_dates(tree, apart) == 1
    assert apart == []
    assert [node.get("calendar") for node in tree.iter(f"{{{NS}}}date")][1:] == ["#julian #gregorian"]  # fmt: skip
    ids = [node.values() for node in tree.iter(f"{{{NS}}}calendar")]
    assert ids == [["julian"], ["gregorian"]]
    taken = document('<p xml:id="julian">On 8/21 September 1962.</p>')
    assert mark_dates(taken) == 1
    assert taken.find(f".//{{{NS}}}p/{{{NS}}}date").attrib == {"when": "1962-09-21"}
    assert taken.find(f".//{{{NS}}}calendar") is None
