"""Conventions as data: those that the package carries, files of a user's own, and what is said of mistakes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, validate
from tei_edition.check.conventions import check_conventions, read_example
from tei_edition.check.conversion import encode_valid
from tei_edition.cli.app import app
from tei_edition.diagnostics import Position, Severity
from tei_edition.understand.remarks.rules import CARRIED, load_conventions, parse_conventions
from tei_edition.understand.remarks.template import reading_of

OWN = """
title = "House rules"

[labels]
citation = ["Where it is"]

[archives]
NRO = ["National Record Office", "Anytown", "Anyland"]

[vocabulary.place]
"margin left" = ["by the gutter"]

[[rule]]
name = "absence"
wordings = ["gone {phrase}", "absent: {text}"]
tei = '<gap reason="editorial"><desc>{remark}</desc></gap>'
examples = [
  ["He left [gone fishing].", 'He left <gap reason="editorial"><desc>gone fishing</desc></gap>.'],
  ["He left [absent: all day].", 'He left <gap reason="editorial"><desc>absent: all day</desc></gap>.'],
]
"""
RULE = '[[rule]]\nname = "r"\nwordings = {0}\ntei = {1}\nexamples = []\n'


def run(*arguments):
    return CliRunner().invoke(app, ["conventions", *map(str, arguments)])


@pytest.mark.parametrize("name", CARRIED)
def test_carried_conventions_are_sound(name):
    text = files("tei_edition.conventions").joinpath(f"{name}.toml").read_text("utf-8")
    conventions = load_conventions(name)
    own = [rule for rule in conventions.rules if rule.origin.file == f"{name}.toml"]
    for rule in own:
        for wording in rule.wordings:
            wording.compile()
    # Its examples are run by this, and what they become is held against the schema (C004, C009).
    assert check_conventions(conventions, text, own) == []


@pytest.mark.parametrize("name", CARRIED)
def test_examples_of_carried_conventions_are_valid_together(name):
    conventions = load_conventions(name)
    texts = [text for rule in conventions.rules for text, _ in rule.examples]
    record = read_record(HEADER + "\n\n".join([*texts, "The end."]), conventions=conventions)
    assert len(record.remarks) >= len(texts) // 2
    assert validate(encode(record)) == []


def test_plain_takes_brackets_for_text():
    conventions = load_conventions("plain")
    text = "He [sic] left] the [harbour board."
    assert read_example(conventions, text) == (text, ())
    assert [d.code for d in read_record(HEADER + text, conventions=conventions).diagnostics] == []


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("To the ge[ne]ral ⟨and⟩ his [...] men.", 'To the ge<supplied reason="lost" resp="#translator">ne</supplied>ral <supplied reason="omitted" resp="#translator">and</supplied> his <gap reason="lost" extent="unknown" unit="char"/> men.'),
        ("Left (open and {shut", "Left (open and {shut"),
        ("Plain (words) stay.", "Plain (words) stay."),
    ],
)  # fmt: skip
def test_leiden(text, tei):
    assert read_example(load_conventions("leiden"), text)[0] == tei


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(OWN)
    return path


def test_a_file_of_ones_own_adds_to_what_it_extends(own):
    conventions = load_conventions(str(own))
    assert conventions.title == "House rules"
    assert read_example(conventions, "He left [gone fishing].")[1] == ("absence",)
    assert 'place="margin left"' in read_example(conventions, "He [by the gutter: all] left.")[0]
    assert read_example(conventions, "He [sic] left.")[1] == ("sic",)
    record = read_record(
        "# A letter\n\n#### Where it is:\n\nA letter, NRO, box 7\n\n#### Contents:\n\nTranscript - English\n\nText.",
        conventions=conventions,
    )
    assert record.header.archive.settlement == "Anytown"


@pytest.mark.parametrize(
    ("tei", "reading"),
    [
        ("<gap reason='lost'/>", "gap"), ("<add reason='signature'>{text}</add>", "markup"), ("[{text}]", "text"), ("{text}", "markup"),
        ("<note type='marginal'>{text}</note>", "markup"), ("<note type='translator'>{text}</note>", "note"),
        ("<note type='gloss'>{text}</note>", "gloss"), ("<note type='gloss'><foreign>{text}</foreign></note>", "original"),
    ],
)  # fmt: skip
def test_what_a_rule_reads_is_seen_in_its_tei(tei, reading):
    text = f'[[rule]]\nname = "r"\nwordings = ["thus {{text}}"]\ntei = "{tei}"\n'
    rule = parse_conventions(text, "x.toml").rules[0]
    assert reading_of(rule.template.nodes) == reading


def test_rules_can_be_removed():
    conventions = parse_conventions('remove = ["sic"]\n', "x.toml")
    assert "sic" not in read_example(conventions, "He [sic] left.")[1]
    with pytest.raises(EditionError, match="no rule “nothing” to remove"):
        parse_conventions('remove = ["nothing"]\n', "x.toml")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a = = b", (1, 5), "Invalid value"),
        ('colour = "red"', (1, 1), "colour is not a valid key in a conventions file"),
        ('extends = "nothing"', (1, 1), "may extend"),
        ("labels = 3", (1, 1), "labels must be a table"),
        ("[vocabulary.v]\nk = 3", (2, 1), "lists of words"),
        ('[vocabulary.v]\nk = ["only?"]', (1, 2), "only optional words"),
        ('[[rule]]\nname = "r"', (1, 1), "a rule needs wordings"),
        (RULE.format('["a"]', "'<p>'"), (4, 1), "not well-formed"),
        (RULE.format('["{nothing} b"]', "'<gap/>'"), (3, 14), "there is no slot {nothing}"),
        (RULE.format('["a||b"]', "'<gap/>'"), (3, 14), "a word missing on one side"),
        (RULE.format('["a?"]', "'<gap/>'"), (3, 14), "not optional"),
        (RULE.format('["{text} {text}"]', "'<gap/>'"), (3, 14), "the slot {text} occurs twice"),
        (RULE.format('["a"]', "'<gap/>'") + 'mentions = ["nothing"]', (6, 14), "there is no vocabulary"),
        (RULE.format('["a"]', "'<gap/>'") + 'where = "there"', (6, 1), "where must be one of"),
        (RULE.format('["a"]', "'<gap/>'") + 'brackets = "("', (6, 1), "two signs"),
        (RULE.format('["a"]', "'<gap/>'") + 'why = "x"', (6, 1), "why is not a valid key in a rule"),
        ('[[rule]]\nname = "r"\nwordings = ["a"]\ntei = ""\nexamples = ["x"]', (5, 1), "pairs"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_place(text, place, words):
    with pytest.raises(EditionError) as caught:
        parse_conventions(text, "house.toml")
    (found,) = caught.value.diagnostics
    assert found.code == "C003"
    assert (found.position.line, found.position.column) == place
    assert words in found.message


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        ('["gone {phrase}"]\ntei = "<gap reason=\\"editorial\\"/>"', "C007", "words in {phrase} would be lost"),
        ('["gone"]\ntei = "<add>{text}</add>"', "C007", "uses {text}"),
        ('["{letters}"]\ntei = "<ex>{letters}</ex>"\nwhere = "within"', "C006", "no remark matches"),
        ('["gone"]\ntei = "<gap reason=\\"editorial\\"/>"\nexamples = [["He [gone] left.", "He left."]]', "C004", "produces He <gap"),
        ('["gone"]\ntei = "<gap reason=\\"editorial\\"/>"', "C008", "no examples; it needs two"),
        ('["gone"]\ntei = "<gap reason=\\"whim\\"/>"\nexamples = [["He [gone] left.", "He left."]]', "C009", "is not valid: \"whim\" is not a value of @reason on `gap` (expected: illegible, "),
    ],
)  # fmt: skip
def test_checks(rule, code, words):
    text = f'[[rule]]\nname = "r"\nwordings = {rule}\n'
    conventions = parse_conventions(text, "house.toml")
    found = check_conventions(conventions, text, conventions.rules[:1])
    told = next(d for d in found if d.code == code)
    assert words in told.message
    assert told.position.line <= 5


def test_what_the_schema_only_warns_of_keeps_no_rule_from_use():
    text = """[[rule]]
