"""Make the screenshots of README.md and docs/ from the sample edition: `make pictures`.

It needs a Chromium (on the path, or the one of playwright) and the extra `test`.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import sync_playwright

from tei_edition import build

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
#: The passage whose card is open, and the width and height of the window.
PASSAGE, WINDOW = "#m4", {"width": 1000, "height": 560}
#: Scripts: scroll until the passage stands in the lower half; where its last line is.
LAST = "const line = [...it.getClientRects()].at(-1);"
TO_IT = f"it => {{ {LAST} scrollBy({{top: line.top - 315, behavior: 'instant'}}) }}"
WHERE = f"it => {{ {LAST} return [line.left + line.width / 2, line.top + line.height / 2] }}"
#: A colour for the ground around pages of the PDF.
GROUND = (0xE8, 0xE6, 0xE1)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT / "seeds", folder)
        (page,) = Path(folder).glob("record-*/index.html")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])  # fmt: skip
            for scheme in ("light", "dark"):
                _page(browser, page, scheme)
            browser.close()
        _print(page.with_name(f"{page.parent.name}.pdf"))


def _page(browser: Any, page: Path, scheme: str) -> None:
    """The page of the record, at a passage whose card is open."""
    tab = browser.new_page(viewport=WINDOW, color_scheme=scheme, device_scale_factor=1.5)
    tab.goto(page.as_uri())
    tab.wait_for_timeout(300)
    tab.eval_on_selector(PASSAGE, TO_IT)
    tab.wait_for_timeout(300)
    x, y = tab.eval_on_selector(PASSAGE, WHERE)
    tab.mouse.move(x, y)
    tab.wait_for_timeout(400)
    _save(tab.screenshot(), PICTURES / f"page-{scheme}.png")
    tab.close()


def _print(pdf: Path) -> None:
    """The first and the third page of the PDF, side by side."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].render(scale=1.4).to_pil() for number in (0, 2)]
    gap = 24
    width = sum(each.width for each in pages) + 3 * gap
    whole = Image.new("RGB", (width, pages[0].height + 2 * gap), GROUND)
    left = gap
    for each in pages:
        whole.paste(ImageOps.expand(each.convert("RGB"), 0), (left, gap))
        left += each.width + gap
    _write(whole, PICTURES / "print.png")


def _save(png: bytes, path: Path) -> None:
    _write(Image.open(io.BytesIO(png)).convert("RGB"), path)


def _write(image: Image.Image, path: Path) -> None:
    """Few colours are enough for text, and make a small file."""
    image.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
