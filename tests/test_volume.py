"""Volumes: order, contents, indexes, sources, structure and attachments of the whole."""

from __future__ import annotations

import io
import re
from copy import deepcopy

import pikepdf
import pypdfium2
import pytest
from conftest import HEADER
from lxml import etree
from typer.testing import CliRunner

from tei_edition import encode, read_record, tei_bytes
from tei_edition.cli.app import app
from tei_edition.publish.paper.attachments import attached
from tei_edition.publish.paper.pdf import PrintOptions, Source
from tei_edition.publish.paper.volume import PART, render_volume

TEI = "{http://www.tei-c.org/ns/1.0}"
DATES = [
    "March 3, 1963",
    "May 1, 1955",
    "June 2, 1962",
    "July 9, 1948",
    "May 2, 1955",
    "August 1, 1970",
]


def letter(number: int, date: str) -> Source:
    text = HEADER.replace("March 3, 1955", date).replace("Letter to", f"Letter {number} to")
    text = text.replace("1017", str(2000 + number))
    body = "The [inserted above the line by hand: old] barge[Translator's note: a lighter] of Riga. " * (60 if number == 2 else 4)  # fmt: skip
    tree = encode(read_record(text + body))
    paragraph = tree.getroot().find(f".//{TEI}body//{TEI}p")
    name = etree.SubElement(paragraph, f"{TEI}persName")
    name.text = ["Émile Zola", "Anna Berg"][number % 2]
    place = etree.SubElement(paragraph, f"{TEI}placeName")
    place.text = "Riga"
    return Source(tree, f"{number}.xml")


@pytest.fixture(scope="module")
def letters() -> list[Source]:
    return [letter(number, date) for number, date in enumerate(DATES)]


@pytest.fixture(scope="module")
def volume(letters) -> bytes:
    return render_volume(
        letters,
        title="Letters of <the> *Board*",
        options=PrintOptions(paper="a5", figures="lining"),
    )


