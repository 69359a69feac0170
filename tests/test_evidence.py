"""What words in brackets are to their sentence, by evidence: the labelled sentences, the cues, and what is exact."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from conftest import HEADER
from lxml import etree
from spellchecker import SpellChecker
from typer.testing import CliRunner

from tei_edition import encode, read_record, validate
from tei_edition.check.ledger import keep_ledger
from tei_edition.cli.app import app
from tei_edition.document.document import Record, Remark
from tei_edition.document.inline import Mark, Text
from tei_edition.document.marks import Kind
from tei_edition.document.source import Span
from tei_edition.understand.remarks import measures
from tei_edition.understand.remarks.around import Around
from tei_edition.understand.remarks.learning import Example, Reader, learn, read_examples, written
from tei_edition.understand.remarks.rules import (
    default_conventions,
    load_conventions,
    parse_conventions,
)
from tei_edition.understand.remarks.slots import slots
from tei_edition.understand.remarks.surface import Place
from tei_edition.understand.words.dictionary import _listed, speaks_another_language
from tei_edition.write.record import write_record

SENTENCES = Path(__file__).parent / "sentences" / "en.toml"
EXAMPLES = read_examples(SENTENCES)
SOURCES = [example.source for example in EXAMPLES]
#: As much of a header as the reading of a remark asks for.
SHORT = "# A letter\n\n**Original Language:** {}\n\n**Contents:** Translation - English\n\n"
#: What elements say of the words in them.
READINGS = {
    Kind.SUPPLIED: "supplied",
    Kind.ALTERNATIVE: "correction",
    Kind.GAP: "gap",
    Kind.STAGE: "stage",
    Kind.SLIP: "sic",
    Kind.UNCERTAIN: "unclear",
}


def test_remarks_in_a_language_without_words_are_no_glosses():
    german = "Der Hafen war [unleserlich] und das Schiff lag am Kai. Wir haben [gestrichen: alt] neue Boote [Netze?] gekauft."
    english = "The harbour was dark [marée: basse] when we bought [gestrichen: alt] the boats."
    for header in (
        SHORT.format("German"),
        SHORT.format("German").replace("Translation - English", "Transcript - German"),
    ):
        record = read_record(f"{header}{german}\n", name="x.md")
        kinds = [remark.rule for remark in record.remarks]
        assert kinds[:2] == ["unknown", "unknown"]
        assert "gloss" not in kinds
        assert [d.code for d in record.diagnostics if d.code != "R007"] == ["R024"] * kinds.count(
            "unknown"
        )
    record = read_record(f"{SHORT.format('German')}{english}\n", name="x.md")
    assert [remark.rule for remark in record.remarks] == ["unknown", "unknown"]
    # What the conventions do know is read in any language, and words of the original are glosses in English.
    known = read_record(f"{SHORT.format('German')}{german} [illegible] [page 3]\n", name="x.md")
    assert [remark.rule for remark in known.remarks][-2:] == ["illegible", "page"]
    gloss = read_record(f"{SHORT.format('Russian')}The lamp [mayak] was out.\n", name="x.md")
    assert [remark.rule for remark in gloss.remarks] == ["gloss"]
    # The way back knows the language, too: it raises where the same TEI would not come back.
    assert "war [unleserlich] und" in write_record(encode(known))


def reading_of(remark: Remark) -> str:
    """What *remark* became, as a reading."""
    first = next((node for node in remark.became if isinstance(node, Mark)), None)
    if first is None:
        brackets = any(isinstance(n, Text) and n.value.startswith("[") for n in remark.became)
        return "text" if brackets else "markup"
    if first.kind is Kind.NOTE:
        kind = first.attribute("sort")
        if kind != "gloss":
            return "markup" if kind == "marginal" else "note"
        foreign = any(isinstance(n, Mark) and n.kind is Kind.FOREIGN for n in first.content)
        return "original" if foreign else "gloss"
    if first.attribute("reason") == "signature":
        return "markup"
    return READINGS.get(first.kind, "markup")


def read(example: Example) -> tuple[Record, Remark | None]:
    """The record of *example*, and its remark."""
    header = SHORT.format(example.language)
    text = header + example.text
    record = read_record(text, name="case.md", conventions=load_conventions(example.conventions))
    start = len(header) - 1
    for _ in range(example.at + 1):
        start = text.find(f"[{example.remark}]", start + 1)
    return record, next((r for r in record.remarks if r.span.start == start), None)


def is_right(example: Example, remark: Remark | None) -> bool:
    wanted = {example.reading, *example.also}
    if wanted & {"gloss", "original"}:
        wanted |= {"gloss", "original"}
    return (reading_of(remark) if remark else "text") in wanted


@pytest.mark.slow
@pytest.mark.usefixtures("untraced")
def test_labelled_sentences_are_read_as_their_labels_say():
    """Of those that it has learned from, the reader has nine in ten right, and is sure of few wrong ones."""
    right: Counter[str] = Counter()
    sure_and_wrong = 0
    for example, source in zip(EXAMPLES, SOURCES, strict=True):
        _, remark = read(example)
        good = is_right(example, remark)
        right[source] += good
        verdict = remark.verdict if remark else None
        sure_and_wrong += not good and verdict is not None and verdict.certainty >= 0.9
    total = Counter(SOURCES)
    shares = {source: right[source] / total[source] for source in total}
    assert shares["sentences"] >= 0.9, shares
    assert shares["gold"] >= 0.9, shares
    assert shares["own"] >= 0.85, shares
    assert shares["tests"] >= 0.8, shares
    assert sure_and_wrong <= len(EXAMPLES) * 0.02


@pytest.mark.slow
@pytest.mark.usefixtures("untraced")
def test_what_is_read_is_valid_whatever_it_is():
    for example in EXAMPLES[::9]:
        record, _ = read(example)
        assert validate(encode(record)) == [], example.text


@pytest.mark.slow
@pytest.mark.usefixtures("untraced")
def test_weights_are_those_that_the_sentences_give():
    """`make weights` has been run since the sentences or cues were changed."""
    folder = Path(measures.__file__).parents[2] / "conventions" / "languages" / "en"
    reader = Reader()
    seen = [(cues, example) for example in EXAMPLES if (cues := reader.cues(example))]
    assert written(learn(seen)) == (folder / "weights.json").read_text("utf-8")


def test_learning_finds_what_tells_two_readings_apart():
    seen = [
        (
            ["a sign", f"cue {number % 2}"],
            Example("x [y]", "y", "gloss" if number % 2 else "supplied"),
        )
        for number in range(40)
    ]
    weights = learn(seen)
    assert weights["cue 1"]["gloss"] > 1 > weights["cue 1"].get("supplied", 0)
    assert learn(seen) == weights


@pytest.mark.parametrize(
    ("text", "code", "cert"),
    [
        ("The pilot gave [him] leave.", None, None),
        ("At Reval [Tallinn] he left.", "R032", "medium"),
        ("They lit the beacon [lamp] in May.", "R033", "low"),
    ],
)
def test_what_is_not_sure_is_told_and_marked(text, code, cert):
    record = read_record(HEADER + text, name="case.md")
    assert [d.code for d in record.diagnostics] == ([code] if code else [])
    (node,) = record.remarks[0].became
    assert node.attribute("certainty") == cert
    if code:
        assert "Why: " in record.diagnostics[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "It will [be] cold.", "They had [been] at sea.", "The lamp is [being] mended.", "He knew that [this] was late.",
        "*He knew [that] he was late.*", "He gave [*our*] pilots leave.", "The lamp was [*still*] lit.",
    ],
)  # fmt: skip
def test_auxiliaries_and_italics_do_not_make_a_lacking_word_another(text):
    record = read_record(HEADER + text, name="case.md")
    assert [reading_of(remark) for remark in record.remarks] == ["supplied"]


def test_inspect_says_why(tmp_path):
    letter = tmp_path / "letter.md"
    letter.write_text(HEADER + "They lit the beacon [lamp] in May [Ed.: at noon].", "utf-8")
    done = CliRunner().invoke(app, ["inspect", str(letter), "--why"])
    lines = done.stdout.splitlines()
    assert "[lamp]\tsupplied 0." in lines[0]
    assert 'cert="low"' in lines[0]
    assert any(line.endswith("gloss      a function word follows") for line in lines[1:])
    assert lines[-1].endswith("by its wording: note")


def test_an_example_teaches_its_words_and_what_is_like_them():
    text = "They lit the beacon [lamp] in May."
    taught = parse_conventions(
        '[[example]]\ntext = "She lit the beacon [lamp] in June."\nreading = "gloss"\n', "mine.toml"
    )
    before, after = (
        read_record(HEADER + text, name="case.md", conventions=c) for c in (None, taught)
    )
    assert [reading_of(r.remarks[0]) for r in (before, after)] == ["supplied", "gloss"]
    verdict = after.remarks[0].verdict
    assert any("mine.toml:1" in reason.cue for reason in verdict.reasons(99))
    other = read_record(HEADER + "He left the [Danish] boat.", name="case.md", conventions=taught)
    assert reading_of(other.remarks[0]) == "supplied"


@pytest.mark.parametrize(
    ("measure", "before", "words", "lead", "least"),
    [
        ("alike", "harber", "harbour", "The harber", 0.7),
        ("spells_out", "HB", "Harbour Board", "The HB", 1),
        ("shortens", "Board", "HB", "The Harbour Board", 1),
        ("completes", "Wm", "William", "To Wm", 1),
        ("exchanged", "has", "have", "He has", 1),
        ("foreign", "curtly", "secamente", "curtly", 1),
        ("same_end", "Lind", "Anders Lind", "Lind", 1),
        ("same_beginning", "March", "10 May", "on 10 March", 1),
        ("near_number", "8", "11", "at 8", 1),
        ("slip", "off", "of", "tired off", 1),
        ("sounds", "threw", "through", "rode threw", 1),
    ],
)
def test_measures(measure, before, words, lead, least):
    assert measures.MEASURES[measure](before, words, lead) >= least
    assert measures.MEASURES[measure](before, "x", lead) < least


@pytest.mark.parametrize(
    ("before", "words"), [("will", "be"), ("had", "been"), ("is", "being"), ("and", "they")]
)
def test_small_words_of_other_kinds_are_not_exchanged(before, words):
    assert measures.exchanged(before, words, before) == 0


@pytest.mark.parametrize(
    ("around", "cue"),
    [
        (Around("The ", "US", " bases"), "a word that requires a noun precedes"),
        (Around("with Comrade ", "Lind", " then"), "a name follows a form of address"),
        (Around("an open ", "*x*", " y", slanted=True), "they are in italics"),
        (Around("He left. ", "He nods.", " She"), "a new sentence follows"),
        (Around("Moe: ", "reads", " The"), "a speaker’s name and a colon precede"),
        (Around("on 4 ", "5", " May"), "a number of similar size precedes"),
        (Around("it", "self", "x"), "the brackets are attached to a word"),
    ],
)
def test_cues_are_seen(around, cue):
    evidence = default_conventions().evidence
    assert cue in evidence.seen(around)
    assert cue not in evidence.seen(Around("Quite ", "other words, of no kind", " . Then"))


# --- what is exact ------------------------------------------------------------------------------------


def kinds(text: str) -> list[str]:
    tree = encode(read_record(HEADER + text, name="case.md"))
    assert validate(tree) == []
    body = tree.getroot().find(".//{*}body")
    names = ("supplied", "expan", "gap", "unclear", "choice", "note")
    return [
        etree.QName(e).localname for e in body.iter("{*}*") if etree.QName(e).localname in names
    ]


@pytest.mark.parametrize(
    "text",
    [
        "at 6 [p.m.] and", "at 8:30 [a.m.], he", "to 12 [o’clock], when", "It was in 19[62], or", "or in 196[3].",
        "My telegram 4[48] was long.", "of Jan [30] came", "At Lind[’]s wish", "the pilots[,] too", "[“]Yes.",
        "you [wi]ll come", "they [we]re there", "The US[A] came.", "in my harbou[r] there", "vol. [40] of it",
    ],
)  # fmt: skip
def test_figures_signs_and_letters_that_are_lacking_are_supplied_without_a_doubt(text):
    record = read_record(HEADER + text, name="case.md")
    assert kinds(text) == ["supplied"]
    assert not {d.code for d in record.diagnostics} & {"R024", "R032", "R033"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[[two words illegible]]", "gap"), ("He met Mrs. [[?]] there.", "gap"), ("The [????] came.", "gap"),
        ("The harber [[sic; the correct word is harbour]] was shut.", "choice"),
        ("The harber [sic, harbour is meant] was shut.", "choice"),
        ("The board [sic - should read pilots] met.", "choice"),
        ("Anders Lind [signed]", "note"), ("He left [two red lines in the margin] at once.", "note"),
        ("The rope [page torn; two lines lost] was sold.", "gap"), ("He saw it [illegible—2 letters] there.", "gap"),
        ("He read [passage omitted by the translator] and left.", "gap"),
    ],
)  # fmt: skip
def test_wordings_of_a_kind(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize("text", ["x the\n\n[[sic]]", "A [[[ropes]]] b", "[[illegible]] c [[?]]"])
def test_doubled_brackets_lose_no_character(text):
    record = read_record(HEADER + text, name="case.md")
    assert keep_ledger(record, encode(record)).balances


def test_what_stands_at_a_word_is_said_of_that_word():
    root = encode(
        read_record(HEADER + "A *very*[struck-through] old rope came today [underlined] at noon.")
    ).getroot()
    assert root.findtext(".//{*}body//{*}del/{*}hi") == "very"
    assert root.findtext(".//{*}body//{*}hi[@rend='underlined']") == "today"


def test_quoted_words_are_what_was_struck_out():
    text = 'The [words "of the pier" are struck out] board, and [“not” inserted] the pilot.'
    root = encode(read_record(HEADER + text)).getroot()
    assert root.findtext(".//{*}body//{*}del") == "of the pier"
    assert root.findtext(".//{*}body//{*}add") == "not"


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("2½ lines", {"quantity": "2.5", "unit": "line"}),
        ("less than 1 line", {"atMost": "1", "unit": "line"}),
        ("3 paragraphs (19 lines)", {"quantity": "3", "unit": "paragraph"}),
        ("more than two pages", {"atLeast": "2", "unit": "page"}),
    ],
)
@pytest.mark.parametrize("name", ["frus", "wilson-center"])
def test_quantities_of_what_is_not_declassified(name, words, attributes):
    if name == "wilson-center" and "(" in words:
        pytest.skip("the Wilson Center counts once")
    text = f"He saw [{words} not declassified] in Ribe."
    record = read_record(HEADER + text, name="case.md", conventions=load_conventions(name))
    gap = encode(record).getroot().find(".//{*}body//{*}gap")
    assert {**attributes, "reason": "redacted"} == dict(gap.attrib)


def test_letters_behind_an_initial_or_a_stem_complete_it():
    text = "Then L.[ind] left, and Ole M.[oe] too, of the comm[ittee]."
    assert kinds(text) == ["expan"] * 3


@pytest.mark.parametrize(
    "text", ["He left on [??] May.", "We hope to [?] what he said.", "Mrs. [?] there"]
)
def test_a_word_that_another_must_follow_is_not_doubted_by_question_marks(text):
    assert kinds(text) == ["gap"]


def test_a_doubt_behind_a_whole_word_is_of_that_word():
    assert kinds("By Hansen [?] today.") == ["unclear"]


@pytest.mark.parametrize("date", ["3 May 1962", "Ribe, May 1962", "ca. May 3, 1962", "May 1962"])
def test_a_date_of_its_own_is_supplied(date):
    root = encode(read_record(HEADER + f"Sir\n\n[{date}]\n\nHe came.", name="case.md")).getroot()
    assert root.findtext(".//{*}opener/{*}dateline/{*}supplied") == date


@pytest.mark.parametrize(
    "word", ["harbour", "theatre", "catalogue", "levelled", "programme", "defence"]
)
def test_british_spellings_are_english(word: str) -> None:
    assert not speaks_another_language(word, "en")


def test_without_a_list_of_words_nothing_is_of_another_language() -> None:
    assert not speaks_another_language("secamente", "xx")


def test_a_word_that_a_table_adds_is_seen():
    own = parse_conventions(
        '[sentence]\ndeterminer = ["den"]\ndictionary = ["da"]\n', "danish.toml"
    )
    cue = "a word that requires a noun precedes"
    assert cue in own.evidence.seen(Around("Han så den ", "gamle", " havn"))
    assert cue not in default_conventions().evidence.seen(Around("Han så den ", "gamle", " havn"))


#: What may stand before a remark, between brackets and behind them, in all the ways that tests of words trip over.
LEADS = [
    "",
    "“Kiel Treaty” ",
    "1 ",
    "3 of July ",
    "(a) ",
    "— ",
    "Lind ",
    "the ",
    "L.",
    "l[",
    "’s ",
    "\u0301",
    "No. ",
]
TRAILS = ["", " the gate", "Lind", " Lind came", ", he", ".", " [", "] x", "—"]
WORDS = [
    "the Treaty on x", "The", "A b", "the Ribe", "3", "3 May", "[1]", "?", "…", ".", "&", "Lind’s", "-", "’s", "’", "of", "1543 [x]",
    " x ", "x.", "X.Y.", "Ö", "дру", " ", "\u00a0", "a-b", "Lind, where he", "\u0301x", "I", "1.", "a 1",
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(slots(default_conventions().tables)))
def test_words_of_any_kind_may_stand_anywhere(name):
    """`“Kiel Treaty” [the Treaty of peace]` once made an end of the program: no word stood before the brackets."""
    slot = slots(default_conventions().tables)[name]
    around = [(lead, trail, "") for lead, trail in product(LEADS, TRAILS)] + [
        ("", "", "Dear Lind,")
    ]
    for (lead, trail, following), words in product(around, WORDS):
        place = Place(
            lead[-1:], trail[:1], bool(following), not lead.strip(), lead, trail, following
        )
        if slot.test is not None and re.fullmatch(slot.pattern, words):
            told = slot.test(words, (Text(words, Span(0, len(words))),), place)
            assert told in (True, False)


# --- words behind a remark ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("Moe left.\n\n[Stamp:] RECEIVED 3 May 1957", "<stamp>RECEIVED 3 May 1957</stamp>"),
        ("[Stamp] HARBOUR OFFICE\n\nMoe left.", "<stamp>HARBOUR OFFICE</stamp>"),
        ("[Round seal] PORT OF RIBE\n\nMoe left.", '<stamp type="seal">PORT OF RIBE</stamp>'),
        ("[In pencil:] To the archive\n\nMoe left.", '<add hand="#hand-pencil">To the archive</add>'),
        ("To Moe  \n[Stamp:] SEEN  \nHe left.", "<stamp>SEEN</stamp>"),
    ],
)  # fmt: skip
def test_the_line_behind_a_remark_is_its_words(text, tei):
    tree = encode(read_record(HEADER + text))
    assert validate(tree) == []
    assert tei in etree.tostring(tree, encoding="unicode").replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[Stamp:]\n\nMoe left.",
        "[Stamp] The pilot came to the harbour at noon.",
        "[Handwritten] The pilot came to the harbour at noon.",
        "[Stamp:] " + "The pilot came to the harbour and left again. " * 6,
    ],
)
def test_words_that_may_not_be_a_remark_s_are_left_and_reported_once(text):
    record = read_record(HEADER + text)
    assert [d.code for d in record.diagnostics] == ["R025"]
    assert "pilot" not in "".join(e.text or "" for e in encode(record).iter("{*}stamp", "{*}add"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The lamp fell of[f] the wall.", "supplied"), ("He saw the boa[t] there.", "supplied"),
        ("She had to[o] much rope.", "supplied"), ("He had it [were?] put there.", "unclear"),
        ("They came to Peking [Beijing] in May.", "note"),
        ("The rope [damaged] was sold.", "gap"), ("He left [two lines lost: damage] then.", "gap"),
    ],
)  # fmt: skip
def test_letters_doubts_names_and_damage(text, kind):
    assert kinds(text) == [kind]


def test_what_is_damaged_is_lost():
    root = encode(read_record(HEADER + "The [torn] rope [two words torn: hole in the page] came."))
    assert {gap.get("reason") for gap in root.iterfind(".//{*}body//{*}gap")} == {"lost"}


@pytest.mark.parametrize(
    ("around", "cue", "seen"),
    [
        (Around("to Peking ", "Beijing", " in"), "they begin with a word in -ing", False),
        (Around("He left. ", "Laughing", " He"), "a sentence begins with a word in -ing", True),
        (Around("had it ", "were?", " put"), "nothing in them resembles the word before", True),
        (Around("We had pork an ", "and", " peas"), "nothing in them resembles the word before", False),
        (Around("The harber ", "harbour", " was"), "nothing in them resembles the word before", False),
    ],
)  # fmt: skip
def test_cues_of_likeness_and_endings(around, cue, seen):
    assert (cue in default_conventions().evidence.seen(around)) is seen


def test_the_list_of_words_is_that_of_the_package():
    package = SpellChecker(language="ru").word_frequency.words()
    assert set(_listed("ru")) == set(package)
    assert _listed("xx") == _listed("../en") == []
