"""Which schema a document itself asks for: xml-model instructions and xsi:schemaLocation.

W3C "Associating Schemas with XML documents 1.0" (xml-model), XML Schema part 1, 2.6.3 (schemaLocation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.odd.catalog import Catalog
from tei_edition.odd.files import HINTS, file_of, is_file, is_remote
from tei_edition.tei.names import tag

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_PSEUDO = re.compile(r"""(?P<name>[\w.:-]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)')""")
#: What type says where schematypens is not given.
_TYPES = {"application/relax-ng-compact-syntax": "http://relaxng.org/ns/structure/1.0"}


@dataclass(frozen=True, slots=True)
class Association:
    """One schema that a document asks for.

    `address` is as written; `language` is the namespace of the schema language, None where the
    document does not say; `node` is the instruction or element that asks.
    """

    address: str
    language: str | None
    phase: str | None
    node: etree._Element
    attribute: str | None = None

    def find(
        self, document: Path | None, catalog: Catalog, homes: Sequence[Path] = ()
    ) -> Path | Problem:
        """The local file that is meant; a Problem where it is remote, missing, or not to be told.

        *document* is the file that asks; an address that is relative is meant from there. A document
        comes from a stranger: what it may name lies in its own folder, in one of *homes* or in the working
        directory.
        """
        plain = self.address.partition("#")[0]
        if (mapped := catalog.find(plain)) is not None:
            return mapped
        if is_remote(plain):
            return self._problem("S002", f"the schema {plain} is on the network", HINTS["S002"])
        if document is None:
            message = f"the address of the schema {plain} is relative, but the location of the document is unknown"
            return self._problem("S002", message, "name it with --schema")
        path = file_of(plain, document)
        if not _is_near(path, document, homes):
            message = f"the schema {plain} is outside the document's folder and the working folder"
            return self._problem(
                "S003", message, "name it with --schema, or in a catalog (--catalog)"
            )
        if not is_file(path):
            hint = "correct the address, or name the schema with --schema"
            return self._problem("S001", f"the schema {plain} does not exist", hint)
        return path

    def _problem(self, code: str, message: str, hint: str) -> Problem:
        return Problem(code, message, self.node, attribute=self.attribute, hint=hint)


def _is_near(path: Path, document: Path, homes: Sequence[Path]) -> bool:
    try:
        found = path.resolve()
        return any(
            found.is_relative_to(home.resolve()) for home in (document.parent, *homes, Path())
        )
    except (OSError, ValueError, RuntimeError):
        return False


def associations(tree: etree._ElementTree) -> Iterator[Association]:
    """The schemas that *tree* asks for, in its order; those of xml-model's groups all alike."""
    root = tree.getroot()
    for node in reversed(list(root.itersiblings(preceding=True))):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            said = {m["name"]: m["a"] or m["b"] or "" for m in _PSEUDO.finditer(node.text or "")}
            if said.get("href"):
                language = said.get("schematypens") or _TYPES.get(said.get("type", ""))
                yield Association(_unescaped(said["href"]), language, said.get("phase"), node)
    for name in ("schemaLocation", "noNamespaceSchemaLocation"):
        words = root.get(f"{_XSI}{name}", "").split()
        for address in words[1::2] if name == "schemaLocation" else words[:1]:
            space = "http://www.w3.org/2001/XMLSchema"
            yield Association(address, space, None, root, f"{_XSI}{name}")


def is_ours(tree: etree._ElementTree) -> bool:
    """Whether *tree* says that this program encoded it."""
    way = "/".join(map(tag, ("teiHeader", "encodingDesc", "appInfo", "application")))
    return any(found.get("ident") == "tei-edition" for found in tree.getroot().iterfind(way))


def _unescaped(value: str) -> str:
    for name, char in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        value = value.replace(f"&{name};", char)
    return value
