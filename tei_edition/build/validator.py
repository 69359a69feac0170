"""Validation of the TEI files of a project: each against the schema that the project or the file names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_edition.check.association import associations, is_ours
from tei_edition.check.problem import Problem
from tei_edition.check.schema import Schema
from tei_edition.check.validate import Validator
from tei_edition.files import noted


class EditionValidator(Validator):
    """Holds a file against the schema of the edition, else those that it asks for, else ours where it is ours."""

    def __init__(self, schema: Path | None, home: Path | None) -> None:
        super().__init__(schema=[schema] if schema else [], homes=[home] if home else [])
        self._has_schema = schema is not None
        self._parts: dict[Path, set[Path]] = {}

    def schemas(
        self, tree: etree._ElementTree, path: Path | None, problems: list[Problem]
    ) -> list[Schema]:
        if not (self._has_schema or is_ours(tree) or any(associations(tree))):
            return []
        with noted() as read:
            found = super().schemas(tree, path, problems)
        for place in self._places(tree, path):
            self._parts.setdefault(place, set()).update(read)
        return found

    def asked_by(self, tree: etree._ElementTree, path: Path) -> set[Path]:
        """The files of the schemas that *tree*, read from *path*, asks for, and those that these are made of."""
        if self._has_schema:
            return set()
        found = set()
        for place in self._places(tree, path):
            found |= {place} | self._parts.get(place, set())
        return found

    def _places(self, tree: etree._ElementTree, path: Path | None) -> Iterator[Path]:
        """Where the schemas are, or would be, that *tree* asks for."""
        for asked in associations(tree):
            place = asked.find(path, self._catalog, self._homes)
            if isinstance(place, Path):
                yield place
            elif path is not None and place.code == "S001":
                yield path.parent / unquote(asked.address.partition("#")[0])
