"""What stands in the tables of an RTF document: authors, fonts, dates, properties; and the bytes of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Python's names of the code pages of character sets.
PAGES = {
    0: "cp1252", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gbk", 136: "cp950", 254: "cp437", 255: "cp850",
}  # fmt: skip
_FONT = re.compile(r"\\f(\d{1,5})(?![\d])[^;{}]{0,200}?\\fcharset(\d{1,3})")
_KINDS = {"title": "title", "author": "creator", "subject": "subject", "doccomm": "description"}
_HEX = re.compile(r"[0-9a-fA-F]+")
_LARGEST = 100_000_000


def authors_of(text: str) -> list[str]:
    """The names of those who made changes, by number."""
    start = text.find("\\revtbl")
    if start < 0:
        return []
    end = text.find("}}", start)
    table = text[start : end + 1 if end > 0 else start + 20_000]
    return [_plain(name) for name in re.findall(r"\{([^{}]{0,200}?);?\}", table)]


def fonts_of(text: str) -> dict[int, int]:
    """The character set of each font by its number."""
    start = text.find("\\fonttbl")
    table = text[start : start + 200_000] if start >= 0 else ""
    end = re.search(r"\\(?:colortbl|stylesheet)", table)
    table = table[: end.start()] if end else table
    return {int(font): int(charset) for font, charset in _FONT.findall(table)}


def code_page_of(text: str) -> str:
    """The code page of characters whose font says none."""
    found = re.search(r"\\ansicpg(\d{1,5})", text[:2000])
    if found and found[1] != "0":
        return {"10000": "mac-roman", "65001": "utf-8"}.get(found[1], f"cp{found[1]}")
    sets = (("mac", "mac-roman"), ("pca", "cp850"), ("pc", "cp437"))
    return next((page for word, page in sets if re.search(rf"\\{word}\b", text[:200])), "cp1252")


def default_font_of(text: str) -> int:
    """The number of the font of words for which none is said."""
    found = re.search(r"\\deff(\d{1,5})", text[:2000])
    return int(found[1]) if found else 0


def info_of(text: str) -> dict[str, str]:
    """What the document says of itself."""
    start = text.find("{\\info")
    table = text[start : start + 5000] if start >= 0 else ""
    found = {}
    for name, key in _KINDS.items():
        if said := re.search(rf"\{{\\{name} ([^{{}}]{{1,500}})\}}", table):
            found[key] = _plain(said[1])
    return {key: words for key, words in found.items() if words}


def _plain(text: str) -> str:
    """*text* without control words."""
    text = re.sub(
        r"\\'([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m[1]).decode("cp1252", "replace"), text
    )
    text = re.sub(r"\\u(-?\d{1,6}) ?\??", lambda m: chr(int(m[1]) % 65536), text)
    return " ".join(re.sub(r"\\[a-zA-Z]+-?\d* ?|[\\;]", "", text).split())


def day_of(said: int | str) -> str:
    """The day that a number packs (minute, hour, day, month, year from 1900), or the first such in a text."""
    if isinstance(said, str):
        found = re.search(r"\\atndate ?(-?\d{1,10})", said)
        return day_of(int(found[1])) if found else ""
    said &= 0xFFFFFFFF
    day, month, year = said >> 11 & 31, said >> 16 & 15, 1900 + (said >> 20 & 511)
    is_day = said > 0 and 1 <= month <= 12 and 1 <= day <= 31 and year > 1970
    return f"{year:04}-{month:02}-{day:02}" if is_day else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture: its bytes, the ending of its kind (empty where no browser shows it), where its group ends."""

    data: bytes
    ending: str
    end: int


def picture_of(text: str, at: int) -> Found:
    """The picture whose group goes on at *at*, up to the brace that ends it."""
    depth, end = 0, at
    for found in re.finditer(r"\\bin(\d{1,9}) |[{}]", text[at : at + 2 * _LARGEST]):
        if found[1]:
            start = at + found.end()
            return _picture(text[at:start], text[start : start + int(found[1])].encode("latin-1", "replace"), start + int(found[1]))  # fmt: skip
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            end = at + found.start()
            break
    else:
        end = len(text)
    own = re.sub(r"\{[^{}]*\}", "", text[at:end]) if depth < 0 else ""
    words = re.sub(r"\\[a-zA-Z]+-?\d* ?|\\.", " ", own)
    digits = "".join(_HEX.findall(words))
    return _picture(own, bytes.fromhex(digits[: len(digits) // 2 * 2]), end)


def _picture(said: str, data: bytes, end: int) -> Found:
    kinds = ((b"\x89PNG\r\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))
    ending = next((ending for sign, ending in kinds if data.startswith(sign)), "")
    return Found(data, ending, end)
