"""The labels of the items of numbered lists, as a word processor prints them."""

from __future__ import annotations

from typing import Any

_SIGNS = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})", "DefaultDelim": "{}."}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
#: Greater numbers are not written in letters.
_MOST = 4000


def label_of(numbers: Any, index: int) -> str:
    """The label of item *index*, from 0, of a list with pandoc's *numbers*: the first, style, sign behind."""
    first, style, sign = numbers
    return _SIGNS.get(sign["t"], "{}.").format(_number(first + index, style["t"]))


def _number(number: int, style: str) -> str:
    if not 0 < number < _MOST or style not in (
        "LowerAlpha",
        "UpperAlpha",
        "LowerRoman",
        "UpperRoman",
    ):
        return str(number)
    letters = _roman(number) if style.endswith("Roman") else _alpha(number)
    return letters.upper() if style.startswith("Upper") else letters


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _alpha(number: int) -> str:
    """As word processors count: z is followed by aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
