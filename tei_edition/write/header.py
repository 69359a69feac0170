"""The header block of a record, written from the header of its TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from tei_edition.conventions.fields import steps_of
from tei_edition.conventions.tables import Tables
from tei_edition.tei.names import TEI_NS, XML_NS, attribute_name, tag
from tei_edition.tei.text import text_of
from tei_edition.write.markdown import block_text, escaped
from tei_edition.write.wording import Piece, content_of

_TITLE = "fileDesc/titleStmt/title[@type='main']"


class HeaderWriter:
    """Writes the header block of one document, whose TEI begins with *root*; *tables* place the fields of a project.

    *inline* writes words in which an editor marked names; without it they are written without these marks.
    """

    def __init__(
        self,
        root: etree._Element,
        tables: Tables | None = None,
        inline: Callable[[Sequence[Piece]], str] | None = None,
    ) -> None:
        self._root = root
        self._tables = tables or Tables({})
        self._inline = inline

    def text(self) -> str:
        """The whole header block."""
        return "".join(self._header())

    def _find(self, path: str) -> etree._Element | None:
        steps = "/".join(
            step if step.startswith("@") else re.sub(r"^(\w+)", rf"{{{TEI_NS}}}\1", step)
            for step in path.split("/")
        )
        return self._root.find(f"{tag('teiHeader')}/{steps}")

    def _text_at(self, path: str) -> str:
        return text_of(self._find(path))

    def _header(self) -> Iterator[str]:
        date = self._own_date()
        title = self._text_at(_TITLE)
        if date:
            yield f"## {block_text(escaped(date))}\n\n"
        main = self._find(_TITLE)
        yield f"### {self._words(title if main is None else main)}\n\n"
        if calendar := self._text_at("profileDesc/calendarDesc/calendar[@type='default']"):
            yield self._field("Calendar", calendar)
        citation = self._text_at("fileDesc/sourceDesc/bibl[@type='citation']")
        manuscript = self._find("fileDesc/sourceDesc/msDesc")
        publisher = self._text_at("fileDesc/publicationStmt/publisher")
        if citation and (citation != title or manuscript is not None or publisher):
            yield self._field("Citation", citation)
        abstract = self._find("profileDesc/abstract")
        if abstract is not None:
            yield self._field("Summary", *abstract)
        notes = self._find("fileDesc/notesStmt")
        listed = list(notes) if notes is not None else []
        for note in listed:
            if note.get("type") == "credits":
                yield self._field("Credits", str(note.text or ""))
        rights = self._text_at("fileDesc/publicationStmt/availability/p")
        if rights:
            yield self._field("Rights", rights)
        if "Original Language" not in {note.get("n") for note in listed}:
            yield from self._original_language()
        yield from self._placed_fields()
        yield from self._other_fields(listed)
        yield from self._revisions()
        contents = self._find("fileDesc/titleStmt/title[@type='sub']")
        if contents is not None:
            yield self._field("Contents", contents)

    def _own_date(self) -> str:
        """The date of the header block; one that the program took from the text is not in it."""
        said = self._find("profileDesc/creation/date")
        words = self._text_at("profileDesc/creation/date")
        text = self._root.find(tag("text"))
        if said is None or text is None or not said.get("resp", "").startswith("#tei-edition"):
            return words
        return "" if words in text_of(text) else words

    def _original_language(self) -> Iterator[str]:
        language = self._find("fileDesc/sourceDesc/msDesc/msContents/msItem/textLang")
        if language is not None and language.get("mainLang") != "und":
            yield self._field("Original Language", str(language.text or ""))
        elif language is None and (names := self._languages()):
            yield self._field("Original Language", names)

    def _placed_fields(self) -> Iterator[str]:
        """The fields that conventions give a place of their own."""
        for key, field in self._tables.data.get("fields", {}).items():
            found = self._root.findall(tag("teiHeader"))
            for step in steps_of(field["to"]):
                wanted = {attribute_name(name): value for name, value in step.attributes}
                found = [
                    child
                    for parent in found
                    for child in parent.findall(tag(step.name))
                    if dict(child.items()) == wanted
                ]
            values = [text_of(one) for one in found]
            label = self._tables.data["labels"][key][0]
            if separator := field["separator"]:
                blank = "" if separator[-1].isspace() else " "
                values = [f"{separator}{blank}".join(values)] if values else []
            if len(values) > 1:
                items = "\n".join(f"- {escaped(value)}" for value in values)
                yield f"{self._field(label)}{items}\n\n"
            elif values:
                yield self._field(label, *values)

    def _other_fields(self, notes: Sequence[etree._Element]) -> Iterator[str]:
        """The fields that no part of the header is for, and headings among them."""
        for note in notes:
            if note.get("type") == "field":
                label = note.get("n")
                yield (
                    self._field(label, "" if note.text == label and not len(note) else note)
                    if label
                    else f"### {self._words(note)}\n\n"
                )

    def _languages(self) -> str:
        """The original language of a record that names no archive: the second language that is declared."""
        usage = self._find("profileDesc/langUsage")
        main = self._root.get(f"{{{XML_NS}}}lang")
        texts = {
            e.get(f"{{{XML_NS}}}lang")
            for e in self._root.iterfind(f"{tag('text')}//*[@{{{XML_NS}}}lang]")
        }
        return ", ".join(
            str(language.text)
            for language in (usage if usage is not None else ())
            if language.get("ident") != main and language.get("ident") not in texts
        )

    def _words(self, said: str | etree._Element) -> str:
        """A paragraph of the words *said*, with remarks for the names that are marked in them."""
        if isinstance(said, str):
            return block_text(escaped(said))
        if len(said) and self._inline is not None:
            return block_text(" ".join(self._inline(content_of(said)).split()))
        return block_text(escaped(text_of(said)))

    def _field(self, label: str | None, *paragraphs: str | etree._Element) -> str:
        words = "\n\n".join(filter(None, map(self._words, paragraphs)))
        return f"#### **{escaped(str(label))}:**\n\n" + (f"{words}\n\n" if words else "")

    def _revisions(self) -> Iterator[str]:
        desc = self._find("revisionDesc")
        # Those that have a name belong to remarks of the text, which say them.
        named = f"{{{XML_NS}}}id"
        changes = [change for change in desc if not change.get(named)] if desc is not None else []
        if not changes:
            return
        yield "#### **Revisions:**\n\n"
        for change in changes:
            when = f"{change.get('when')}: " if change.get("when") else ""
            yield block_text(escaped(f"{when}{change.findtext(tag('p'))}")) + "\n\n"
            listed = change.find(tag("list"))
            for item in listed if listed is not None else ():
                code = f"{item.get('n')}: " if item.get("n") else ""
                yield f"- {block_text(escaped(f'{code}{item.text}'))}\n"
            if listed is not None:
                yield "\n"
