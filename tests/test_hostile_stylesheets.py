"""Stylesheets of strangers: they see the document, and of this machine nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition import saxon
from tei_edition.build import runs
from tei_edition.build.edition import build
from tei_edition.cli.app import app
from tei_edition.saxon import Stylesheet, StylesheetError, custom_stylesheet, custom_text

SECRET = "the-word-that-nobody-may-read"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A note</title></titleStmt>
<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Words.</p></body></text></TEI>"""
HEAD = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"{more}>'

#: Expressions that look elsewhere than at the document; {f} a file, {d} its folder, {s} a server.
LOOKS = {
    "environment": "environment-variable('TE_SECRET')",
    "all of the environment": "available-environment-variables() ! environment-variable(.)",
    "environment by lookup": "function-lookup(xs:QName('fn:environment-' || 'variable'), 1)('TE_SECRET')",
    "environment by reference": "(environment-variable#1)('TE_SECRET')",
    "environment by name": "Q{{http://www.w3.org/2005/xpath-functions}}environment-variable('TE_SECRET')",
    "property": "system-property('TE_SECRET')",
    "text file": "unparsed-text('file://{f}')",
    "text file by path": "unparsed-text('{f}')",
    "lines of a file": "unparsed-text-lines('file://{f}')",
    "whether a file is there": "if (unparsed-text-available('file://{f}')) then 'the-word-that-nobody' || '-may-read' else 0",
    "XML file": "doc('file://{f}.xml')",
    "XML file of a link": "document('file://{f}.xml')",
    "JSON file": "json-doc('file://{f}.json')",
    "folder": "uri-collection('file://{d}')",
    "files of a folder": "collection('file://{d}?select=*.xml')",
    "server": "unparsed-text('{s}/text')",
    "document of a server": "doc('{s}/doc')",
    "collection of a server": "collection('{s}/all')",
    "another stylesheet": "transform(map {{'stylesheet-location': 'file://{d}/other.xsl', 'source-node': .}})?output",
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A document, a secret outside its folder, and a server: what was asked of it comes back."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text(SECRET)
    (outside / "secret.xml").write_text(f"<x>{SECRET}</x>")
    (outside / "secret.json").write_text(f'"{SECRET}"')
    (outside / "other.xsl").write_text(
        HEAD.format(more="")
        + f'<xsl:template match="/"><x>{SECRET}</x></xsl:template></xsl:stylesheet>'
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "d.xml").write_text(TEI)
    monkeypatch.setenv("TE_SECRET", SECRET)
    where = {"f": outside / "secret", "d": outside, "s": f"http://127.0.0.1:{http.server_port}"}
    yield tmp_path / "in", where, asked
    http.shutdown()
    thread.join()
    http.server_close()


def rendered(folder: Path, body: str, more: str = ""):
    stylesheet = folder / "theirs.xsl"
    stylesheet.write_text(f"{HEAD.format(more=more)}{body}</xsl:stylesheet>")
    return CliRunner().invoke(
        app, ["render", "html", "--xslt", str(stylesheet), str(folder / "d.xml")]
    )


def nothing_leaked(result, asked: list[str]) -> None:
    assert SECRET not in result.output
    assert "Traceback" not in result.output
    assert asked == []
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("name", LOOKS)
def test_while_it_runs(name, place):
    folder, where, asked = place
    look = LOOKS[name].format(**where)
    body = f'<xsl:template match="/"><x><xsl:copy-of select="{look}"/></x></xsl:template>'
    nothing_leaked(rendered(folder, body), asked)


@pytest.mark.parametrize("name", LOOKS)
def test_while_it_is_compiled(name, place):
    folder, where, asked = place
    look = LOOKS[name].format(**where)
    if "'source-node': ." in look:
        look = look.replace("'source-node': .", "'initial-template': xs:QName('x')")
    body = (
        f'<xsl:param name="s" static="yes" select="{look}"/>'
        '<xsl:template match="/"><x><xsl:value-of select="$s"/></x></xsl:template>'
    )
    nothing_leaked(rendered(folder, body), asked)


@pytest.mark.parametrize("name", LOOKS)
def test_as_text_that_is_put_together(name, place):
    """An attribute with an underscore is an expression that makes another."""
    folder, where, asked = place
    first, rest = LOOKS[name].format(**where)[:8], LOOKS[name].format(**where)[8:]
    joined = f"{{&quot;{first}&quot; || &quot;{rest}&quot;}}"
    body = f'<xsl:template match="/"><x><xsl:copy-of _select="{joined}"/></x></xsl:template>'
    nothing_leaked(rendered(folder, body), asked)
    body = (
        f'<xsl:param name="s" static="yes" _select="{joined}"/>'
        '<xsl:template match="/"><x><xsl:value-of select="$s"/></x></xsl:template>'
    )
    nothing_leaked(rendered(folder, body), asked)


def test_a_stylesheet_does_not_learn_where_it_is():
    """Neither its folder, nor that of the command: by addresses, by what errors say, by what it makes."""
    asks = [
        "static-base-uri()",
        "resolve-uri('x')",
        "base-uri(/)",
        "document-uri(/)",
        "base-uri($made)",
    ]
    tries = ["error()", "doc('x')", "unparsed-text('x')"]
    body = "".join(f'<xsl:value-of select="{ask}"/><br/>' for ask in asks)
    body += "".join(
        f'<xsl:try select="{ask}"><xsl:catch select="$err:module, $err:description"/></xsl:try>'
        for ask in tries
    )
    head = HEAD.format(more=' xmlns:err="http://www.w3.org/2005/xqt-errors"')
    made = '<xsl:variable name="made"><z/></xsl:variable>'
    text = f'{head}{made}<xsl:template match="/"><o>{body}</o></xsl:template></xsl:stylesheet>'
    told = Stylesheet(text).transform(etree.ElementTree(etree.fromstring("<a/>")))
    assert "tei-edition:/x" in told
    assert "file:" not in told
    assert str(Path.cwd()) not in told


def test_brackets_that_saxon_does_not_survive(place):
    select = "(" * 6000 + "1" + ")" * 6000
    body = f'<xsl:template match="/"><x><xsl:value-of select="{select}"/></x></xsl:template>'
    result = rendered(place[0], body)
    assert result.exit_code == 1
    assert "@select on line 1 has brackets nested more than 200 levels deep" in " ".join(
        result.output.split()
    )


@pytest.mark.parametrize("call", ["collection()", "uri-collection()", "collection#0()"])
def test_a_static_collection_does_not_end_the_process(call, place):
    folder, _, asked = place
    body = f'<xsl:template match="/" use-when="exists({call})"><x/></xsl:template>'
    result = rendered(folder, body)
    nothing_leaked(result, asked)
    assert result.exit_code == 1


@pytest.mark.parametrize("address", ["{d}/other.xsl", "file://{d}/other.xsl", "../outside/other.xsl",
                                     "{s}/other.xsl", "tei-edition:../../outside/other.xsl"])  # fmt: skip
@pytest.mark.parametrize("kind", ["import", "include"])
def test_imports_from_elsewhere(kind, address, place):
    folder, where, asked = place
    result = rendered(folder, f'<xsl:{kind} href="{address.format(**where)}"/>')
    nothing_leaked(result, asked)
    assert result.exit_code == 1
    why = "files are not fetched from the network" if address.startswith("{s}") else "is outside"
    assert why in " ".join(result.output.split())


def test_a_link_out_of_the_folder_is_no_import(place):
    folder, where, asked = place
    (folder / "near.xsl").symlink_to(where["d"] / "other.xsl")
    result = rendered(folder, '<xsl:import href="near.xsl"/>')
    nothing_leaked(result, asked)
    assert "outside the stylesheet's folder" in " ".join(result.output.split())


def test_entities_of_a_stylesheet(place):
    folder, where, asked = place
    stylesheet = folder / "theirs.xsl"
    for entity in (f'SYSTEM "file://{where["f"]}"', f'SYSTEM "{where["s"]}/x"'):
        stylesheet.write_text(
            f"<!DOCTYPE x [<!ENTITY e {entity}>]>{HEAD.format(more='')}"
            '<xsl:template match="/"><x>&e;</x></xsl:template></xsl:stylesheet>'
        )
        command = ["render", "html", "--xslt", str(stylesheet), str(folder / "d.xml")]
        nothing_leaked(CliRunner().invoke(app, command), asked)


def test_nothing_is_written(place):
    folder, where, asked = place
    target = where["d"] / "written.txt"
    body = (
        f'<xsl:template match="/"><x/><xsl:result-document href="file://{target}" method="text">w'
        "</xsl:result-document></xsl:template>"
    )
    nothing_leaked(rendered(folder, body), asked)
    assert not target.exists()


def test_java_is_out_of_reach(place):
    folder, _, asked = place
    body = '<xsl:template match="/"><x><xsl:value-of select="r:getenv(\'TE_SECRET\')"/></x></xsl:template>'
    nothing_leaked(rendered(folder, body, ' xmlns:r="java:java.lang.System"'), asked)


def test_modules_of_the_project_itself(place):
    """What the fences let through: ours, and what lies beside it, however often imported."""
    folder, _, _ = place
    (folder / "parts").mkdir()
    (folder / "parts" / "a.xsl").write_text(
        HEAD.format(more="") + '<xsl:import href="b%20c.xsl"/></xsl:stylesheet>'
    )
    (folder / "parts" / "b c.xsl").write_text(
        HEAD.format(more="") + '<xsl:template name="own">own words</xsl:template></xsl:stylesheet>'
    )
    result = rendered(
        folder,
        '<xsl:import href="tei-edition:html/html.xsl"/><xsl:include href="parts/a.xsl"/>'
        '<xsl:import href="parts/b%20c.xsl"/>'
        '<xsl:template match="/"><x><xsl:call-template name="own"/></x></xsl:template>',
    )
    assert "own words" in result.output


@pytest.mark.parametrize(
    "body", ['<xsl:import href="theirs.xsl"/>', '<xsl:include href="theirs.xsl"/>']
)
def test_a_stylesheet_that_imports_itself(body, place):
    result = rendered(place[0], body)
    assert result.exit_code == 1
    assert "imports itself" in result.output


def test_sound_documents_that_java_would_refuse(place):
    """More than 100 levels, 200 attributes and 100,000 ampersands are no reason to refuse a document."""
    folder, _, _ = place
    deep = "<seg>" * 150 + "in the depth" + "</seg>" * 150
    many = " ".join(f'a{i}="x"' for i in range(500))
    text = TEI.replace("Words.", f"{deep}<seg {many}>many</seg>{'&amp;' * 150_000}<{'n' * 3000}/>")
    (folder / "d.xml").write_text(text)
    result = CliRunner().invoke(app, ["render", "html", str(folder / "d.xml")])
    assert result.exit_code == 0, result.output[-300:]
    assert "in the depth" in result.output


def test_little_memory(place):
    """Saxon ends a process that may not have the memory; the message is ours all the same."""
    limits = pytest.importorskip("resource")
    folder, _, _ = place
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)\n"
        "from tei_edition.cli.app import main; main()"
    )
    command = [sys.executable, "-c", code, "render", "html", str(folder / "d.xml")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert limits.RLIMIT_AS is not None
    assert done.returncode == 1
    assert "Saxon, which runs the stylesheets, could not start" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


ENDLESS = "<xsl:sequence select='sum(for $a in 1 to 1000000, $b in 1 to 1000000 return $a * $b)'/>"


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_stylesheet_without_end_is_ended(kind, tmp_path):
    document, stylesheet, out = tmp_path / "d.xml", tmp_path / "mine.xsl", tmp_path / "out"
    document.write_text(TEI)
    stylesheet.write_text(
        f'{HEAD.format(more="")}<xsl:template match="/">{ENDLESS}</xsl:template></xsl:stylesheet>'
    )
    command = ["render", kind, "--xslt", str(stylesheet), str(document), "-o", str(out)]
    result = CliRunner().invoke(app, [*command, "--timeout", "1"])
    assert result.exit_code == 1
    assert "mine.xsl: error X021" in " ".join(result.stderr.split())
    assert not out.exists()


def test_what_a_bounded_stylesheet_makes_and_says_comes_back(tmp_path):
    document, stylesheet = tmp_path / "d.xml", tmp_path / "mine.xsl"
    document.write_text(TEI)
    stylesheet.write_text(
        f'{HEAD.format(more="")}<xsl:template match="/"><p>made</p></xsl:template></xsl:stylesheet>'
    )
    result = CliRunner().invoke(app, ["render", "html", "--xslt", str(stylesheet), str(document)])
    assert "made" in result.stdout
    stylesheet.write_text("<xsl:nothing/>")
    result = CliRunner().invoke(app, ["render", "html", "--xslt", str(stylesheet), str(document)])
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "mine.xsl" in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_only_plain_files_are_stylesheets(tmp_path):
    os.mkfifo(tmp_path / "endless.xsl")
    (tmp_path / "device.xsl").symlink_to("/dev/zero")
    (tmp_path / "a.xsl").write_text(
        HEAD.format(more="") + '<xsl:include href="endless.xsl"/></xsl:stylesheet>'
    )
    for name in ("endless.xsl", "a.xsl", "device.xsl"):
        assert "not a regular file" in custom_text(tmp_path / name)
        with pytest.raises(StylesheetError, match="not a regular file"):
            custom_stylesheet(tmp_path / name)


def test_the_cause_of_a_fault_comes_first():
    said = saxon._said(
        f" Warning at char 1 in xsl:variable/@select on line 4 column 20 of {'QUJD' * 900}:\n  SXWN9040  in x:\n"
        "    a word\nError at xsl:result-document on line 2 column 450541 of tei-edition:/:\n  XTSE0010  it is off\n"
    )
    assert said == "XTSE0010 it is off (error at xsl:result-document on line 2)"
    with pytest.raises(StylesheetError) as caught:
        Stylesheet(HEAD.format(more="") + '<a xsl:use-when="!"/></xsl:stylesheet>')
    assert str(caught.value).startswith("XPST")
    assert "line 1" in str(caught.value)


def test_a_build_ends_a_stylesheet_that_does_not(tmp_path, monkeypatch):
    home = tmp_path / "edition"
    home.mkdir()
    (home / "a.xml").write_text(TEI)
    (home / "loop.xsl").write_text(
        HEAD.format(more=' xmlns:f="f"')
        + '<xsl:function name="f:f"><xsl:param name="n"/><xsl:sequence select="f:f($n + 1)"/></xsl:function>'
        '<xsl:template match="/"><xsl:value-of select="f:f(1)"/></xsl:template></xsl:stylesheet>'
    )
    (home / "edition.toml").write_text('xslt = "loop.xsl"')
    monkeypatch.setattr(runs, "TIMEOUT", 3)
    report = build(home, tmp_path / "out", jobs=1, without=["pdf"])
    assert "I035" in [d.code for d in report.diagnostics]
