"""YAML front matter: the labelled fields that a Markdown file begins with, between two lines of "---".

Of YAML only what such blocks are written in is read: a key and its value a line, quoted values, lists,
values of several lines. Whatever else stands there is kept as it is printed, and what cannot be parted
into keys and values is an error with its place: nothing in a header may be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.diagnostics import EditionError
from tei_edition.document.block import Block, Entry, Paragraph, texts_of
from tei_edition.document.inline import Text
from tei_edition.document.source import Source, Span

_BEGINS = re.compile(
    r"---[ \t]*\n(?=[ \t]*(?:#[^\n]*\n|\n)*[\"']?[^\W\d][\w .()'’/-]{0,60}[\"']?:(?:\s|$))"
)
_ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(
    r"(?P<quote>[\"']?)(?P<key>[^\W\d][\w .()'’/-]{0,60}?)(?P=quote)[ \t]*:(?=[ \t]|$)[ \t]*(?P<value>.*)"
)
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+|$)")
_QUOTED = {
    '"': re.compile(r'"(?P<words>(?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?'),
    "'": re.compile(r"'(?P<words>(?:[^']|'')*)'[ \t]*(?:#.*)?"),
}
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_ESCAPED = {"n": " ", "t": " ", "r": " "}
_COMMENT = re.compile(r"[ \t]+#.*")
_REMARK = re.compile(r"#.*")
#: A block of more characters is no front matter.
_LONGEST = 50_000
_HINT = "write it as YAML: one `key: value` per line, values with a colon in quotes, list items as `- item`"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int


def front_matter(source: Source) -> tuple[tuple[Block, ...], int]:
    """The fields of the front matter that *source* begins with, and the offset behind it (0 without any).

    Raises EditionError (R012) with line and column where it cannot be read.
    """
    if not (begins := _BEGINS.match(source.text)):
        return (), 0
    ends = _ENDS.search(source.text, begins.end(), begins.end() + _LONGEST)
    if not ends:
        return (), 0  # a rule, and a text below it
    lines: list[_Line] = []
    start = begins.end()
    for text in source.text[start : ends.start()].split("\n"):
        lines.append(_Line(text, start))
        start += len(text) + 1
    return tuple(_entries(source, lines)), ends.end()


def _entries(source: Source, lines: list[_Line]) -> Iterator[Entry]:
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if not line.text.strip() or line.text.startswith("#"):
            continue
        found = _KEY.match(line.text)
        if not found:
            at = line.start + len(line.text) - len(line.text.lstrip())
            raise _unreadable(source, "a line of the front matter has no key", at)
        below: list[_Line] = []
        while index < len(lines) and (
            not lines[index].text.strip()
            or lines[index].text[0] in " \t"
            or _ITEM.match(lines[index].text)
        ):
            below.append(lines[index])
            index += 1
        value = _Line(found["value"], line.start + found.start("value"))
        texts = tuple(_value(source, value, below))
        span = Span(line.start, texts[-1].span.end if texts else line.start + len(line.text))
        label = Span(line.start, line.start + found.start("value"))
        blocks = (Paragraph(texts, span),) if texts else ()
        yield Entry(found["key"], blocks, span, label)


def _value(source: Source, value: _Line, below: list[_Line]) -> Iterator[Text]:
    """The words of a value that begins on its key's line and goes on *below*; items are parted by commas."""
    kept = [line for line in below if line.text.strip()]
    if _BLOCK_SCALAR.fullmatch(value.text):
        yield from _joined([_text(line.text, line.start) for line in kept], " ")
    elif not value.text.strip() or value.text.startswith("#"):
        if kept and _ITEM.match(kept[0].text):
            yield from _joined([_item(source, line) for line in kept], ", ")
        else:
            yield from _joined([_scalar(source, line) for line in kept], " ")
    elif value.text[0] in _QUOTED:
        yield from _joined([_quoted(source, _Line(_whole(source, value, kept), value.start))], "")
    elif value.text.startswith("["):
        yield from _joined(_flow(source, _Line(_whole(source, value, kept), value.start)), ", ")
    else:
        plain = [line for line in kept if not line.text.lstrip().startswith("#")]
        yield from _joined([_scalar(source, line) for line in (value, *plain)], " ")


