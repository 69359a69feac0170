"""Which words are words of the language of the translation: the word lists of pyspellchecker.

A translator's "[piedosas]" or "[pri etom bilo ogovoreno]" stands where a supplied word could stand;
only a list of words tells that it is none. The list is read when the first such remark asks for it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from tei_edition import cache

#: What English derives words with: the derived word is not in every list.
_DERIVED = re.compile(
    r".{3,}(?:ists?|isms?|i[sz]ed?|ings?|ed|tions?|ly|ness|ments?|able|less|ful|ward|['’]s)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: British spellings, where a list has the American ones: harbour, theatre, catalogue, levelled, programme.
_BRITISH = re.compile(
    r"(?<=[a-z]{2})(?:(?P<our>our)|(?P<re>(?<=[btv])re(?=s?$))|(?P<ogue>ogue)|(?P<oe>[oa]e)|(?P<me>(?<=m)me(?=s?$))|(?P<ce>(?<=n)ce(?=s?$))|(?P<ll>ll)|(?P<ise>is(?=e)))"
)
_AMERICAN = {
    "our": "or",
    "re": "er",
    "ogue": "og",
    "ll": "l",
    "ise": "iz",
    "oe": "e",
    "me": "",
    "ce": "se",
}
#: A text of fewer words does not show its language, and one shows it after so many.
_FEWEST, _ENOUGH = 8, 400
#: Shorter words are in no list or in every one.
_SHORTEST = 3


@lru_cache(maxsize=4)
def _dictionary(language: str) -> frozenset[str]:
    """The words of *language*, a tag that the package has a list for ("en"); none for any other."""
    name = cache.name_of("words", language, version("pyspellchecker"))
    kept = cache.get(name)  # as a list it is read in a tenth of the time
    if kept is not None:
        return frozenset(kept.decode().split("\n"))
    words = _listed(language)
    if words:
        cache.put(name, "\n".join(words).encode())
    return frozenset(words)


def _listed(language: str) -> list[str]:
    """The words that the package lists for *language*, in its order; none for one that it has no list for.

    Its list is read as it is: the package would count its letters, too.
    """
    home = find_spec("spellchecker")
    for folder in (home and home.submodule_search_locations) or ():
        path = Path(folder, "resources", f"{language}.json.gz")
        if language.isalpha() and path.is_file():
            return [word.lower() for word in json.loads(gzip.decompress(path.read_bytes()))]
    return []


def _american(word: str) -> str:
    return _BRITISH.sub(lambda found: _AMERICAN[found.lastgroup or ""], word)


def is_unknown_word(word: str, language: str) -> bool:
    """True for a *word* that the list of *language* (a tag, "en") does not have; a name, most likely.

    False where there is no list of the language.
    """
    known = _dictionary(language)
    small = word.casefold()
    return bool(known) and small not in known and _american(small) not in known


def speaks_another_language(words: str, language: str) -> bool:
    """True for *words* in small letters most of which no list of *language* (a tag, "en") has.

    Names say nothing, as they are in no list. False where there is no list of the language.
    """
    tokens = [token for token in _WORD.findall(words) if token[0].islower()]
    long = [token for token in tokens if len(token) >= _SHORTEST]
    known = _dictionary(language) if long else frozenset()
    if not known:
        return False
    unknown = sum(
        token not in known and not _DERIVED.fullmatch(token) and _american(token) not in known
        for token in long
    )
    return unknown * 2 > len(tokens)


def is_in_another_language(text: str, languages: Collection[str]) -> bool:
    """True for a *text* most of whose words are in no list of *languages* (tags).

    False for a text of a few words, which may be names or quotations, and where there is no list.
    """
    words = [found[0] for found in islice(_WORD.finditer(text), _ENOUGH) if found[0][0].islower()]
    if sum(len(word) >= _SHORTEST for word in words) < _FEWEST:
        return False
    beginning = " ".join(words)
    return bool(languages) and all(speaks_another_language(beginning, one) for one in languages)