def texts(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return found


def test_the_book_has_its_parts_in_order(volume, letters):
    assert len(letters) > PART
    pages = texts(volume)
    assert "Letters of <the> *Board*" in pages[0]
    assert "Ana Lind (contribution of the document)" in pages[1]
    assert pages[2].startswith("Contents")
    starts = [
        i
        for i, page in enumerate(pages)
        if re.search(r"^Letter \d to the Harbour Board\r?$", page, re.M) and "Source:" in page
    ]
    numbers = [re.search(r"Letter (\d) to", pages[i])[1] for i in starts]
    assert numbers == ["3", "1", "4", "2", "0", "5"]
    # The contents name the pages that are printed at their feet.
    for i, number in zip(starts, numbers, strict=True):
        folio = pages[i].split()[-1]
        entry = re.search(rf"Letter {number} to the Harbour Board[ .]+(\d+)", pages[2])
        assert entry[1] == folio
        assert i - int(folio) == starts[0] - 1
    assert [p.split()[0] for p in pages[-4:]] == [
        "Persons",
        "Places",
        "Sources",
        "Set",
    ] or "Colophon" not in pages[-1]
    persons = next(page for page in pages if page.startswith("Persons"))
    folios = {number: int(pages[i].split()[-1]) for i, number in zip(starts, numbers, strict=True)}
    assert persons.index("Anna Berg") < persons.index("Émile Zola")
    berg = re.search(r"Anna Berg, ([\d., –]+)", persons)[1]
    assert re.search(rf"\b{folios['1']}\.\d+", berg)
    assert next(p for p in pages if p.startswith("Sources")).count("Coast Digital Archive") == len(
        letters
    )
    assert "Typeset from 6 TEI files" in pages[-1]


def test_the_whole_is_one_tagged_archival_document(volume, letters):
    with pikepdf.open(io.BytesIO(volume)) as pdf:
        assert pdf.check_pdf_syntax() == []
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfuaid:part"] == "1"
        assert b"<xmpTPg:NPages>%d<" % len(pdf.pages) in pdf.Root.Metadata.read_bytes()
        assert metadata["dc:title"] == "Letters of <the> *Board*"
        tree = pdf.Root.StructTreeRoot
        keys = list(tree.ParentTree.Nums)[::2]
        assert keys == sorted(set(keys))
        used = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
        used += [int(a.StructParent) for page in pdf.pages for a in page.obj.get("/Annots", [])]
        assert len(used) == len(set(used))
        assert set(used) <= set(map(int, keys))
        # Each page's marks belong to elements that say they stand on that page.
        parents = {int(k): v for k, v in zip(keys, list(tree.ParentTree.Nums)[1::2], strict=True)}
        for page in pdf.pages:
            for element in parents[int(page.obj.StructParents)]:
                if element is not None:
                    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                    pages = [
                        element.get("/Pg"),
                        *(k.get("/Pg") for k in kids if isinstance(k, pikepdf.Dictionary)),
                    ]
                    assert page.obj.objgen in [p.objgen for p in pages if p is not None]
        ids = [bytes(x) for x in list(tree.IDTree.Names)[::2]]
        assert ids == sorted(set(ids))
        assert sorted(pdf.attachments) == sorted(f"record-{2000 + n}.xml" for n in range(6))
        for source in letters:
            name = source.file_name()
            assert pdf.attachments[name].get_file().read_bytes() == tei_bytes(source.tree)
        assert len(pdf.Root.AF) == 6
        labels = list(pdf.Root.PageLabels.Nums)
        assert labels[1].S == "/r"
        assert int(labels[2]) == 3
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert [t for t in titles if t.startswith("Letter ")] == [
            f"Letter {n} to the Harbour Board" for n in (3, 1, 4, 2, 0, 5)
        ]
        # A bookmark leads to the page where its title stands.
        items = {item.title: item.destination[0].objgen for item in outline.root}
        places = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    pages = texts(volume)
    for title, page in items.items():
        assert " ".join(title.split()) in " ".join(pages[places[page]].split())


def test_the_same_volume_each_time(letters, volume):
    options = PrintOptions(paper="a5", figures="lining")
    assert render_volume(letters, title="Letters of <the> *Board*", options=options) == volume


def test_a_volume_by_command(tmp_path, letters):
    files = []
    for source in letters[:3]:
        path = tmp_path / source.name
        path.write_bytes(tei_bytes(source.tree))
        files.append(str(path))
    runner = CliRunner()
    result = runner.invoke(app, ["render", "pdf", *files])
    assert result.exit_code == 1
    assert "I006" in result.output
    out = tmp_path / "v.pdf"
    result = runner.invoke(
        app, ["render", "pdf", *files, "--volume", "--title", "Three", "-o", str(out)]
    )
    assert result.exit_code == 0, result.output
    assert "Three" in texts(out.read_bytes())[0]
    folder = tmp_path / "tei"
    assert runner.invoke(app, ["extract", str(out)]).exit_code == 1
    assert runner.invoke(app, ["extract", str(out), "-o", str(folder)]).exit_code == 0
    extracted = sorted(path.read_bytes() for path in folder.iterdir())
    assert extracted == sorted((tmp_path / s.name).read_bytes() for s in letters[:3])


def test_documents_of_one_id_are_attached_each_by_its_own_name(letters):
    ids = ["l1", "L1", "l1", "l1-2", "l1", "l1"]
    same = [deepcopy(source.tree) for source in letters]
    for tree, identifier in zip(same, ids, strict=True):
        tree.getroot().set("{http://www.w3.org/XML/1998/namespace}id", identifier)
    sources = [Source(tree, f"{number}.xml") for number, tree in enumerate(same)]
    files = attached(render_volume(sources, options=PrintOptions(paper="a5")))
    assert len({name.casefold() for name in files}) == len(sources) > PART
    assert sorted(files.values()) == sorted(tei_bytes(tree) for tree in same)
