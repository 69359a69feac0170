"""The cache: what is kept, and what is not believed."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tei_edition import build, cache, validate
from tei_edition.build.store import _journal_of
from tei_edition.cli.app import app


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_is_kept_is_found(folder):
    name = cache.name_of("x", b"y")
    assert cache.get(name) is None
    cache.put(name, b"data")
    assert cache.get(name) == b"data"
    assert cache.name_of("xy", b"") != cache.name_of("x", b"y") != cache.name_of("x", b"z")
    assert (folder / "key").stat().st_mode & 0o077 == 0


def test_what_was_changed_is_not_believed(folder):
    name, other = cache.name_of("x"), cache.name_of("y")
    cache.put(name, b"data")
    sealed = (folder / name).read_bytes()
    for poisoned in (sealed[:-1], sealed[:10], b"", sealed[:-1] + b"b", pickle.dumps(1)):
        (folder / name).write_bytes(poisoned)
        assert cache.get(name) is None
    # The entry of another schema under this one's name.
    (folder / other).write_bytes(sealed)
    assert cache.get(other) is None


def test_a_key_that_others_can_read_is_no_key(folder):
    cache.put(cache.name_of("x"), b"data")
    os.chmod(folder / "key", 0o644)
    cache._key.cache_clear()
    assert cache.get(cache.name_of("x")) is None
    cache._key.cache_clear()


def test_without_a_place_nothing_is_kept(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    for value in ("off", str(tmp_path / "file" / "sub")):
        monkeypatch.setenv(cache.VARIABLE, value)
        cache.put(cache.name_of("x"), b"data")
        assert cache.get(cache.name_of("x")) is None


def test_the_platform_has_a_place(monkeypatch, tmp_path):
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    cache.put(cache.name_of("x"), b"data")
    assert cache.get(cache.name_of("x")) == b"data"


def test_a_poisoned_entry_does_no_harm(folder, tmp_path):
    """Compiled schemas are made anew where what is kept of them is not ours."""
    schema = tmp_path / "a.xsd"
    schema.write_text('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:int"/></xs:schema>')  # fmt: skip
    first = validate("<a>x</a>", schema=[schema])
    entries = [path for path in folder.iterdir() if path.name != "key"]
    assert entries
    for path in entries:
        path.write_bytes(b"\0" * 32 + pickle.dumps(print))
    assert validate("<a>x</a>", schema=[schema]) == first


@pytest.mark.parametrize("left", [b"", b"short", b"x" * 33])
def test_a_key_that_was_cut_short_is_made_anew(left, folder):
    folder.mkdir(exist_ok=True)
    (folder / "key").write_bytes(left)
    (folder / "key").chmod(0o600)
    cache._key.cache_clear()
    cache.put(cache.name_of("x"), b"data")
    assert cache.get(cache.name_of("x")) == b"data"
    assert [p.name for p in folder.iterdir() if p.name.startswith(".")] == []
    cache._key.cache_clear()


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is said otherwise here")
@pytest.mark.parametrize("harm", ["a link", "open to others"])
def test_a_key_that_others_may_know_is_none(harm, folder, tmp_path):
    folder.mkdir(exist_ok=True)
    key = tmp_path / "theirs" if harm == "a link" else folder / "key"
    key.write_bytes(b"x" * 32)
    key.chmod(0o600 if harm == "a link" else 0o604)
    if harm == "a link":
        (folder / "key").symlink_to(key)
    cache._key.cache_clear()
    cache.put(cache.name_of("x"), b"data")
    assert cache.get(cache.name_of("x")) is None
    assert [path.name for path in folder.iterdir()] == ["key"]
    cache._key.cache_clear()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_folder_without_room_stops_nothing(folder, tmp_path, monkeypatch):
    """Neither what is kept of schemas nor the journal of a build can be written: both go on, with one warning."""
    cache.put(cache.name_of("x"), b"data")
    full = cache.name_of("y")
    (folder / full).symlink_to("/dev/full")
    assert cache.trouble() == []
    cache.put(full, b"data")
    (told,) = cache.trouble()
    assert (told.code, told.source) == ("I037", str(folder))
    assert cache.trouble() == [], "it is told once"
    out = tmp_path / "out"
    journal, usual = _journal_of(out), Path.open

    def opened(path: Path, mode: str = "r", *more, **named):
        to_be_written = path == journal and "r" not in mode
        return usual(Path("/dev/full") if to_be_written else path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", opened)
    (tmp_path / "a.md").write_text("# A note\n\nThe ship left the quay.\n")
    report = build(tmp_path / "a.md", out, without=["pdf", "search"])
    assert [d.source for d in report.diagnostics if d.code == "I037"] == [str(folder)]
    assert (report.failed, len(report.records)) == ([], 1)


def test_the_command_warns_of_a_folder_that_others_have_filled(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_room", lambda _: 0)
    (tmp_path / "a.xml").write_text("<a/>")
    (tmp_path / "a.rnc").write_text("element a { empty }")
    command = ["validate", "-s", str(tmp_path / "a.rnc"), str(tmp_path / "a.xml"), "-f", "json"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["files"]
    assert f"{folder}: warning I037" in result.stderr
