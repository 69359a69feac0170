"""Conventions: what the words of one editorial tradition mean, loaded from files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tei_edition.arguments import kind_of
from tei_edition.conventions import carried, text_of
from tei_edition.conventions.fields import CLOSED, FieldError, add_fields, steps_of
from tei_edition.conventions.model import MODEL, TABLES
from tei_edition.conventions.tables import Tables
from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.files import read_input
from tei_edition.toml import check_toml, parse_toml, place_of, toml_text
from tei_edition.understand.header.place import fits_schema
from tei_edition.understand.remarks.brackets import SQUARE
from tei_edition.understand.remarks.evidence import READINGS
from tei_edition.understand.remarks.rule import Conventions, Lesson, Origin, Rule
from tei_edition.understand.remarks.slots import slots
from tei_edition.understand.remarks.template import TemplateError
from tei_edition.understand.remarks.wording import Lexicon, Vocabulary, Wording, WordingError

__all__ = [
    "CARRIED",
    "DEFAULT",
    "Conventions",
    "Origin",
    "Rule",
    "default_conventions",
    "load_conventions",
    "locate",
    "parse_conventions",
]

DEFAULT = "wilson-center"
#: The conventions that the package carries, and that a file may extend.
CARRIED = ("wilson-center", "frus", "leiden", "plain")
_COMMON = "common"

#: So many rules, and wordings of all of them together, does a file have at most.
_MOST_RULES, _MOST_WORDINGS = 1_000, 5_000

_RULE = re.compile(r"\s*\[\[\s*rule\s*\]\]")
_EXAMPLE = re.compile(r"\s*\[\[\s*example\s*\]\]")
_EXAMPLE_KEYS = frozenset(["text", "reading"])
_FIELD = re.compile(r"\s*\[\[\s*field\s*\]\]")


def load_conventions(named: str | Path, *, own_schema: bool = False) -> Conventions:
    """Load the conventions *named*: the name of built-in conventions (CARRIED), or the path of a TOML file.

    In a project with its own schema (*own_schema*), fields can use elements that the built-in schema lacks.

    Raises EditionError: I001 to I003 if the file cannot be read, C003 with line and column if its content is not
    valid; TypeError if *named* is neither a str nor a Path.
    """
    if not isinstance(named, str | Path):
        message = (
            "conventions must be given by name, such as 'frus', or as the path of a file, not as"
        )
        raise TypeError(f"{message} {kind_of(named)}")
    if isinstance(named, str) and named in (*CARRIED, _COMMON):
        return _carried(named)
    path = Path(named)
    if isinstance(named, str) and path.suffix != ".toml" and not path.exists():
        message = f"there are no conventions “{named}”; use {', '.join(CARRIED)}, or a .toml file"
        raise EditionError(Diagnostic("C003", message, named))
    text = toml_text(read_input(path, str(named)), str(named), "C003")
    return parse_conventions(text, str(named), own_schema=own_schema)


@lru_cache(maxsize=8)
def _carried(name: str) -> Conventions:
    text = text_of(name)
    return parse_conventions(text, f"{name}.toml", is_carried=True)


def default_conventions() -> Conventions:
    """The conventions that hold where none are named."""
    return _carried(DEFAULT)


def parse_conventions(
    text: str, name: str, *, is_carried: bool = False, own_schema: bool = False
) -> Conventions:
    """The conventions in the TOML *text* of the file called *name*; EditionError as load_conventions."""
    return _Loader(text, name, is_carried, own_schema).conventions()


class _Loader:
    """Reads one file, and what it extends."""

    def __init__(self, text: str, name: str, is_carried: bool, own_schema: bool = False) -> None:
        self._text, self._name, self._carried = text, name, is_carried
        self._schema = own_schema

    def conventions(self) -> Conventions:
        data = self._toml()
        extended = data.get("extends", None if self._name == f"{_COMMON}.toml" else DEFAULT)
        base = self._base(extended)
        tables = self._tables(data, base.tables if base else Tables({}))
        lexicon = self._lexicon(data, base.lexicon if base else None, tables)
        rules = [
            self._rule(entry, index, lexicon) for index, entry in enumerate(data.get("rule", []))
        ]
        removed = data.get("remove", [])
        if base:
            names = {rule.name for rule in base.rules}
            for gone in removed:
                if gone not in names:
                    raise self._error(
                        str(gone), f"there is no rule “{gone}” to remove in {extended}"
                    )
            # A vocabulary that grew makes the rules of the base know more wordings.
            kept = (rule for rule in base.rules if rule.name not in removed)
            inherited = [_with_lexicon(rule, lexicon) for rule in kept]
            # What import doors write is worded as no editor does, and is read before all that editors write.
            rules = inherited + rules if extended == _COMMON else rules + inherited
        name = self._name.removesuffix(".toml") if self._carried else self._name
        own = [self._lesson(entry, index) for index, entry in enumerate(data.get("example", []))]
        lessons = (*own, *(base.lessons if base else ()))
        title = str(data.get("title", ""))
        return Conventions(name, tuple(rules), lexicon, tables, title, lessons)

    def _lesson(self, entry: Any, index: int) -> Lesson:
        """The [[example]] of number *index*: a text with one remark, and its reading."""
        lines = self._example_lines
        line = lines[index] if index < len(lines) else 1
        fault, key = "", "[[example]]"
        if not isinstance(entry, dict) or not entry.keys() <= _EXAMPLE_KEYS:
            fault = "an example has the keys text and reading"
        elif not isinstance(text := entry.get("text"), str) or not re.search(r"\[[^\]]+\]", text):
            fault = "an example needs text: a sentence in quotes with one remark in square brackets"
        elif (count := text.count("[")) != 1 or text.count("]") != 1:
            fault = f"this text has {max(count, text.count(']'))} opening or closing brackets: write a separate [[example]] for each remark, with no other brackets"
            key = "text"
        elif entry.get("reading") not in READINGS:
            fault, key = f"reading must be one of {', '.join(READINGS)}", "reading"
        if fault:
            raise self._error(key, fault, line)
        return Lesson(entry["text"], entry["reading"], Origin(self._name, line))

    def _toml(self) -> dict[str, Any]:
        """The file as Python's values."""
        if self._carried:
            return carried(self._name.removesuffix(".toml"))
        data = parse_toml(self._text, self._name, "C003")
        check_toml(data, MODEL, self._text, self._name, "C003")
        self._counted(data)
        return data

    def _counted(self, data: Mapping[str, Any]) -> None:
        """Raise where the file says more than can be read: each rule is held against all others, at every remark."""
        rules = data.get("rule", [])
        for number, most, what, key in (
            (len(rules), _MOST_RULES, "rules", "rule"),
            (sum(len(rule["wordings"]) for rule in rules), _MOST_WORDINGS, "wordings", "rule"),
            (len(data.get("example", [])), _MOST_WORDINGS, "examples", "example"),
        ):
            if number > most:
                message = f"this file has {number:,} {what}, but {most:,} is the limit"
                raise EditionError(
                    Diagnostic("C003", message, self._name, place_of(self._text, (key, most)))
                )

    def _base(self, extended: object) -> Conventions | None:
        if not extended:
            return None
        if extended not in (*CARRIED, _COMMON):
            known = ", ".join((*CARRIED, _COMMON))
            raise self._error("extends", f"extends names “{extended}”; a file may extend {known}")
        return _carried(str(extended))

    def _tables(self, data: Mapping[str, Any], base: Tables) -> Tables:
        merged = dict(base.data)
        for name in TABLES:
            if name not in data:
                continue
            if base.data and name in CLOSED:
                self._known_keys(name, data[name], base.data.get(name, {}))
            merged[name] = _merged(
                base.data.get(name, {}), data[name], lists=name not in ("archives", "credits")
            )
        return Tables(self._fields(data.get("field", []), merged, is_base=not base.data))

    def _known_keys(self, table: str, own: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        """Raise where the *table* of this file has a key that nobody knows."""
        for key in own:
            if key not in known:
                message = f"{key} is not a valid key in [{table}]; the keys are {', '.join(sorted(known))}"
                if table == "labels":
                    message += "; a [[field]] adds a new one"
                start = locate(self._text, f"[{table}]").line + 1
                raise self._error(key, message, start)

    def _fields(
        self, entries: Any, tables: Mapping[str, Any], *, is_base: bool
    ) -> Mapping[str, Any]:
        """*tables* with what each [[field]] adds."""
        if not isinstance(entries, list):
            raise self._error("field", "a field must be written as [[field]]")
        lines = [n for n, line in enumerate(self._text.splitlines(), 1) if _FIELD.match(line)]
        for index, entry in enumerate(entries):
            line = lines[index] if index < len(lines) else 1
            try:
                tables = add_fields(tables, [entry], is_base=is_base)
                if "to" in entry and not self._schema:
                    fits_schema(steps_of(entry["to"]), entry["to"])
            except FieldError as error:
                raise self._error(error.key, str(error), line) from None
        return tables

    def _lexicon(self, data: Mapping[str, Any], base: Lexicon | None, tables: Tables) -> Lexicon:
        known = {name: v.table for name, v in base.vocabularies.items()} if base else {}
        for name, table in data.get("vocabulary", {}).items():
            known[name] = _merged(known.get(name, {}), table)
        own = tuple(data.get("fillers", {}).get("words", ()))
        fillers = tuple(dict.fromkeys((*(base.fillers if base else ()), *own)))
        vocabularies = {name: Vocabulary(name, table) for name, table in known.items()}
        for name in data.get("vocabulary", {}):
            try:
                re.compile(vocabularies[name].pattern)
            except (WordingError, re.error) as error:
                raise self._error(f"vocabulary.{name}", str(error)) from None
            if base and name not in base.vocabularies:
                self._used(name, data.get("rule", []), list(base.vocabularies))
        return Lexicon(slots(tables), vocabularies, fillers)

    def _used(self, name: str, rules: Sequence[Mapping[str, Any]], known: Sequence[str]) -> None:
        """Raise where no rule of this file asks for the vocabulary *name*, which is none of those *known*."""
        slot = re.compile(rf"\{{(?:[^{{}}]*\s)?{re.escape(name)}\??(?:\s[^{{}}]*)?\}}")
        for rule in rules:
            asked = any(slot.search(str(wording)) for wording in rule["wordings"])
            if asked or name in rule.get("mentions", ()):
                return
        near = get_close_matches(name, known, n=1)
        meant = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(known))}"
        message = (
            f"there is no vocabulary {name}, and no wording in this file uses {{{name}}}{meant}"
        )
        raise self._error(f"vocabulary.{name}", message)

    def _rule(self, entry: Any, index: int, lexicon: Lexicon) -> Rule:
        line = self._rule_line(index)
        if entry.get("reading", READINGS[0]) not in READINGS:
            raise self._error("reading", f"reading must be one of {', '.join(READINGS)}", line)
        brackets = entry.get("brackets", SQUARE)
        examples = entry.get("examples", [])
        rule = Rule(
            name=entry["name"],
            wordings=tuple(Wording(str(wording), lexicon) for wording in entry["wordings"]),
            where=entry.get("where"),
            mentions=tuple(entry.get("mentions", ())),
            tei=entry["tei"],
            examples=tuple((text, tei) for text, tei in examples),
            brackets=brackets,
            origin=Origin(self._name, line, carried=self._carried),
            reading=entry.get("reading"),
        )
        if not self._carried:  # what the package carries is checked by its tests: starting is quick
            self._understood(rule, lexicon)
        return rule

    def _understood(self, rule: Rule, lexicon: Lexicon) -> None:
        """Raise where a wording or the TEI of *rule* cannot be understood."""
        for wording in rule.wordings:
            try:
                wording.compile()
            except (WordingError, re.error, RecursionError) as error:
                raise self._error(wording.text, f"{error}", rule.origin.line) from None
        for name in rule.mentions:
            if name not in lexicon.vocabularies and name not in lexicon.slots:
                raise self._error(name, f"there is no vocabulary “{name}”", rule.origin.line)
        try:
            _ = rule.template
        except TemplateError as error:
            raise self._error("tei", f"the TEI of this rule {error}", rule.origin.line) from None
        except ElementTree.ParseError as error:
            said = re.sub(r": line \d+, column \d+$", "", str(error))
            raise self._error(
                "tei", f"the TEI of this rule is not well-formed: {said}", rule.origin.line
            ) from None

    # --- places -------------------------------------------------------------------------------

    @cached_property
    def _rule_lines(self) -> list[int]:
        lines = enumerate(self._text.splitlines(), 1)
        return [n for n, line in lines if line.lstrip().startswith("[[") and _RULE.match(line)]

    @cached_property
    def _example_lines(self) -> list[int]:
        return [n for n, line in enumerate(self._text.splitlines(), 1) if _EXAMPLE.match(line)]

    def _rule_line(self, index: int) -> int:
        return self._rule_lines[index] if index < len(self._rule_lines) else 1

    def _error(self, key: str, message: str, line: int = 1) -> EditionError:
        return EditionError(Diagnostic("C003", message, self._name, locate(self._text, key, line)))


def locate(text: str, key: str, line: int = 1) -> Position:
    """Where *key* first stands in the TOML *text*, from *line* on; *line* itself where it does not."""
    for number, content in enumerate(text.splitlines()[line - 1 :], line):
        if (column := content.find(key)) >= 0:
            return Position(number, column + 1)
    return Position(line, 1)


def _merged(
    base: Mapping[str, Any], own: Mapping[str, Any], *, lists: bool = True
) -> dict[str, Any]:
    """*base* with what is *own*: lists grow, other values are given anew."""
    merged = dict(base)
    for key, value in own.items():
        known = merged.get(key)
        grows = lists and isinstance(known, Sequence) and not isinstance(known, str)
        merged[key] = [*known, *value] if grows and known is not None else value
    return merged


def _with_lexicon(rule: Rule, lexicon: Lexicon) -> Rule:
    if rule.wordings and rule.wordings[0].lexicon is lexicon:
        return rule
    wordings = tuple(Wording(wording.text, lexicon) for wording in rule.wordings)
    return replace(rule, wordings=wordings)