name = "r"
wordings = ["gone"]
tei = '<note type="footnote" n="1">a</note><note type="footnote" n="1">b</note>'
examples = [["He [gone] left.", "x"]]
"""
    conventions = parse_conventions(text, "house.toml")
    found = check_conventions(conventions, text, conventions.rules[:1])
    assert "C009" not in [d.code for d in found]
    record = read_record(HEADER + "He [gone] left.", conventions=conventions)
    warned = validate(encode_valid(record))
    assert [f.severity for f in warned] == [Severity.WARNING]


def test_a_wording_that_an_earlier_rule_reads_is_told():
    text = RULE.format('["gone"]', "'<gap reason=\"editorial\"/>'")
    text += text.replace('"r"', '"s"')
    conventions = parse_conventions(text, "house.toml")
    found = [
        d for d in check_conventions(conventions, text, conventions.rules[:2]) if d.code == "C005"
    ]
    assert [
        (str(d.position), "the rule “r”, which comes before “s”, matches it" in d.message)
        for d in found
    ] == [("8:14", True)]


def test_conventions_are_listed_checked_and_tested(own, tmp_path):
    listed = run("list")
    assert [line.split("\t")[0] for line in listed.output.splitlines()] == list(CARRIED)
    assert run("list", own).output.startswith("absence\t[gone {phrase}]")
    checked = run("check", own)
    assert checked.exit_code == 0
    assert "1 rule, 2 examples, 0 errors, 0 warnings" in checked.output
    assert run("check").exit_code == 0
    tested = run("test", own)
    assert tested.exit_code == 0
    assert tested.output.count("ok\tabsence") == 2
    tried = run("test", own, "He left [gone fishing].")
    assert tried.output.startswith("absence: He left <gap")
    bad = tmp_path / "bad.toml"
    bad.write_text(OWN.replace("<desc>gone fishing", "<desc>went fishing"))
    failed = run("test", bad)
    assert failed.exit_code == 1
    assert "FAILED\tabsence" in failed.output
    assert run("check", bad).exit_code == 1
    bad.write_text(OWN.replace('<gap reason="editorial"', '<gap reason="whim"'))
    invalid = run("test", bad)
    assert invalid.exit_code == 1
    assert "not valid: " in invalid.output
    assert run("check", "nothing").exit_code == 1


def test_convert_inspect_and_build_take_conventions(own, tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    record = folder / "letter.md"
    record.write_text(HEADER + "He left [gone fishing].")
    runner = CliRunner()
    converted = runner.invoke(app, ["convert", str(record), "--conventions", str(own)])
    assert "<desc>gone fishing</desc>" in converted.stdout
    shown = runner.invoke(app, ["inspect", str(record), "-c", str(own)])
    assert "\tabsence\t" in shown.stdout
    (folder / "house.toml").write_text(OWN)
    (folder / "edition.toml").write_text('conventions = "house.toml"\nallow = ["R007"]\n')
    built = runner.invoke(app, ["build", str(folder), "--out", str(tmp_path / "out")])
    assert "absence  1" in built.output
    (folder / "edition.toml").write_text('conventions = "none.toml"\n')
    assert (
        "C001" in runner.invoke(app, ["build", str(folder), "--out", str(tmp_path / "out")]).output
    )
    (folder / "edition.toml").write_text('allow = ["R999"]\n')
    assert (
        "C001" in runner.invoke(app, ["build", str(folder), "--out", str(tmp_path / "out")]).output
    )


def test_the_guide_lists_every_slot() -> None:
    guide = Path(__file__).parents[1].joinpath("docs", "conventions.md").read_text("utf-8")
    slots = load_conventions("wilson-center").lexicon.slots
    assert slots
    assert [name for name in slots if f"`{{{name}}}`" not in guide] == []


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('title = "x"\n\n[vocabulary.plaec]\nabove = ["over it"]\n', 3, 2, "did you mean place?"),
        ('[[example]]\ntext = "She [had] left [it]."\nreading = "gloss"\n', 2, 1, "each remark"),
        ('[[example]]\ntext = "She [[had]] left."\nreading = "gloss"\n', 2, 1, "each remark"),
        ('[[example]]\ntext = "She [had] left."\nreading = "glos"\n', 3, 1, "reading must be one"),
    ],
)
def test_a_slip_in_a_file_of_conventions_has_its_place(text, line, column, words):
    with pytest.raises(EditionError) as raised:
        parse_conventions(text, "house.toml")
    (found,) = raised.value.diagnostics
    assert (found.code, found.position) == ("C003", Position(line, column))
    assert words in found.message


def test_a_vocabulary_of_ones_own_is_known_by_the_wording_that_asks_for_it():
    text = '[vocabulary.boat]\nboat = ["boat"]\n\n[[rule]]\nname = "b"\nwordings = ["{boat resp?} there"]\ntei = "<note>{remark}</note>"\n'
    assert "boat" in parse_conventions(text, "house.toml").lexicon.vocabularies


def test_a_check_counts_examples_and_fields(tmp_path):
    file = tmp_path / "house.toml"
    file.write_text(
        '[[example]]\ntext = "She [had] left."\nreading = "supplied"\n\n'
        '[[field]]\nlabels = ["Keywords"]\nto = "profileDesc/textClass/keywords/term"\n'
    )
    assert "0 rules, 1 example, 1 field, 0 errors" in run("check", file).output


def test_a_check_runs_what_examples_teach():
    def found(*taught):
        text = "".join(
            f'[[example]]\ntext = "{words}"\nreading = "{reading}"\n\n' for words, reading in taught
        )
        house = parse_conventions(text, "house.toml")
        return [(str(d.position), d.code, d.message) for d in check_conventions(house, text, ())]

    lamp = "They lit the beacon [lamp] in May."
    assert found((lamp, "gloss"), ("She [had] left.", "supplied")) == []
    (against,) = found((lamp, "gloss"), (lamp, "supplied"))
    assert against[:2] == ("6:9", "C004")
    assert "line 1 gives gloss for the same text" in against[2]
    (unread,) = found(("He left [Translator's note: so] in May.", "gloss"))
    assert unread[:2] == ("2:9", "C004")
    assert "gives the reading gloss, but its remark is still read as" in unread[2]
