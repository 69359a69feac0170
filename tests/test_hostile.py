"""Documents and schemas that mean harm: refused with a finding; nothing is read, nothing is fetched."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tei_edition import EditionError, validate
from tei_edition.diagnostics import Severity

SECRET = "a secret that no finding may hold"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 20))


@pytest.fixture
def server():
    """A server on this machine, and the list of what was asked of it."""
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
    yield f"http://127.0.0.1:{http.server_port}", asked
    http.shutdown()
    thread.join()
    http.server_close()


#: {s} is a server, {f} the path of a file outside the inputs
DOCUMENTS = {
    "entity bomb": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l19;</a>',
    "external entity of a file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{f}">]><a>&x;</a>',
    "external entity of a server": '<!DOCTYPE a [<!ENTITY x SYSTEM "{s}/x">]><a>&x;</a>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % x SYSTEM "{s}/x.dtd"> %x;]><a/>',
    "external subset of a server": '<!DOCTYPE TEI SYSTEM "{s}/tei.dtd"><TEI/>',
    "external subset of a file": '<!DOCTYPE TEI SYSTEM "{f}"><TEI/>',
    "external subset with entity": '<!DOCTYPE TEI SYSTEM "{s}/tei.dtd"><TEI>&x;</TEI>',
    "XInclude of a file": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><include xmlns="http://www.w3.org/2001/XInclude" href="{f}" parse="text"/></TEI>',
    "XInclude of a server": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><include xmlns="http://www.w3.org/2001/XInclude" href="{s}/x"/></TEI>',
    "schema of a server": '<?xml-model href="{s}/x.rng"?><TEI/>',
    "schema of a file": '<?xml-model href="{f}"?><TEI/>',
    "schema of a file by its address": '<?xml-model href="file://{f}"?><TEI/>',
    "schema location of a server": '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x {s}/x.xsd"/>',
    "schema location of a file": '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:noNamespaceSchemaLocation="{f}"/>',
    "stylesheet": '<?xml-stylesheet href="{s}/x.xsl" type="text/xsl"?><TEI/>',
    "deep": "<a>" * 100_000 + "</a>" * 100_000,
    "deep and open": "<a>" * 100_000,
    "many attributes": "<a " + " ".join(f'a{i}="x"' for i in range(50_000)) + "/>",
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name, tmp_path, server):
    address, asked = server
    outside = tmp_path / "outside" / "secret"
    outside.parent.mkdir()
    outside.write_text(f"<x>{SECRET}</x>")
    document = tmp_path / "in" / "d.xml"
    document.parent.mkdir()
    text = DOCUMENTS[name].replace("{s}", address).replace("{f}", str(outside))
    document.write_text(text)
    start = time.perf_counter()
    findings = validate(document)
    assert any(finding.severity is Severity.ERROR for finding in findings)
    assert SECRET not in "".join(f"{finding} {finding.line}" for finding in findings)
    assert asked == []
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_as_schemas(name, tmp_path, server):
    address, asked = server
    outside = tmp_path / "outside" / "secret"
    outside.parent.mkdir()
    outside.write_text(f"<x>{SECRET}</x>")
    text = DOCUMENTS[name].replace("{s}", address).replace("{f}", str(outside))
    for suffix in ("rng", "rnc", "xsd", "sch", "odd"):
        schema = tmp_path / f"s.{suffix}"
        schema.write_text(text)
        with pytest.raises(EditionError) as caught:
            validate("<a/>", schema=[schema])
        assert SECRET not in str(caught.value)
    assert asked == []


def test_a_schema_named_from_the_working_directory(tmp_path, monkeypatch):
    """The schemas of a project stand beside its texts, and the project is where one works."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "a.rnc").write_text("element a { empty }")
    document = tmp_path / "texts" / "a.xml"
    document.write_text('<?xml-model href="../schemas/a.rnc"?><a/>')
    monkeypatch.chdir(tmp_path)
    assert validate(document) == []
    monkeypatch.chdir(tmp_path / "texts")
    (finding,) = validate(document)
    assert finding.code == "S003"


def test_a_schema_is_read_again_where_it_changed(tmp_path):
    schema = tmp_path / "a.rnc"
    schema.write_text("element a { empty }")
    assert validate("<a/>", schema=[schema]) == []
    schema.write_text("element bb { empty }")
    assert validate("<a/>", schema=[schema]) != []
