"""Files are not harmed: what is written is written whole, in a place of its own, and nothing ends a run of many."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import EditionError, build
from tei_edition.cli.app import app
from tei_edition.diagnostics import Diagnostic, bug, printable
from tei_edition.files import MARKER, Names, source_date, write_file
from tei_edition.publish.output import Output
from tei_edition.understand.record import record_id
from tei_edition.workers import Failure, Kind

RUN = CliRunner()
RECORD = HEADER + "The dredger [illegible] came.\n"


def run(*arguments, **options):
    command = [sys.executable, "-m", "tei_edition", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, **options)


# --- writing ----------------------------------------------------------------------------------


def test_mode_is_kept_of_what_is_replaced(tmp_path):
    record = tmp_path / "secret.md"
    record.write_text(RECORD.replace("[illegible]", "[illegible].]"))
    record.chmod(0o600)
    write_file(record, RECORD)
    assert (record.read_text(), stat.S_IMODE(record.stat().st_mode)) == (RECORD, 0o600)
    assert [p.name for p in tmp_path.iterdir()] == ["secret.md"]


def test_links_are_followed(tmp_path):
    real, link, dangling = tmp_path / "real.xml", tmp_path / "link.xml", tmp_path / "new.xml"
    real.write_text("old")
    link.symlink_to(real)
    dangling.symlink_to(tmp_path / "made.xml")
    write_file(link, "new")
    write_file(dangling, "more")
    assert (link.is_symlink(), real.read_text()) == (True, "new")
    assert (dangling.is_symlink(), (tmp_path / "made.xml").read_text()) == (True, "more")


def test_pipes_are_written_through(tmp_path):
    pipe, came = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, "through")
    reader.join(10)
    assert came == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_long_name_can_be_written(tmp_path):
    write_file(tmp_path / ("x" * 250), "text")
    assert (tmp_path / ("x" * 250)).read_text() == "text"


@pytest.mark.parametrize("name", ["folder", "file/below", "nul\0"])
def test_what_cannot_be_written_is_an_error(name, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(EditionError, match="I003"):
        write_file(tmp_path / name, "text")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_names_are_taken_once(tmp_path):
    names = Names([tmp_path / "in.md"])
    names.take(tmp_path / "a.xml", "a.md")
    names.take(tmp_path / "a.xml", "a.md")
    for place, source, code in (
        ("a.xml", "b.md", "I004"),
        ("A.xml", "b.md", "I004"),
        ("sub/../a.xml", "b.md", "I004"),
        ("in.md", "b.md", "I030"),
        ("./in.md", "in.md", "I030"),
    ):
        with pytest.raises(EditionError, match=code):
            names.take(tmp_path / place, source)


def test_no_input_is_written_over(tmp_path):
    record = tmp_path / "letter.md"
    record.write_text(RECORD)
    (tmp_path / "alias.md").symlink_to(record)
    for out in ("letter.md", "alias.md"):
        result = RUN.invoke(app, ["convert", str(record), "-o", str(tmp_path / out)])
        assert (result.exit_code, "I030" in result.output) == (1, True)
    assert record.read_text() == RECORD


def test_two_records_of_one_name_are_told(tmp_path):
    for folder, words in (("a", "first"), ("b", "second")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.md").write_text(RECORD.replace("dredger", words))
    one, other = tmp_path / "a" / "letter.md", tmp_path / "b" / "letter.md"
    result = RUN.invoke(app, ["convert", str(one), str(other), "-o", str(tmp_path / "out")])
    assert (result.exit_code, "I004" in result.output) == (1, True)
    (made,) = (tmp_path / "out").iterdir()
    assert "first" in made.read_text()


# --- the folder of an edition -----------------------------------------------------------------


def test_an_edition_has_a_folder_of_its_own(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir(), out.mkdir()
    (source / "letter.md").write_text(RECORD)
    (out / "README.md").write_text("what this is")
    assert build(source, out).failed == []
    assert (out / MARKER).exists()
    assert build(source, out).failed == []
    (out / MARKER).unlink()  # as it was before there were markers
    assert build(source, out).failed == []


def test_a_folder_of_others_is_left_alone(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir(), out.mkdir()
    (source / "letter.md").write_text(RECORD)
    (out / "index.html").write_text("my own page")
    result = RUN.invoke(app, ["build", str(source), "-o", str(out)])
    assert (result.exit_code, "I031" in result.output) == (1, True)
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [("index.html", "my own page")]
    assert RUN.invoke(app, ["build", str(source), "-o", str(out), "--overwrite"]).exit_code == 0


def test_the_edition_of_other_sources_is_not_withdrawn(tmp_path, monkeypatch):
    def source(name, *documents):
        (tmp_path / name).mkdir(exist_ok=True)
        for one in documents:
            (tmp_path / name / f"{one}.md").write_text(RECORD.replace("1017", str(len(one))))
        return tmp_path / name

    def refused(*options, name="poems", command="build"):
        done = RUN.invoke(app, [command, name, "-o", "dist", *options])
        return "I031" in done.output and "an edition made from letters; nothing" in done.output

    monkeypatch.chdir(tmp_path)
    out, letters, poems = tmp_path / "dist", source("letters", "a", "bb"), source("poems", "ode")
    build(letters, out, without=["pdf"])
    before = sorted(out.rglob("*"))
    assert all(
        (refused(), refused("--rebuild"), refused(command="serve"), refused(name="letters/a.md"))
    )
    assert sorted(out.rglob("*")) == before
    (letters / "bb.md").unlink()  # one's own documents may go
    assert build(letters, out, without=["pdf"]).withdrawn == ["record-2"]
    # The same documents, and more, in another folder; a project that has moved; and whoever wants it so.
    assert build(source("copy", "a", "new"), out, without=["pdf"]).failed == []
    (tmp_path / "moved").mkdir()
    for folder in ("copy", "dist"):
        (tmp_path / folder).rename(tmp_path / "moved" / folder)
    report = build(tmp_path / "moved" / "copy", tmp_path / "moved" / "dist", without=["pdf"])
    assert (report.failed, report.withdrawn) == ([], [])
    assert build(letters, out, without=["pdf"]).failed == []  # the folder is a new one
    assert build(poems, out, without=["pdf"], overwrite=True).withdrawn == ["record-1"]
    assert build(poems, out, without=["pdf"]).made == 0


@pytest.mark.parametrize("name", ["assets", "encoding", "con", "Nul", "lpt1"])
def test_names_of_the_site_are_no_records(name, tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / f"{name}.md").write_text(RECORD.replace("<https://example.org/document/1017>\n", ""))
    report = build(source, out)
    assert report.records == [f"record-{name.lower()}"]
    assert (out / "encoding" / "index.html").read_text() != (
        out / report.records[0] / "index.html"
    ).read_text()


# --- one bad record, one bad name -------------------------------------------------------------


def test_a_fault_of_ours_is_a_finding_of_its_record(tmp_path, monkeypatch):
    from tei_edition.check import conversion

    sound = conversion.encode

    def faulty(record):
        if "unlucky" in record.source.name:
            raise KeyError("nobody thought of that")
        return sound(record)

    monkeypatch.setattr(conversion, "encode", faulty)
    source = tmp_path / "in"
    source.mkdir()
    for name in ("a", "unlucky", "z"):
        (source / f"{name}.md").write_text(
            RECORD.replace("document/1017", f"document/9{ord(name[0])}")
        )
    report = build(source, tmp_path / "out")
    assert (len(report.records), len(report.failed), report.made) == (2, 1, 2)
    (found,) = [d for d in report.diagnostics if d.code == "B001"]
    assert found.source.endswith("unlucky.md")
    assert "KeyError" in found.message
    paths = sorted(map(str, source.iterdir()))
    result = RUN.invoke(app, ["convert", *paths, "-o", str(tmp_path / "tei")])
    assert (result.exit_code, "B001" in result.output, result.exception.__class__) == (
        1,
        True,
        SystemExit,
    )
    assert len(list((tmp_path / "tei").iterdir())) == 2


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_names_that_are_no_text(form, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    names = [b"caf\xe9.md", b"a\x1b[31mred.md", b"new\nline.md", b"::error::x.md"]
    for number, name in enumerate(names):
        words = RECORD.replace("[illegible]", "[zzz qqq").replace("1017", str(number))
        (source / os.fsdecode(name)).write_text(words)
    out = tmp_path / "tei"
    result = run("convert", *map(os.fsdecode, names), "-o", out, "-f", form, cwd=source)
    assert (result.returncode, len(list(out.iterdir()))) == (0, len(names)), result.stderr
    assert b"Traceback" not in result.stderr
    assert b"\x1b" not in result.stdout + result.stderr
    if form == "github":  # the reporters have tests of their own
        assert b"\n::error::x" not in b"\n" + result.stderr
    if form == "text":
        built = run("build", source, "-o", tmp_path / "out", "--without", "pdf")
        assert (built.returncode, b"Traceback" in built.stderr) == (0, False)
        assert b"\x1b" not in built.stdout + built.stderr


def test_text_is_made_printable():
    assert printable("a\x1b[1m\u202e\udce9\x9b") == "a␛[1m\\u202E\\xE9␡"
    assert str(Diagnostic("I001", "gone", "::error::x")).startswith("./::")


# --- bad luck ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["9" * 30, "253402300800", "-1", "x", "²"])
def test_a_time_that_is_none(value, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert source_date() is None
    assert RUN.invoke(app, ["convert", "-"], input=RECORD).exit_code == 0


def test_a_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0253402300799")
    assert source_date() == 253402300799


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["convert", "letter.md"], ["validate", "a.xml"], ["explain", "R001"]]
)
def test_a_full_disk(arguments, tmp_path):
    (tmp_path / "letter.md").write_text(RECORD)
    (tmp_path / "a.xml").write_text("<a/>")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "tei_edition", *arguments]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
        assert result.returncode == 1
        assert b"<stdout>: " in result.stderr
        assert b"No space left" in result.stderr
        assert b"Traceback" not in result.stderr
        assert b"Exception" not in result.stderr
        assert subprocess.run(command, stdout=full, stderr=full, cwd=tmp_path).returncode == 1


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(closed, tmp_path):
    (tmp_path / "letter.md").write_text(RECORD)
    for arguments in ("convert letter.md", "convert letter.md -o out.xml", "explain R001"):
        line = f"{sys.executable} -m tei_edition {arguments} {closed}"
        result = subprocess.run(line, shell=True, capture_output=True, cwd=tmp_path)
        assert b"Traceback" not in result.stderr
        lost = ">&-" in closed.replace("2>&-", "") and "-o" not in arguments
        assert result.returncode == int(lost)
    assert (tmp_path / "out.xml").read_bytes().startswith(b"<?xml")


def test_no_place_for_temporary_files(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "letter.md").write_text(RECORD)
    (tmp_path / "sitecustomize.py").write_text(
        "import tempfile\ntempfile._candidate_tempdir_list = list\n"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", ""), os.getcwd()])
    result = run("build", source, "-o", tmp_path / "out", env={**os.environ, "PYTHONPATH": path})
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert b"I003" in result.stderr


def test_interruption_is_said_plainly(monkeypatch):
    from tei_edition.cli import convert

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(convert, "load", interrupted)
    result = RUN.invoke(app, ["convert", "-"], input=RECORD)
    assert (result.exit_code, result.output) == (130, "interrupted\n")


def test_an_interruption_that_python_wraps_is_one():
    class Interrupting:
        def __set_name__(self, owner, name):
            raise KeyboardInterrupt

    with pytest.raises((RuntimeError, KeyboardInterrupt)) as caught:
        type("Made", (), {"name": Interrupting()})
    if isinstance(caught.value, RuntimeError):  # from 3.12 on Python leaves it as it is
        with pytest.raises(KeyboardInterrupt):
            bug(caught.value, "a.md")


@pytest.mark.skipif(os.name != "posix", reason="what ends by a signal is said otherwise here")
def test_an_interruption_within_a_text_that_is_executed_ends_as_any_other():
    program = (
        "import tei_edition.cli.app as app\n"
        "def interrupted():\n exec('raise KeyboardInterrupt')\n"
        "app._run = interrupted\napp.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


def test_a_locked_pdf(tmp_path):
    import pikepdf

    pdf = pikepdf.new()
    pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    result = RUN.invoke(app, ["extract", str(tmp_path / "locked.pdf")])
    assert (result.exit_code, "P003" in result.output, "password" in result.output) == (
        1,
        True,
        True,
    )


def test_one_record_is_converted_into_a_folder(tmp_path):
    record = tmp_path / "a.md"
    record.write_text(HEADER + "The lamp.\n", "utf-8")
    (tmp_path / "there").mkdir()
    for folder in ("there", "new/"):
        done = CliRunner().invoke(app, ["convert", str(record), "-o", f"{tmp_path}/{folder}"])
        assert done.exit_code == 0, done.output
        assert (tmp_path / folder / "record-1017.xml").is_file()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Письмо 1.md", "pis-mo-1"),
        ("手紙.md", "shouzhi"),
        ("Österreich.md", "osterreich"),
        ("letter.md", "letter"),
    ],
)
def test_names_in_other_scripts_give_ids_of_their_own(name, id):
    assert record_id(None, name) == id


def test_a_pdf_that_takes_too_long_costs_the_document_nothing_else(tmp_path, monkeypatch):
    class Late(BaseException):
        pass

    def late(self, document, design):
        if self.name == "pdf" and document.id == "record-1":
            raise Late
        return made(self, document, design)

    def run(tasks, make, *, again, **_):
        # What the pool does with a process that it ends, without the process.
        notes = []
        monkeypatch.setattr("tei_edition.workers.note", notes.append)
        for task in tasks:
            try:
                yield make()(task)
            except Late:
                yield make()(again(task, Failure(Kind.TIME, "longer than 60 s", notes[-1])))

    made = Output.of_document
    monkeypatch.setattr(Output, "of_document", late)
    monkeypatch.setattr("tei_edition.workers.run", run)
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in (1, 2):
        (source / f"{number}.md").write_text(HEADER.replace("1017", str(number)) + "Lamp.\n", "utf-8")  # fmt: skip
    (source / "3.md").write_bytes(b"\xff")
    report = build(source, out, timeout=60)
    (found,) = [d for d in report.diagnostics if d.code == "I035"]
    assert found.message == "record-1 has no PDF: making it took longer than 60 s"
    assert report.lacking == {"pdf": [str(source / "1.md")]}
    assert report.unbuilt() == [str(source / "3.md")]
    assert (out / "record-1" / "record-1.xml").is_file()
    assert "record-1.pdf" not in (out / "record-1" / "index.html").read_text("utf-8")
    assert (out / "record-2" / "record-2.pdf").is_file()
    said = RUN.invoke(app, ["build", str(source), "--out", str(out), "--timeout", "60"]).output
    assert "failed    1\n" in said
    assert "no PDF    1\n" in said
    assert "record-1" in (out / "index.html").read_text("utf-8")
    # It is tried again, and made once there is time.
    monkeypatch.setattr(Output, "of_document", made)
    assert build(source, out).lacking == {}
    assert "record-1.pdf" in (out / "record-1" / "index.html").read_text("utf-8")