def _whole(source: Source, value: _Line, below: list[_Line]) -> str:
    """What stands from *value* to the last line *below*."""
    end = below[-1].start + len(below[-1].text) if below else value.start + len(value.text)
    return source.text[value.start : end]


def _item(source: Source, line: _Line) -> Text | None:
    lead = _ITEM.match(line.text)
    at = lead.end() if lead else 0
    return _scalar(source, _Line(line.text[at:], line.start + at))


def _scalar(source: Source, line: _Line) -> Text | None:
    if line.text.strip()[:1] in _QUOTED and line.text.strip():
        lead = len(line.text) - len(line.text.lstrip())
        return _quoted(source, _Line(line.text[lead:], line.start + lead))
    return _text(_COMMENT.sub("", line.text, count=1), line.start)


def _text(words: str, start: int) -> Text | None:
    bare = words.strip()
    lead = start + len(words) - len(words.lstrip())
    return Text(bare, Span(lead, lead + len(bare))) if bare else None


def _quoted(source: Source, line: _Line) -> Text | None:
    """The words in quotes that *line* holds, their escapes undone."""
    sign = line.text[0]
    found = _QUOTED[sign].fullmatch(line.text.rstrip())
    if not found:
        raise _unreadable(
            source, f"the quoted value that begins with {sign} is not closed", line.start
        )
    words = found["words"]
    words = _ESCAPE.sub(_unescaped, words) if sign == '"' else words.replace("''", "'")
    words = " ".join(words.split())
    span = Span(line.start + found.start("words"), line.start + found.end("words"))
    return Text(words, span) if words else None


def _unescaped(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        char = chr(int(code, 16))
        return char if char.isprintable() else "\ufffd"
    return _ESCAPED.get(found[3], found[3])


_FLOW_ITEM = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\[\]\"'][^,\[\]]*)\s*(?:,|$)")


def _flow(source: Source, line: _Line) -> list[Text | None]:
    """The items of a list in square brackets."""
    body = _COMMENT.sub("", line.text).rstrip()
    if not body.endswith("]"):
        raise _unreadable(source, "the list that begins with [ is not closed", line.start)
    items: list[Text | None] = []
    at, end = 1, len(body) - 1
    while body[at:end].strip():
        found = _FLOW_ITEM.match(body, at, end)
        if not found:
            raise _unreadable(source, "an item of this list cannot be read", line.start + at)
        items.append(_scalar(source, _Line(found[1], line.start + found.start(1))))
        at = found.end()
    return items


def _joined(texts: list[Text | None], sign: str) -> Iterator[Text]:
    """*texts* with *sign* between them."""
    before: Text | None = None
    for text in texts:
        if text is None:
            continue
        if before is not None:
            yield Text(sign, Span(before.span.end, before.span.end))
        yield text
        before = text


def _unreadable(source: Source, message: str, at: int) -> EditionError:
    return EditionError(source.diagnostic("R012", message, at, _HINT))


def signs_of(entries: Sequence[Block], text: str, end: int) -> list[Span]:
    """The characters up to *end* of *text* that are the front matter's own, around the words of *entries*."""
    taken = [found.span for found in texts_of(entries) if found.span.end > found.span.start]
    taken += [entry.label_span for entry in entries if isinstance(entry, Entry)]
    signs, at = [], 0
    for span in sorted(taken, key=lambda span: span.start):
        signs.append(Span(at, span.start))
        at = span.end
    signs.append(Span(at, end))
    # Words are no signs: what was not read is missing in the ledger.
    return [s for s in signs if not re.search(r"[^\W\d]", _REMARK.sub("", text[s.start : s.end]))]
