"""The text of a Word document before pandoc reads it: its words for the ledger, and signs put among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from tei_edition.read.pandoc_draft import Passage
from tei_edition.read.signs import Mark, Signs, cleaned
from tei_edition.read.styled import SETTINGS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUNS = (f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom")
#: Words are written in these; fields and hidden instructions are not.
_WORDS = (f"{W}t", f"{W}delText")
#: What stands for a character.
_SIGNS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": ""}  # fmt: skip


def words_of_part(root: Any, part: str) -> list[Passage]:
    """The words of each paragraph of a part, where they stand; hidden ones too. Each is said once."""
    found, number = [], 0
    for paragraph in root.iter(f"{W}p"):
        text = cleaned("".join(_texts(paragraph)))
        if not text.strip():
            continue
        where = f"the {part}"
        if part == "document":
            is_boxed = any(a.tag == f"{W}txbxContent" for a in paragraph.iterancestors())
            number += not is_boxed
            where = f"a text box after paragraph {number}" if is_boxed else f"paragraph {number}"
        found.append(Passage(where, text))
    return found


def _texts(element: Any) -> Iterator[str]:
    """The texts of *element*, but for paragraphs within it and what is said a second time for old programs."""
    for child in element:
        if child.tag in (f"{W}p", f"{_COMPATIBLE}Fallback"):
            continue
        if child.tag in _WORDS:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag != f"{W}tabs":
            yield from _texts(child)


def pictures_in(root: Any) -> int:
    """How many pictures a part shows, each once."""
    shown = [e for e in root.iter() if str(e.tag).endswith(("main}blip", "vml}imagedata"))]
    return sum(
        all(a.tag != f"{_COMPATIBLE}Fallback" for a in each.iterancestors()) for each in shown
    )


class Prepared:
    """Puts *signs* into the parts of a document; `left_out` is what was taken out of the text.

    *styles* are those that edition.toml maps, by name in small letters; *named* is the part with the styles.
    """

    def __init__(self, signs: Signs, styles: Mapping[str, str], named: Any) -> None:
        self._signs, self.left_out = signs, list[str]()
        self._styles: dict[str, str] = {}
        for style in named.iter(f"{W}style") if named is not None else ():
            name, key = style.find(f"{W}name"), style.get(f"{W}styleId", "")
            words = name.get(f"{W}val", "") if name is not None else ""
            if said := styles.get(words.casefold()) or styles.get(key.casefold()):
                self._styles[key] = said
        self._default = _language(named)

    def reduce(self, root: Any) -> None:
        """Take what is hidden out of the part *root*; fields in one piece are their words."""
        self._simple(root)
        self._hidden(root)

    def prepare(self, root: Any) -> None:
        """Put signs into the part *root*, in place."""
        self._rows(root)
        self._languages(root)
        self._mapped(root)
        self._pages(root)

    # --- what pandoc would drop ----------------------------------------------------------------------

    def _simple(self, root: Any) -> None:
        """Fields in one piece are their words; two lines through words are one."""
        for simple in list(root.iter(f"{W}fldSimple")):
            parent, at = simple.getparent(), simple.getparent().index(simple)
            parent[at : at + 1] = list(simple)
        for strike in root.iter(f"{W}dstrike"):
            strike.tag = f"{W}strike"

    def _hidden(self, root: Any) -> None:
        hidden: list[str] = []
        for sign in list(root.iter(f"{W}vanish")):
            run = sign.getparent().getparent()
            if _is_off(sign) or run is None or run.tag != f"{W}r":
                continue
            hidden.append("".join(_texts(run)))
            run.getparent().remove(run)
        if words := " ".join("".join(hidden).split()):
            self.left_out.append(f"hidden words: “{words[:200]}”")

    def _rows(self, root: Any) -> None:
        """A row that was inserted or deleted: its words were."""
        for row in root.iter(f"{W}tr"):
            for kind in ("ins", "del"):
                change = row.find(f"{W}trPr/{W}{kind}")
                if change is None:
                    continue
                for run in list(row.iter(f"{W}r")):
                    if run.getparent().tag not in _RUNS:
                        self._wrap(run, change)

    def _wrap(self, run: Any, change: Any) -> None:
        parent, around = run.getparent(), etree.Element(change.tag, dict(change.attrib))
        parent.replace(run, around)
        around.append(run)

    def _languages(self, root: Any) -> None:
        """Words in another language than most of the text."""
        runs = [(r, _tag(r.find(f"{W}rPr/{W}lang")) or self._default) for r in root.iter(f"{W}r")]
        counts: Counter[str] = Counter()
        for run, tag in runs:
            counts[tag] += len("".join(_texts(run)))
        if len(counts) < 2:
            return
        usual = counts.most_common(1)[0][0]
        for run, tag in runs:
            if tag not in (usual, "") and re.search(r"[^\W\d_]", "".join(_texts(run))):
                self._enclose(run, Mark("language", tag))

    def _enclose(self, run: Any, mark: Mark) -> None:
        number = self._signs.number(mark)
        run.addprevious(_sign(self._signs.beginning(number)))
        run.addnext(_sign(self._signs.end(number)))

    def _mapped(self, root: Any) -> None:
        """Paragraphs and words whose styles edition.toml maps."""
        for style in list(root.iter(f"{W}pStyle")):
            said = self._styles.get(style.get(f"{W}val", ""))
            paragraph = style.getparent().getparent()
            if said and paragraph is not None and paragraph.tag == f"{W}p":
                style.getparent().addnext(_sign(self._signs.point(Mark("style", said))))
                style.getparent().remove(style)
        for style in list(root.iter(f"{W}rStyle")):
            said, run = self._styles.get(style.get(f"{W}val", "")), style.getparent().getparent()
            if said in SETTINGS and run is not None and run.tag == f"{W}r":
                self._enclose(run, Mark("setting", said))

    def _pages(self, root: Any) -> None:
        """Pages that begin because somebody said so; where Word happened to begin one says nothing."""
        for broken in list(root.iter(f"{W}br")):
            if broken.get(f"{W}type") == "page":
                text = etree.Element(f"{W}t")
                text.text = self._signs.point(Mark("page"))
                broken.getparent().replace(broken, text)
        for before in root.iter(f"{W}pageBreakBefore"):
            properties = before.getparent()
            if not _is_off(before) and properties.getparent().tag == f"{W}p":
                properties.addnext(_sign(self._signs.point(Mark("page"))))
        for section in root.iter(f"{W}sectPr"):
            kind = section.find(f"{W}type")
            paragraph = section.getparent().getparent()
            goes_on = kind is not None and kind.get(f"{W}val") == "continuous"
            if not goes_on and paragraph is not None and paragraph.tag == f"{W}p":
                paragraph.append(_sign(self._signs.point(Mark("page"))))


def _sign(text: str) -> Any:
    run = etree.Element(f"{W}r")
    held = etree.SubElement(run, f"{W}t")
    held.text = text
    held.set(_SPACE, "preserve")
    return run


def _is_off(sign: Any) -> bool:
    return sign.get(f"{W}val", "true") in ("0", "false", "off")


def _tag(lang: Any) -> str:
    """The language of a run, without its country; empty where none is said."""
    tag = lang.get(f"{W}val", "") if lang is not None else ""
    return tag.partition("-")[0].lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", tag) else ""


def _language(named: Any) -> str:
    if named is None:
        return ""
    return _tag(named.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"))
