"""What a conventions file may say: its keys, and of which kind their values are."""

from __future__ import annotations

from tei_edition.toml import Kind, ListOf, OneOf, Table, Words

_WHERE = ("alone", "inline", "attached", "within", "first", "line", "name")

_LISTS = Table(each=ListOf("{key} must be a list of strings", least=0))
_NO_BLANK = r"(?s).*\S.*"
#: Tables of header blocks and vocabularies; the rest of a file is said of the file as a whole.
TABLES: dict[str, Kind] = {
    "labels": _LISTS,
    "lines": _LISTS,
    "shelfmark_parts": _LISTS,
    "leaves": _LISTS,
    "archives": Table(
        each=ListOf(
            "{key} must be a list of at least three strings: [name, place, country, other names]",
            Words(),
            least=3,
        )
    ),
    "languages": Table(each=Words()),
    "scripts": _LISTS,
    "text_kinds": _LISTS,
    "credits": Table(
        each=ListOf(
            "{key} must be a list of two strings: [the verb, the responsibility]", Words(), length=2
        )
    ),
    "titles": _LISTS,
    "salutations": _LISTS,
    "closings": _LISTS,
    "classifications": _LISTS,
    "sentence": _LISTS,
    "date_words": _LISTS,
    "page_words": _LISTS,
    "credit_phrases": _LISTS,
    "citation_words": _LISTS,
    "letters": _LISTS,
    "not_leaves": _LISTS,
    "towns": Table(each=Words()),
}
_RULE_MODEL = Table(
    told="a rule must be a table: [[rule]]",
    keys={
        "name": Words("a rule needs name: a string in quotes", _NO_BLANK),
        "wordings": ListOf(
            "a rule needs wordings: a list of strings",
            Words("a wording must be words in quotes", _NO_BLANK),
        ),
        "where": OneOf(_WHERE),
        "mentions": ListOf(),
        "tei": Words("a rule needs tei: a string in quotes"),
        "examples": ListOf(
            'examples must be pairs: ["text", "its TEI"]',
            ListOf('examples must be pairs: ["text", "its TEI"]', Words(), length=2),
        ),
        "reading": Words(),
        "brackets": Words("brackets must be two signs, such as ⟨⟩", r"(\S)(?!\1)\S"),
    },
    needed=("name", "wordings", "tei"),
    unknown="{key} is not a valid key in a rule; the keys are {keys}",
    lacks="a rule needs {key}",
)
_FIELD_MODEL = Table(
    told="a field must be a table: [[field]]",
    keys={
        "name": Words(pattern=_NO_BLANK),
        "labels": ListOf('a field needs labels: a list of strings such as ["Keywords"]', least=1),
        "to": Words(pattern=_NO_BLANK),
        "separator": Words(pattern=_NO_BLANK),
    },
    needed=("labels",),
    unknown="{key} is not a valid key in a field; the keys are {keys}",
    lacks='a field needs {key}: a list of strings such as ["Keywords"]',
)
#: What a conventions file may say.
MODEL = Table(
    keys={
        "extends": Words(),
        "title": Words(),
        "remove": ListOf(),
        "rule": ListOf("rules must be tables: [[rule]]", _RULE_MODEL),
        "field": ListOf("fields must be tables: [[field]]", _FIELD_MODEL),
        "example": ListOf(
            "examples must be tables: [[example]]",
            Table(
                told="an example must be a table: [[example]]",
                keys={"text": Words(), "reading": Words()},
                unknown="an example has the keys text and reading",
            ),
        ),
        "vocabulary": Table(
            told="vocabularies must be tables: [vocabulary.place]",
            each=Table(
                told='the vocabulary {key} must contain lists of words: above = ["above the line"]',
                each=ListOf(
                    'a vocabulary must contain lists of words: {key} = ["above the line"]',
                    Words("{key} must be words in quotes", _NO_BLANK),
                    least=1,
                ),
            ),
        ),
        "fillers": Table(
            told="fillers must be a table, [fillers], that contains words = [...]",
            keys={"words": ListOf(kind=Words("{key} must be words in quotes", _NO_BLANK))},
        ),
        **TABLES,
    },
    unknown="{key} is not a valid key in a conventions file; the keys are {keys}",
)
