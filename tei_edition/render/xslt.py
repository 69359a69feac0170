"""XSLT 3.0 by Saxon: the one place that knows it.

There is one processor a process, made when it is first wanted (Saxon does not survive a fork). It
opens nothing: documents come in as text that lxml has already parsed, and once a stylesheet is
compiled the processor is closed to every protocol, so that doc(), unparsed-text(), collection() and
external entities fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"


class StylesheetError(RuntimeError):
    """Raised where a stylesheet cannot be compiled or run: a bug of the stylesheet's author."""


@lru_cache(maxsize=1)
def _processor() -> Any:
    from saxonche import PySaxonProcessor

    return PySaxonProcessor(license=False)


class Stylesheet:
    """A compiled XSLT 3.0 stylesheet, to be run on any number of documents."""

    def __init__(self, path: Path) -> None:
        """Compile the stylesheet at *path* with all it imports; raises StylesheetError."""
        processor = _processor()
        # Imports are read from disk; only then is the processor closed again.
        processor.set_configuration_property(_PROTOCOLS, "file")
        try:
            compiler = processor.new_xslt30_processor()
            self._executable = compiler.compile_stylesheet(stylesheet_file=str(path))
        except Exception as error:
            raise StylesheetError(f"{path.name}: {error}") from error
        finally:
            processor.set_configuration_property(_PROTOCOLS, "")
        if self._executable is None:
            raise StylesheetError(f"{path.name}: {compiler.error_message}")

    def transform(self, tree: etree._ElementTree, parameters: Mapping[str, str] | None = None) -> str:
        """Run on *tree*; returns the serialized result. Raises StylesheetError.

        *parameters* are the stylesheet's global parameters, by name, as strings.
        """
        processor = _processor()
        self._executable.clear_parameters()
        for name, value in sorted((parameters or {}).items()):
            self._executable.set_parameter(name, processor.make_string_value(value))
        text = etree.tostring(tree.getroot(), encoding="unicode")
        try:
            node = processor.parse_xml(xml_text=text)
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

