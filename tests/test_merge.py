"""Three-way merges of TEI: what changed on one side is taken, what changed on both is told, and nothing is lost."""

from __future__ import annotations

import copy
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_edition.enrich.merge import merged
from tei_edition.tei.spans import Spans, words_of

NS = "http://www.tei-c.org/ns/1.0"


def spans(body: str) -> Spans:
    return Spans(f'<TEI xmlns="{NS}">\n  <text>\n{body}\n  </text>\n</TEI>\n'.encode(), "t.xml")


def merge(base: str, master: str, new: str):
    result = merged(spans(base), spans(master), spans(new))
    text = result.data.decode().split("<text>\n", 1)[1].split("\n  </text>")[0]
    return text, [clash.what for clash in result.clashes]


ONE = "<p>The lamp was lit.</p>"
TWO = "<p>Nobody came ashore.</p>"
THREE = "<p>At noon it rained.</p>"


@pytest.mark.parametrize(
    ("base", "master", "new", "result"),
    [
        (ONE + TWO, ONE + TWO, ONE + "<p>Nobody went ashore.</p>", ONE + "<p>Nobody went ashore.</p>"),
        (ONE + TWO, ONE.replace("lamp", "<hi>lamp</hi>") + TWO, ONE + TWO.replace("came", "went"),
         ONE.replace("lamp", "<hi>lamp</hi>") + TWO.replace("came", "went")),
        (ONE + TWO, ONE + TWO, ONE + THREE + TWO, ONE + THREE + TWO),
        (ONE + TWO, ONE + "<!-- seen -->" + TWO, ONE + TWO + THREE, ONE + "<!-- seen -->" + TWO + THREE),
        (ONE + TWO + THREE, ONE + TWO + THREE.replace("noon", "night"), ONE + THREE, ONE + THREE.replace("noon", "night")),
        (ONE + TWO, ONE, ONE.replace("lit", "out") + TWO, ONE.replace("lit", "out")),
        # An attribute and words are changed by each on its own.
        (ONE, ONE.replace("<p>", '<p n="1">'), ONE.replace("lit", "out"), ONE.replace("<p>", '<p n="1">').replace("lit", "out")),
        ('<p n="1">x</p>', "<p  n = '1' >x y</p>", '<p n="2&amp;3">x</p>', '<p n="2&amp;3" >x y</p>'),
        ("<div/>", '<div n="1"/>', f"<div>{ONE}{TWO}</div>", f'<div n="1">{ONE}{TWO}</div>'),
        # What both say is said once.
        (ONE, ONE + TWO, ONE + TWO, ONE + TWO),
        # Only white space was changed by the editor: the words are the record's.
        (ONE + TWO, ONE + "\n\n" + TWO.replace(" came ", "\n    came "), ONE.replace("lit", "out") + TWO,
         ONE.replace("lit", "out") + "\n\n" + TWO.replace(" came ", "\n    came ")),
    ],
)  # fmt: skip
def test_what_changed_on_one_side_is_taken(base, master, new, result):
    assert merge(base, master, new) == (result, [])


@pytest.mark.parametrize(
    ("new", "taken"),
    [
        (ONE + TWO + THREE, 0),
        (ONE + TWO.replace("came", "went") + THREE, 1),
        (ONE + THREE, 1),
        (ONE + TWO + THREE + "<p>So it was.</p>", 1),
        (ONE.replace("lit", "out") + THREE, 2),
    ],
)
def test_what_is_taken_is_counted(new, taken):
    base, new = spans(ONE + TWO + THREE), spans(new)
    assert merged(base, base, new).taken == taken


