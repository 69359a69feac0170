"""Four times the faults take about four times the time, on many lines and on one."""

from __future__ import annotations

import pytest
from conftest import least_seconds

from tei_edition import validate

pytestmark = pytest.mark.usefixtures("untraced")

HEAD = """<teiHeader><fileDesc><titleStmt><title>A note</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"""

#: Faults by the hundred, each shape with a number that takes a while.
SHAPES = {
    "attributes": (lambda n, end: f"<p>{f'<hi no=#1#>word</hi>{end}' * n}</p>", 750),
    "misplaced": (lambda n, end: f"<p>x</p>{end}" + f"<hi>word</hi>{end}" * n, 1000),
    "two kinds in turn": (lambda n, end: f"<p>x</p><head>y</head>{end}" * n, 750),
    "unknown": (lambda n, end: f"<p>{f'<nothing>word</nothing>{end}' * n}</p>", 1000),
    "loose words": (lambda n, end: f"<p>x</p> loose words {end}" * n, 1000),
    "ids": (lambda n, end: f"<p xml:id=#one#>x</p>{end}" * n, 1000),
    "values": (lambda n, end: f"<p>{f'<date when=#soon#>x</date>{end}' * n}</p>", 500),
    "lists": (lambda n, end: f"<list><p>x</p></list>{end}" * n, 750),
    "rules": (lambda n, end: f"<p>{f'<ref target=#&#35;none#>x</ref>{end}' * n}</p>", 500),
}


def judge(body: str) -> None:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="n">{HEAD}<text><body>{body}</body></text></TEI>'
    assert validate(text.replace("#1#", '"1"').replace("=#", '="').replace("#>", '">').encode())


@pytest.mark.parametrize("end", ["", "\n"], ids=["one line", "lines"])
@pytest.mark.parametrize("shape", SHAPES)
def test_time_of_findings_is_linear(shape, end):
    make, number = SHAPES[shape]
    judge("<p><no/></p>")

    # Where time grew with the square it would be sixteen times; a busy machine makes no seven.
    def bound(one: float) -> float:
        return max(7 * one, 0.3)

    one, four = least_seconds(
        lambda: judge(make(number, end)), lambda: judge(make(4 * number, end)), bound
    )
    assert four < bound(one), f"{one:.2f} s, {four:.2f} s"
