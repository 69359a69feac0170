"""Output: pages of the project's own (about, principles, imprint), which it writes in Markdown.

markdown-it-py makes the HTML: CommonMark with tables. Raw HTML is text, and pictures leave their description.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.publish.output import RESERVED
from tei_edition.publish.site import Catalog, Design, Made, OwnPage
from tei_edition.publish.web.elements import Element, Frame, element
from tei_edition.publish.web.groups import slug
from tei_edition.publish.web.pages import render_page

#: Nobody reads a longer page; and Markdown that is made to be slow is so by its length.
LONGEST = 200_000
_LONGEST_TOGETHER = 5 * LONGEST
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = ("http:", "https:", "mailto:")
#: What neither XML nor HTML can hold.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")  # fmt: skip
#: No file or folder can have these names on Windows.
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


class _Markdown(MarkdownIt):
    """Links lead to pages and to mail, and run nothing."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        scheme = _SCHEME.match(url)
        if scheme:
            return scheme[0].lower() in _ALLOWED
        return not url.startswith("//")


_MARKDOWN = _Markdown("commonmark", {"html": False}).enable(["table", "strikethrough"])


def own_page(name: str, path: Path, text: str) -> OwnPage:
    """The page that the file *path*, called *name* in the folder of the project, makes of its *text*."""
    text = _CONTROL.sub("\ufffd", text)
    tokens = _MARKDOWN.parse(text[:LONGEST])
    at = _heading(tokens)
    title = "" if at is None else " ".join(_text_of(tokens[at + 1]).split())
    stem = path.stem
    return OwnPage(
        posixpath.normpath(name), path, slug(stem), title or stem.replace("-", " ").capitalize(), text
    )  # fmt: skip


def trouble(page: OwnPage, others: Sequence[OwnPage]) -> str:
    """Why *page* cannot be one of an edition that has the *others*; empty where it can."""
    if page.slug in RESERVED or _DEVICE.fullmatch(page.slug):
        return f"names {page.name}, but the edition needs the folder {page.slug}/"
    for other in others:
        if other.slug == page.slug:
            return f"names {other.name} and {page.name}, which would both be {page.slug}/index.html"
    if len(page.text) > LONGEST:
        return f"names {page.name}, which is longer than {LONGEST:,} characters"
    if sum(len(each.text) for each in (page, *others)) > _LONGEST_TOGETHER:
        return f"have more than {_LONGEST_TOGETHER:,} characters in total"
    return ""


def make(catalog: Catalog, design: Design) -> Made:
    """A file for each page of the design; X010 where one names a picture."""
    if not design.pages:
        return Made()
    frame = Frame(render_page("shell", design.site, catalog))
    addresses = {page.name: f"../{page.slug}/index.html" for page in design.pages}
    found: list[Diagnostic] = []
    files: dict[str, bytes | str] = {
        f"{page.slug}/index.html": frame.page(page.title, *_body(page, addresses, found))
        for page in design.pages
    }
    # The search shows passages of it.
    files |= {f"{page.slug}/{page.slug}.txt": f"{words_of(page)}\n" for page in design.pages}
    return Made(files, tuple(found))


def words_of(page: OwnPage) -> str:
    """The words of *page* below its title, a line for each of its paragraphs, headings and cells."""
    lines = []
    for token in _below_title(page):
        if token.type == "inline":
            lines.append(" ".join(_text_of(token).split()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip())
    return "\n".join(filter(None, lines))


def _body(page: OwnPage, addresses: dict[str, str], found: list[Diagnostic]) -> Sequence[Element]:
    """What stands below the title; what is wrong with it is put into *found*."""
    tokens = _below_title(page)
    for token in tokens:
        if token.tag == "h1":  # a page has one
            token.tag = "h2"
        for part in token.children or ():
            if part.type == "link_open":
                to = str(part.attrGet("href") or "")
                part.attrSet("href", _address(to, page.name, addresses))
            elif part.type == "image":
                found.append(_left_out(page, token, part))
                part.type, part.tag, part.children = "text", "", None
    written = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    body = html.fragment_fromstring(written, create_parent="div")
    for cell in body.iter("td", "th"):
        cell.attrib.pop("style", None)  # the policy of the page forbids it
    for table in list(body.iter("table")):
        framed = element("div", cls="scroll always", label="Table", role="region", tabindex="0")
        framed.tail, table.tail = table.tail, None
        table.addprevious(framed)
        framed.append(table)
    return list(body)


def _below_title(page: OwnPage) -> list[Token]:
    tokens = _MARKDOWN.parse(page.text)
    at = _heading(tokens)
    if at is not None:
        del tokens[at : at + 3]
    return tokens


def _address(to: str, name: str, addresses: dict[str, str]) -> str:
    """Where a link *to* something leads from the page of the file *name*.

    Other files of the list are their pages; all else is meant from the first page of the edition.
    """
    if _SCHEME.match(to) or to.startswith(("#", "/")):
        return to
    file, mark, part = to.partition("#")
    named = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
    return f"{addresses.get(named, f'../{file}')}{mark}{part}"


def _heading(tokens: Sequence[Token]) -> int | None:
    """Where the first heading begins that stands in no list or quotation."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            return index
    return None


def _text_of(inline: Token) -> str:
    parts = inline.children or ()
    return "".join(" " if part.type.endswith("break") else part.content for part in parts)


def _left_out(page: OwnPage, block: Token, picture: Token) -> Diagnostic:
    line = block.map[0] + 1 if block.map else 1
    message = f"the picture {picture.attrGet('src')} is not shown, because additional pages cannot contain pictures"
    hint = "its description is shown instead"
    return Diagnostic("X010", message, str(page.path), Position(line, 1), hint)
