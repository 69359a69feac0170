"""Characters that cannot be printed: those that the fonts of the print edition lack, of which script they are and
which font has them; and those that no PDF may hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

#: What is printed for a character that no font has, where the user would rather have that than no PDF.
SIGN = "□"

#: What is nobody's to print: controls, and code points that are no characters.
_NO_CHARACTER = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
#: The standards under which Typst sets no characters of private use.
_WITHOUT_PRIVATE = {"a-2a", "a-3a", "a-4", "a-4e", "a-4f"}

#: By script: fonts that have it, and the packages of Debian and Ubuntu that bring them.
_FONTS = {
    "Arabic": "Amiri (package fonts-hosny-amiri) or Noto Naskh Arabic (fonts-noto-core)",
    "Hebrew": "Noto Serif Hebrew (package fonts-noto-core) or Ezra SIL (fonts-sil-ezra)",
    "Han": "Noto Serif CJK (package fonts-noto-cjk)",
    "Hangul": "Noto Serif CJK (package fonts-noto-cjk)",
    "Hiragana": "Noto Serif CJK (package fonts-noto-cjk)",
    "Katakana": "Noto Serif CJK (package fonts-noto-cjk)",
    "Latin": "Junicode (package fonts-junicode)",
    "private use": "Junicode (package fonts-junicode), for MUFI characters",
    "Greek": "GFS Didot (package fonts-gfs-didot)",
    "Cyrillic": "Old Standard (package fonts-oldstandard)",
    "symbols": "DejaVu Sans (package fonts-dejavu-core) or Noto Sans Symbols 2 (fonts-noto-core)",
    "combining marks": "DejaVu Sans (package fonts-dejavu-core)",
}
_OTHERS = "Noto Serif {0} or Noto Sans {0} (package fonts-noto-core)"
#: How scripts are called whose characters' names begin otherwise.
_NAMES = {"CJK": "Han", "IDEOGRAPHIC": "Han", "OLD": "symbols", "MATHEMATICAL": "symbols"}


def held(
    text: str, standards: Sequence[str]
) -> tuple[str, list[tuple[list[str], str, str | None]]]:
    """*text* with SIGN for what no PDF of the *standards* holds, and for each kind of that the characters, why, and a remedy."""
    lacking: list[tuple[list[str], str, str | None]] = []
    for kind, why, remedy in (
        (_NO_CHARACTER, "is not a printable character", "write the intended character"),
        (_PRIVATE, "is a private-use character, which this kind of PDF/A forbids",
         "use --standard a-3u --standard ua-1 to print it with a font that contains it"),
    ):  # fmt: skip
        if kind is _PRIVATE and not _WITHOUT_PRIVATE & set(standards):
            continue
        if chars := list(dict.fromkeys(kind.findall(text))):
            lacking.append((chars, why, remedy))
            text = kind.sub(SIGN, text)
    return text, lacking


def is_picture(char: str) -> bool:
    """True of the picture of a control character, which is how a record's own stand in its TEI."""
    return "\u2400" <= char <= "\u2426"


def codes(chars: Sequence[str]) -> str:
    """*chars* by their numbers: "U+009B, U+0007"; five at most."""
    shown = ", ".join(f"U+{ord(char):04X}" for char in chars[:5])
    return f"{shown}, …" if len(chars) > 5 else shown


def script_of(char: str) -> str:
    """The script of a character, as Unicode names it; "symbols", "combining marks" and "private use" for what is of none."""
    category = unicodedata.category(char)
    if category == "Co":
        return "private use"
    first, _, rest = unicodedata.name(char, "").partition(" ")
    if category[0] == "M" and first == "COMBINING":
        return "combining marks"
    if category[0] not in "LM" or not rest:
        return "symbols"
    return _NAMES.get(first, first.capitalize())


def by_script(chars: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The scripts of *chars*, each with its characters, both in the order in which they are met."""
    found: dict[str, list[str]] = {}
    for char in dict.fromkeys(chars):
        found.setdefault(script_of(char), []).append(char)
    yield from found.items()


def named(script: str, chars: list[str]) -> str:
    """The characters of a script, in words: "同 (U+540C)", "12 Arabic characters: …"."""
    shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in chars[:5])
    more = ", …" if len(chars) > 5 else ""
    if len(chars) == 1:
        return shown
    kind = script if script in ("symbols", "combining marks") else f"{script} characters"
    return f"{len(chars)} {kind}: {shown}{more}"


def remedy(script: str) -> str:
    """Which font has a script, and how to name it."""
    font = _FONTS.get(script, _OTHERS.format(script))
    return f"add a font that contains it, such as {font}: --font FILE, or fonts = [...] in edition.toml"
