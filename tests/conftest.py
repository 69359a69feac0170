"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: The header block of a record; `{text}` goes behind it.
HEADER = """## **March 3, 1955**

### **Letter to the Harbour Board**

#### **Citation:**

"Letter to the Harbour Board", March 3, 1955, Coast Digital Archive, RGAE, f. 7, op. 2, d. 11, ll. 3-5. Contributed by Ana Lind and translated by Ole Berg.
<https://example.org/document/1017>

#### **Summary:**

The board is asked for a second dredger.

#### **Original Language:**

Russian

#### **Contents:**

Translation - English

"""


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """A cache of the tests' own: the user's is neither read nor written."""
    import os

    os.environ["TEI_EDITION_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def seed() -> Path:
    return ROOT / "seeds" / "1962-11-24-khrushchev-kaul.md"


@pytest.fixture(scope="session")
def tei_all():
    from lxml import etree

    path = ROOT.parent / "shared" / "tei" / "tei_all.rng"
    if not path.exists():
        pytest.skip("tei_all.rng is not here")
    return etree.RelaxNG(etree.parse(path))
