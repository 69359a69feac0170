"""Word documents (.docx): pandoc reads them, after what it does not tell has been put into the text as signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tei_edition.document.draft import Draft
from tei_edition.read.original import Original
from tei_edition.read.pandoc import tree_of
from tei_edition.read.pandoc_draft import Found, Passage, draft_of
from tei_edition.read.parts import Parts, Pictures, xml, zipped
from tei_edition.read.signs import Signs
from tei_edition.read.styled import styles_of
from tei_edition.read.word_text import Prepared, W, pictures_in, words_of_part

#: Parts whose text is the document's, beside the main one.
_NOTES = ("footnotes", "endnotes", "comments")
#: Parts that pandoc needs beside them.
_BESIDE = (
    "[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/numbering.xml", "word/settings.xml",
    "word/theme/theme1.xml",
)  # fmt: skip
_MARGINS = re.compile(r"word/(header|footer)\d*\.xml")
_OBJECTS = re.compile(r"word/(?:embeddings|charts|diagrams|activeX|ink)/[^/]+\.\w+")
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
    "description": "{http://purl.org/dc/elements/1.1/}description",
    "created": "{http://purl.org/dc/terms/}created",
}


def recognises(original: Original) -> bool:
    """Whether it is a zip with the text of a Word document."""
    names = original.members
    return "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)
    )


def drafts(original: Original) -> Iterator[Draft]:
    """The draft of the document. Raises EditionError: I051 without pandoc, I052 where it cannot be read."""
    signs = Signs()
    with Parts(original) as parts:
        prepared = Prepared(signs, styles_of(original), parts.tree("word/styles.xml"))
        members, words, pictures = dict[str, bytes](), list[Passage](), Pictures(parts, "word/")
        texts = {_main(parts): "document"} | {f"word/{name}.xml": name for name in _NOTES}
        for path, name in texts.items():
            if (root := parts.tree(path)) is not None:
                prepared.reduce(root)
                words += words_of_part(root, name)
                prepared.prepare(root)
                members[path] = xml(root)
                pictures.wanted += pictures_in(root)
        related = (f"word/_rels/{path.rpartition('/')[2]}.rels" for path in texts)
        for name in (*_BESIDE, *related):
            if (root := parts.tree(name)) is not None:
                members[name] = xml(root)
        # Pandoc asks whether pictures are there, and needs no more of them.
        members |= {name: b"" for name in parts.names if name.startswith("word/media/")}
        found = Found(
            tree=tree_of(zipped(members), "docx", original.name),
            signs=signs,
            pictures=pictures,
            words=words,
            properties=_properties(parts),
            left_out=[*prepared.left_out, *_beside(parts)],
        )
        yield draft_of(found, original)


def _main(parts: Parts) -> str:
    """The name of the part with the text."""
    root = parts.tree("_rels/.rels")
    for each in root if root is not None else ():
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).removeprefix("/")
    return "word/document.xml"


def _properties(parts: Parts) -> dict[str, str]:
    root = parts.tree("docProps/core.xml")
    found = {} if root is None else {key: root.findtext(tag) or "" for key, tag in _CORE.items()}
    return {key: " ".join(said.split()) for key, said in found.items() if said.strip()}


def _beside(parts: Parts) -> Iterator[str]:
    """What stands beside the text: running heads and feet, macros, objects of other programs."""
    for name in sorted(parts.names):
        if found := _MARGINS.fullmatch(name):
            words = _text(parts.tree(name))
            if re.search(r"[^\W\d_]{2,}", words):
                yield f"the {'running head' if found[1] == 'header' else 'running foot'} “{words[:200]}”"
        elif name == "word/vbaProject.bin":
            yield "the macros, which were not run"
        elif _OBJECTS.fullmatch(name):
            yield f"the object {name.removeprefix('word/')}"


def _text(root: Any) -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))
    return " ".join(" ".join(paragraphs).split())
