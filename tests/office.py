"""Documents of word processors, written by hand for tests: zips with XML."""

from __future__ import annotations

import io
import zipfile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = (
    f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "meta")
)
ODF = (
    f'{_ODF} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f"
    "0005fe02fe0def46b80000000049454e44ae426082"
)


def run(words: str, properties: str = "") -> str:
    """A run of Word with its *properties*."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{words}</w:t></w:r>'


def gone(words: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'


def change(kind: str, who: str, inner: str, day: str = "2024-05-03") -> str:
    return f'<w:{kind} w:id="1" w:author="{who}" w:date="{day}T10:00:00Z">{inner}</w:{kind}>'


def paragraph(inner: str, properties: str = "") -> str:
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{inner}</w:p>"


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def commented(number: int, inner: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def docx(
    *body: str,
    notes: tuple[str, ...] = (),
    comments: tuple[tuple[str, str], ...] = (),
    more: dict[str, str | bytes] | None = None,
    links: str = "",
) -> bytes:
    """A Word document of the paragraphs *body*; *notes* are numbered from 2, *comments* (who, what) from 0."""
    kinds = {"footnotes": "footnotes", "comments": "comments", "styles": "styles"}
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for n, (kind, target) in enumerate(kinds.items(), 1)
    )
    noted = "".join(
        f'<w:footnote w:id="{n}">{inner}</w:footnote>' for n, inner in enumerate(notes, 2)
    )
    said = "".join(
        f'<w:comment w:id="{n}" w:author="{who}" w:date="2024-06-01T09:00:00Z">{paragraph(run(words))}</w:comment>'
        for n, (who, words) in enumerate(comments)
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}{links}</Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {W}>{noted}</w:footnotes>",
        "word/comments.xml": f"<w:comments {W}>{said}</w:comments>",
        "word/styles.xml": f"<w:styles {W}/>",
        **(more or {}),
    }
    return zipped(members)


def odt(body: str, styles: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text of *body*, with its automatic *styles*."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}><office:styles/></office:document-styles>",
            **(more or {}),
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()
