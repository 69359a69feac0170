"""What was found of one remark: the rules whose wordings fit it, and what evidence says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.document.inline import Inline, Text
from tei_edition.document.verdict import Verdict
from tei_edition.understand.remarks.rule import Rule
from tei_edition.understand.remarks.surface import Place
from tei_edition.understand.remarks.wording import Match

#: From so much certainty on a reading is taken without a word, and from so much on without a warning.
SURE, LIKELY = 0.9, 0.6
#: What its words say of a remark is overruled by evidence that is so sure, and told of where evidence gives it less.
_OVERRULED, CONTRADICTED = 0.6, 0.5
#: Slots whose tests leave no doubt (surface.py), and the vocabulary that says only one thing.
_EXACT = frozenset(
    (
        "letters",
        "sign",
        "figures",
        "hour",
        "script",
        "unread",
        "dateline",
        "whence",
        "sic",
        "turning",
        "penman",
        "identifier",
        "noname",
        "nobody",
    )
)
#: What a remark names of these it is: nobody writes "crossed out" for a word that a sentence lacks.
_TELLING = frozenset(
    ("deleted", "illegible", "inserted", "hand", "typed", "underlined", "redacted", "undeciphered", "inaudible", "piece")
)  # fmt: skip
#: What the program writes itself for the changes of a word processor (write/).
_OWN = frozenset(("tracked-insertion", "tracked-deletion"))
#: A label is at most three words.
_LABEL = re.compile(r"\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,2}\s?:\s+\S")
#: So many rules are asked for what words say.
FITTING = 6
#: So many reasons are told in a hint.
_REASONS = 3


@dataclass(frozen=True)
class Asked:
    """What was found of one remark: its words and place, the rules whose wordings fit, and what evidence says."""

    words: str
    place: Place
    fitting: Sequence[tuple[Rule, Match]]
    verdict: Verdict | None = None

    @property
    def says(self) -> str:
        """The reading that the first fitting wording stands for; empty where none fits."""
        return self.fitting[0][0].says if self.fitting else ""

    @property
    def is_label(self) -> bool:
        """True for "label: words" with a label that no wording has: what it says of the words is not known."""
        return not self.fitting and _LABEL.match(self.words) is not None

    @property
    def is_certain(self) -> bool:
        """True for what is exact, for the program's own notation, for a remark that says whose it is, and for a rule that an editor wrote."""
        if not self.fitting:
            return False
        rule, match = self.fitting[0]
        return (
            not rule.origin.carried
            or rule.name in _OWN
            or "resp" in match.words
            or bool(_EXACT & match.words.keys())
        )

    @property
    def is_definite(self) -> bool:
        """True for a remark that names what it is, by a label and a colon or by words for nothing else.

        Its sentence may speak against that, and is not asked.
        """
        if not self.fitting:
            return False
        rule, match = self.fitting[0]
        if rule.says == "correction" or _TELLING & match.words.keys():
            return True
        if "phrase" in match.words:
            return False
        return rule.says == "markup" and bool({"text", "number"} & match.words.keys())

    @property
    def overruled(self) -> bool:
        """True where evidence is sure of another reading than the wording's."""
        verdict = self.verdict
        if verdict is None or self.is_certain or verdict.reading in (self.says, "markup"):
            return False
        return verdict.certainty >= _OVERRULED

    def doubt(self, rule: Rule) -> str | None:
        """The @cert of what *rule* makes of the remark; None where there is no doubt of it."""
        if self.verdict is None or self.is_certain:
            return None
        share = self.verdict.share(rule.says)
        return None if share >= SURE else "medium" if share >= LIKELY else "low"

    def finding(self, rule: Rule) -> tuple[str, str, str] | None:
        """The code, message and hint of what is not sure where *rule* reads the remark; None where all is."""
        verdict, doubt = self.verdict, self.doubt(rule)
        if verdict is None or doubt is None:
            return None
        if rule.reading is None and verdict.share(rule.says) >= CONTRADICTED:
            return None
        if self.is_definite and rule is self.fitting[0][0]:
            return None
        message = f"the reading of this remark was inferred from its context ({verdict})"
        hint = f"write [Note: …] if it is a note; if the reading is right, leave it unchanged. {because(verdict)}"
        return "R033" if doubt == "low" else "R032", message, hint


def because(verdict: Verdict) -> str:
    """The reasons that weigh most, for a hint."""
    return "Why: " + "; ".join(map(str, verdict.reasons(_REASONS)))


def is_slanted(nodes: Sequence[Inline]) -> bool:
    """True where all words of *nodes* are in italics."""
    letters = [node for node in nodes if isinstance(node, Text) and node.value.strip()]
    return bool(letters) and all("emphasis" in node.styles for node in letters)
