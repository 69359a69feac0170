"""OAI-PMH as files: a harvester gets every record from a plain server of files, and in parts where addresses are rewritten."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import BadArgument, NoSetHierarchy

from tei_edition.build.settings import Settings
from tei_edition.deposit import oai
from tei_edition.deposit.held import held
from tei_edition.diagnostics import EditionError
from tei_edition.tei.names import TEI_NS

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Letter &amp; {id}</title></titleStmt><publicationStmt><publisher>Board</publisher></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>Dear all</p></body></text></TEI>"""
COUNT = 2 * oai.PART + 3


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Rewriting(Quiet):
    """A server that has the rules: they are the data that the files for Apache and nginx are made of."""

    def do_GET(self):
        path, _, asked = self.path.partition("?")
        if path.endswith("/oai/"):
            for pattern, file in oai.RULES:
                if found := re.fullmatch(pattern, asked):
                    self.path = f"{path}{found.expand(file)}.xml"
                    break
        super().do_GET()


@contextmanager
def serving(folder, handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/oai/"
    finally:
        server.shutdown()
        server.server_close()


def documents(folder, count):
    for number in range(count):
        id = f"d{number:03}"
        (folder / id).mkdir(exist_ok=True)
        (folder / id / f"{id}.xml").write_text(TEI.format(id=id), "utf-8")
        yield held(folder, id, Settings())


SAID = {"title": "Letters & more", "contact": "a@b.example", "issued": "2026"}


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("oai")
    oai.publish(folder, documents(folder, COUNT), COUNT, address="https://letters.example/", **SAID)
    return folder


def test_a_server_of_files_answers_each_verb(edition):
    with serving(edition, Quiet) as base:
        said = Sickle(f"{base}Identify.xml").Identify()
        assert said.repositoryName == "Letters & more"
        assert said.earliestDatestamp == "2026-01-01"
        formats = Sickle(f"{base}ListMetadataFormats.xml").ListMetadataFormats()
        assert {f.metadataPrefix for f in formats} == {"oai_dc", "tei"}
        records = Sickle(f"{base}ListRecords/oai_dc.xml").ListRecords(metadataPrefix="oai_dc")
        found = [(r.header.identifier, r.metadata["title"][0]) for r in records]
        assert len(found) == len(set(found)) == COUNT
        assert ("oai:letters.example:d007", "Letter & d007") in found


def test_a_server_with_the_rules_answers_at_one_address_in_parts(edition):
    with serving(edition, Rewriting) as base:
        sickle = Sickle(base)
        for prefix in ("oai_dc", "tei"):
            records = list(sickle.ListRecords(metadataPrefix=prefix))
            assert len({r.header.identifier for r in records}) == len(records) == COUNT
        assert len(list(sickle.ListIdentifiers(metadataPrefix="oai_dc"))) == COUNT
        one = sickle.GetRecord(metadataPrefix="oai_dc", identifier="oai:letters.example:d200")
        assert one.metadata["identifier"] == ["https://letters.example/d200/index.html"]
        tei = sickle.GetRecord(metadataPrefix="tei", identifier="oai:letters.example:d200")
        assert "Dear all" in tei.raw
        with pytest.raises(NoSetHierarchy):
            list(sickle.ListSets())
        with pytest.raises(BadArgument):
            sickle.ListRecords(metadataPrefix="oai_dc", set="x")
        refused = sickle.harvest(verb="Guess").xml.find(f"{{{oai.NS}}}error")
        assert refused.get("code") == "badVerb"
        assert len(list(sickle.ListMetadataFormats(identifier="oai:letters.example:d200"))) == 2


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        ("Identify", {"verb": "Identify"}),
        ("badVerb", {}),
        ("ListRecords/oai_dc", {"verb": "ListRecords", "metadataPrefix": "oai_dc"}),
        ("ListRecords/part/tei-0", {"verb": "ListRecords", "metadataPrefix": "tei"}),
        ("ListRecords/part/tei-1", {"verb": "ListRecords", "resumptionToken": "tei-1"}),
        (
            "GetRecord/tei/d007",
            {
                "verb": "GetRecord",
                "metadataPrefix": "tei",
                "identifier": "oai:letters.example:d007",
            },
        ),
    ],
)
def test_an_answer_repeats_what_was_asked(edition, file, asked):
    root = etree.parse(edition / "oai" / f"{file}.xml").getroot()
    request = root.find(f"{{{oai.NS}}}request")
    assert dict(request.attrib) == asked
    assert request.text == "https://letters.example/oai/"