@pytest.mark.parametrize(
    ("base", "master", "new", "words"),
    [
        (ONE, ONE.replace("lit", "out"), ONE.replace("lit", "new"), "changed in both the record and the master"),
        (ONE + TWO, ONE + TWO.replace("came", "went"), ONE, "was deleted from the record"),
        (ONE + TWO, ONE, ONE + TWO.replace("came", "went"), "was deleted from the master"),
        (ONE, ONE + TWO, ONE + THREE, "is new in the record, at a place that changed in the master"),
        ('<p n="1">x</p>', '<p n="2">x</p>', '<p n="3">x</p>', "the attribute n, which changed"),
    ],
)  # fmt: skip
def test_what_changed_on_both_sides_is_told_and_left(base, master, new, words):
    text, told = merge(base, master, new)
    assert text == master
    assert len(told) == 1
    assert words in told[0]


def test_a_clash_has_both_its_places():
    base = spans(f"{ONE}\n{TWO}")
    master, new = (
        spans(f"{ONE}\n{TWO.replace('came', 'is')}"),
        spans(f"{ONE}\n\n{TWO[:-4]} No.</p>"),
    )
    (clash,) = merged(base, master, new).clashes
    assert master.place(clash.master).line == 4
    assert new.place(clash.new).line == 5
    assert words_of(clash.new) == "Nobody came ashore. No."


def test_the_bytes_of_the_master_stay():
    head = "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<?xml-model href='x.rng'?>\r\n"
    text = f"{head}<TEI xmlns='{NS}'><text\r\n><p a='1'\tb=\"&lt;\">caf\xe9 &#228; <![CDATA[<x>]]></p>\r\n <p>Old.</p></text></TEI>\r\n"
    plain = (
        f'<TEI xmlns="{NS}"><text><p a="1" b="&lt;">café ä &lt;x&gt;</p> <p>Old.</p></text></TEI>'
    )
    new = plain.replace("Old.", "Old, \u0142\n.")
    result = merged(
        *(Spans(d, "t.xml") for d in (plain.encode(), text.encode("latin-1"), new.encode()))
    )
    expected = text.replace("Old.", "Old, &#322;\r\n.")
    assert result.data == expected.encode("latin-1")
    assert result.clashes == ()


# --- random edits -----------------------------------------------------------------------------------


