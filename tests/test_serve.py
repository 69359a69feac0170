"""The preview: who is answered and with what, what it adds to pages, and that a change comes to the page."""

from __future__ import annotations

import http.client
import importlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import Diagnostic, build
from tei_edition.build.report import BuildReport
from tei_edition.cli.app import app
from tei_edition.diagnostics import EditionError, Position
from tei_edition.publish import output as outputs
from tei_edition.serve.live import Live
from tei_edition.serve.page import allowing, from_top, with_live
from tei_edition.serve.server import Server
from tei_edition.serve.session import Job, Session, Watcher

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"


def record(number: int, words: str = "The lamp was lit.") -> str:
    return HEADER.replace("1017", str(number)) + words + "\n"


def found(source: str, message: str, code: str = "R024", at=(3, 5)) -> Diagnostic:
    return Diagnostic(code, message, source, Position(*at) if at else None)


# --- the server ---------------------------------------------------------------------------------


@pytest.fixture
def served(tmp_path):
    """A small edition that is served: its folder, what is known of it, and a function that asks for a path."""
    out = tmp_path / "dist"
    (out / "letter").mkdir(parents=True)
    (out / "assets").mkdir()
    (out / "index.html").write_text("<html><body><p>All</p></body></html>", "utf-8")
    (out / "404.html").write_text("<html><body><h1>No page</h1><p>None.</p></body></html>", "utf-8")
    page = f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head><body><p>Žluťoučký</p></body></html>'
    (out / "letter" / "index.html").write_text(page, "utf-8")
    (out / "letter" / "letter.xml").write_text("<TEI/>", "utf-8")
    (out / "assets" / "edition.css").write_text("p {}", "utf-8")
    (out / ".tei-edition").write_text("a marker", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (out / "link.txt").symlink_to(tmp_path / "secret.txt")
    live = Live()
    server = Server(out, live, 0)
    server.start()
    port = int(server.address.rpartition(":")[2].strip("/"))

    def ask(path: str, method: str = "GET", host: str | None = None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.putrequest(method, path, skip_host=True)
        if host != "":
            connection.putheader("Host", host or f"127.0.0.1:{port}")
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body.decode("utf-8"), answer.headers

    yield out, live, ask
    server.stop()


def test_files_of_the_edition_are_served_with_their_kinds(served):
    _, _, ask = served
    for path, kind, words in (
        ("/", "text/html; charset=utf-8", "All"),
        ("/index.html?year=1955#x", "text/html; charset=utf-8", "All"),
        ("/letter/", "text/html; charset=utf-8", "Žluťoučký"),
        ("/letter/letter.xml", "application/xml", "<TEI/>"),
        ("/assets/edition.css", "text/css; charset=utf-8", "p {}"),
        ("/_live/live.js", "text/javascript; charset=utf-8", "EventSource"),
        ("/_live/live.css", "text/css; charset=utf-8", ".tei-edition-live"),
    ):
        status, body, headers = ask(path)
        assert (status, headers["Content-Type"]) == (200, kind), path
        assert words in body
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
        assert int(headers["Content-Length"]) == len(body.encode())


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:1"])
def test_this_machine_is_answered_by_its_names(served, host):
    assert served[2]("/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "evil.example:localhost",
     "127.0.0.1@evil.example", "0.0.0.0", "localhost:"],
)  # fmt: skip
def test_any_other_host_is_refused(served, host):
    for path in ("/", "/_live/news", "/nowhere"):
        status, body, _ = served[2](path, host=host)
        assert (status, "All" in body) == (403, False)
    assert served[2]("/", "POST", host=host)[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/letter/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/letter/..%5c..%5csecret.txt",
     "/link.txt", "/.tei-edition", "/%2etei-edition", "/letter/%00", "//etc/passwd", "/_live/server.py", "/_live/../live.js",
     "/assets/", "/nowhere", "/c:/secret.txt", "secret.txt", "/%ff%fe", "/" + "a" * 5000],
)  # fmt: skip
def test_nothing_outside_nothing_hidden_and_no_list_is_served(served, path):
    status, body, _ = served[2](path)
    assert status == 404
    for words in ("secret", "marker", "edition.css", "root:"):
        assert words not in body


