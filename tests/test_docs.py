"""The pages about records and doors say what is so."""

from __future__ import annotations

import re
from pathlib import Path

from tei_edition import encode, read_record, tei_bytes, validate
from tei_edition.read.columns import LEAVE_OUT, PARTS, ROLES
from tei_edition.read.door import DOORS
from tei_edition.read.profile import MODEL, read_profile

DOCS = Path(__file__).resolve().parent.parent / "docs"


def block(page, kind, number=0):
    found = re.findall(rf"```{kind}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return found[number]


def test_the_record_of_the_guide_is_read_as_the_guide_says():
    record = read_record(block("records.md", "markdown"), name="a.md")
    tree = encode(record)
    assert validate(tree) == []
    assert [d.code for d in record.diagnostics if d.code not in ("R006", "R032")] == []
    header = record.header
    assert (header.number, header.date.start, header.language.tag) == ("1017", "1955-05-03", "en")
    assert [person.role for person in header.persons] == ["contributor", "translator"]
    tei = tei_bytes(tree).decode()
    for said in ('facs="images/1017/page-1.jpg"', '<graphic url="images/1017/plan.png"/>', "<table", '<note type="footnote" n="1"',
                 '<add place="above" hand="#hand">for two nights</add>', '<del rend="crossed-out">broken</del>', "<closer>"):  # fmt: skip
        assert said in tei, said


def test_the_guide_to_doors_names_each_of_them_and_each_role():
    page = (DOCS / "doors.md").read_text("utf-8")
    for door in DOORS:
        if door.imports:
            words = re.sub(r"^an? |\(.*", "", door.name).strip()
            assert words.split()[0].lower() in page.lower(), door.name
    for role in (*ROLES, *PARTS, LEAVE_OUT):
        assert f"`{role}`" in page or f'"{role}"' in page or f"\n{role} =" in page, role


def test_the_profile_of_the_guide_is_one():
    profile = read_profile(block("doors.md", "toml", 1), "guide")
    assert set(profile.select) > {"title", "text", "notes"}
    assert set(MODEL.keys) == {"name", "recognise", "select", "pattern", "leave-out"}
