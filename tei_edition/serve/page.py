"""What the server adds to a page on its way to the browser; the file in the edition has none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from html import escape, unescape

from tei_edition.diagnostics import Diagnostic, printable
from tei_edition.resources import resource

#: The folder that the server's own files are in; no document is called so.
OWN = "_live"
#: So many findings stand on a page.
_MOST = 200
_POLICY = re.compile(
    r"""(<meta\s[^>]*?http-equiv\s*=\s*["']?Content-Security-Policy["']?[^>]*?\bcontent\s*=\s*)("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)
#: The link to the search on the page for what is not there, and links that begin at the page.
_SEARCH = re.compile(r'href="(?P<root>https?://[^/"]+(?P<path>/[^"]*))search/index\.html"')
_RELATIVE = re.compile(r'(\s(?:href|src)=)"(?![/#]|[A-Za-z][A-Za-z0-9+.-]*:)')
#: What the page for what is not there says first.
_SAYS = re.compile(r"<h1>[^<]*</h1>\s*<p>[^<]*</p>")
#: What the script, its style and its asking for news need.
_NEEDED = ("script-src", "style-src", "connect-src")


def asset(name: str) -> bytes | None:
    """The server's own file *name*; None where there is none."""
    return resource("serve", name).read_bytes() if name in ("live.js", "live.css") else None


def with_live(page: bytes, version: str, findings: Sequence[Diagnostic]) -> bytes:
    """The HTML *page* of the build *version* with the script that waits for the next one, and with what was found."""
    text = page.decode("utf-8", "surrogateescape")
    text = _POLICY.sub(_allowing, text)
    added = (
        f'<link rel="stylesheet" href="/{OWN}/live.css">{_overlay(findings)}'
        f'<script src="/{OWN}/live.js" data-version="{escape(version)}" defer></script>'
    )
    at = text.lower().rfind("</body>")
    at = len(text) if at < 0 else at
    return (text[:at] + added + text[at:]).encode("utf-8", "surrogateescape")


def from_top(page: bytes) -> bytes:
    """The *page* for what is not there, at whatever address it is shown: all that it names is that of the preview.

    In the edition it names what is at the address that the edition will have, where it has one.
    """
    text = page.decode("utf-8", "surrogateescape")
    if at := _SEARCH.search(text):
        root, path = at["root"], at["path"]
        text = text.replace(f'"{root}', '"/').replace(f'"{path}assets/', '"/assets/')
    return _RELATIVE.sub(r'\1"/', text).encode("utf-8", "surrogateescape")


def failing(page: bytes, error: Diagnostic, *, is_certain: bool) -> bytes:
    """The *page* for what is not there, at the address of a document that could not be made because of *error*.

    Where that is not *is_certain*, the source of this address is not known, but one failed that has no page.
    """
    words = f"{_text(error.source)}: {_text(error.message)}"
    said = f"<h1>This document could not be built</h1><p>{words}</p><p>The page appears as soon as this is corrected.</p>"
    if not is_certain:
        said = f"<h1>Page not found</h1><p>The address may be that of a source that could not be built, or contain a typing error.</p><p>{words}</p>"
    text = page.decode("utf-8", "surrogateescape")
    return _SAYS.sub(lambda _: said, text, count=1).encode("utf-8", "surrogateescape")


def _allowing(match: re.Match[str]) -> str:
    policy = allowing(unescape(match[2][1:-1]))
    return f'{match[1]}"{escape(policy)}"'


def allowing(policy: str) -> str:
    """The content security *policy*, which lets the page load what is of its own address besides."""
    given = [each.split() for each in policy.split(";") if each.strip()]
    directives = {words[0].lower(): words[1:] for words in reversed(given)}
    for name in _NEEDED:
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is None or "'self'" in allowed or "*" in allowed:
            continue
        directives[name] = ["'self'", *(source for source in allowed if source != "'none'")]
    names = dict.fromkeys([*(words[0].lower() for words in given), *directives])
    return "; ".join(" ".join([name, *directives[name]]) for name in names)


def _overlay(findings: Sequence[Diagnostic]) -> str:
    if not findings:
        return ""
    items = "".join(map(_item, findings[:_MOST]))
    if len(findings) > _MOST:
        items += f"<li>and {len(findings) - _MOST} more</li>"
    count = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    # By this the script knows findings that the reader has closed already.
    name = sha256(items.encode("utf-8", "replace")).hexdigest()[:16]
    return (
        f'<section class="tei-edition-live" data-findings="{name}" aria-label="Findings">'
        f'<div><strong>{count}</strong><button type="button">Close</button></div><ul>{items}</ul></section>'
    )


def _item(found: Diagnostic) -> str:
    place = ", ".join(filter(None, (found.source, found.place)))
    place = f"{found.source}:{found.position}" if found.position and not found.place else place
    hint = f"<small>{_text(found.hint)}</small>" if found.hint else ""
    return (
        f'<li class="{found.severity}"><code>{_text(place)}</code> '
        f"<b>{found.severity} {found.code}</b> {_text(found.message)}{hint}</li>"
    )


def _text(words: str) -> str:
    return escape(printable(words))
