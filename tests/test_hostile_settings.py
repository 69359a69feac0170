"""Settings that nobody meant well: each is refused with its code and line, and in no time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tei_edition.build.settings import read_settings
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.toml import parse_toml


def refused(folder: Path, text: str) -> Diagnostic:
    path = folder / "edition.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(EditionError) as caught:
        read_settings(path)
    (found,) = caught.value.diagnostics
    assert found.code == "C001"
    return found


@pytest.mark.parametrize(
    "line",
    [
        r'publisher = "a\u0000b"',
        r'footer = "\u001b[31m"',
        r'publisher = "\uffff"',
        r'editors = ["Ana Lind", "\ufffe"]',
        r'identifiers = { "A\u0007" = "https://example.org/a" }',
        r'licence = { name = "\u0008" }',
        r'keywords = ["\u000b"]',
    ],
)
def test_what_no_text_can_hold_is_refused_in_its_line(tmp_path: Path, line: str) -> None:
    found = refused(tmp_path, f'title = "Letters"\n{line}\n')
    assert "is not allowed in text" in found.message
    assert found.position is not None
    assert found.position.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "[" + "a." * 20_000 + "a]",
        '"a"' + ' . "a"' * 20_000 + " = 1",
        "a = " + "[" * 20_000,
        "a = " + "{a=" * 20_000,
    ],
)
def test_depth_is_refused_before_it_takes_time(tmp_path: Path, text: str) -> None:
    began = time.process_time()
    found = refused(tmp_path, f'title = "Letters"\n{text}\n')
    assert "more than 100" in found.message
    assert found.position is not None
    assert found.position.line == 2
    assert time.process_time() - began < 2


def test_dots_and_brackets_in_texts_are_no_depth() -> None:
    dots = "." * 300 + "[" * 300
    text = f"a = \"{dots}\"\nb = '{dots}' # {dots}\nc = \"\"\"\n{dots}\n\"\"\"\nd = '''{dots}'''\n"
    assert len(parse_toml(text + "e = [" + "1.5, " * 200 + "]\n", "x.toml", "C001")) == 5


@pytest.mark.parametrize(
    "address",
    ["https://:80/", "http://a:b/", "http://a:99999/", "http://a:0/", "http://[::1/", "http://-a/", "http://a..b/", "http://./", f"http://{'a' * 64}/", "http://a_%/"],
)  # fmt: skip
def test_an_address_has_a_host_and_port_that_there_can_be(tmp_path: Path, address: str) -> None:
    assert "address must be" in refused(tmp_path, f'address = "{address}"').message


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://localhost:8000/a/", "https://münchen.example/x", "http://[::1]:80/", "http://127.0.0.1/"],
)  # fmt: skip
def test_other_addresses_stand(tmp_path: Path, address: str) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(f'address = "{address}"', "utf-8")
    assert read_settings(path).address.startswith(address)


@pytest.mark.parametrize("key", ["register", "xslt", "schema", "conventions", "logo"])
def test_a_message_is_of_a_length_to_be_read(tmp_path: Path, key: str) -> None:
    found = refused(tmp_path, f'{key} = "{"x" * 100_000}"')
    assert len(str(found)) < 2000 + len(found.source)
