"""A profile to begin with, guessed from one page of a site: each line says what it finds there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tei_edition.read.columns import GUESSES
from tei_edition.read.hypernotes import parsed, text_of
from tei_edition.read.original import Original
from tei_edition.read.page import addresses_of
from tei_edition.read.profile import found
from tei_edition.read.structured import article_of

_NAMED = re.compile(r"[A-Za-z][\w-]{1,40}")
_SHOWN = 60
_LABELS = ("dt", "th", "h2", "h3", "h4", "h5", "label", "strong", "b")
_LABEL = 40


def profile_for(original: Original) -> str:
    """The text of a profile (TOML) for pages like *original*. Raises EditionError (I001 to I003, I052)."""
    text = text_of(original)
    root = parsed(text, original.name)
    addresses = addresses_of(text, root)
    host = urlsplit(addresses[0]).netloc if addresses else ""
    lines = [
        f"# A profile for pages like {original.stem}: complete it, and try it with",
        "# tei-edition import PAGE --profile FILE --dry-run",
        f"name = {json.dumps(host or original.stem)}",
        "",
        "[recognise]",
        f"address = {_quoted(re.escape(host))}"
        if host
        else '# address = "archive\\\\.example\\\\.org/"',
        "",
        "# CSS selectors, each followed by what it finds on this page. Any label you add becomes a header field.",
        "[select]",
        *_selected(root),
    ]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return f"'{words}'" if "'" not in words else json.dumps(words, ensure_ascii=False)


def _selected(root: Any) -> Iterator[str]:
    article = article_of(root)
    parts = {
        "title": next(root.iter("h1"), None),
        "date": next((e for e in root.iter() if _looks_dated(e)), None),
        "text": article,
    }
    for use, element in parts.items():
        if element is None:
            yield f'# {use} = ["…"]'
        else:
            yield f"{use} = [{_quoted(_selector(root, element))}]  # {_shown(element)}"
    for use, selector, element in _labelled(root):
        yield f"{_key(use)} = [{_quoted(selector)}]  # {_shown(element)}"


def _looks_dated(element: Any) -> bool:
    kinds = str(element.get("class", "")) if isinstance(element.tag, str) else ""
    words = "".join(element.itertext()) if isinstance(element.tag, str) else ""
    return (element.tag == "time" or "date" in kinds.lower()) and 0 < len(words.strip()) < _LABEL


def _labelled(root: Any) -> Iterator[tuple[str, str, Any]]:
    """What stands behind something that reads like the name of a field: its use, a selector, the element."""
    known = {guess: use for use, guesses in GUESSES.items() for guess in guesses}
    seen: set[str] = set()
    for label in root.iter(*_LABELS):
        words = " ".join("".join(label.itertext()).split()).rstrip(": ")
        use = known.get(words.lower())
        following = label.getnext()
        if (
            use
            and use not in seen
            and use not in ("text", "title", "date")
            and following is not None
        ):
            seen.add(use)
            yield use, f'{label.tag}:contains("{words}") + *', following


def _key(label: str) -> str:
    return label if re.fullmatch(r"[A-Za-z0-9_-]+", label) else json.dumps(label)


def _selector(root: Any, element: Any) -> str:
    """The shortest selector of *element* that finds it first in *root*."""
    steps: list[str] = []
    for each in (element, *element.iterancestors()):
        names = [n for n in str(each.get("class", "")).split() if _NAMED.fullmatch(n)]
        own = str(each.get("id", ""))
        step = (
            f"#{own}" if _NAMED.fullmatch(own) else f"{each.tag}{f'.{names[0]}' if names else ''}"
        )
        steps.insert(0, step)
        selector = " ".join(steps)
        first = next(iter(found(root, selector)), None)
        if first is element or step.startswith("#"):
            break
    return selector


def _shown(element: Any) -> str:
    words = " ".join("".join(element.itertext()).split())
    return words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")
