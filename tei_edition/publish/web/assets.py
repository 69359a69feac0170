"""Output: what the pages load, and what a project adds to it."""

from __future__ import annotations

from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.html import asset_files


def make(catalog: Catalog, design: Design) -> Made:
    """Style, script, icon and fonts; the project's own style sheet and logo beside them."""
    files: dict[str, bytes | str] = {f"assets/{name}": data for name, data in asset_files().items()}
    if design.css:
        files["assets/custom/style.css"] = design.css
    if design.logo:
        files[f"assets/custom/{design.logo.name}"] = design.logo.read_bytes()
    return Made(files)
