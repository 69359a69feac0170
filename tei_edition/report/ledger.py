"""The ledger of a record, for people and programs: as text, JSON, and a page with source and TEI side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from lxml import etree

from tei_edition.check.ledger import Kind, Ledger
from tei_edition.document.document import Record
from tei_edition.document.inline import Mark
from tei_edition.document.source import Span
from tei_edition.encode.encode import fragment
from tei_edition.tei.names import TEI_NS, tag

_NAMES = {
    Kind.TEXT: "the text of the document, and its editors' words",
    Kind.REMARK: "words of remarks that became elements and attributes",
    Kind.MARK: "Markdown characters, note signs and list markers",
    Kind.HEADER: "header block",
    Kind.SPACE: "white space",
    Kind.LOST: "not accounted for",
}
_SHORTEST = 3
#: So many reasons are told of a remark.
_REASONS = 8


def remark_rows(record: Record) -> list[tuple[str, str, str, str]]:
    """For each remark of *record* its place, its words, its kind, and its TEI."""
    return [
        (
            str(record.source.position(remark.span.start)),
            " ".join(remark.words.split()),
            remark.rule,
            fragment(record, remark.became),
        )
        for remark in record.remarks
    ]


def reasons_of(record: Record) -> str:
    """For each remark of *record* what evidence says of it, and the cues that weigh most for and against.

    40:12	[Lind]	gloss 0.50, supplied 0.46: cert="low"
        +1.0 gloss      they are two or three words
        -0.6 supplied   a small word follows
    """
    lines = []
    for remark in record.remarks:
        place, words = record.source.position(remark.span.start), " ".join(remark.words.split())
        verdict = remark.verdict
        if verdict is None:
            lines.append(f"{place}\t[{words}]\tby its wording: {remark.rule}")
            continue
        certs = (node.attribute("certainty") for node in remark.became if isinstance(node, Mark))
        cert = next((f': cert="{value}"' for value in certs if value), "")
        lines.append(f"{place}\t[{words}]\t{verdict}{cert}; read as “{remark.rule}”")
        lines += [
            f"    {reason.points:+.1f} {reason.reading:<10} {reason.cue}"
            for reason in verdict.reasons(_REASONS)
        ]
    return "".join(f"{line}\n" for line in lines)


def text_of(ledger: Ledger) -> str:
    """How many characters are of each kind, and a verdict."""
    counts = ledger.counts()
    lines = [
        f"{counts[kind]:>9}  {name}"
        for kind, name in _NAMES.items()
        if counts[kind] or kind is Kind.LOST
    ]
    total = sum(counts.values())
    verdict = "balances" if ledger.balances else "does not balance"
    return "\n".join([*lines, f"{total:>9}  characters in all: the ledger {verdict}"]) + "\n"


def json_of(ledger: Ledger) -> str:
    """One object: `record`, `balances`, `characters` by kind, `remarks`, and `entries`.

    Offsets count characters of the record with its line ends as "\\n", from 0.
    """
    record = ledger.record
    remarks = [
        {"line": r.line, "column": r.column, "start": m.span.start, "end": m.span.end, "words": m.words, "rule": m.rule, "tei": row[3]}
        for m, row in zip(record.remarks, remark_rows(record), strict=True)
        if (r := record.source.position(m.span.start))
    ]  # fmt: skip
    found = {
        "record": record.source.name,
        "balances": ledger.balances,
        "characters": {kind.name.lower(): count for kind, count in sorted(ledger.counts().items())},
        "missing": list(ledger.missing),
        "remarks": remarks,
        "entries": [
            {"start": span.start, "end": span.end, "kind": kind.name.lower()}
            for span, kind in ledger.entries
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


# --- the page -----------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light dark; --paper: light-dark(#fdfcf9, #16181b); --ink: light-dark(#1d2126, #e4e2dc);
  --quiet: light-dark(#5f6670, #9aa0a8); --line: light-dark(#d9d5cb, #33373d); --mark: light-dark(#ece7da, #2b2f35); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 ui-sans-serif, system-ui, sans-serif; }
header { padding: 1.2rem 1.6rem .9rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.15rem; margin: 0 0 .4rem; font-weight: 650; }
header p { margin: 0; color: var(--quiet); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin-top: .6rem; padding: 0; list-style: none; font-size: .87rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
section { padding: 1rem 1.6rem 3rem; height: calc(100vh - 9rem); overflow: auto; }
section + section { border-left: 1px solid var(--line); }
h2 { font-size: .82rem; font-weight: 600; color: var(--quiet); margin: 0 0 .7rem; position: sticky; top: -1rem; background: var(--paper); padding: .4rem 0; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.65 ui-monospace, "DejaVu Sans Mono", monospace; }
.header, .space { color: var(--quiet); }
.mark { color: var(--quiet); background: var(--mark); border-radius: 2px; }
.lost { background: #c2210f; color: #fff; }
a.r { color: inherit; text-decoration: none; border-radius: 3px; padding: .05em .1em; background: hsl(var(--h) 70% 45% / .18); box-shadow: inset 0 -2px hsl(var(--h) 60% 45% / .75); }
a.r:target, a.r:focus { outline: 2px solid hsl(var(--h) 60% 45%); }
.remark { color: hsl(var(--h, 0) 45% light-dark(32%, 72%)); }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; } section { height: auto; } section + section { border-left: 0; border-top: 1px solid var(--line); } }
"""


