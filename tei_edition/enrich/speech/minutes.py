"""Minutes with labels: who took them does not speak in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tei_edition.enrich.forms import folded
from tei_edition.enrich.running import Running
from tei_edition.enrich.speech.labels import label_of
from tei_edition.enrich.speech.verbs import Verbs
from tei_edition.tei.names import tag

_SPEAKER = tag("speaker")
_QUOTED = re.compile(r"[\"“„«][^\"”»]*[\"”»]")
_MYSELF = re.compile(r"\b(?:I(?![.\w])|me|my|myself)\b")
_WORD = re.compile(r"[^\W\d_]+")
#: So many turns make minutes, with two that come back or three.
_FEW = 3


def are_minutes(found: Sequence[Running]) -> bool:
    """Whether the texts *found* are turns with labels, of which none is "I", and nobody says I before the first.

    Who says I behind a label is then the one whom the label names, not who wrote it all down.
    """
    labels = {i: label for i, one in enumerate(found) if (label := _label(one))}
    counted = Counter(labels.values())
    turns = {
        i: label
        for i, label in labels.items()
        if found[i].element.tag == _SPEAKER or counted[label] > 1
    }
    if len(turns) < _FEW or len(set(turns.values())) < 2 or "I" in counted:
        return False
    before = (_QUOTED.sub("", one.text) for one in found[: min(turns)])
    return not any(_MYSELF.search(text) for text in before)


def is_taken_down(lines: Iterable[str], words: Verbs) -> bool:
    """Whether one of *lines* (the title, the headings) says that these are minutes, or a transcript."""
    known = words.words("minutes")
    return any(known & set(map(folded, _WORD.findall(line))) for line in lines)


def _label(one: Running) -> str:
    if one.element.tag == _SPEAKER:
        return one.text.strip(" :.—–-")
    return label_of(one.text)
