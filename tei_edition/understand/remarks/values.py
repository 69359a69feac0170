"""What the words of a remark say of its TEI: whose it is, the hand, how much of what, the language."""

from __future__ import annotations

from collections.abc import Mapping

from tei_edition.conventions.tables import Tables
from tei_edition.document.header import Language
from tei_edition.document.inline import Agent, AttributeValue, Step
from tei_edition.understand.remarks.slots import language_of, read_hand, read_number, read_quantity
from tei_edition.understand.remarks.wording import Match

#: The slots that may hold words of the original, the surest first.
_MAYBE_FOREIGN = ("foreign", "script", "original", "text")


def values_of(
    match: Match, words: str, speaker: str, originals: tuple[Language, ...], tables: Tables
) -> dict[str, AttributeValue | Mapping[str, str]]:
    """The values that a template may ask for, of a remark whose *words* a wording *match*ed.

    *speaker* is whose remarks those are that do not say so; *originals* are the languages that words
    of another language may be in.
    """
    role = match.keys.get("resp", speaker)
    values: dict[str, AttributeValue | Mapping[str, str]] = {
        **match.keys,
        "role": role,
        "resp": Agent(role),
        "program": Agent("program"),
        "editor": Agent("editor"),
    }
    if "identifier" in match.words:
        values["identifier"] = f"#{match.words['identifier'].removeprefix('#')}"
    if "hand" in match.words:
        values["hand"] = read_hand(words.replace(match.words.get("text", "\0"), " ", 1))
    if "quantity" in match.words:
        values["quantity"] = read_quantity(match.words["quantity"])
    if "dots" in match.words:
        values["dots"] = {"quantity": str(len(match.words["dots"]))}
    if "number" in match.words:
        values["number"] = read_number(match.words["number"])
    if "who" in match.words:
        agent = Agent("reviser", " ".join(match.words["who"].split()))
        values |= {"who": agent, "change": Step(agent, match.words.get("day", ""))}
    if "path" in match.words:
        values["path"] = match.words["path"]
    if foreign := next((match.words[name] for name in _MAYBE_FOREIGN if name in match.words), ""):
        named = match.words.get("language")
        languages = (tables.language(named),) if named else originals
        values["lang"] = language_of(foreign, languages, tables)
    return values
