"""Building again: what has not changed is not made again, and the bytes are those of a build from nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from conftest import HEADER

from tei_edition import EditionError, build
from tei_edition.build import known as knowns
from tei_edition.build import making, runs
from tei_edition.build import store as stores
from tei_edition.build import whole as whole_edition
from tei_edition.build.steps import Steps
from tei_edition.diagnostics import Severity
from tei_edition.publish import output as outputs
from tei_edition.publish.web.withdrawn import SIGN

NS = "http://www.tei-c.org/ns/1.0"


def picture(level: int) -> bytes:
    """A picture (PNG) of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    point = zlib.compress(bytes([0, level]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", point) + chunk(b"IEND", b"")


def record(number: int, words: str = "The lamp was lit.") -> str:
    return HEADER.replace("1017", str(number)) + words + "\n"


def tei(title: str, body: str = "<p>Dear Ana</p>", id: str = "") -> str:
    name = f' xml:id="{id}"' if id else ""
    return (
        f'<TEI xmlns="{NS}"{name}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt>'
        f"<p>None</p></publicationStmt><sourceDesc><p>A letter</p></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )


@pytest.fixture
def made(monkeypatch):
    """What is made, in the order in which it is: of which source which outputs."""
    done: list[str] = []
    work, output = Steps.work, Steps._output

    def noted(self, task):
        done.append(f"encode {task.name}" if task.encoded is None else f"take {task.name}")
        return work(self, task)

    def noted_output(self, each, document, draft, key):
        done.append(f"{each.name} {draft.id}")
        return output(self, each, document, draft, key)

    monkeypatch.setattr(runs, "may_never_end", lambda settings: False)  # what is noted is here
    monkeypatch.setattr(Steps, "work", noted)
    monkeypatch.setattr(Steps, "_output", noted_output)
    return done


@pytest.fixture(autouse=True)
def _quick(request, monkeypatch):
    """What is slow, and the same for each document, is made in a few tests only."""
    if "whole" not in request.fixturenames:
        slow = ("search", "encoding")
        kept = tuple(each for each in outputs.OUTPUTS if each.name not in slow)
        monkeypatch.setattr(outputs, "OUTPUTS", kept)


@pytest.fixture
def whole():
    """For a test that wants the full-text index, too."""


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "in"
    (folder / "more" / "images").mkdir(parents=True)
    (folder / "1.md").write_text(record(1))
    (folder / "2.md").write_text(record(2, "[crossed out: A word] was here."))
    (folder / "more" / "a.xml").write_text(tei("A", '<pb facs="images/a.png"/><p>A</p>'))
    (folder / "more" / "images" / "a.png").write_bytes(picture(1))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All files of the edition in *folder*, but for pages of what was withdrawn."""
    files = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: data for name, path in files.items() if SIGN not in (data := path.read_bytes())}


def same_as_from_nothing(project: Path, out: Path) -> None:
    fresh = out.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    report = build(project, fresh)
    assert tree(out).keys() == tree(fresh).keys()
    assert [name for name, data in tree(fresh).items() if tree(out)[name] != data] == []
    again = build(project, out)
    assert again.made == 0 or report.failed
    assert [str(d) for d in again.diagnostics] == [str(d) for d in report.diagnostics]
    assert (again.records, again.texts, again.remarks, again.failed) == (
        report.records,
        report.texts,
        report.remarks,
        report.failed,
    )


def test_what_has_not_changed_is_not_made_again(project, tmp_path, made):
    out = tmp_path / "out"
    first = build(project, out)
    assert first.made == 3
    before = {name: (out / name).stat().st_mtime_ns for name in tree(out)}
    made.clear()
    second = build(project, out)
    assert (second.made, made) == (0, [])
    assert {name: (out / name).stat().st_mtime_ns for name in tree(out)} == before
    assert (second.records, second.remarks) == (first.records, first.remarks)


def test_one_change_is_one_document(project, tmp_path, made):
    out = tmp_path / "out"
    build(project, out)
    made.clear()
    (project / "2.md").write_text(record(2, "Other words."))
    assert build(project, out).made == 1
    assert made == [
        "encode 2.md",
        "tei record-2",
        "pdf record-2",
        "text record-2",
        "source record-2",
        "plain record-2",
    ]
    same_as_from_nothing(project, out)


@pytest.mark.parametrize(
    ("setting", "outputs"),
    [
        ('title = "T"', {"text", "source"}),
        ('footer = "F"', {"text", "source"}),
        ('[print]\npaper = "a5"', {"pdf"}),
        ('[colours]\nink = "#000000"', {"text", "source"}),
        ('[print]\ntemplate = "t.typ"', {"pdf"}),
        ('editors = ["E"]', {"tei", "pdf", "text", "source", "plain"}),
        ('publisher = "P"', set()),  # the record names its own
    ],
)
def test_a_setting_makes_anew_what_uses_it(project, tmp_path, made, setting, outputs):
    out = tmp_path / "out"
    (project / "t.typ").write_text("#let x = 1\n")
    shutil.rmtree(project / "more")
    (project / "2.md").unlink()
    build(project, out)
    made.clear()
    (project / "edition.toml").write_text(setting + "\n")
    build(project, out)
    assert {line.split()[0] for line in made} - {"encode", "take"} == outputs
    assert ("encode 1.md" in made) == setting.startswith(("editors", "publisher"))


def test_the_files_of_settings_count_by_their_content(project, tmp_path, made):
    own = project / "own"
    own.mkdir()
    page = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="{}"/></xsl:stylesheet>'
    (own / "a.xsl").write_text(page.format("b.xsl"))
    (own / "b.xsl").write_text(page.format("tei-edition:html/html.xsl"))
    (project / "edition.toml").write_text('xslt = "own/a.xsl"\nstyle = "own/s.css"\n')
    (own / "s.css").write_text("p { color: red }\n")
    build(project, tmp_path / "out")
    made.clear()
    (own / "s.css").write_text("p { color: blue }\n")
    build(project, tmp_path / "out")
    assert made == []
    assert "blue" in (tmp_path / "out/assets/custom/style.css").read_text()
    (own / "b.xsl").write_text(page.format("tei-edition:html/html.xsl") + "<!-- x -->\n")
    build(project, tmp_path / "out")
    assert "text record-1" in made
    assert "pdf record-1" not in made


def test_a_schema_that_a_file_names_counts_with_what_it_includes(project, tmp_path, made):
    any_element = '<define name="any" xmlns="http://relaxng.org/ns/structure/1.0"><element><anyName/><zeroOrMore><choice><text/><attribute><anyName/></attribute><ref name="any"/></choice></zeroOrMore></element></define>'
    (project / "a.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="b.rng"/><start><ref name="any"/></start></grammar>'
    )
    part = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">{}</grammar>'
    (project / "b.rng").write_text(part.format(any_element))
    for name in "xy":
        text = '<?xml-model href="a.rng"?>\n' + tei(name)
        (project / f"{name}.xml").write_text(text)
    out = tmp_path / "out"
    build(project, out)
    made.clear()
    (project / "b.rng").write_text(part.format(any_element.replace("<text/>", "")))
    report = build(project, out)
    assert made == ["encode x.xml", "encode y.xml"]
    assert "V005" in {d.code for d in report.diagnostics}
    (project / "a.rng").unlink()
    report = build(project, out)
    assert "S001" in {d.code for d in report.diagnostics}
    made.clear()
    assert build(project, out).diagnostics == report.diagnostics
    assert made == []


def test_what_is_gone_leaves_a_page_that_says_so(whole, project, tmp_path):
    out = tmp_path / "out"
    build(project, out)
    (project / "1.md").unlink()
    (project / "more" / "a.xml").unlink()
    assert build(project, out).withdrawn == ["a", "record-1"]
    assert [p.name for p in (out / "record-1").iterdir()] == ["index.html"]
    assert [p.name for p in (out / "a").rglob("*")] == ["index.html"]
    page = (out / "record-1" / "index.html").read_text()
    assert "Letter to the Harbour Board" in page
    assert "withdrawn" in page
    assert "record-1" not in (out / "index.html").read_text()
    same_as_from_nothing(project, out)
    (project / "1.md").write_text(record(1))
    assert build(project, out).withdrawn == []
    assert SIGN not in (out / "record-1" / "index.html").read_bytes()
    same_as_from_nothing(project, out)


def test_what_fails_is_not_withdrawn(project, tmp_path):
    out = tmp_path / "out"
    build(project, out)
    (project / "more" / "a.xml").write_text("<TEI")
    report = build(project, out)
    assert (report.withdrawn, report.failed) == ([], [str(project / "more" / "a.xml")])
    assert not (out / "a").exists()
    same_as_from_nothing(project, out)


def test_a_clash_is_found_again_and_ends_with_its_cause(project, tmp_path):
    out = tmp_path / "out"
    (project / "b.xml").write_text(tei("B", id="a0"))
    build(project, out)
    (project / "a0.xml").write_text(tei("A"))
    for _ in range(2):
        report = build(project, out)
        assert [d.source for d in report.diagnostics if d.code == "I004"] == [
            str(project / "b.xml")
        ]
        assert b"<title>A<" in (out / "a0" / "a0.xml").read_bytes()
    same_as_from_nothing(project, out)
    (project / "a0.xml").unlink()
    assert build(project, out).withdrawn == []
    same_as_from_nothing(project, out)


def test_a_file_that_was_harmed_is_made_anew(project, tmp_path, made):
    out = tmp_path / "out"
    build(project, out)
    whole = tree(out)
    made.clear()
    (out / "record-1" / "record-1.pdf").write_bytes(b"")
    (out / "record-2" / "index.html").unlink()
    (out / "a" / "images" / "a.png").write_bytes(picture(2))
    (out / "assets" / "edition.css").write_text("x")
    build(project, out)
    assert made == ["take 1.md", "pdf record-1", "take 2.md", "text record-2", "encode more/a.xml"]
    assert tree(out) == whole
    made.clear()
    for name in tree(out):  # as a copy of the folder would have it
        os.utime(out / name)
    build(project, out)
    assert made == []
    shutil.rmtree(out)
    build(project, out)
    assert tree(out) == whole


def test_a_source_is_read_only_where_it_may_have_changed(project, tmp_path, monkeypatch):
    monkeypatch.setattr(knowns, "_SETTLED", 0)
    out = tmp_path / "out"
    build(project, out)
    read: list[Path] = []
    digest_of_file = knowns.digest_of_file
    monkeypatch.setattr(knowns, "digest_of_file", lambda path: read.append(path) or digest_of_file(path))  # fmt: skip
    assert build(project, out).made == 0
    assert read == []
    changed = project / "1.md"
    before = changed.stat()
    changed.write_text(changed.read_text().replace("lamp", "ship"))
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert changed.stat().st_size == before.st_size
    assert build(project, out).made == 1
    assert read == [changed]
    same_as_from_nothing(project, out)


def test_what_was_just_written_is_read_again(project, tmp_path, monkeypatch):
    build(project, tmp_path / "out")
    read: list[Path] = []
    digest_of_file = knowns.digest_of_file
    monkeypatch.setattr(knowns, "digest_of_file", lambda path: read.append(path) or digest_of_file(path))  # fmt: skip
    build(project, tmp_path / "out")
    assert project / "1.md" in read


def test_what_there_is_to_tell_is_read_when_somebody_asks(project, tmp_path, monkeypatch):
    (project / "1.md").write_text(record(1, "An open [bracket."))
    out = tmp_path / "out"
    first = build(project, out)
    asked: list[str] = []
    found_of = making.found_of
    monkeypatch.setattr(making, "found_of", lambda *given: asked.append(given[2]) or found_of(*given))  # fmt: skip
    second = build(project, out)
    assert len(second.diagnostics) == len(first.diagnostics) > 0
    for severity in Severity:
        assert second.count(severity) == first.count(severity)
    assert list(second.diagnostics.of([Severity.ERROR])) == []
    assert asked == []
    assert second.diagnostics == first.diagnostics
    assert asked
    (project / "edition.toml").write_text('allow = ["R022"]\n')
    third = build(project, out)
    assert "R022" not in {d.code for d in third.diagnostics} < {d.code for d in first.diagnostics}
    assert len(third.diagnostics) == len(list(third.diagnostics))


def test_where_lists_say_what_they_said_nothing_of_them_is_made(project, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build(project, out)
    before = {path: path.stat().st_mtime_ns for path in (out / "browse").iterdir()}
    (project / "1.md").write_text(record(1, "The ship was lit."))
    with monkeypatch.context() as patched:
        patched.setattr(making, "neighbours", lambda entries: pytest.fail("they were asked for"))
        build(project, out)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    same_as_from_nothing(project, out)


def test_a_file_about_all_documents_is_written_only_where_it_changes(project, tmp_path):
    out = tmp_path / "out"
    build(project, out)
    before = {path: path.stat().st_mtime_ns for path in (out / "browse").iterdir()}
    (project / "more" / "a.xml").write_text(tei("Another"))
    build(project, out)
    kept = [path for path, time in before.items() if path.stat().st_mtime_ns == time]
    assert 0 < len(kept) < len(before)


@pytest.mark.parametrize("harm", ["empty", "cut", "flipped", "garbage", "gone", "foreign"])
def test_the_journal_heals(project, tmp_path, harm):
    out = tmp_path / "out"
    build(project, out)
    path = stores._journal_of(out)
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "cut": data[:-40], "flipped": data.replace(b"record-1", b"record-9"),
             "garbage": b"\0" * 500, "foreign": data + b'00000000 F 2 ""["../../x"]\n'}[harm]
        )  # fmt: skip
    (project / "2.md").unlink()
    assert build(project, out).withdrawn == ["record-2"]
    same_as_from_nothing(project, out)


def test_no_line_of_a_journal_leads_out_of_the_edition(tmp_path):
    for name in ("../x", "/x", "a/../../x", "", "a\\b"):
        assert not stores.is_below(name)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x").write_text("kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path / "elsewhere")
    stores.remove(tmp_path / "out", ["link/x", "../elsewhere/x"])
    assert (tmp_path / "elsewhere" / "x").read_text() == "kept"


def test_nothing_is_written_out_of_the_edition(tmp_path):
    with pytest.raises(EditionError, match="I003"):
        stores.put(tmp_path / "out", "../x", b"x")


def test_the_time_that_a_project_sets_counts(project, tmp_path, monkeypatch, made):
    build(project, tmp_path / "out")
    made.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    build(project, tmp_path / "out")
    assert "pdf record-1" in made


def test_rebuild_forgets(project, tmp_path, made):
    out = tmp_path / "out"
    build(project, out)
    whole = tree(out)
    made.clear()
    assert build(project, out, rebuild=True).made == 3
    assert len([line for line in made if line.startswith("encode")]) == 3
    assert tree(out) == whole


def test_without_a_cache_everything_is_made_each_time(project, tmp_path, monkeypatch, made):
    monkeypatch.setenv("TEI_EDITION_CACHE", "off")
    out = tmp_path / "out"
    build(project, out)
    (project / "1.md").unlink()
    report = build(project, out)
    assert report.made == 2
    assert report.withdrawn == ["record-1"]


def test_results_do_not_depend_on_jobs(project, tmp_path):
    (project / "bad.xml").write_text("<TEI")
    corpus = f'<teiCorpus xmlns="{NS}"><teiHeader/>{tei("C")}{tei("D")}</teiCorpus>'
    (project / "c.xml").write_text(corpus)
    one = build(project, tmp_path / "one")
    command = [
        sys.executable,
        "-m",
        "tei_edition",
        "build",
        str(project),
        "--out",
        str(tmp_path / "two"),
    ]
    report = tmp_path / "report.json"
    asked = ["--jobs", "2", "--timeout", "60", "--report", str(report)]
    done = subprocess.run([*command, *asked], capture_output=True, text=True)
    assert done.returncode == 1
    assert "building 5/5" in done.stderr
    assert "failed    1" in done.stdout
    two = tree(tmp_path / "two")
    kept = {
        name: data
        for name, data in two.items()
        if not name.startswith(("search/words", "encoding", "assets/encoding"))
    }
    assert kept.keys() == tree(tmp_path / "one").keys()
    assert [
        n for n, data in tree(tmp_path / "one").items() if kept[n] != data and n != "index.html"
    ] == []
    told = json.loads(report.read_text())
    assert told["summary"]["files"] == 5
    assert [f["name"] for f in told["files"] if not f["valid"]] == [str(project / "bad.xml")]
    assert len(one.failed) == 1


#: A build in which one document never ends, and the process of another one dies.
BAD = """
import os, sys, time
from tei_edition.build import sources
from tei_edition.build.edition import build
read = sources.read_record
def reading(data, **given):
    if b"endless" in data:
        time.sleep(60)
    if b"deadly" in data:
        os.kill(os.getpid(), 9)
    return read(data, **given)
sources.read_record = reading
report = build(sys.argv[1], sys.argv[2], jobs=2, timeout=6)
print([(d.code, os.path.basename(d.source)) for d in report.diagnostics if d.code.startswith("I")])
print(report.records, report.texts)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the fault is put in before a fork")
def test_one_endless_or_deadly_document_is_a_finding(project, tmp_path):
    (project / "1.md").write_text(record(1, "endless"))
    (project / "3.md").write_text(record(3, "deadly"))
    command = [sys.executable, "-c", BAD, str(project), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[('I035', '1.md'), ('I033', '3.md')]",
        "['record-2'] ['a']",
    ]


#: What may happen to a project between two builds.
def _edit(project: Path, chance: random.Random) -> None:
    sources = sorted(p for p in project.rglob("*") if p.suffix in (".md", ".xml"))
    number = chance.randrange(1, 6)
    match chance.randrange(9):
        case 0:
            (project / f"r{chance.randrange(4)}.md").write_text(record(number))
        case 1 if sources:
            chance.choice(sources).unlink()
        case 2 if sources:
            old = chance.choice(sources)
            old.rename(old.with_name(f"n{chance.randrange(4)}{old.suffix}"))
        case 3:
            (project / "more" / f"t{chance.randrange(3)}.xml").write_text(
                tei(f"T{number}", f'<pb facs="images/{chance.choice("ab")}.png"/><p>{number}</p>')
            )
        case 4:
            (project / "more/images" / f"{chance.choice('ab')}.png").write_bytes(picture(number))
        case 5:
            settings = (
                'title = "T"',
                'address = "https://example.org/"',
                "",
                '[print]\npaper = "a5"',
                'publisher = "P"',
            )
            (project / "edition.toml").write_text(chance.choice(settings) + "\n")
        case 6:
            members = "".join(tei(f"C{n}", id=f"m{n}") for n in chance.sample(range(4), 2))
            (project / "c.xml").write_text(
                f'<teiCorpus xmlns="{NS}"><teiHeader/>{members}</teiCorpus>'
            )
        case 7 if sources:
            chance.choice(sources).write_text(chance.choice(("<TEI", "", "words")))
        case _ if sources:
            old = chance.choice(sources)
            old.write_text(old.read_text().replace("lamp", "ship").replace("Dear", "Oh"))


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_end_in_the_bytes_of_a_build_from_nothing(project, tmp_path, seed):
    chance = random.Random(seed)
    (project / "keep.md").write_text(record(99))
    out = tmp_path / "out"
    build(project, out)
    for _ in range(3):
        for _ in range(chance.choice((1, 3))):
            _edit(project, chance)
        (project / "keep.md").write_text(record(99))
        build(project, out)
        same_as_from_nothing(project, out)


class Killed(BaseException):
    """What no part of the program catches."""


@pytest.mark.parametrize("seed", range(2))
def test_a_build_that_is_killed_goes_on_where_it_was(project, tmp_path, monkeypatch, made, seed):
    chance = random.Random(seed)
    out = tmp_path / "out"
    put, left = stores.put, [0]

    def killed(folder, name, data):
        if left[0] == 0:
            (folder / ".tei-edition.new").write_bytes(data[: len(data) // 2])
            raise Killed
        left[0] -= 1
        return put(folder, name, data)

    for module in (making, whole_edition):
        monkeypatch.setattr(module, "put", killed)
    kills = 0
    while True:
        left[0] = chance.randrange(1, 12) if kills < 8 else 1000
        try:
            build(project, out)
            break
        except Killed:
            kills += 1
            journal = stores._journal_of(out)
            if journal.exists() and chance.random() < 0.3:  # its last line is cut short
                journal.write_bytes(journal.read_bytes()[: -chance.randrange(1, 30)])
            if kills == 3:
                (project / "1.md").unlink()
    assert kills > 4
    assert len(made) < (kills + 1) * 15
    monkeypatch.undo()
    monkeypatch.setattr(
        outputs,
        "OUTPUTS",
        tuple(o for o in outputs.OUTPUTS if o.name not in ("search", "encoding")),
    )
    same_as_from_nothing(project, out)


#: A cluster on this machine, of two processes; one is killed in the middle.
CLUSTER = """
import os, sys, threading, time
from pathlib import Path
def main():
    from distributed import LocalCluster
    from tei_edition.build.edition import build
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        def kill():
            while not list(Path(sys.argv[2]).glob("*/index.html")):
                time.sleep(0.05)
            os.kill(next(iter(cluster.workers.values())).pid, 9)
        threading.Thread(target=kill, daemon=True).start()
        report = build(sys.argv[1], sys.argv[2], scheduler=cluster.scheduler_address, without=("search", "pdf"))
        print(len(report.records), report.failed)
if __name__ == "__main__":
    main()
"""


def test_a_cluster_makes_the_same_bytes(project, tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed (extra dask)")
    for number in range(10, 16):
        (project / f"{number}.md").write_text(record(number))
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    done = subprocess.run(
        [sys.executable, str(script), str(project), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.splitlines()[-1:] == ["8 []"], done.stderr[-2000:]
    build(project, tmp_path / "one", without=("search", "pdf"))
    one = tree(tmp_path / "one")
    assert {name: data for name, data in tree(tmp_path / "out").items() if name in one} == one


def test_a_cluster_that_is_not_there_is_told(project, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EditionError, match="I034"):
        build(project, tmp_path / "out", scheduler="tcp://127.0.0.1:1")
