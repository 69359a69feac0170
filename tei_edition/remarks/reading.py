"""From brackets to meaning: each remark is read by the first rule that fits, where it stands."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from tei_edition.diagnostics import Diagnostic
from tei_edition.record.model import (
    Agent,
    AttributeValue,
    Bracket,
    Inline,
    Language,
    Markup,
    Remark,
    Source,
    Span,
    StrayBracket,
    Text,
    cut,
    is_blank,
    plain,
)
from tei_edition.record.tables import language
from tei_edition.remarks.brackets import pair_brackets
from tei_edition.remarks.conventions import Conventions, Rule
from tei_edition.remarks.slots import Place, language_of, read_hand, read_quantity
from tei_edition.remarks.template import Filling
from tei_edition.remarks.wording import Match

UNKNOWN = "unknown"

_WORD_BEFORE = re.compile(r"[\w'’-]+(?=\W*$)")
_STEM = re.compile(r"[^\W\d_]+$")
_CLOSING = ".,;:!?)”’\"'"


@dataclass
class RemarkReader:
    """Reads the remarks of one record.

    `speaker` is the role of whoever made remarks that do not say so, `originals` the languages
    of the document. `remarks` and `diagnostics` gather what was found, in the order of the source.
    """

    source: Source
    conventions: Conventions
    speaker: str
    originals: tuple[Language, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        """*inlines* of one paragraph, with each remark replaced by what it means."""
        paired, found = pair_brackets(self.source, inlines)
        self.diagnostics += found
        alone = sum(not is_blank((node,)) for node in paired) == 1
        return self._sequence(list(paired), alone)

    def _sequence(self, nodes: list[Inline], alone: bool = False) -> tuple[Inline, ...]:
        done: list[Inline] = []
        rest = deque(nodes)
        while rest:
            node = rest.popleft()
            match node:
                case Bracket():
                    self._remark(node, done, rest, alone)
                case StrayBracket():
                    message = (
                        "this closing bracket has no opening bracket; it is kept as a character"
                    )
                    hint = "remove it, or write \\] to say that it belongs to the text"
                    self._report("R021", message, node.span, hint)
                    done.append(Text("]", node.span))
                case Markup():
                    content = self._sequence(list(node.content))
                    done.append(replace(node, content=content))
                case _:
                    done.append(node)
        return tuple(done)

    # --- one remark -------------------------------------------------------------------------------

    def _remark(
        self, bracket: Bracket, done: list[Inline], rest: deque[Inline], alone: bool
    ) -> None:
        words = plain(bracket.content)
        first = all(is_blank((node,)) for node in reversed(done))
        place = Place(_edge(reversed(done), -1), _edge(rest, 0), alone, first)
        if any(isinstance(node, Bracket) for node in bracket.content):
            message = (
                "brackets stand inside brackets; the inner ones are read as remarks of their own"
            )
            self._report("R023", message, bracket.span)
        at = len(self.remarks)
        for rule, match in self.conventions.readings(words, bracket.content, place):
            nodes = self._apply(rule, match, bracket, done, rest)
            if nodes is not None:
                break
        else:
            rule, nodes = None, self._unknown(bracket)
        remark = Remark(bracket.span, words, rule.name if rule else UNKNOWN, nodes)
        self.remarks.insert(at, remark)
        _close_up(done, nodes, _edge(rest, 0))
        done += nodes

    def _unknown(self, bracket: Bracket) -> tuple[Inline, ...]:
        message = "this remark is of no known kind; it is kept whole as an editorial note"
        self._report("R024", message, bracket.span)
        content = self._sequence(list(bracket.content))
        return (Markup("note", (("type", "editorial"),), content),)

    def _apply(
        self, rule: Rule, match: Match, bracket: Bracket, done: list[Inline], rest: deque[Inline]
    ) -> tuple[Inline, ...] | None:
        """The nodes for the remark, or None where the words it needs beside it are not there."""
        wanted = rule.template.slots
        beside: dict[str, tuple[Inline, ...]] = {}
        if "after" in wanted:
            if (taken := self._take_after(rest, bracket)) is None:
                return None
            beside["after"] = taken
        for slot, pattern in (("before", _WORD_BEFORE), ("stem", _STEM)):
            if slot in wanted:
                if (taken := self._take_before(done, rest, pattern, bracket)) is None:
                    return None
                beside[slot] = taken
        nodes = {
            name: self._sequence(list(held)) for name, held in match.nodes.items() if name in wanted
        }
        if "remark" in wanted:
            # A description of a gap is plain text; TEI allows no transcription in it.
            nodes["remark"] = (Text(plain(bracket.content).strip(), bracket.span),)
        if "foreign" in nodes:
            nodes["foreign"] = _without_emphasis(nodes["foreign"])
        values = self._values(match, plain(bracket.content))
        return rule.template.fill(Filling({**nodes, **beside}, values, bracket.span))

    def _values(self, match: Match, words: str) -> Mapping[str, AttributeValue | Mapping[str, str]]:
        role = match.keys.get("resp", self.speaker)
        values: dict[str, AttributeValue | Mapping[str, str]] = {
            **match.keys,
            "role": role,
            "resp": Agent(role),
        }
        if "hand" in match.words:
            values["hand"] = read_hand(words.replace(match.words.get("text", "\0"), " ", 1))
        if "quantity" in match.words:
            values["quantity"] = read_quantity(match.words["quantity"])
        if "number" in match.words:
            values["number"] = "".join(match.words["number"].split())
        if foreign := match.words.get("foreign"):
            named = match.words.get("language")
            values["lang"] = self._language(foreign, named)
        return values

    def _language(self, words: str, named: str | None) -> str:
        originals = (language(named),) if named else self.originals
        return language_of(words, originals)

    # --- the words beside it ----------------------------------------------------------------------

    def _take_after(self, rest: deque[Inline], bracket: Bracket) -> tuple[Inline, ...] | None:
        """The words from the remark to the stray bracket that ends them, taken out of *rest*."""
        strays = ((i, node.span) for i, node in enumerate(rest) if isinstance(node, StrayBracket))
        end, stray = next(strays, (None, None))
        words = list(islice(rest, end))
        if end is None or stray is None or is_blank(words):
            message = "this note speaks of the words after it, and nothing marks where they end"
            hint = "write ] behind the last of these words"
            self._report("R025", message, bracket.span, hint)
            return None
        message = (
            "this closing bracket has no opening bracket; it was taken for the end of the words "
            f"that the note at {self.source.position(bracket.span.start)} speaks of"
        )
        self._report("R020", message, stray)
        taken = self._sequence(words)
        for _ in range(end + 1):
            rest.popleft()
        return _trim(taken)

    def _take_before(
        self, done: list[Inline], rest: deque[Inline], pattern: re.Pattern[str], bracket: Bracket
    ) -> tuple[Inline, ...] | None:
        """The word that *pattern* finds at the end of *done*, taken out of it."""
        last = done[-1] if done else None
        found = pattern.search(last.value) if isinstance(last, Text) else None
        if not (isinstance(last, Text) and found):
            message = "this remark speaks of the word before it, and no word is there"
            self._report("R026", message, bracket.span)
            return None
        done.pop()
        if found.start():
            done.append(last.cut(0, found.start()))
        tail = last.cut(found.end(), len(last.value))
        if tail.value.strip():
            # Punctuation between the word and the remark goes on behind it: "stop." [sic]
            rest.appendleft(tail.cut(0, len(tail.value.rstrip())))
        return (last.cut(*found.span()),)

    def _report(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.diagnostics.append(self.source.diagnostic(code, message, span, hint))


def _edge(nodes: Iterable[Inline], index: int) -> str:
    """The first character of *nodes* (index 0), or of nodes given backwards the last (-1)."""
    words = (plain((node,)) for node in nodes)
    return next((word[index] for word in words if word), "")


def _close_up(done: list[Inline], nodes: tuple[Inline, ...], following: str) -> None:
    """Take away the blank before a remark that leaves no words in its place.

    "control [*kontrol'nye*] posts" has one blank too many once the gloss is a note, and so has
    "a reality [Translator's note: ...]." before its full stop.
    """
    only_notes = all(isinstance(n, Markup) and n.name in ("note", "pb") for n in nodes)
    ends_in_note = isinstance(last := nodes[-1] if nodes else None, Markup) and last.name == "note"
    closes = following.isspace() or not following or following in _CLOSING
    if not done or not isinstance(before := done[-1], Text) or not closes:
        return
    if only_notes or (ends_in_note and following in _CLOSING):
        kept = len(before.value.rstrip())
        done[-1:] = [before.cut(0, kept)] if kept else []


def _without_emphasis(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """*nodes* without italics: what `foreign` says already."""
    return tuple(
        replace(node, styles=tuple(s for s in node.styles if s != "emphasis"))
        if isinstance(node, Text)
        else node
        for node in nodes
    )


def _trim(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    words = plain(nodes)
    start = len(words) - len(words.lstrip())
    return cut(nodes, start, len(words.rstrip()))