def test_a_folder_leads_to_its_page_and_nowhere_else(served):
    _, _, ask = served
    assert (ask("/letter")[0], ask("/letter")[2]["Location"]) == (301, "/letter/")
    assert ask("//letter")[2]["Location"] == "/letter/"


def test_the_page_for_what_is_not_there_leads_to_the_edition_that_is_served():
    page = (
        '<link href="{0}assets/edition.css"><a href="{1}index.html">All</a><a href="{1}search/index.html">Search</a>'
        '<a href="#main"></a><a href="https://example.com/l.html"></a><a href="mailto:a@example.org"></a>'
    )
    for path, root in (("/l/", "https://example.org/l/"), ("/", "https://example.org/"), ("", "")):
        shown = from_top(page.format(path, root).encode()).decode()
        assert re.findall('href="([^"]*)"', shown) == [
            "/assets/edition.css", "/index.html", "/search/index.html", "#main", "https://example.com/l.html", "mailto:a@example.org",
        ]  # fmt: skip


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "ANYTHING"])
def test_it_only_reads(served, method):
    status, _, headers = served[2]("/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_a_pdf_that_is_being_made_is_waited_for(served):
    _, live, ask = served
    assert ask("/letter/letter.pdf")[0] == 404
    live.is_making = True
    status, _, headers = ask("/letter/letter.pdf")
    assert (status, headers["Refresh"]) == (503, "2")
    assert ask("/letter/letter.txt")[0] == 404


def test_head_is_get_without_the_body(served):
    _, _, ask = served
    status, body, headers = ask("/letter/", "HEAD")
    assert (status, body) == (200, "")
    assert headers["Content-Length"] == str(len(ask("/letter/")[1].encode()))
    assert ask("/_live/news", "HEAD")[0] == 200


def test_a_port_that_is_taken_is_an_error(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", str(tmp_path), "--port", port])
    assert result.exit_code == 1
    assert "error[I070]" in result.output or "I070" in result.output
    assert "--port" in result.output
    assert not (tmp_path / "dist").exists()


# --- what it adds -------------------------------------------------------------------------------


def test_findings_stand_on_the_page_of_their_document(served, tmp_path):
    out, live, ask = served
    report = BuildReport(out, sources=["letters/a.md", "letters/b.md"], failed=["letters/b.md"])
    report.homes = {"letter": "letters/a.md"}
    report.diagnostics = [
        found("letters/a.md", "nobody knows <b>this</b> & \u202ethat"),
        found("letters/a.md", "a repair", "R020"),
        found("letters/b.md", "there is no text", "R004", None),
    ]
    before = (out / "letter" / "index.html").read_bytes()
    live.built(report)
    page = ask("/letter/")[1]
    assert "<code>letters/a.md:3:5</code> <b>warning R024</b> nobody knows &lt;b&gt;this&lt;/b&gt; &amp; \\u202Ethat" in page  # fmt: skip
    assert "1 finding<" in page
    assert "there is no text" not in page
    assert page.index("tei-edition-live") < page.index("</body>")
    assert (out / "letter" / "index.html").read_bytes() == before
    # What has no page is told on those of all.
    assert "<code>letters/b.md</code> <b>error R004</b> there is no text" in ask("/")[1]
    assert "that of a source that could not be built, or contain a typing error.</p><p>letters/b.md: there is no text</p>" in ask("/nowhere/")[1]  # fmt: skip
    # What fails later is told at the address that it had.
    report.homes, report.failed = {}, ["letters/a.md"]
    live.built(report)
    (out / "letter" / "index.html").unlink()
    status, page, _ = ask("/letter/")
    assert status == 404
    assert "letters/a.md:3:5" in page
    # Where nothing could be built, every page says so.
    live.failed([found("edition.toml", "no such setting", "C001")])
    assert all("edition.toml:3:5" in ask(path)[1] for path in ("/", "/letter/", "/nowhere"))
    live.built(BuildReport(out))
    assert '<section class="tei-edition-live"' not in ask("/")[1]


def test_a_page_without_a_body_and_bytes_of_no_text_are_kept():
    page = with_live(b"<p>\xff</P>", "1", [])
    assert page.startswith(b"<p>\xff</P><link")
    page = with_live("<BODY>ſ</BODY>İ</html>".encode(), "1", []).decode()
    assert page.startswith("<BODY>ſ<link")


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (POLICY, POLICY),
        ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("Script-Src 'none'; img-src *", "script-src 'self'; img-src *"),
        ("default-src 'self'", "default-src 'self'"),
        ("default-src https://a.example; connect-src *",
         "default-src https://a.example; connect-src *; script-src 'self' https://a.example; style-src 'self' https://a.example"),
    ],
)  # fmt: skip
def test_the_policy_of_a_page_lets_the_script_in_and_nothing_else(policy, allowed):
    assert allowing(policy) == allowed
    page = f"<head><meta http-equiv='Content-Security-Policy' content=\"{policy}\"/></head><body></body>"
    assert (
        f'content="{allowed.replace(chr(39), "&#x27;")}"/>'
        in with_live(page.encode(), "1", []).decode()
    )


