"""Output: the register as data, in the folder `register/`."""

from __future__ import annotations

from tei_edition.publish.site import Catalog, Design, Made


def make(catalog: Catalog, design: Design) -> Made:
    """Nothing yet."""
    return Made()
