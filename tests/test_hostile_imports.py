"""Sources of `import` that take too long, or that a library stumbles over: the others are imported all the same."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from tei_edition.build.imports import Importer, find_originals, imported
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.read import pandoc
from tei_edition.read.sheet import drafts

TABLE = "Title,Text\nOn lamps,The lamp burns.\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_one_source_that_never_ends_does_not_hold_up_the_others(tmp_path: Path) -> None:
    names = ["x/a.csv", "b.csv", "z/a.csv"]
    for name in names[::2]:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TABLE)
    os.mkfifo(tmp_path / "b.csv")  # nobody writes into it
    found = []
    for answer in imported([tmp_path / name for name in names], timeout=2):
        found.append(([made.name for made in answer.records()], answer.diagnostics))
    # The names that records of other sources have are known to the process that goes on.
    assert [names for names, _ in found] == [["a-2"], [], ["a-2-2"]]
    assert [d.code for _, told in found for d in told] == ["I052"]
    assert "longer than 2 s" in found[1][1][0].message


def test_pandoc_ends_before_who_called_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def run(*_, timeout, **__):
        seen.append(timeout)
        raise pandoc.subprocess.TimeoutExpired("pandoc", timeout)

    monkeypatch.setattr(pandoc.subprocess, "run", run)
    monkeypatch.setattr(pandoc, "program", lambda name: "pandoc")
    for moment in (time.monotonic() + 5, time.monotonic() - 5, float("inf")):
        pandoc.ends_by(moment)
        with pytest.raises(EditionError, match="was stopped"):
            pandoc.tree_of(b"", "rtf", "x.rtf")
    assert 4 < seen[0] <= 5
    assert seen[1:] == [0.1, pandoc.TIME]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b't="inlineStr"><is><t>The lamp burns.</t></is>', b't="s"><v>-9</v>'),
        (b'r="A2"', b'r="ZZZZZZZZ2"'),
    ],
)
def test_a_sheet_with_impossible_cells_is_refused(old: bytes, new: bytes) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Title", "Text"])
    book.active.append(["On lamps", "The lamp burns."])
    whole, changed = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as ours, zipfile.ZipFile(changed, "w") as theirs:
        for name in ours.namelist():
            data = ours.read(name)
            if name.endswith("sheet1.xml"):
                assert old in data
                data = data.replace(old, new)
            theirs.writestr(name, data)
    with pytest.raises(EditionError) as caught:
        list(drafts(Importer().original(Path("x.xlsx"), changed.getvalue())))
    assert [d.code for d in caught.value.diagnostics] == ["I052"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_only_plain_files_of_a_folder_are_imported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.csv")
    (tmp_path / "a.csv").write_text(TABLE)
    told: list[Diagnostic] = []
    assert find_originals(tmp_path, told) == [tmp_path / "a.csv"]
    assert [d.code for d in told] == ["I020"]
