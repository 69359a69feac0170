"""A hook of mkdocs: the pages of the top folder become pages of the site, README.md its start page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
#: Page of the top folder: its name on the site.
PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "CONTRIBUTING.md", "CHANGELOG.md": "CHANGELOG.md"}  # fmt: skip
_CELL = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL)
#: The button on a phone that opens the contents of the page: its only label is a small arrow.
_CONTENTS = re.compile(r'(data-bs-target="#toc-collapse"[^>]*>)')
#: What the site has no page for.
_PLAIN = re.compile(r"\[([^\]]*)\]\((?:LICENSE|CITATION\.cff|tests/[^)]*)\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages of the top folder, with their links as they are on the site."""
    for name, target in PAGES.items():
        text = (ROOT / name).read_text("utf-8")
        text = re.sub(r'(\]\(|src="|srcset=")docs/', r"\1", text)
        text = _PLAIN.sub(r"\1", text)
        files.append(File.generated(config, target, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Links out of docs/ lead to the pages that on_files added."""
    for name, target in PAGES.items():
        markdown = markdown.replace(f"(../{name}", f"({target}")
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Code and tables that are wider than the window are scrolled in their boxes (docs/site.css), by keyboard too."""
    html = html.replace("<pre>", '<pre tabindex="0">')
    # In a cell of a table "|" has a backslash, which Python-Markdown leaves in code.
    html = _CELL.sub(lambda cell: cell[0].replace("\\|", "|"), html)
    html = html.replace("<table>", '<div class="wide" tabindex="0"><table>')
    return html.replace("</table>", "</table></div>")


def on_post_page(output: str, **_: Any) -> str:
    """The button of the contents says what it is."""
    return _CONTENTS.sub(r"\1Contents ", output)
