"""The golden pages and prints of tests/golden: TEI between fences, beside what the stylesheets make of it.

Run as a program (`make golden`) it makes the page and the print of every file anew: what has changed is read in the diff.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from tei_edition import render_html
from tei_edition.publish.paper.pdf import render_typst

FOLDER = Path(__file__).with_name("golden")
_FENCE = re.compile(r"^```(?P<what>\w+)\n(?P<text>[\s\S]*?)^```$", re.MULTILINE)
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
#: Elements of a page that begin a line of the golden file.
_BLOCKS = "p|div|section|ol|ul|li|table|thead|tbody|tr|figure|figcaption|blockquote|h[1-6]|dl|dt|dd|details|aside|nav"
_BEFORE = re.compile(rf"(?<!^)(?<!\n)(<(?:{_BLOCKS})[ >])")
_EMPTY = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden file: what it is of, its TEI, and the page and print that are kept."""

    title: str
    tei: str
    page: str
    print: str


def read(path: Path) -> Golden:
    """The golden file at *path*."""
    text = path.read_text("utf-8")
    parts = {fence["what"]: fence["text"] for fence in _FENCE.finditer(text)}
    title = text.partition("\n")[0].removeprefix("# ")
    return Golden(title, parts["xml"], parts.get("html", ""), parts.get("typst", ""))


def tree_of(tei: str) -> etree._ElementTree:
    """The document that the TEI of a golden file stands for: what is no `text` or header is the content of its body."""
    if not re.search(r"<(?:text|teiHeader|standOff|facsimile|sourceDoc)[ >]", tei):
        tei = f"<text><body>{tei}</body></text>"
    header = "" if "<teiHeader>" in tei else _HEADER
    root = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{tei}</TEI>')
    return etree.ElementTree(root)


def page_of(tree: etree._ElementTree) -> str:
    """The text of the page with its notes and its editorial passages, block by block."""
    page = html.document_fromstring(render_html(tree))
    wanted = "//header[@class='record'][.//*[not(self::h1)]] | //div[@id='text'] | //section[@id='notes']"
    parts = page.xpath(f"{wanted} | //section[@id='apparatus'] | //section[@class='beside']")
    text = "\n".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in parts)
    return _EMPTY.sub("\n", _BEFORE.sub(r"\n\1", text)).strip() + "\n"


def print_of(tree: etree._ElementTree) -> str:
    """The markup of the print, without the functions that it calls."""
    return _EMPTY.sub("\n", render_typst(tree)).strip() + "\n"


def written(golden: Golden) -> str:
    """The golden file, with page and print made anew."""
    tree = tree_of(golden.tei)
    parts = (("xml", golden.tei), ("html", page_of(tree)), ("typst", print_of(tree)))
    fences = "\n".join(f"```{what}\n{text}```\n" for what, text in parts)
    return f"# {golden.title}\n\n{fences}"


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.md")):
        path.write_text(written(read(path)), "utf-8")
