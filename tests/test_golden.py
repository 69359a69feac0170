"""What the page and the print make of each kind of element; `make golden` makes the files anew, to be read in the diff."""

from __future__ import annotations

import golden
import pytest

FILES = sorted(golden.FOLDER.glob("*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_page_and_print_are_as_they_were_read(path):
    kept = golden.read(path)
    tree = golden.tree_of(kept.tei)
    assert golden.page_of(tree) == kept.page
    assert golden.print_of(tree) == kept.print


def test_there_are_sixty_kinds():
    assert len(FILES) >= 60
