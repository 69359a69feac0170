"""What differs between systems, as far as one of them can show it: line ends, encodings of consoles, file names, paths."""

import ast
import io
import sys
from pathlib import Path, PureWindowsPath

import pytest
from typer.testing import CliRunner

from tei_edition.cli import app as command_line

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*(ROOT / "tei_edition").rglob("*.py"), *(ROOT / "tools").glob("*.py")]
#: What Windows cannot have in a name, and the names that are devices there.
FORBIDDEN = set('<>:"\\|?*')
DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}  # fmt: skip


def calls(name):
    """Each call of a method or function of this *name* in the program: its file and line, and the call."""
    for path in SOURCES:
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if f"{name}(" in text else ():
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called == name:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def keywords(call):
    return {keyword.arg: keyword.value for keyword in call.keywords}


def test_a_text_is_written_with_the_same_line_ends_everywhere():
    for where, call in calls("write_text"):
        assert "newline" in keywords(call), f"{where}: on Windows each line would end with CR LF"


def test_a_text_is_opened_with_an_encoding():
    for where, call in calls("open"):
        modes = [
            a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if isinstance(call.func, ast.Name) and not any("b" in mode for mode in modes):
            assert "encoding" in keywords(call), where
    for where, call in calls("read_text"):
        assert call.args or "encoding" in keywords(call), where


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_console_that_lacks_a_character_does_not_end_the_program(encoding, monkeypatch):
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    command_line._open_streams()
    print("Łódź – Владивосток …", file=sys.stdout)
    print("⟨lacuna⟩", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    assert b"\\u0412" in out.buffer.getvalue()
    assert b"\\u27e8" in err.buffer.getvalue()


def test_the_names_of_an_edition_are_names_on_every_system(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("aux.md", "Ærø – a:b?.md", "con.md"):
        text = f"### {name}\n\n**Contents:**\n\nTranscript - English\n\nThe lamp is lit.\n"
        (tmp_path / "in" / name).write_text(text, "utf-8")
    made = CliRunner().invoke(
        command_line.app,
        ["build", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--without", "pdf"],
    )
    assert made.exit_code == 0, made.output
    names = [p.relative_to(tmp_path / "out") for p in (tmp_path / "out").rglob("*")]
    folded = [str(name).casefold() for name in names]
    assert len(set(folded)) == len(folded)
    for part in {part for name in names for part in name.parts}:
        assert not FORBIDDEN & set(part), part
        assert PureWindowsPath(part).stem.casefold() not in DEVICES, part
        assert not part.endswith((".", " ")), part


def test_the_names_in_the_repository_are_too():
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not {".git", ".venv", "build", "dist"} & set(parts):
            assert not FORBIDDEN & set(path.name), path
            assert PureWindowsPath(path.name).stem.casefold() not in DEVICES, path
