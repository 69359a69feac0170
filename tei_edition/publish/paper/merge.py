"""Several tagged PDFs in, one out: pages, structure, bookmarks, attachments (ISO 32000-1, 14.7 and 12.3)."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from tei_edition.publish.paper.names import PLACE
from tei_edition.publish.paper.xmp import enriched


def merge(
    parts: Sequence[bytes], *, roman_pages: int = 0, properties: Mapping[str, Sequence[str]]
) -> bytes:
    """One PDF of the pages of *parts*, in their order, with its metadata and language from the first.

    The structure trees, bookmarks and attached files of all are joined, so that a PDF/A-3a or PDF/UA-1 stays
    one; links to a place_address() lead to that page; *properties* of Dublin Core are added. The first *roman_pages* pages are labelled i, ii, iii, the others from 1. The same parts give the
    same bytes. The parts are to be Typst's: what Typst does not write is not looked for.
    """
    whole = Pdf.open(io.BytesIO(parts[0]))
    joined = _Joined(whole)
    for number, part in enumerate(parts[1:], 2):
        with Pdf.open(io.BytesIO(part)) as other:
            joined.add(other, f"{number}:")
    joined.finish(roman_pages)
    packet = whole.Root.Metadata.read_bytes()
    count = b"<xmpTPg:NPages>%d<" % len(whole.pages)
    packet = re.sub(rb"<xmpTPg:NPages>\d+<", count, packet)
    whole.Root.Metadata.write(enriched(packet, properties))
    out = io.BytesIO()
    whole.save(out, deterministic_id=True, linearize=False)
    whole.close()
    return out.getvalue()


class _Joined:
    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        root = whole.Root
        self._kids: list[Object] = list(_array(root.StructTreeRoot.K))
        self._parents: list[Any] = list(root.StructTreeRoot.ParentTree.Nums)
        self._ids: list[Any] = list(_names(root.StructTreeRoot.get("/IDTree")))
        self._next = int(root.StructTreeRoot.ParentTreeNextKey)
        self._files: list[Any] = list(
            _names(root.get("/Names", Dictionary()).get("/EmbeddedFiles"))
        )
        self._associated: list[Object] = list(root.get("/AF", Array()))
        self._outline: list[Object] = _items(root.get("/Outlines"))

    def add(self, other: Pdf, prefix: str) -> None:
        tree = other.Root.StructTreeRoot
        for _, element in _pairs(_names(tree.get("/IDTree"))):
            element.ID = String(prefix + str(element.ID))
        self._shift(other)
        first = len(self._whole.pages)
        self._whole.pages.extend(other.pages)
        # What is copied from now on points at the pages as they were copied with them.
        take = self._whole.copy_foreign
        root = take(other.make_indirect(tree))
        for kid in _array(root.K):
            kid.P = self._whole.Root.StructTreeRoot
            self._kids.append(kid)
        for key, value in _pairs(list(root.ParentTree.Nums)):
            self._parents += [int(key) + self._next, value]
        for key, element in _pairs(_names(root.get("/IDTree"))):
            self._ids += [String(prefix + str(key)), element]
        self._next += int(root.ParentTreeNextKey)
        self._bookmarks(other, first)
        names = other.Root.get("/Names", Dictionary())
        for key, file in _pairs(_names(names.get("/EmbeddedFiles"))):
            copied = take(file if file.is_indirect else other.make_indirect(file))
            self._files += [String(str(key)), copied]
            self._associated.append(copied)

    def _shift(self, other: Pdf) -> None:
        """Make room for the structure keys of the parts before."""
        seen: set[tuple[int, int]] = set()
        for page in other.pages:
            _shift_key(page.obj, "/StructParents", self._next)
            for annotation in page.obj.get("/Annots", Array()):
                _shift_key(annotation, "/StructParent", self._next)
            for form in (
                page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary()).values()
            ):
                if form.objgen not in seen:
                    seen.add(form.objgen)
                    _shift_key(form, "/StructParents", self._next)
                    _shift_key(form, "/StructParent", self._next)

    def _bookmarks(self, other: Pdf, first: int) -> None:
        """The bookmarks of *other*, whose first page is page *first* of the whole."""
        places = {page.obj.objgen: first + i for i, page in enumerate(other.pages)}

        def copied(item: Object) -> Object:
            new = self._whole.make_indirect(Dictionary(Title=String(str(item.Title))))
            if "/Dest" in item:
                page = self._whole.pages[places[item.Dest[0].objgen]].obj
                new.Dest = Array([page, *list(item.Dest)[1:]])
            _link(new, [copied(child) for child in _items(item)])
            return new

        self._outline += [copied(item) for item in _items(other.Root.get("/Outlines"))]

    def finish(self, roman_pages: int) -> None:
        root = self._whole.Root
        tree = root.StructTreeRoot
        tree.K = Array(self._kids)
        tree.ParentTree = self._whole.make_indirect(Dictionary(Nums=Array(self._parents)))
        tree.ParentTreeNextKey = self._next
        if self._ids:
            pairs = sorted(_pairs(self._ids), key=lambda pair: bytes(pair[0]))
            tree.IDTree = self._whole.make_indirect(
                Dictionary(Names=Array([x for p in pairs for x in p]))
            )
        if self._files:
            pairs = sorted(_pairs(self._files), key=lambda pair: bytes(pair[0]))
            files = Dictionary(Names=Array([x for p in pairs for x in p]))
            root.Names = Dictionary(EmbeddedFiles=files)
            root.AF = Array(self._associated)
        if self._outline:
            root.Outlines = self._whole.make_indirect(Dictionary(Type=Name.Outlines))
            _link(root.Outlines, self._outline)
        labels = [0, Dictionary(S=Name.r)] if roman_pages else []
        root.PageLabels = Dictionary(Nums=Array([*labels, roman_pages, Dictionary(S=Name.D)]))
        self._lead(roman_pages)

    def _lead(self, roman_pages: int) -> None:
        """Let links lead to the pages whose addresses they have."""
        for page in self._whole.pages:
            for annotation in page.obj.get("/Annots", Array()):
                action = annotation.get("/A", Dictionary())
                place = PLACE.fullmatch(str(action.get("/URI", "")))
                if place and (number := roman_pages + int(place[1]) - 1) < len(self._whole.pages):
                    wanted = self._whole.pages[number]
                    top = float(wanted.mediabox[3]) - int(place[2])
                    del annotation["/A"]
                    annotation.Contents = String(f"page {place[1]}")
                    annotation.Dest = Array([wanted.obj, Name.XYZ, 0, max(0, top), 0])


def _link(parent: Object, children: list[Object]) -> None:
    """Chain *children* below *parent*, closed, as bookmarks are."""
    if not children:
        return
    parent.First, parent.Last = children[0], children[-1]
    parent.Count = len(children) if parent.get("/Type") == Name.Outlines else -len(children)
    for before, child, after in zip(
        [None, *children], children, [*children[1:], None], strict=False
    ):
        child.Parent = parent
        for key, neighbour in (("/Prev", before), ("/Next", after)):
            if neighbour is not None:
                child[key] = neighbour
            elif key in child:
                del child[key]


def _items(parent: Object | None) -> list[Object]:
    """The bookmarks below one, or below the root of all."""
    found: list[Object] = []
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        found.append(item)
        item = item.get("/Next")
    return found


def _shift_key(holder: Object, key: str, by: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + by


def _array(value: Object) -> list[Object]:
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _names(tree: Object | None) -> list[Any]:
    """The flat list of a name tree: key, value, key, value."""
    if tree is None:
        return []
    found = list(tree.get("/Names", Array()))
    for kid in tree.get("/Kids", Array()):
        found += _names(kid)
    return found


def _pairs(flat: Any) -> list[tuple[Any, Any]]:
    return list(zip(flat[::2], flat[1::2], strict=True))
