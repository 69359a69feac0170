"""The keys of edition.toml, each with the kind of its value."""

from __future__ import annotations

from tei_edition.build.colours import COLOUR
from tei_edition.diagnostics import CODES
from tei_edition.publish.paper.options import (
    FIGURES,
    LINE_NUMBERS,
    LINE_SCOPES,
    MISSING_GLYPHS,
    PAPERS,
    TEXTS,
)
from tei_edition.publish.paper.typst import KNOWN_STANDARDS
from tei_edition.toml import Address, Either, Flag, ListOf, OneOf, Table, Words

#: The colours of the pages that a project may set: what they are called in edition.css.
COLOURS = ("paper", "ink", "quiet", "line", "card", "accent", "hand", "deleted", "supplied")
_FONT = r"[\w \"',.-]+"

_WORDS = Words()
_DOI = Words("{key} must be a DOI, such as 10.5281/zenodo.1234", r"10\.\d{4,9}/[^\s<>\"]+")
_COLOUR_OR_TWO = Either(
    '{key} must be a CSS colour such as "#8a2f1b" or "maroon", or two colours for light and dark mode',
    (Words(pattern=COLOUR), ListOf(kind=Words(pattern=COLOUR), length=2)),
)
_FONTS = Words("font must be a list of font names, such as Charter, Georgia, serif", _FONT)
#: What [print] may say. A line here, and the field of PrintOptions, is all that a new setting needs.
PRINT = Table(
    keys={
        "paper": OneOf(PAPERS),
        "two-sided": Flag(),
        "apparatus": Flag(),
        "index": Flag(),
        "text": OneOf(TEXTS),
        "figures": OneOf(FIGURES),
        "line-numbers": OneOf(LINE_NUMBERS),
        "line-scope": OneOf(LINE_SCOPES),
        "missing-glyphs": OneOf(MISSING_GLYPHS),
        "font": _FONTS,
        "fonts": ListOf("{key} must be a list of files"),
        "colour": Words('{key} must be a colour such as "#8a2f1b"', "#[0-9a-fA-F]{6}"),
        "standards": ListOf(
            f"{{key}} must be a list of {', '.join(KNOWN_STANDARDS)}", OneOf(KNOWN_STANDARDS), 1
        ),
        "xslt": _WORDS,
        "template": _WORDS,
    },
    unknown="{key} is not a setting in [print]; the settings are {keys}",
)
_COLUMNS = Either(
    '{key} must be the name of a column, a list of names, or fixed words after a "="',
    (Words(pattern=r"(?s).+"), ListOf(kind=Words(pattern=r"(?s).+"))),
)
_PAGES = '{key} must be a list of Markdown files, such as ["about.md"]'
#: What an edition.toml may say.
MODEL = Table(
    keys={
        "title": _WORDS,
        "footer": _WORDS,
        "address": Address(
            "address must be the web address where the edition will be published, such as https://example.org/letters/",
            r"https?://[^\s<>\"'?#]+",
        ),
        "logo": Words(
            "{key} must be an image file (svg, png, jpg, gif, webp, avif)",
            r"(?is).*\.(?:svg|png|jpe?g|gif|webp|avif)",
        ),
        "style": _WORDS,
        "xslt": _WORDS,
        "colours": Table(
            keys=dict.fromkeys(COLOURS, _COLOUR_OR_TWO),
            unknown="{key} is not a page colour; the colours are {keys}",
        ),
        "font": _FONTS,
        "print": PRINT,
        "conventions": _WORDS,
        "schema": _WORDS,
        "register": _WORDS,
        "names": Table(
            keys={"tag": Flag(), "speech": Flag(), "dates": Flag()},
            unknown="{key} is not a setting in [names]; the settings are {keys}",
        ),
        "calendar": OneOf(("julian", "gregorian")),
        "publisher": _WORDS,
        "place": _WORDS,
        "editors": ListOf('{key} must be a list of names, such as ["Ana Lind"]', _WORDS),
        "licence": Table(
            keys={
                "name": _WORDS,
                "target": Words(
                    "{key} must be the web address of the licence", r"https?://[^\s<>\"']+"
                ),
            },
            unknown="{key} is not part of a licence; the parts are {keys}",
        ),
        "published": Words(
            "published must be the day or year of publication, such as 2026-11-27",
            r"\d{4}(?:-\d\d(?:-\d\d)?)?",
        ),
        "description": _WORDS,
        "contact": Words("contact must be an e-mail address", r"[^\s@<>]+@[^\s@<>]+"),
        "version": _WORDS,
        "doi": _DOI,
        "replaces": _DOI,
        "concept": _DOI,
        "language": Words(
            "language must be a BCP 47 tag, such as en", r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
        ),
        "keywords": ListOf('{key} must be a list of words, such as ["harbours"]', _WORDS),
        "funders": ListOf(
            '{key} must be a list of tables, such as [{{ name = "Research Fund", award = "12-34" }}]',
            Table(
                "{key} must be a table with a name and, optionally, an award",
                keys={"name": _WORDS, "award": _WORDS},
                needed=("name",),
            ),
        ),
        "ark": Words("ark must be an ARK, such as ark:/12345/x6", r"ark:/?\d{5,9}/[^\s<>\"]+"),
        "identifiers": Table(
            each=Words(
                '{key} must be a web address, such as "https://orcid.org/0000-0002-1825-0097"',
                r"https?://[^\s<>\"']+",
            )
        ),
        "columns": Table(each=_COLUMNS),
        "styles": Table(each=Words('{key} must be a type of block or formatting, such as "quote"')),
        "profiles": ListOf("{key} must be a list of files", _WORDS),
        "pages": ListOf(_PAGES, Words(_PAGES, r"(?is).+\.md")),
        "allow": ListOf('{key} must be a list of codes, such as ["R030"]', OneOf(CODES)),
    },
    unknown="{key} is not a setting; the settings are {keys}",
)