class Editor:
    """Makes and edits documents whose words are each used once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def words(self, least: int = 2) -> list[str]:
        number = self.random.randint(least, 7)
        self.count += number
        return [f"w{n}" for n in range(self.count - number, self.count)]

    def document(self, depth: int = 0):
        if depth and self.random.random() < 0.6:
            return ["p", {}, self.words()]
        name = "div" if depth < 2 else "list"
        inside = self.random.randint(1, 4) if depth < 3 else 0
        if not inside:
            return ["p", {}, self.words()]
        return [name, {}, [self.document(depth + 1) for _ in range(inside)]]

    def edited(self, document, number: int):
        document = copy.deepcopy(document)
        for _ in range(number):
            self._edit(document)
        return document

    def _edit(self, document) -> None:
        parents = [node for node in nodes(document) if node[0] != "p"]
        parent = self.random.choice(parents)[2]
        at = self.random.randrange(len(parent) + 1)
        what = self.random.choice(["insert", "delete", "words", "attribute", "words"])
        if what == "insert" or not parent:
            parent.insert(at, self.document(2))
        elif what == "delete":
            del parent[at - 1]
        elif what == "attribute":
            parent[at - 1][1]["n"] = self.words(1)[0]
        elif parent[at - 1][0] == "p":
            words = parent[at - 1][2]
            words[self.random.randrange(len(words))] = self.words(1)[0]


def nodes(node):
    yield node
    if node[0] != "p":
        for child in node[2]:
            yield from nodes(child)


def written(node, indent: str = "    ") -> str:
    name, attributes, content = node
    tag = name + "".join(f' {key}="{value}"' for key, value in attributes.items())
    if name == "p":
        return f"{indent}<{tag}>{' '.join(content)}</{name}>"
    inside = "".join(f"\n{written(child, indent + '  ')}" for child in content)
    return f"{indent}<{tag}>{inside}\n{indent}</{name}>"


def said(data: bytes | str) -> set[str]:
    return set(re.findall(r"w\d+", data if isinstance(data, str) else data.decode()))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 6), st.integers(0, 6))
def test_nothing_is_lost_whatever_was_edited(seed, in_master, in_record):
    editor = Editor(seed)
    document = editor.document()
    base, master, new = (
        spans(written(each))
        for each in (
            document,
            editor.edited(document, in_master),
            editor.edited(document, in_record),
        )
    )
    result = merged(base, master, new)
    of_base, of_master, of_new = (said(each.text) for each in (base, master, new))
    found = said(result.data)
    told = set().union(
        *(said(new.text[c.new.start : c.new.end]) | said(master.text[c.master.start : c.master.end])
          for c in result.clashes)
    )  # fmt: skip
    # The editor's own words stay, the record's come in or are named, and so does what neither took away.
    assert of_master - of_base <= found
    assert of_new - of_base <= found | told
    assert of_base & of_master & of_new <= found | told
    # What was taken is not taken twice.
    taken = Spans(result.data, "t.xml")
    assert merged(new, taken, new).data == result.data


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 8))
def test_where_one_side_stayed_the_other_is_the_result(seed, number):
    editor = Editor(seed)
    document = editor.document()
    base, other = spans(written(document)), spans(written(editor.edited(document, number)))
    assert merged(base, other, base).data == other.text.encode()
    assert merged(base, base, other).clashes == ()
    assert Spans(merged(base, base, other).data, "t.xml").root.said == other.root.said
    assert merged(base, other, other).data == other.text.encode()


def test_long_lists_are_merged_in_time():
    """Rows that were all changed are paired by their places, whatever their number."""
    rows = [f"<p>row{n} a{n}</p>" for n in range(3000)]
    changed = [row.replace(" a", " b") for row in rows]
    assert merge("".join(rows), "".join(rows), "".join(changed)) == ("".join(changed), [])
    master = "".join(row.replace(" a", " c") for row in rows)
    text, told = merge("".join(rows), master, "".join(changed))
    assert (text, len(told)) == (master, 3000)


def test_what_the_master_has_already_is_no_clash():
    assert merge(ONE, ONE + TWO + THREE, ONE + TWO) == (ONE + TWO + THREE, [])


def test_what_takes_the_place_of_a_changed_part_is_not_put_beside_it():
    master = ONE + TWO.replace("came", "went")
    text, told = merge(ONE + TWO, master, ONE + THREE)
    assert text == master
    assert [words[:6] for words in told] == ["change", "is new"]


def test_an_xml_id_tells_which_part_is_which():
    base = '<p xml:id="a">Red.</p><p xml:id="b">Blue.</p>'
    master = base.replace('xml:id="b"', 'xml:id="b" n="2"')
    new = base.replace("Blue.", "Green and white.")
    assert merge(base, master, new) == (master.replace("Blue.", "Green and white."), [])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("=~-"), st.sampled_from("=~-")), max_size=9))
def test_each_part_is_that_of_who_changed_it(states):
    """Kept (=), changed (~) or removed (-) in the master and in the record: the result, and what is told, are known."""

    def body(side: int) -> str:
        words = {"=": "old", "~": ("edited", "new")[side]}
        return "".join(
            f'<p xml:id="p{n}">Part {n} is {words[state[side]]}.</p>'
            for n, state in enumerate(states)
            if state[side] != "-"
        )

    base = "".join(f'<p xml:id="p{n}">Part {n} is old.</p>' for n in range(len(states)))
    expected, clashes = "", 0
    for n, (mine, theirs) in enumerate(states):
        clashes += "=" not in (mine, theirs) and (mine, theirs) != ("-", "-")
        state = theirs if mine == "=" else mine
        words = {"=": "old", "~": "edited" if mine == "~" else "new"}
        if state != "-":
            expected += f'<p xml:id="p{n}">Part {n} is {words[state]}.</p>'
    text, told = merge(ONE + base, ONE + body(0), ONE + body(1))
    assert (text, len(told)) == (ONE + expected, clashes)