def test_the_rules_name_the_files(edition):
    apache = (edition / "oai" / ".htaccess").read_text("utf-8")
    assert "RewriteRule ^$ %1/part/%2.xml" in apache
    assert "rewrite ^ /oai/$1/part/$2.xml? break;" in (edition / "oai/nginx.conf").read_text(
        "utf-8"
    )


def test_the_same_edition_gives_the_same_answers(edition, tmp_path):
    oai.publish(tmp_path, documents(tmp_path, 3), 3, address="https://letters.example/", **SAID)
    first = {p: p.read_bytes() for p in (tmp_path / "oai").rglob("*") if p.is_file()}
    oai.publish(tmp_path, documents(tmp_path, 3), 3, address="https://letters.example/", **SAID)
    assert first == {p: p.read_bytes() for p in (tmp_path / "oai").rglob("*") if p.is_file()}
    for path in first:
        if path.suffix == ".xml":
            assert etree.parse(path).getroot().tag == f"{{{oai.NS}}}OAI-PMH"
    assert not (tmp_path / "oai/ListRecords/part/oai_dc-1.xml").exists()


HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-01T00:00:00Z</responseDate>
"""


def said(folder, name):
    """The answer of that name, without the beginning that all have."""
    text = (folder / "oai" / f"{name}.xml").read_text("utf-8")
    assert text.startswith(HEAD)
    # Which prefix a namespace has says nothing.
    return re.sub(r"(?<=[</])ns\d+:|(?<=xmlns):ns\d+", "", text.removeprefix(HEAD))


@pytest.fixture
def parted(tmp_path, monkeypatch):
    """The answers for three documents, two in a part."""
    monkeypatch.setattr(oai, "PART", 2)
    address = "https://letters.example/a&b/"
    oai.publish(tmp_path, documents(tmp_path, 3), 3, address=address, **SAID)
    return tmp_path


REQUEST = "https://letters.example/a&amp;b/oai/</request>\n"
ENTRY = '<header xmlns="http://www.openarchives.org/OAI/2.0/"><identifier>oai:letters.example:d00{}</identifier><datestamp>2026-01-01</datestamp></header>\n'


def test_a_list_is_in_parts_and_whole(parted):
    begin, end = "<ListIdentifiers>\n", "</ListIdentifiers>\n</OAI-PMH>\n"
    one, two, three = map(ENTRY.format, range(3))
    asked = '<request verb="ListIdentifiers" '
    token = '<resumptionToken completeListSize="3" cursor="{}">{}</resumptionToken>\n'.format
    part = f'{asked}metadataPrefix="tei">{REQUEST}{begin}{one}{two}{token(0, "tei-1")}{end}'
    assert said(parted, "ListIdentifiers/part/tei-0") == part
    part = f'{asked}resumptionToken="tei-1">{REQUEST}{begin}{three}{token(2, "")}{end}'
    assert said(parted, "ListIdentifiers/part/tei-1") == part
    whole = f'{asked}metadataPrefix="tei">{REQUEST}{begin}{one}{two}{three}{end}'
    assert said(parted, "ListIdentifiers/tei") == whole
    assert not (parted / "oai/ListIdentifiers/part/tei-2.xml").exists()


def test_a_list_of_one_part_says_nothing_of_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(oai, "PART", 2)
    oai.publish(tmp_path, documents(tmp_path, 2), 2, address="https://letters.example/", **SAID)
    assert "resumptionToken" not in said(tmp_path, "ListRecords/part/tei-0")
    assert not (tmp_path / "oai/ListRecords/part/tei-1.xml").exists()


def test_errors_are_told_by_their_codes(parted):
    for name, code, asked in (
        ("ListSets", "noSetHierarchy", ' verb="ListSets"'),
        ("badVerb", "badVerb", ""),
        ("badArgument", "badArgument", ""),
    ):
        begin = f'<request{asked}>{REQUEST}<error xmlns="{oai.NS}" code="{code}">'
        assert said(parted, name).startswith(begin)


@pytest.mark.parametrize(
    ("issued", "day"),
    [("2026", "2026-01-01"), ("2026-05", "2026-05-01"), ("2026-05-04", "2026-05-04")],
)
def test_the_day_of_records_is_that_of_the_edition(tmp_path, issued, day):
    oai.publish(tmp_path, [], 0, address="https://a.example/", title="A", contact="a@b.example", issued=issued)  # fmt: skip
    tree = etree.parse(tmp_path / "oai/Identify.xml")
    assert tree.findtext(f".//{{{oai.NS}}}earliestDatestamp") == day


def test_a_record_in_dublin_core_has_what_its_header_says(tmp_path):
    header = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d000" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Letter</title><author>Ole Berg</author><respStmt><resp>Translation</resp><persName>Kai Moe</persName></respStmt></titleStmt>
<publicationStmt><publisher>Board</publisher><idno type="DOI">10.5281/zenodo.17</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability></publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>Archive</repository><idno type="shelfmark">A 7</idno></msIdentifier></msDesc></sourceDesc></fileDesc>
<profileDesc><abstract><p>On oil.</p></abstract><creation><date when="1951-02-03"/></creation>
<textClass><keywords><term>letter</term><term>ships</term></keywords></textClass></profileDesc></teiHeader><text><body><p>Dear all</p></body></text></TEI>"""
    (tmp_path / "d000").mkdir()
    (tmp_path / "d000/d000.xml").write_text(header, "utf-8")
    documents = [held(tmp_path, "d000", Settings())]
    oai.publish(tmp_path, documents, 1, address="https://letters.example/", **SAID)
    record = etree.parse(tmp_path / "oai/GetRecord/oai_dc/d000.xml")
    assert [(etree.QName(e).localname, e.text) for e in record.xpath("//*[local-name()='dc']/*")] == [
        ("title", "Letter"),
        ("creator", "Ole Berg"),
        ("contributor", "Kai Moe"),
        ("publisher", "Board"),
        ("date", "1951-02-03"),
        ("description", "On oil."),
        ("subject", "ships"),
        ("language", "en"),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", "https://letters.example/d000/index.html"),
        ("identifier", "10.5281/zenodo.17"),
        ("source", "Archive, A 7"),
        ("rights", "CC BY 4.0"),
        ("rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]  # fmt: skip


def test_ids_are_unique_in_a_list_and_as_they_were_in_a_record(tmp_path):
    def of(folder):
        for document in documents(folder, 2):
            body = document.tree.getroot().find(f".//{{{TEI_NS}}}body")
            body.append(
                etree.fromstring(f'<p xmlns="{TEI_NS}" xml:id="a" ana="#a x.xml#a #gone"/>')
            )
            yield document

    oai.publish(tmp_path, of(tmp_path), 2, address="https://letters.example/", **SAID)
    for name in ("ListRecords/tei", "ListRecords/part/tei-0"):
        tree = etree.parse(tmp_path / "oai" / f"{name}.xml")
        assert tree.xpath("//@xml:id") == ["r1.d000", "r1.a", "r2.d001", "r2.a"]
        assert tree.xpath("//@ana") == ["#r1.a x.xml#a #gone", "#r2.a x.xml#a #gone"]
    one = etree.parse(tmp_path / "oai/GetRecord/tei/d001.xml")
    assert one.xpath("//@xml:id | //@ana") == ["d001", "a", "#a x.xml#a #gone"]


def test_what_the_protocol_wants_is_asked_for(tmp_path):
    with pytest.raises(EditionError) as caught:
        oai.publish(tmp_path, [], 0, address="", title="A", contact="", issued="2026")
    (found,) = caught.value.diagnostics
    assert found.code == "D015"
    assert "address, contact" in found.message
