"""Rows of tables as drafts: one record a row."""

from __future__ import annotations

import ast
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tei_edition.document.draft import Break, Draft, DraftBlock, DraftInline, Run, words_of
from tei_edition.read.columns import PARTS, ROLES, Mapped
from tei_edition.read.original import Original

#: Mark-up in a cell: a tag of HTML that texts have.
_TAG = re.compile(
    r"<(?:p|br|div|em|i|b|u|strong|ul|ol|li|table|blockquote|h[1-6]|a|span|sup|sub)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
#: Lines of wrapped text are long and nearly as long as each other.
_WRAPPED = 50
_MOST_LISTED = 2000
_LONGEST_NAME = 60


def drafts_of(
    rows: Iterable[tuple[str, Mapping[str, Any]]],
    mapped: Mapped,
    original: Original,
    above: Iterable[tuple[str, str]] = (),
) -> Iterator[Draft]:
    """A draft for each of *rows* (its place, its cells by column); one without a text has no blocks.

    The lines *above* the names of the columns (place, words) are told as left out with the first.
    """
    maker = _Maker(mapped, original)
    told = tuple(f"{place}: “{words}”" for place, words in above)
    for place, cells in rows:
        if any(_is_said(value) for value in cells.values()):
            draft = maker.draft(place, cells)
            yield replace(draft, left_out=(*told, *draft.left_out)) if told else draft
            told = ()


def cells_of(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """The cells of *row* by the *names* of their columns; those that have none by their number."""
    cells = dict(zip(names, row, strict=False))
    extra = enumerate(row[len(names) :], len(names) + 1)
    return cells | {f"column {number}": value for number, value in extra if _is_said(value)}


def lines_above(where: str, rows: Sequence[tuple[int, Sequence[Any]]]) -> list[tuple[str, str]]:
    """The place and the words of each of *rows* above the names of columns, by its number and where the table is."""
    said = ((n, " ".join(str(cell).strip() for cell in row if _is_said(cell))) for n, row in rows)
    return [(f"{where}row {number}", words) for number, words in said if words]


class _Maker:
    def __init__(self, mapped: Mapped, original: Original) -> None:
        self._mapped, self._original = mapped, original
        named = {name for names in mapped.columns.values() for name in names}
        self._known = named | set(mapped.left_out)

    def draft(self, place: str, cells: Mapping[str, Any]) -> Draft:
        said = {use: self._value(use, cells) for use in self._mapped.columns}
        said |= self._mapped.constants
        title = _one_line(said.get("title", ""))
        said |= self._span(cells)
        fields = [("Date", _one_line(said.get("date", ""))), *citation_of(said)]
        fields += [(use, text) for use, text in said.items() if use not in (*ROLES, *PARTS)]
        made = [
            (label, tuple(blocks_of_text(text, place, listed=label not in ("Summary", "Rights"))))
            for label, text in fields
            if text.strip()
        ]
        blocks = tuple(blocks_of_text(said.get("text", ""), place))
        number = _one_line(said.get("id", "")) or place.rpartition(" ")[2]
        draft = Draft(
            name=f"{self._original.stem}-{number}"[:_LONGEST_NAME],
            title=title or _one_line(said.get("Archive Title", "")) or f"{self._original.stem} {number}",
            fields=tuple(made),
            blocks=blocks,
            place=place,
        )  # fmt: skip
        return self._accounted(draft, cells, place)

    def _span(self, cells: Mapping[str, Any]) -> dict[str, str]:
        """The date where two columns say it: the first day and the last."""
        days = [
            _one_line(_text(cells.get(n), listed=True))
            for n in self._mapped.columns.get("date", ())
        ]
        days = list(dict.fromkeys(filter(None, days)))
        return {"date": " to ".join(days)} if len(days) == 2 else {"date": days[0]} if days else {}

    def _accounted(self, draft: Draft, cells: Mapping[str, Any], place: str) -> Draft:
        """*draft* with what none of its words say of *cells*: what is left out, and columns of the id."""
        left = [
            f"{place}: the column “{name}”"
            for name in (*self._mapped.left_out, *(cells.keys() - self._known))
            if _is_said(cells.get(name))
        ]
        held = Counter(words_of(draft))
        for use, names in self._mapped.columns.items():
            for name in names:
                wanted = Counter(_tokens(_text(cells.get(name), listed=True)))
                if use != "id" and (lost := wanted - held):
                    words = " ".join(list(lost)[:5])
                    left.append(f"{place}: {lost.total()} words of the column “{name}”: {words}")
        return replace(draft, left_out=tuple(left)) if left else draft

    def _value(self, use: str, cells: Mapping[str, Any]) -> str:
        texts = (_text(cells.get(name), listed=use != "text") for name in self._mapped.columns[use])
        return ("\n\n" if use == "text" else "; ").join(filter(None, texts))


def citation_of(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that cite a document of which *said* holds what is known by role.

    A citation is made of its parts where none is said, as archives print it; else each part is a field.
    """
    if said.get("Citation"):
        yield from ((part.capitalize(), said[part]) for part in PARTS if said.get(part))
        if url := said.get("url"):
            yield "URL", url
        return
    title, date = _one_line(said.get("title", "")), _one_line(said.get("date", ""))
    source = _one_line(said.get("source", "")).rstrip(". ")
    by = [
        f"{verb} by {_and(said[part])}"
        for part, verb in (("contributors", "contributed"), ("translators", "translated"))
        if said.get(part, "").strip()
    ]
    places = filter(None, (date, _one_line(said.get("publisher", "")), source))
    head = ", ".join([f'"{title}"' if title else "", *places]).removeprefix(", ")
    credit = f" {_sentence(' and '.join(by)).rstrip('.')}." if by else ""
    url = _one_line(said.get("url", ""))
    if source or by or url or said.get("publisher"):
        yield "Citation", f"{head}.{credit} {url}".strip()


def _and(names: str) -> str:
    listed = [name.strip() for name in names.split(";") if name.strip()]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1] if listed else "")))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_said(value: Any) -> bool:
    return value is not None and bool(str(value).strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", _plain(text))


def _plain(text: str) -> str:
    """*text* without tags and entities."""
    if _TAG.search(text):
        text = re.sub(r"<[^<>]*>", " ", text)
    return html.unescape(text)


# --- cells ------------------------------------------------------------------------------------


def _text(value: Any, *, listed: bool) -> str:
    """What the cell *value* says; the members of a list are parted by semicolons where it is *listed*."""
    match value:
        case None:
            return ""
        case str():
            return _listed(value) if listed else value
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            sign = "; " if listed else "\n\n"
            return sign.join(filter(None, (_text(each, listed=listed) for each in value)))
        case dict():
            name = next((value[k] for k in ("name", "title", "label", "value") if value.get(k)), "")
            others = "; ".join(
                f"{k}: {_text(v, listed=True)}" for k, v in value.items() if _is_said(v)
            )
            return _text(name, listed=listed) if name and len(value) == 1 else others
        case float() if value.is_integer():
            return str(int(value))
        case _:
            midnight = str(value).removesuffix(" 00:00:00")
            return midnight


def _listed(text: str) -> str:
    """*text*, where it is a list written as JSON or Python writes it, with its members parted by semicolons."""
    words = text.strip()
    if not (words.startswith("[") and words.endswith("]") and len(words) < 100_000):
        return (
            "; ".join(filter(None, map(str.strip, words.split("|"))))
            if " | " in words or ("|" in words and "\n" not in words and "http" not in words)
            else text
        )
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(words)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        if isinstance(found, list) and all(isinstance(each, str | dict) for each in found):
            return "; ".join(_text(each, listed=True) for each in found[:_MOST_LISTED])
    return text


def blocks_of_text(text: str, place: str, *, listed: bool = False) -> Iterator[DraftBlock]:
    """The blocks of a cell's *text*: HTML where it has tags, else paragraphs parted by blank lines.

    Lines of one paragraph are joined where they look wrapped, and else stay lines.
    """
    if _TAG.search(text):
        from tei_edition.read.hypertext import blocks_of_html

        yield from blocks_of_html(text, place)
        return
    text = html.unescape(text) if _ENTITY.search(text) else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    apart = r"\n\s*\n" if re.search(r"\S\s*\n[ \t]*\n\s*\S", text) or listed else r"\n"
    is_wrapped = len(lines) > 3 and sum(len(x) > _WRAPPED for x in lines) * 3 > len(lines) * 2
    for part in re.split(apart, text):
        if part.strip():
            yield DraftBlock("paragraph", tuple(_lines(part, wrapped=is_wrapped)), place=place)


def _lines(part: str, *, wrapped: bool) -> Iterator[DraftInline]:
    for index, line in enumerate(filter(str.strip, part.split("\n"))):
        if index:
            yield Run(" ") if wrapped else Break()
        yield Run(line.strip())
