"""Conventions that nobody meant well: each is refused with C003 and its line."""

from __future__ import annotations

import pytest

from tei_edition.diagnostics import EditionError
from tei_edition.understand.remarks.rules import parse_conventions


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[rule]]\nname = "a"\nwordings = [' + '"b",' * 5001 + ']\ntei = ""', 1, "5,001 wordings"),
        ('[[rule]]\nname = "a"\nwordings = ["b"]\ntei = ""\n' * 1001, 4001, "1,001 rules"),
        ('[[example]]\ntext = "a [b]"\n' * 5001, 10001, "5,001 examples"),
        ('title = "x"\n[[rule]]\nname = "a"\nwordings = ["b"]\ntei = "' + "<a>" * 3000 + "</a>" * 3000 + '"', 5, "50 levels deep"),
        ('title = "x"\n[[rule]]\nname = "a\\u001b"\nwordings = ["b"]\ntei = ""', 3, "is not allowed in text"),
    ],
)  # fmt: skip
def test_more_than_can_be_read_is_refused(text: str, line: int, said: str) -> None:
    with pytest.raises(EditionError) as caught:
        parse_conventions(text, "house.toml")
    (found,) = caught.value.diagnostics
    assert found.code == "C003"
    assert said in found.message
    assert found.position is not None
    assert found.position.line == line
