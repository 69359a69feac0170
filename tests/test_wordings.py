"""The table of wordings: the way back looks up what to write, and verifies the whole record once."""

import pytest
from conftest import HEADER, ROOT

from tei_edition import encode, read_record
from tei_edition.understand.remarks.rules import default_conventions
from tei_edition.write import record as way_back
from tei_edition.write.record import write_record
from tei_edition.write.table import WordingTable

RECORDS = [*sorted((ROOT / "seeds").glob("*.md")), *sorted((ROOT / "tests/records").glob("*.md"))]


@pytest.fixture
def passes(monkeypatch):
    """How each pass over the document was made: careful or not."""
    made = []
    original = way_back._record

    def counted(root, conventions, *, careful=False):
        made.append(careful)
        return original(root, conventions, careful=careful)

    monkeypatch.setattr(way_back, "_record", counted)
    return made


def test_the_most_exact_rule_comes_first():
    table = WordingTable(default_conventions())
    names = [rule.name for rule in table.rules("subst")]
    assert names[0].startswith("typed-over")
    for element in ("gap", "add", "del", "note", "supplied"):
        rules = table.rules(element)
        assert rules
        sizes = [len(rule.template.nodes) for rule in rules]
        assert sizes == sorted(sizes, reverse=True)
    assert table.rules("p") == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_canonical_wordings_need_no_trying(path, passes):
    """But for a remark whose reading hangs on what stands around it."""
    write_record(encode(read_record(path)))
    assert passes == ([False, True] if path.stem in ("minutes", "letter") else [False])


def test_a_remark_that_hangs_on_its_sentence_is_written_with_care(passes):
    tree = encode(read_record(HEADER + "That is [was] so. It was [our] lamp."))
    assert "is [was] so" in write_record(tree)
    assert passes[-1]
