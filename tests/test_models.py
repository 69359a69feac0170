"""Any wrong value at any key of a file of settings or conventions is told with its place, never by a traceback."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tei_edition import EditionError
from tei_edition.build.model import MODEL as SETTINGS
from tei_edition.build.settings import read_settings
from tei_edition.check.conventions import check_conventions
from tei_edition.conventions.model import MODEL as CONVENTIONS
from tei_edition.toml import Either, ListOf, Table, place_of
from tei_edition.understand.remarks.rules import load_conventions, parse_conventions

SAMPLES = st.sampled_from(
    ["", " ", "x", "#fff", "a4", "../x.css", "/etc/passwd", "{x}", "a|", "<p>", "\u2028", "\\"]
)
VALUES = st.recursive(
    st.one_of(SAMPLES, st.booleans(), st.integers(-5, 10**20), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b c", "name"]), inner, max_size=2),
    ),
    max_leaves=6,
)


def toml(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value) if repr(value) in ("inf", "-inf", "nan") else f"{value:f}"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
    return str(value)


def places(kind, path=()):
    """Every key of the model."""
    if isinstance(kind, Table):
        for key, inner in [*kind.keys.items(), *([("own", kind.each)] if kind.each else [])]:
            yield (*path, key)
            yield from places(inner, (*path, key))
    elif isinstance(kind, ListOf):
        yield from places(kind.kind, (*path, 0))
    elif isinstance(kind, Either):
        for inner in kind.kinds:
            yield from places(inner, path)


def at(path, value) -> str:
    """A file with *value* at *path*, as its only or last key."""
    for part in reversed(path[1:]):
        value = [value] if part == 0 else {part: value}
    if path[0] == "rule" and isinstance(value, list) and value and isinstance(value[0], dict):
        rule = {
            "name": "r",
            "wordings": ["gone fishing"],
            "tei": "<note>{remark}</note>",
            "examples": [],
        } | value[0]
        return "# rules\n[[rule]]\n" + "".join(
            f"{key} = {toml(inner)}\n" for key, inner in rule.items()
        )
    return f"# a comment\n{path[0]} = {toml(value)}\n"


def check(found, code):
    assert found.code == code
    assert found.position is not None
    assert found.position.line >= 1


QUIET = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(st.sampled_from(sorted(set(places(SETTINGS)), key=str)), VALUES)
def test_settings(tmp_path_factory, path, value):
    file = tmp_path_factory.getbasetemp() / "edition.toml"
    file.write_text(at(path, value), "utf-8")
    try:
        read_settings(file).design()
    except EditionError as error:
        for found in error.diagnostics:
            check(found, "C001")
            assert found.position.line == 2


@QUIET
@given(st.sampled_from(sorted(set(places(CONVENTIONS)), key=str)), VALUES)
def test_conventions(path, value):
    text = at(path, value)
    try:
        conventions = parse_conventions(text, "own.toml")
    except EditionError as error:
        for found in error.diagnostics:
            check(found, "C003")
        return
    own = [rule for rule in conventions.rules if rule.origin.file == "own.toml"]
    for found in check_conventions(conventions, text, own):
        assert found.code.startswith("C")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'\xef\xbb\xbftitle = "T"\n', None),
        (b"\xef\xbb\xbftitle = 1\n", "1:1"),
        (b'# a\ntitle = "caf\xe9"\n', "2:13"),
        ("title = 1".encode("utf-16"), "1:1"),
        (b"title = " + b"[" * 5000 + b"]" * 5000, "1:1"),
        (b"title = " + b"9" * 5000, "1:1"),
        (b"[print]\n[print.paper]\nx = 1", "2:1"),
        (b"print = { paper = 3 }", "1:11"),
        (b'[print]\n\npaper = "a9"', "3:1"),
        (b"[colours]\n'ink' = [\"#fff\"]", "2:1"),
        (b'logo = "own.css"', "1:1"),
    ],
)
def test_settings_of_every_shape(data, place, tmp_path):
    file = tmp_path / "edition.toml"
    file.write_bytes(data)
    if place is None:
        assert read_settings(file).title == "T"
        return
    with pytest.raises(EditionError) as caught:
        read_settings(file)
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.position)) == ("C001", place)


@pytest.mark.parametrize(
    "key", ["logo", "style", "xslt", "conventions", "print.xslt", "print.template", "print.fonts"]
)
@pytest.mark.parametrize("way", ["absolute", "up", "link"])
def test_settings_reach_only_their_own_folder(key, way, tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    secret = tmp_path / "secret.svg"
    secret.write_text("a secret")
    (inside / "link.svg").symlink_to(secret)
    named = {"absolute": str(secret), "up": "../secret.svg", "link": "link.svg"}[way]
    value = json.dumps([named] if key == "print.fonts" else named)
    (inside / "edition.toml").write_text(f"# mine\n{key} = {value}\n")
    with pytest.raises(EditionError, match="outside the folder") as caught:
        read_settings(inside / "edition.toml")
    assert str(caught.value.diagnostics[0].position) == "2:1"


@pytest.mark.parametrize("named", ["nul\\u0000.svg", "x" * 5000 + ".svg", "loop.svg", "."])
def test_files_that_are_none(named, tmp_path):
    (tmp_path / "loop.svg").symlink_to(tmp_path / "loop.svg")
    (tmp_path / "edition.toml").write_text(f'style = "{named}"')
    with pytest.raises(EditionError, match="C001"):
        read_settings(tmp_path / "edition.toml")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[archives]\n"RA" = "The Royal Archive"', "2:1"),
        ('fillers = ["a"]', "1:1"),
        ('[[rule]]\nname = "r"\nwordings = [""]\ntei = "<note>{remark}</note>"', "3:1"),
        ('[[rule]]\nname = "r"\nwordings = ["a"]\ntei = "<p/>"\n[[rule]]\nname = 3', "6:1"),
        ("rule = 3", "1:1"),
        ("rule = [3]", "1:1"),
    ],
)
def test_check_finds_what_use_finds(text, place, tmp_path):
    from typer.testing import CliRunner

    from tei_edition.cli.app import app

    file = tmp_path / "own.toml"
    file.write_text(text)
    with pytest.raises(EditionError) as caught:
        load_conventions(file)
    assert [str(d.position) for d in caught.value.diagnostics] == [place]
    checked = CliRunner().invoke(app, ["conventions", "check", str(file)])
    assert (checked.exit_code, f"{file}:{place}: error C003" in checked.output) == (1, True)


def test_places_are_found():
    text = 'a = 1\n[t]\n"b c" = { d = 2 }\n[[r]]\nx = """\ny = 1\n"""\n[[r]]\ny = 2\nr.z = 1\n'
    for path, place in (
        (("a",), "1:1"), (("t",), "2:1"), (("t", "b c"), "3:1"), (("t", "b c", "d"), "3:11"), (("r", 0), "4:1"),
        (("r", 1, "y"), "9:1"), (("r", 1, "r", "z"), "10:1"), (("r", 1, "none"), "8:1"), (("none",), "1:1"), (("r", 0, "y"), "4:1"),
    ):  # fmt: skip
        assert str(place_of(text, path)) == place, path
    with suppress(StopIteration):
        assert place_of("", ("a",)) is None
