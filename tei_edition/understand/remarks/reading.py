"""From brackets to meaning: each remark is read by the first rule that fits, where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.document import Remark
from tei_edition.document.inline import (
    Agent,
    Bracket,
    Inline,
    Mark,
    StrayBracket,
    Text,
    is_blank,
    plain,
    stripped,
)
from tei_edition.document.marks import Kind
from tei_edition.document.source import Span
from tei_edition.understand.remarks.asked import (
    FITTING,
    SURE,
    Asked,
    because,
    is_slanted,
)
from tei_edition.understand.remarks.beside import (
    close_up,
    edge,
    kept,
    label,
    lead,
    lost_notes,
    trail,
    unwrapped,
    within,
    without_emphasis,
)
from tei_edition.understand.remarks.brackets import SQUARE, is_nested, pair_brackets
from tei_edition.understand.remarks.dated import is_of_date
from tei_edition.understand.remarks.rules import Rule
from tei_edition.understand.remarks.slips import slip_of
from tei_edition.understand.remarks.surface import Place
from tei_edition.understand.remarks.taking import WordTaker
from tei_edition.understand.remarks.template import Filling
from tei_edition.understand.remarks.values import values_of
from tei_edition.understand.remarks.wording import Match
from tei_edition.understand.words.dictionary import is_in_another_language

UNKNOWN = "unknown"

#: The slots that italics say no more of than the element does.
_MAYBE_ITALIC = ("foreign", "original")


class RemarkReader(WordTaker):
    """Reads the remarks of one record."""

    def read(self, inlines: Sequence[Inline], following: str = "") -> tuple[Inline, ...]:
        """*inlines* of one paragraph, with each remark replaced by what it means.

        `following` is what the next paragraph says.
        """
        self._following = following
        paired, found = pair_brackets(self.source, inlines, self.conventions.brackets)
        self.diagnostics += found
        if not any(isinstance(node, (Bracket, StrayBracket, Mark)) for node in paired):
            return paired
        alone = sum(not is_blank((node,)) for node in paired) == 1
        return self._sequence(list(paired), alone)

    def read_paired(self, nodes: Sequence[Inline]) -> tuple[Inline, ...]:
        """The same of *nodes* whose brackets are paired, those that are remarks alone."""
        return self._sequence(list(nodes))

    def _sequence(self, nodes: list[Inline], alone: bool = False) -> tuple[Inline, ...]:
        done: list[Inline] = []
        rest = deque(nodes)
        self._ends.append(sum(map(self._is_end, nodes)))
        while rest:
            node = rest.popleft()
            match node:
                case Bracket() if self._is_end(node):
                    self._ends[-1] -= 1
                    self._needless_end(node)
                case Bracket() if node.span.start in self.marks:
                    done += self._characters(node)
                case Bracket() if node.pair == SQUARE and is_of_date(
                    plain(done[-2:]), plain(node.content), plain(list(islice(rest, 1)))
                ):
                    done += self._characters(node)
                case Bracket():
                    self._remark(node, done, rest, alone)
                case StrayBracket():
                    self._ends[-1] -= 1
                    message = "this closing bracket has no opening bracket; it was kept as text"
                    hint = "remove it, or write \\] if it belongs to the text"
                    self._report(
                        "R021", message, node.span, hint, label="nothing opens it", fix="\\]"
                    )
                    done.append(Text("]", node.span))
                case Mark():
                    content = self._sequence(list(node.content))
                    done.append(replace(node, content=content))
                case _:
                    done.append(node)
        self._ends.pop()
        return tuple(done)

    def _is_end(self, node: Inline) -> bool:
        """True for what may mark the end of words that a note speaks of."""
        if isinstance(node, Bracket):
            return self.conventions.ends_passage(plain(node.content))
        return isinstance(node, StrayBracket)

    def _needless_end(self, bracket: Bracket) -> None:
        message = "this remark marks the end of words that no note refers to; it was left out"
        self._report("R028", message, bracket.span, label="ends nothing", fix="")
        self.remarks.append(Remark(bracket.span, plain(bracket.content), "end", ()))

    # --- one remark -------------------------------------------------------------------------------

    def _remark(
        self, bracket: Bracket, done: list[Inline], rest: deque[Inline], alone: bool
    ) -> None:
        whole, bracket = bracket.span, unwrapped(bracket)
        words = plain(bracket.content)
        first = all(is_blank((node,)) for node in reversed(done))
        place = Place(
            edge(reversed(done), -1),
            edge(rest, 0),
            alone,
            first,
            lead(done),
            trail(rest),
            self._following if alone else "",
        )
        if is_nested(bracket, words):
            message = "these brackets contain other brackets; the inner ones were read as separate remarks"
            self._report("R023", message, bracket.span)
        at = len(self.remarks)
        asked = self._asked(words, bracket, place, done, rest)
        known = len(self.diagnostics)
        if bracket.pair == SQUARE and (slip := slip_of(asked, self.conventions, done)):
            self._report("R038", slip[0], bracket.span, slip[1], label="left out")
            self.remarks.append(Remark(whole, words, UNKNOWN, ()))
            self._close(done, rest, first)
            return
        rule, nodes, kept = self._read(asked, bracket, done, rest)
        kept = within(kept, bracket.span, whole)
        if nodes is None:
            square = bracket.pair == SQUARE
            nodes = self._unknown(bracket, asked) if square else self._characters(bracket)
        if rule is not None and not any(d.code == "R025" for d in self.diagnostics[known:]):
            self._report_doubt(rule, asked, bracket)
        if rule or bracket.pair == SQUARE:
            name, origin = (rule.name, str(rule.origin)) if rule else (UNKNOWN, "")
            remark = Remark(whole, words, name, nodes, kept, origin, asked.verdict)
            self.remarks.insert(at, remark)
        if nodes:
            close_up(done, nodes, edge(rest, 0))
        else:
            self._close(done, rest, first)
        done += nodes

    def _close(self, done: list[Inline], rest: deque[Inline], first: bool) -> None:
        """Leave no blank where a remark was that became nothing; *first* in its paragraph or behind words."""
        close_up(done, (), edge(rest, 0))
        if first and rest and isinstance(next_text := rest[0], Text):
            kept_text = next_text.value.lstrip()
            rest[0] = next_text.cut(len(next_text.value) - len(kept_text), len(next_text.value))

    def _asked(
        self, words: str, bracket: Bracket, place: Place, done: list[Inline], rest: deque[Inline]
    ) -> Asked:
        """What the words of *bracket* and its neighbours say of it."""
        conventions, content = self.conventions, bracket.content
        fitting = list(islice(conventions.readings(words, content, place, bracket.pair), FITTING))
        evidence = conventions.evidence if bracket.pair == SQUARE else None
        asked = Asked(words, place, fitting)
        # Of words in another language the lists and weights of this one say nothing.
        if evidence is None or asked.is_certain or self._is_foreign:
            return asked
        slanted = is_slanted(content) and not any(
            map(is_slanted, (done[-1:], list(islice(rest, 1))))
        )
        around = conventions.around(
            words, content, place, next(iter(fitting), None), slanted=slanted
        )
        return replace(asked, verdict=evidence.weigh(around))

    @cached_property
    def _is_foreign(self) -> bool:
        """Whether the record is in a language that the conventions have no words of."""
        known = self.conventions.tables.sentence_words("dictionary")
        if self.language and self.language.partition("-")[0].lower() not in known:
            return True
        return is_in_another_language(self.sample, known)

    def _candidates(self, asked: Asked, bracket: Bracket) -> Iterator[tuple[Rule, Match]]:
        """The rules to try, best first: what the words say, unless the evidence is against it."""
        verdict = asked.verdict
        if verdict is None or asked.is_label:
            yield from asked.fitting
            return
        kept = asked.says if asked.says and not asked.overruled else None
        if kept:
            yield from asked.fitting
        for reading, _ in verdict.readings:
            yield from (found for found in asked.fitting if found[0].says == reading and not kept)
            if reading == "note":
                break
            if found := self.conventions.read_as(
                reading, asked.words, bracket.content, asked.place
            ):
                yield found
        if not kept:
            yield from asked.fitting

    def _read(
        self, asked: Asked, bracket: Bracket, done: list[Inline], rest: deque[Inline]
    ) -> tuple[Rule | None, tuple[Inline, ...] | None, tuple[Span, ...]]:
        """The rule that reads *bracket*, what it makes of it, and what it keeps; no rule where none does."""
        wordless: list[Diagnostic] = []
        for rule, match in self._candidates(asked, bracket):
            told = len(self.diagnostics)
            nodes = self._apply(rule, match, bracket, done, rest, asked.doubt(rule))
            if nodes is not None:
                return rule, nodes, kept(rule, match, bracket)
            # That no word stands before it matters only where no other rule reads it.
            wordless += [found for found in self.diagnostics[told:] if found.code == "R026"]
            self.diagnostics[told:] = [f for f in self.diagnostics[told:] if f.code != "R026"]
        self.diagnostics += wordless if asked.fitting else []
        return None, None, (bracket.span,)

    def _report_doubt(self, rule: Rule, asked: Asked, bracket: Bracket) -> None:
        """Tell of what is not sure; of what is hardly more than a guess, as a warning."""
        if finding := asked.finding(rule):
            code, message, hint = finding
            self._report(code, message, bracket.span, hint, label=f"read as “{rule.name}”")

    def _characters(self, bracket: Bracket) -> tuple[Inline, ...]:
        """Signs that mean nothing here, with what stands in them."""
        start, end = bracket.span.start, bracket.span.end
        opening = Text(bracket.pair[0], Span(start, start + 1))
        closing = Text(bracket.pair[1], Span(end - 1, end))
        return (opening, *self._sequence(list(bracket.content)), closing)

    def _unknown(self, bracket: Bracket, asked: Asked) -> tuple[Inline, ...]:
        verdict = asked.verdict
        if verdict is None or asked.is_label or verdict.share("note") < SURE:
            message = "this remark is of an unknown kind; it was kept as an editorial note"
            hint = "write [Note: …] if it is a note, \\[…] if it is text, or add the wording to a conventions file"
            if verdict is not None and not asked.is_label:
                hint = f"{hint}. {because(verdict)}"
            if self._is_foreign:
                hint = f"{hint}. The conventions contain no wordings in the language of this record"
            self._report("R024", message, bracket.span, hint, label="no rule applies")
        content = self._sequence(list(bracket.content))
        return (Mark(Kind.NOTE, (("sort", "editorial"),), content),)

    def _apply(
        self,
        rule: Rule,
        match: Match,
        bracket: Bracket,
        done: list[Inline],
        rest: deque[Inline],
        doubt: str | None,
    ) -> tuple[Inline, ...] | None:
        """The nodes for the remark, or None where the words it needs beside it are not there."""
        wanted = rule.template.slots
        beside: dict[str, tuple[Inline, ...]] = {}
        inferred = False
        if "after" in wanted:
            if (found := self._take_after(rest, bracket)) is None:
                return None
            beside["after"], inferred = found
        if "line" in wanted:
            if (line := self._take_line(done, rest, bracket)) is None:
                return None
            beside["line"] = line
        for slot in ("before", "stem", "name"):
            if slot in wanted:
                if (taken := self._take_before(done, rest, slot, bracket)) is None:
                    return None
                beside[slot] = taken
        nodes = {
            name: self._sequence(list(held)) for name, held in match.nodes.items() if name in wanted
        }
        nodes |= self._whole(rule, bracket)
        nodes |= {n: without_emphasis(nodes[n]) for n in _MAYBE_ITALIC if n in nodes}
        values = values_of(
            match, plain(bracket.content), self.speaker, self.originals, self.conventions.tables
        )
        values |= {} if doubt is None else {"cert": doubt, "guess": Agent("program")}
        if inferred:
            values |= {"ending": "medium", "inference": Agent("program")}
        filled = rule.template.fill(Filling({**nodes, **beside}, values, bracket.span))
        return (*filled, *self._sequence(lost_notes(bracket, filled)))

    def _whole(self, rule: Rule, bracket: Bracket) -> dict[str, tuple[Inline, ...]]:
        """What the TEI of *rule* wants of *bracket* as a whole: all its words, or its label."""
        nodes: dict[str, tuple[Inline, ...]] = {}
        if "remark" in (wanted := rule.template.slots):
            nested = any(isinstance(node, Bracket) for node in bracket.content)
            if nested and rule.template.notes_remark:
                nodes["remark"] = stripped(self._sequence(list(bracket.content)))
            else:  # a description of a gap is plain text; TEI allows no transcription in it
                nodes["remark"] = (Text(plain(bracket.content).strip(), bracket.span),)
        if "label" in wanted:
            nodes["label"] = (label(bracket),)
        return nodes
