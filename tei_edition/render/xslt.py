"""XSLT 3.0 by Saxon: the one place that knows it.

A processor is made when a stylesheet is first wanted, and never before a fork, which Saxon does not
survive. It opens nothing: documents come in as text that lxml has already parsed, and once its
stylesheet is compiled it is closed to every protocol, so that doc(), unparsed-text(), collection() and
external entities fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"


class StylesheetError(RuntimeError):
    """Raised where a stylesheet cannot be compiled or run: a bug of the stylesheet's author."""


class Stylesheet:
    """A compiled XSLT 3.0 stylesheet, to be run on any number of documents."""

    def __init__(self, path: Path) -> None:
        """Compile the stylesheet at *path* with all it imports; raises StylesheetError."""
        from saxonche import PySaxonProcessor

        self._processor = PySaxonProcessor(license=False)
        compiler = self._processor.new_xslt30_processor()
        try:
            self._executable = compiler.compile_stylesheet(stylesheet_file=str(path))
        except Exception as error:
            raise StylesheetError(f"{path.name}: {error}") from error
        # Imports are read by now. A processor once closed cannot be opened again, which is why
        # each stylesheet has one of its own.
        self._processor.set_configuration_property(_PROTOCOLS, "")

    def transform(
        self, tree: etree._ElementTree, parameters: Mapping[str, str] | None = None
    ) -> str:
        """Run on *tree*; returns the serialized result. Raises StylesheetError.

        *parameters* are the stylesheet's global parameters, by name, as strings.
        """
        self._executable.clear_parameters()
        for name, value in sorted((parameters or {}).items()):
            self._executable.set_parameter(name, self._processor.make_string_value(value))
        text = etree.tostring(tree.getroot(), encoding="unicode")
        try:
            node = self._processor.parse_xml(xml_text=text)
            result = self._executable.transform_to_string(xdm_node=node)
        except Exception as error:
            raise StylesheetError(str(error)) from error
        if result is None:
            raise StylesheetError(str(self._executable.error_message))
        return str(result)


@lru_cache(maxsize=8)
def stylesheet(path: Path) -> Stylesheet:
    """The stylesheet at *path*, compiled once a process."""
    return Stylesheet(path)