def html_of(ledger: Ledger, tree: etree._ElementTree) -> str:
    """A page with the source and the TEI of its text side by side, each remark in one colour in both.

    It is complete in itself: no script, nothing loaded.
    """
    record = ledger.record
    counts = ledger.counts()
    key = "".join(
        f"<li>{counts[kind]} {escape(name)}</li>" for kind, name in _NAMES.items() if counts[kind]
    )
    verdict = (
        "The ledger balances."
        if ledger.balances
        else "The ledger does not balance. This is a bug in tei_edition."
    )
    title = escape(record.header.title)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Ledger: {title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><header><h1>{title}</h1>"
        f'<p>{escape(record.source.name)}. {verdict}</p><ul class="key">{key}</ul></header>\n'
        f'<main><section tabindex="0"><h2>The record</h2><pre>{"".join(_source(ledger))}</pre></section>\n'
        f'<section tabindex="0"><h2>Its TEI</h2><pre>{_tei(record, tree)}</pre></section></main></body></html>\n'
    )


def _hue(index: int) -> int:
    """A hue for the *index*-th remark, far from those of its neighbours."""
    return index * 137 % 360


def _outer(record: Record) -> list[Span]:
    """The spans of remarks that stand in no other."""
    spans: list[Span] = []
    for remark in record.remarks:
        if not spans or remark.span.start >= spans[-1].end:
            spans.append(remark.span)
    return spans


def _source(ledger: Ledger) -> Iterator[str]:
    text = ledger.record.source.text
    opened = {span.start: (i, span.end) for i, span in enumerate(_outer(ledger.record))}
    edges = sorted(
        {
            0,
            len(text),
            *opened,
            *(end for _, end in opened.values()),
            *(s.start for s, _ in ledger.entries),
        }
    )
    kinds = iter(ledger.entries)
    current = next(kinds, None)
    closing = -1
    for start, end in pairwise(edges):
        if start in opened:
            index, closing = opened[start]
            yield f'<a class="r" id="s{index}" href="#t{index}" style="--h:{_hue(index)}">'
        while current and current[0].end <= start:
            current = next(kinds, None)
        kind = current[1].name.lower() if current else "text"
        piece = escape(text[start:end])
        yield piece if kind == "text" else f'<span class="{kind}">{piece}</span>'
        if end == closing:
            yield "</a>"


def _tei(record: Record, tree: etree._ElementTree) -> str:
    """The text of the TEI as XML, with what each remark became marked where it stands."""
    text = tree.getroot().find(tag("text"))
    xml = etree.tostring(text, encoding="unicode") if text is not None else ""
    xml = xml.replace(f' xmlns="{TEI_NS}"', "").strip()
    parts: list[str] = []
    at = index = 0
    spans = _outer(record)
    became = {remark.span.start: fragment(record, remark.became) for remark in record.remarks}
    for index, span in enumerate(spans):
        piece = became[span.start]
        found = xml.find(piece, at) if len(piece) >= _SHORTEST else -1
        if found < 0:
            continue
        parts += [
            escape(xml[at:found]),
            f'<a class="r" id="t{index}" href="#s{index}" style="--h:{_hue(index)}">{escape(piece)}</a>',
        ]
        at = found + len(piece)
    return "".join([*parts, escape(xml[at:])])