def test_news_comes_once_a_build_is_done(served):
    out, live, _ = served
    first = live.version()
    assert live.wait(first, 0.01) == first
    live.built(BuildReport(out))
    second = live.version()
    assert live.wait(first, 5) == second != first
    live.built(BuildReport(out), is_new=False)
    assert live.version() == second
    live.built(BuildReport(out, diagnostics=[found("x", "a PDF failed")]), is_new=False)
    assert live.version() != second
    live.end()
    assert live.wait(live.version(), 5) is None


def test_what_is_built_or_hidden_is_no_change(tmp_path):
    watcher = Watcher(tmp_path, tmp_path / "dist")
    names = ("a.md", "more/b.xml", "edition.toml", "dist/a/index.html", ".git/index", "a.md~", ".a.md.swp", "~$a.docx", "#a#")  # fmt: skip
    seen = [name for name in names if watcher.is_source(str(tmp_path.resolve() / name))]
    assert seen == ["a.md", "more/b.xml", "edition.toml"]
    assert not watcher.is_source("/elsewhere/a.md")


# --- builds that put off --------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_what_is_put_off_is_made_by_the_next_build(tmp_path, monkeypatch):
    kept = tuple(o for o in outputs.OUTPUTS if o.name not in ("encoding", "assets"))
    monkeypatch.setattr(outputs, "OUTPUTS", kept)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.md").write_text(record(number), "utf-8")
    later = ("pdf", "search")

    def state():
        pdf = out / "record-1" / "record-1.pdf"
        return pdf.read_bytes() if pdf.exists() else b""

    assert build(folder, out, later=later).made == 2
    assert state() == b""
    page = (out / "record-1" / "index.html").read_text("utf-8")
    assert 'href="record-1.pdf"' in page
    assert build(folder, out, later=later).made == 0
    assert build(folder, out).made == 2
    first = state()
    assert first.startswith(b"%PDF")
    assert contents(out)["record-1/index.html"].decode() == page
    # A change: the page is new, and what was put off is as it was until then.
    (folder / "1.md").write_text(record(1, "The buoy was lit."), "utf-8")
    index = {n: d for n, d in contents(out).items() if n.startswith("search/words/")}
    assert build(folder, out, later=later).made == 1
    assert "buoy" in (out / "record-1" / "index.html").read_text("utf-8")
    assert state() == first
    assert {n: d for n, d in contents(out).items() if n.startswith("search/words/")} == index
    assert [build(folder, out).made, build(folder, out).made, build(folder, out, later=later).made] == [1, 0, 0]  # fmt: skip
    assert state() != first
    build(folder, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_stylesheet_that_changes_between_two_builds_is_seen(tmp_path, monkeypatch):
    kept = tuple(o for o in outputs.OUTPUTS if o.name in ("tei", "text"))
    monkeypatch.setattr(outputs, "OUTPUTS", kept)
    # A worker that is begun afresh would know nothing of that.
    runs = importlib.import_module("tei_edition.build.runs")
    monkeypatch.setattr(runs, "may_never_end", lambda settings: False)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.md").write_text(record(1), "utf-8")
    (folder / "edition.toml").write_text('xslt = "house.xsl"\n', "utf-8")
    for words in ("first", "second"):
        (folder / "house.xsl").write_text(
            '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
            f'<xsl:template match="/"><p>{words}</p></xsl:template></xsl:stylesheet>',
            "utf-8",
        )
        build(folder, tmp_path / "out")
        page = (tmp_path / "out" / "record-1" / "index.html").read_text("utf-8")
        assert words in page


def test_a_change_while_another_build_writes_the_folder_is_built_afterwards(tmp_path, monkeypatch):
    folder, said, told, began = tmp_path / "in", [], [], []
    folder.mkdir()
    (folder / "1.md").write_text(record(1), "utf-8")
    monkeypatch.setattr("tei_edition.serve.session._LOOK", 0.01)
    monkeypatch.setattr("tei_edition.serve.session._PATIENCE", 0.0)
    monkeypatch.setattr(Watcher, "start", lambda self: self.changed.set())
    pages, waits = Job.pages, iter(range(4))

    class Other(Job):
        def warm(self):
            pass

        def pages(self, progress=None):
            if progress is None and next(waits, None) is not None:
                raise EditionError(Diagnostic("I036", "another build is writing", "out"))
            return pages(self, progress)

        def rest(self):
            began.append(1)
            if len(began) == 2:
                raise KeyboardInterrupt
            return subprocess.Popen(["sleep", "60"], start_new_session=True)

    session = Session(Other(folder, tmp_path / "out", jobs=1), port=0, say=said.append, tell=lambda found: told.extend(found))  # fmt: skip
    with pytest.raises(KeyboardInterrupt):
        session.run(lambda *_: None)
    assert [each.split(" ")[0] for each in said] == ["built", "serving", "built"]
    assert [d.code for d in told].count("I036") == 1


# --- all of it ----------------------------------------------------------------------------------


@contextmanager
def preview(folder: Path, out: Path):
    """The command in a process of its own: the process, its address, and a function that waits for words on a page."""
    command = [sys.executable, "-m", "tei_edition", "serve", str(folder), "--out", str(out), "--port", "0"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        line = ""
        while not line.startswith("serving "):
            line = process.stdout.readline()
            assert line, process.stderr.read()
        yield process, line.split()[1]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def text_of(address: str) -> str:
    try:
        with urlopen(address) as answer:
            return answer.read().decode()
    except HTTPError as error:
        return error.read().decode()


def wait_for(words: str, address: str, seconds: float = 20, *, is_there: bool = True) -> str:
    end = time.monotonic() + seconds
    while (words in (page := text_of(address))) != is_there:
        assert time.monotonic() < end, page[-3000:]
        time.sleep(0.05)
    return page


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project that is previewed, for the tests below: its folder and address."""
    folder = tmp_path_factory.mktemp("project")
    long = "\n\n".join(f"Paragraph {n}: the harbour was deep and the lamp was lit." for n in range(1, 120))  # fmt: skip
    (folder / "1.md").write_text(record(1, long), "utf-8")
    (folder / "2.md").write_text(record(2), "utf-8")
    with preview(folder, folder / "dist") as (process, address):
        yield folder, address
        wait_for("record-2", address)
        process.send_signal(signal.SIGINT)
        said, wrong = process.communicate(timeout=20)
        assert process.returncode == 0, wrong
        assert said.endswith("ended\n")
        assert "Traceback" not in wrong


def test_a_change_comes_to_the_page_and_findings_with_it(project):
    folder, address = project
    assert "_live" not in (folder / "dist" / "record-2" / "index.html").read_text("utf-8")
    path = folder / "2.md"
    path.write_text(record(2, "The ] buoy."), "utf-8")
    page = wait_for("R021", f"{address}record-2/")
    assert "buoy" in page
    line = record(2).count("\n")
    assert re.search(
        rf"<code>[^<]*2\.md:{line}:5</code> <b>warning R021</b> this closing bracket", page
    )
    assert '<section class="tei-edition-live"' not in text_of(f"{address}record-1/")
    # A record that cannot be read says so at its address, and is there again once it can.
    path.write_bytes(b"\xff")
    page = wait_for("R001", f"{address}record-2/")
    assert "<b>error R001</b>" in page
    assert "<h1>This document could not be built</h1>" in page
    assert "typing error" not in page
    (folder / "edition.toml").write_text("titel = 1\n", "utf-8")
    wait_for("C001", f"{address}record-1/")
    (folder / "edition.toml").write_text('title = "Harbour letters"\n', "utf-8")
    path.write_text(record(2, "All is well."), "utf-8")
    wait_for("All is well.", f"{address}record-2/")
    assert "Harbour letters" in wait_for('<section class="tei-edition-live"', f"{address}record-2/", is_there=False)  # fmt: skip


def test_pdf_and_search_follow(project):
    folder, address = project
    end = time.monotonic() + 60
    (folder / "3.md").write_text(record(3, "A schooner came."), "utf-8")
    pdf = folder / "dist" / "record-3" / "record-3.pdf"
    while not pdf.exists():
        assert time.monotonic() < end
        time.sleep(0.1)
    with urlopen(f"{address}record-3/record-3.pdf") as answer:
        assert answer.read(5) == b"%PDF-"
    wait_for("schooner"[1:], f"{address}search/words/0.bin", 60)


def test_the_reader_stays_where_she_was(project, browser):
    folder, address = project
    page = browser.new_page()
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)  # fmt: skip
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{address}record-1/index.html")
    page.get_by_text("Paragraph 80:").evaluate("e => e.scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(100)
    before = page.get_by_text("Paragraph 80:").bounding_box()["y"]
    path = folder / "1.md"
    path.write_text(path.read_text("utf-8").replace("Paragraph 3:", "New words.\n\nParagraph ] 3:"), "utf-8")  # fmt: skip
    shown = page.locator(".tei-edition-live")
    shown.wait_for(timeout=20_000)
    assert "closing bracket" in shown.inner_text()
    assert "1.md:" in shown.inner_text()
    page.wait_for_function("scrollY > 100")
    page.wait_for_timeout(300)
    assert abs(page.get_by_text("Paragraph 80:").bounding_box()["y"] - before) < 5
    page.get_by_role("button", name="Close", exact=True).click()
    assert not shown.is_visible()
    path.write_text(path.read_text("utf-8").replace("Paragraph 119:", "Paragraph 119, changed:"), "utf-8")  # fmt: skip
    page.get_by_text("Paragraph 119, changed:").wait_for(state="attached", timeout=20_000)
    shown.wait_for(state="hidden")  # the words may be there before the script has run
    assert problems == []
    page.goto(f"{address}search/index.html?q=lamp")
    page.locator("a[href*='record-1']").first.wait_for(timeout=20_000)
    page.close()


def test_interruption_while_it_builds_ends_it_cleanly(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.md").write_text(record(number), "utf-8")
    command = [sys.executable, "-m", "tei_edition", "serve", str(folder), "--out", str(tmp_path / "out"), "--port", "0"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))  # fmt: skip
    end = time.monotonic() + 20
    while not (tmp_path / "out").exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, wrong = process.communicate(timeout=20)
    assert process.returncode == 0, wrong
    assert "Traceback" not in wrong
