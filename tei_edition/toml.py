"""Files of settings and conventions (TOML), whose mistakes are told to people who write no programs."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError, Position

_QUOTES = "text stands in quotation marks, double or single; one of a pair is missing, or both"
#: What most likely caused a message of Python's parser, which speaks the language of the standard.
_HINTS = {
    "Illegal character": _QUOTES,
    "Unterminated string": _QUOTES,
    "Invalid value": _QUOTES,
    "Expected newline": "nothing may follow a value on its line; "
    "a text in 'single' marks may hold no such mark itself: write it in \"double\" ones",
    "Unclosed array": "a list needs commas between what it holds, and a ] at its end",
    "Expected '='": "write name = value",
    "Expected ']": "the name of a table stands in as many brackets behind it as before it",
    "Unescaped '\\'": "write \\\\ for a backslash, or put the text in 'single' marks",
    "Cannot overwrite a value": "the same name is given twice",
}


def parse_toml(text: str, name: str, code: str) -> dict[str, Any]:
    """The values of the TOML *text* of the file *name*.

    Raises EditionError with the diagnostic *code* at line and column where the text is no TOML 1.0;
    at the last line where the parser only noticed it there.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        place = re.search(r"line (\d+), column (\d+)", told)
        last = text.rstrip().count("\n") + 1
        position = Position(int(place[1]), int(place[2])) if place else Position(last, 1)
        message = re.sub(r" \(at .*\)$", "", told)
        hint = next((hint for start, hint in _HINTS.items() if message.startswith(start)), None)
        found = Diagnostic(code, message, name, position, hint=hint)
        raise EditionError(found) from None
