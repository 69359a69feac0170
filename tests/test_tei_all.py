"""What is made of records is TEI, as another program judges that knows the whole of it."""

from __future__ import annotations

import random

from conftest import HEADER
from lxml import etree
from test_edges import ODD_TEXTS
from test_ledger import BREAKS, PIECES
from test_record import MARKDOWN
from test_records import RECORDS

from tei_edition import encode, read_record
from tei_edition.odd import schemas


def documents(seed):
    """Documents by the names of what they are made of."""
    yield "the ODD", etree.parse(schemas.odd())
    for path in (*RECORDS, seed):
        yield path.name, encode(read_record(path))
    texts = [MARKDOWN, *ODD_TEXTS]
    for number in range(40):
        chosen = random.Random(1000 + number)
        pieces = (chosen.choice(PIECES) + chosen.choice(BREAKS) for _ in range(40))
        texts.append(f"x {''.join(pieces)}")
    for text in texts:
        yield text, encode(read_record(HEADER + text))


def test_all_that_is_made_is_tei(tei_all, seed):
    """One test, since libxml2 takes many seconds to read the schema."""
    judge = etree.RelaxNG(etree.parse(tei_all))
    assert not judge.validate(etree.XML('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'))
    for name, tree in documents(seed):
        assert judge.validate(tree), (name, judge.error_log)
