"""Pictures that cannot be shown: each is told once, nothing of it is on the page, and no library speaks for us."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tei_edition import render_html
from tei_edition.publish import image
from tei_edition.publish.pictures import pictures_of
from tei_edition.tei.document import parse_tei

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Ferry</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>{}</p></body></text></TEI>"
)


def looked_at(body: str, folder: Path):
    tree = parse_tei(TEI.format(body).encode(), "a.xml")
    pictures = pictures_of(tree, folder, name="a.xml")
    page = render_html(tree, pictures=pictures)
    main = page[page.index("<body") :]
    return [(d.code, d.message) for d in pictures.findings if d.code == "X010"], main


@pytest.mark.parametrize(
    "address",
    [
        "map.eps", "scan.psd", ".", "ok.gif/x", "/dev/zero", "/dev/zero.png", "file:ok.gif", "FILE:///etc/x.png", "C:\\x.png",
        "javascript:alert(1)", "data:text/html,x", "data:image/png;base64,AAAA", "urn:x:y", "scan", "x" * 5000 + ".png", "%00.png",
    ],
)  # fmt: skip
def test_a_picture_that_is_not_shown_is_told_and_leaves_no_link(
    tmp_path: Path, address: str
) -> None:
    for name in ("map.eps", "scan.psd", "ok.gif"):
        (tmp_path / name).write_bytes(b"%!PS")
    told, page = looked_at(f'<graphic url="{address}"/>', tmp_path)
    assert len(told) == 1
    assert len(told[0][1]) < 400
    assert "Image" in page
    assert not re.search(r'(?:href|src)="(?!#|https://)[^"]', page)


def test_marks_of_a_project_at_its_pages_are_no_pictures(tmp_path: Path) -> None:
    told, _ = looked_at('<pb facs="f1r"/><pb facs="urn:a:b.png"/><pb facs="#s1"/>', tmp_path)
    assert told == []
    told, page = looked_at('<pb facs="a.eps"/><pb facs="file:///x"/><pb facs="C:\\y"/>', tmp_path)
    assert len(told) == 3
    assert not re.search(r'href="(?!#|https://)[^"]', page)


def test_what_libtiff_says_is_not_heard(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tif"
    Image.new("L", (64, 64), 9).save(path, compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    data[8:40] = b"\xff" * 32  # the strip's codes
    path.write_bytes(data)
    with pytest.raises(image.NoPictureError):
        image.shown(path)
    assert capfd.readouterr().err == ""
