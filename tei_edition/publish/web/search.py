"""Output: full-text search across an edition, the index that Pagefind makes of its pages, where it is installed."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from lxml import html

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import write_file
from tei_edition.publish.site import Catalog, Design, Made


def search_address() -> str:
    """Where pages find the index, from the folder of assets; empty where Pagefind is not installed (extra "search")."""
    return "./pagefind/pagefind.js" if importlib.util.find_spec("pagefind") else ""


def make(catalog: Catalog, design: Design) -> Made:
    """Index the texts of the documents in *catalog* (what their pages mark as Pagefind's body), and nothing older.

    Pagefind parts words at each tag: it is handed pages of plain blocks, made from those of the edition. Nothing is
    done where Pagefind is not installed or there is no document. Raises EditionError (P002) where Pagefind fails.
    """
    if not catalog.entries or not search_address():
        return Made()
    index = catalog.out / "assets" / "pagefind"
    shutil.rmtree(index, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for entry in catalog.entries:
            page = catalog.out / entry.id / "index.html"
            if page.is_file():
                write_file(
                    Path(folder, entry.id, "index.html"), plain_page(page.read_text("utf-8"))
                )
        command = [
            *(sys.executable, "-m", "pagefind", "--site", folder, "--output-path", str(index)),
            *("--glob", "*/index.html", "--quiet"),
        ]
        done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (our own arguments)
    if done.returncode:
        message = f"the full-text index could not be made: {done.stderr.strip()[-300:]}"
        raise EditionError(Diagnostic("P002", message, str(catalog.out)))
    _in_order(index / "pagefind-entry.json")
    return Made()


#: Elements of a page that end a word.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "ul",
    ]
)


def plain_page(page: str) -> str:
    """The page of a document as it is indexed: its title, and its text block by block, without tags in them.

    Behind the words as they are read come those that only the document has.
    """
    root: Any = html.fromstring(page)
    language = root.get("lang") or "en"
    title = " ".join("".join(root.xpath("string(//*[@data-pagefind-meta='title'])")).split())
    blocks: list[str] = []
    for body in root.xpath("//*[@data-pagefind-body]"):
        read = _blocks(body, "reading")
        known = {word for block in read for word in block.split()}
        others = [word for block in _blocks(body, "diplomatic") for word in block.split()]
        blocks += [*read, " ".join(dict.fromkeys(word for word in others if word not in known))]
    paragraphs = "".join(f"<p>{escape(block)}</p>" for block in blocks if block)
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(title)}</h1>{paragraphs}</body></html>'
    )


def _blocks(body: Any, view: str) -> list[str]:
    """The texts of the blocks of *body* in a *view*, in their order; none is empty."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element.tag, str) and element.get("data-only") in (None, view):
            is_block = element.tag in _BLOCKS
            parts.append(
                "\n"
                if is_block
                else " "
                if element.tag == "br" and not element.get("class")
                else ""
            )
            parts.append(" ".join((element.text or "").split("\n")))
            for child in element:
                walk(child)
            parts.append("\n" if is_block else "")
        parts.append(" ".join((element.tail or "").split("\n")))

    walk(body)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _in_order(entry: Path) -> None:
    """Write the file that lists the languages anew, in a fixed order: Pagefind has none."""
    if entry.is_file():
        listed = json.loads(entry.read_text("utf-8"))
        write_file(entry, json.dumps(listed, sort_keys=True, separators=(",", ":")))
