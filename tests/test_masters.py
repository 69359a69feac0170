"""Masters: TEI that is made of a record once, edited, kept up to date, and published in place of its record."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import EditionError, build
from tei_edition._version import __version__
from tei_edition.cli.app import app
from tei_edition.diagnostics import Severity
from tei_edition.enrich import migrate as migration
from tei_edition.enrich.migrate import migrated

TEXT = "The lamp was lit.\n\nNobody came ashore [illegible].\n\nAt noon it rained.\n"


def run(*arguments, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.output


class Project:
    """A record, its master, and the words in which they are changed."""

    def __init__(self, home: Path) -> None:
        self.home, self.texts = home, home / "texts"
        self.record = home / "letters" / "a.md"
        self.master = self.texts / "record-1017.xml"
        self.record.parent.mkdir()
        self.record.write_text(HEADER + TEXT, "utf-8")

    def convert(self, *options, code: int = 0) -> str:
        return run("convert", self.record, "--into", self.texts, *options, code=code)

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    def files(self) -> dict[str, bytes]:
        return {
            str(p.relative_to(self.home)): p.read_bytes()
            for p in self.home.rglob("*")
            if p.is_file()
        }


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    assert "1 made" in made.convert()
    return made


def test_a_master_is_what_the_edition_would_publish_and_is_made_once(tmp_path):
    (tmp_path / "edition.toml").write_text('publisher = "Moss Press"\n', "utf-8")
    project = Project(tmp_path)
    project.record.write_text("## May 1, 1950\n\n### Notes\n\nThe lamp.\n", "utf-8")
    build(tmp_path, tmp_path / "dist", without=["pdf", "search"])
    project.convert()
    made = (project.texts / "a.xml").read_text("utf-8")
    assert made == (tmp_path / "dist" / "a" / "a.xml").read_text("utf-8")
    assert "<publisher>Moss Press</publisher>" in made
    before = project.files()
    assert "1 kept" in project.convert()
    (project.texts / "a.xml").write_text(made.replace("The lamp", "A lamp"), "utf-8")
    edited = project.files()
    assert "1 kept" in project.convert()
    assert project.files() == edited != before


def test_a_record_that_changed_is_told_by_its_content(project):
    text = project.record.read_bytes()
    project.record.write_bytes(text)  # another time, the same bytes
    assert "I060" not in project.convert()
    project.record.write_bytes(text.replace(b"\n", b"\r\n"))  # other bytes, the same TEI
    assert "I060" not in project.convert()
    project.edit(project.record, "lit.", "out.")
    before = project.files()
    assert "warning I060" in project.convert()
    assert project.files() == before


def test_again_makes_masters_anew_and_keeps_the_edited_one(project):
    fresh = project.master.read_bytes()
    project.edit(project.master, "At noon", "At one")
    edited = project.master.read_bytes()
    assert "1 made again" in project.convert("--again")
    assert project.master.read_bytes() == fresh
    kept = list((project.texts / ".masters").glob("record-1017.*.xml"))
    assert [p.read_bytes() for p in kept] == [edited]


def test_a_file_of_nobody_knows_what_is_kept(project):
    for path in (project.texts / ".masters").iterdir():
        path.unlink()
    assert "1 kept" in project.convert()  # it is what the record gives: it is known again
    for path in (project.texts / ".masters").iterdir():
        path.unlink()
    project.edit(project.master, "At noon", "At one")
    edited = project.master.read_bytes()
    assert "warning I062" in project.convert("--update")
    assert project.master.read_bytes() == edited


def test_an_update_takes_what_changed_in_the_record_and_leaves_the_rest(project):
    project.edit(project.master, "At noon", "At <hi rend='bold'>noon</hi>")
    project.edit(project.master, "</revisionDesc>", "<!-- seen --></revisionDesc>")
    project.edit(project.record, "lit.", "out.\n\nA third paragraph.")
    before = project.files()
    shown = project.convert("--update", "--dry-run")
    assert "+" in shown
    assert "A third paragraph." in shown
    assert project.files() == before
    expected = re.sub(
        r"(\s*)<p>The lamp was lit\.</p>",
        r"\1<p>The lamp was out.</p>\1<p>A third paragraph.</p>",
        project.master.read_text("utf-8"),
    )
    assert "1 merged" in project.convert("--update")
    assert project.master.read_text("utf-8") == expected
    run("validate", project.master)
    settled = project.files()
    assert "1 kept" in project.convert("--update")
    assert project.files() == settled


def test_what_changed_in_both_is_told_with_both_places_until_it_is_settled(project):
    project.edit(project.master, "The lamp was lit.", "The lamps were lit.")
    project.edit(project.record, "The lamp was lit.", "The lamp was out.")
    project.edit(project.record, "it rained", "it snowed")
    for _ in range(2):
        told = " ".join(project.convert("--update", code=1).split())
        line = project.master.read_text("utf-8")[: project.master.read_text("utf-8").index("The lamps")].count("\n") + 1  # fmt: skip
        place = HEADER.count("\n") + 1
        assert f"{project.master}:{line}:" in told
        assert f"{project.record}:{place}:1 has “The lamp was out.”" in told
        assert told.count("I061") == 1
        text = project.master.read_text("utf-8")
        assert "The lamps were lit." in text
        assert "it snowed" in text
    assert "I060" in project.convert()
    project.convert("--update", "--settled")
    assert "I06" not in project.convert("--update")
    assert [p.name for p in sorted((project.texts / ".masters").iterdir())] == ["record-1017.json", "record-1017.xml"]  # fmt: skip


def test_an_update_that_would_make_a_master_invalid_is_not_written(project):
    project.edit(project.master, "<p>At noon", '<p xml:id="hand">At noon')
    project.edit(project.record, "At noon", "[by hand: seen] At one")
    project.edit(project.record, "The lamp", "[handwritten in the margin: yes] The lamp")
    before = project.master.read_bytes()
    assert "I063" in project.convert("--update", code=1)
    assert project.master.read_bytes() == before


def test_two_records_want_one_master(project):
    other = project.record.with_name("b.md")
    other.write_text(HEADER + "Another text.\n", "utf-8")
    told = run("convert", other, "--into", project.texts, code=1)
    assert "I004" in told
    assert "a.md" in told
    # One that was renamed takes its master with it.
    project.record.rename(other)
    assert "1 kept" in run("convert", other, "--into", project.texts)


@pytest.mark.parametrize(
    "options",
    [["--again"], ["--update"], ["--into", "t", "--out", "x.xml"], ["--into", "t", "--settled"],
     ["--into", "t", "--again", "--update"]],
)  # fmt: skip
def test_options_that_do_not_go_together(tmp_path, options):
    record = tmp_path / "a.md"
    record.write_text(HEADER + TEXT, "utf-8")
    run("convert", record, *options, code=2)
    assert list(tmp_path.iterdir()) == [record]


def test_random_edits_of_both_meet_in_the_master(project):
    """Each paragraph is changed in the record, in the master, in both, or in neither."""
    source = random.Random(25)
    body = [f"Paragraph {n} of ship{n} came with cargo{n} today." for n in range(40)]
    project.record.write_text(HEADER + "\n\n".join(body) + "\n", "utf-8")
    project.convert("--again")
    master, clashes = project.master.read_text("utf-8"), 0
    expected = []
    for n, words in enumerate(body):
        in_record, in_master = source.random() < 0.3, source.random() < 0.3
        here = words.replace("came", "sailed") if in_master else words
        body[n] = words.replace("today", "yesterday") if in_record else words
        master = master.replace(words, here)
        clashes += in_record and in_master
        expected.append(here if in_master else body[n])
    project.record.write_text(HEADER + "\n\n".join(body) + "\n", "utf-8")
    project.master.write_text(master, "utf-8")
    told = project.convert("--update", code=1)
    assert told.count("I061") == clashes > 0
    assert re.findall("<p>(Paragraph .*)</p>", project.master.read_text("utf-8")) == expected


# --- build ----------------------------------------------------------------------------------------


def told(report, code):
    return [d for d in report.diagnostics if d.code == code]


def test_a_record_that_was_moved_is_told_how_it_finds_its_master(project):
    moved = project.home / "moved.md"
    project.record.rename(moved)
    (clash,) = told(build(project.home, project.home / "dist", without=["pdf", "search"]), "I004")
    assert f"`tei-edition convert {moved} --into {project.texts} --update` again" in str(clash.hint)
    run("convert", moved, "--into", project.texts, "--update")
    report = build(project.home, project.home / "dist", without=["pdf", "search"])
    assert (report.texts, told(report, "I004")) == (["record-1017"], [])


def test_masters_are_published_in_place_of_their_records(project):
    (project.home / "letters" / "b.md").write_text(
        HEADER.replace("1017", "1018") + "Another one.\n", "utf-8"
    )
    out = project.home / "dist"
    build(project.home, out, without=["pdf", "search"])
    project.edit(project.master, "At noon", "At one")
    report = build(project.home, out, without=["pdf", "search"])
    assert (report.records, report.texts, report.failed) == (["record-1018"], ["record-1017"], [])
    assert [d.severity for d in told(report, "I065")] == [Severity.WARNING]
    assert told(report, "I004") == told(report, "I060") == []
    published = out / "record-1017" / "record-1017.xml"
    assert published.read_bytes() == project.master.read_bytes()
    project.edit(project.record, "lit.", "out.")
    report = build(project.home, out, without=["pdf", "search"])
    assert [d.source for d in told(report, "I060")] == [str(project.record)]
    # Without the master the record is published again.
    project.master.unlink()
    report = build(project.home, out, without=["pdf", "search"])
    assert report.records == ["record-1017", "record-1018"]
    assert "The lamp was out." in published.read_text("utf-8")


def test_a_master_beside_its_record_is_published(tmp_path):
    record = tmp_path / "in" / "record-1017.md"
    record.parent.mkdir()
    record.write_text(HEADER + TEXT, "utf-8")
    run("convert", record, "--into", record.parent)
    report = build(record.parent, tmp_path / "out", without=["pdf", "search"])
    assert (report.records, report.texts) == ([], ["record-1017"])
    assert len(told(report, "I065")) == 1
    assert told(report, "I004") == []


# --- migrate --------------------------------------------------------------------------------------

#: What version 0.1.0 wrote where nobody states any terms.
TERMS = "The record states no terms of use; ask its publisher."


@pytest.fixture
def old(tmp_path):
    """A file of the present encoding, and the same as the old version wrote it."""
    record, present = tmp_path / "r.md", tmp_path / "r.xml"
    record.write_text("## May 1, 1950\n\n### Notes\n\nGive us [our] lamp.\n", "utf-8")
    run("convert", record, "-o", present)
    now = present.read_text("utf-8").replace("\n", "\r\n").replace("</TEI>", "</TEI\n>")
    then = re.sub(r"(<availability status=\"unknown\">\s*)<p/>", rf"\1<p>{TERMS}</p>", now)
    then = then.replace("<publisher/>", "<publisher>Not stated in the record</publisher>")
    then = then.replace('<name xml:id="translator"/>', '<name xml:id="translator">unnamed translator</name>')  # fmt: skip
    then = then.replace(f'version="{__version__}"', 'version="0.1.0"')
    assert len(then) > len(now) + 90
    present.write_bytes(then.encode())
    return present, then.encode(), now.encode()


def test_old_tei_is_brought_to_the_present_encoding_and_nothing_else_is_touched(old):
    path, then, now = old
    assert "-" in run("migrate", path, "--dry-run")
    assert path.read_bytes() == then
    run("migrate", path)
    assert path.read_bytes() == now
    assert "already" in run("migrate", path)
    assert path.read_bytes() == now
    run("validate", path)


def test_what_an_editor_wrote_is_left(old):
    _, then, _ = old
    edited = then.replace(TERMS.encode(), TERMS.encode() + b" Or us.")
    assert b"Or us." in migrated(edited, "a.xml").data


def test_versions(old, monkeypatch):
    _, _, now = old
    monkeypatch.setattr(migration, "__version__", "9.3.0")
    done = migrated(now, "a.xml")
    assert done.version == __version__
    written = b'version="%s"' % __version__.encode()
    assert done.data == now.replace(written, b'version="9.3.0"')
    # What a later version wrote in these words is no old encoding.
    later = now.replace(written, b'version="9.2.0"').replace(
        b"<publisher/>", b"<publisher>Not stated in the record</publisher>"
    )
    assert b"Not stated in" in migrated(later, "a.xml").data


@pytest.mark.parametrize(
    ("pattern", "new"),
    [('version="0.1.0"', 'version="9.0"'), ('version="0.1.0"', 'version="new"'), ('ident="tei-edition"', 'ident="other"')],
)  # fmt: skip
def test_what_cannot_be_migrated_stays(old, pattern, new):
    path, then, _ = old
    path.write_bytes(then.replace(pattern.encode(), new.encode()))
    before = path.read_bytes()
    assert "I064" in run("migrate", path, code=1)
    assert path.read_bytes() == before


def test_entities_that_hold_elements_cannot_be_changed_in_place(tmp_path):
    data = b'<!DOCTYPE TEI [<!ENTITY a "<hi>x</hi>">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>&a;</p></TEI>'
    with pytest.raises(EditionError) as caught:
        migrated(data, "a.xml")
    assert caught.value.diagnostics[0].code in ("I064", "X002")


def test_a_master_of_an_old_version_is_brought_up_to_date_by_an_update(project):
    """What the program changed since is no edit of anybody."""
    base = project.texts / ".masters" / project.master.name
    then = re.sub(r"(<availability status=\"unknown\">\s*)<p/>", rf"\1<p>{TERMS}</p>", base.read_text("utf-8"))  # fmt: skip
    assert TERMS in then
    base.write_text(then, "utf-8")
    project.master.write_text(then.replace("At noon", "At one"), "utf-8")
    project.edit(project.record, "lit.", "out.")
    assert "I061" not in project.convert("--update")
    text = project.master.read_text("utf-8")
    assert TERMS not in text
    assert "At one" in text
    assert "was out." in text


# --- other sources --------------------------------------------------------------------------------


def test_each_row_of_a_table_has_a_master(tmp_path):
    table, texts = tmp_path / "letters.csv", tmp_path / "texts"
    rows = ["id,title,text", "a,One,The lamp was lit.", "b,Two,It rained."]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    assert "2 made" in run("convert", table, "--into", texts)
    masters = sorted(texts.glob("*.xml"))
    assert len(masters) == 2
    edited = masters[0].read_text("utf-8").replace("was lit", "is lit")
    masters[0].write_text(edited, "utf-8")
    table.write_text("\n".join([*rows[:2], rows[2].replace("rained", "snowed")]) + "\n", "utf-8")
    told = run("convert", table, "--into", texts)
    assert told.count("I060") == 1
    assert "1 kept, 1 merged" in run("convert", table, "--into", texts, "--update")
    assert "is lit" in masters[0].read_text("utf-8")
    assert "It snowed." in masters[1].read_text("utf-8")


def test_pictures_go_with_their_master_and_no_other_file_does(tmp_path):
    letters, texts = tmp_path / "letters", tmp_path / "texts"
    (letters / "images").mkdir(parents=True)
    (letters / "images" / "1.jpg").write_bytes(b"picture")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    record = letters / "a.md"
    record.write_text(
        HEADER + "[page 1: images/1.jpg]\n\nThe lamp.\n\n[page 2: ../secret.jpg]\n\nIt rained.\n", "utf-8"
    )  # fmt: skip
    run("convert", record, "--into", texts)
    assert "images/1.jpg" in (texts / "record-1017.xml").read_text("utf-8")
    assert (texts / "images" / "1.jpg").read_bytes() == b"picture"
    files = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.jpg")}
    assert files == {"letters/images/1.jpg", "secret.jpg", "texts/images/1.jpg"}


def test_what_is_not_sound_gives_no_master_where_that_is_asked(tmp_path):
    record = tmp_path / "a.md"
    record.write_text(HEADER + "It is [Ed.: the following words were typed over words which were crossed out] cold] now.\n")  # fmt: skip
    assert "error R020" in run("convert", record, "--into", tmp_path / "t", "--strict", code=1)
    assert not (tmp_path / "t").exists()
    run("convert", record, "--into", tmp_path / "t")


def test_tei_needs_no_master(project):
    assert "I007" in run("convert", project.master, "--into", project.home / "other", code=1)


def test_one_bad_record_ends_no_run(project):
    bad = project.record.with_name("bad.md")
    bad.write_text("", "utf-8")
    told = run("convert", bad, project.record, "--into", project.texts, code=1)
    assert "R002" in told
    assert "1 failed, 1 kept" in told


@pytest.mark.parametrize(
    "note", [b"[" * 9000, b"[1]", b"no", b'{"source": "a\\u0000b", "digest": ""}', b'{"source": "../texts/record-1017.xml", "digest": ""}']
)  # fmt: skip
def test_a_broken_note_leaves_everything_as_it_is(project, note):
    (project.texts / ".masters" / "record-1017.json").write_bytes(note)
    report = build(project.texts, project.home / "dist", without=["pdf", "search"])
    assert (report.texts, report.failed) == (["record-1017"], [])
    project.edit(project.master, "At noon", "At one")
    edited = project.master.read_bytes()
    project.convert("--update", code=1 if b"texts" in note else 0)  # that is another's (I004)
    assert project.master.read_bytes() == edited


def test_a_broken_base_is_named(project):
    base = project.texts / ".masters" / project.master.name
    base.write_bytes(b"<TEI")
    project.edit(project.record, "lit.", "out.")
    before = project.master.read_bytes()
    assert f"{base}:1:" in project.convert("--update", code=1)
    assert project.master.read_bytes() == before
