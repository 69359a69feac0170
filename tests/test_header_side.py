"""What strangers' headers say, told as they mean it: people, dates, speakers."""

from __future__ import annotations

from lxml import etree

from tei_edition.tei.corpus import alone, members


def test_speakers_of_a_corpus_are_known_where_a_sitting_lists_its_own():
    person = '<person xml:id="AL"><persName>Ana Lind</persName></person>'
    corpus = etree.fromstring(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>'
        f"{person}</listPerson></particDesc></profileDesc></teiHeader><TEI><teiHeader><profileDesc><particDesc><p>All</p>"
        "</particDesc></profileDesc></teiHeader><text/></TEI></teiCorpus>"
    )
    (tree,) = map(alone, members(corpus))
    assert [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter("{*}person")] == ["AL"]
