"""What words in brackets are to their sentence: lacking, explaining, correcting, or none of these."""

from __future__ import annotations

import re
from itertools import product

import pytest
from conftest import HEADER
from lxml import etree

from tei_edition import encode, read_record, validate
from tei_edition.document.model import Span, Text
from tei_edition.understand.remarks.rules import default_conventions, parse_conventions
from tei_edition.understand.remarks.sentence import Place
from tei_edition.understand.remarks.slots import slots
from tei_edition.understand.words.dictionary import speaks_another_language

SUPPLIED, LIKELY, GLOSS, NAMED, NOTE = "supplied", "likely", "gloss", "named", "note"


def taken(text: str, conventions=None) -> list[str]:
    """What each remark of *text* was taken for."""
    record = read_record(HEADER + text, name="case.md", conventions=conventions)
    tree = encode(record)
    assert validate(tree) == []
    kinds = []
    for remark in record.remarks:
        (node,) = remark.became
        low = node.attribute("cert") == "low"
        match node.name, node.attribute("type"):
            case "supplied", _:
                kinds.append(LIKELY if low else SUPPLIED)
            case "note", "gloss":
                kinds.append(GLOSS if low else NAMED)
            case "note", "editorial":
                kinds.append(NOTE)
            case name, _:
                kinds.append(name)
    return kinds


def supplied(text: str, name: str = "supplied") -> list[etree._Element]:
    """What became supplied, or another element *name*, in *text*."""
    root = encode(read_record(HEADER + text, name="case.md")).getroot()
    return root.findall(f".//{{*}}body//{{*}}{name}")


@pytest.mark.parametrize(
    "text",
    [
        "The [US] harbours and this [matter] were closed.",
        "They had not yet been [built].",
        "The Danish [side] agreed, and so did 5 [pilots].",
        "The dues [of the harbour] rose, and Lind’s [brother] paid.",
        "It ended in an open quarrel [erupted] and in [its] aftermath.",
        "They were closing [the harbours] in spring.",
        "The board of the Danish [Pilots’] League met.",
        "The tenth [Coast] League met.",
        "He came on 4 May. [The Pilot] was late.",
        "They live in the Union. [US] pilots do not.",
        "Ivan Petrovich [Lind] came with Captain [Moe].",
        "He came with Moe [Wen] and Ho [Ling Su].",
        "Then [Capt.] A. B. Lind and comrade [A.B.] Holm left.",
        "[I am told that] I was wrong.",
        "They spoke during the debate [in the U.N.].",
        '[Lawrence "Lance"] Moe came.',
        "The Great October [Storm] was long.",
        "They [openly] agreed, and also [lit] the lamp.",
        "The US[A] came.",
        "Then that [K.P.] Lind left, and [P. K.] Moe.",
        "On March 10 [1965] the pilots met, and on 11 March [1965] too.",
        "It was in 19[62], or in 196[3].",
        "[Re:] The harbour.",
        "As the RPR [Lind stated] knows, he left.",
        "They met Pilot Ho [Chi Lin] there.",
        "The Danish [Free] League came.",
        "They left at his [own] wish.",
        "[I] visited the pilot.",
        "[I] Visited the pilot.",
        "[A] boat came.",
        "He met Minister Raul [Lind Moe] there.",
        "Your [documents] No. 4 came, and this [text] was read.",
        "To Moe [Lin], Ho [Da], and Mo [Su].",
        "They knew [this was their] harbour, and [it is] the town.",
        "The Central United [command], and the only major [harbours] and towns, met.",
    ],
)
def test_words_that_the_sentence_lacks(text):
    assert set(taken(text)) == {SUPPLIED}


@pytest.mark.parametrize(
    "text",
    [
        "[This was told by one of the old] pilots of the harbour.",
        "The [Deputy Head of the Second Department for Harbours and Pilots of the Coast Union Nils] Lind left.",
        "He met Fredrika [Lind] there.",
        "Fredrika [Lind] came.",
        "It was made possible [easy] by them.",
        "They saw the Lind [harbour], and it [possible].",
        "He [fishes] there.",
        "He told [stories] in the evening.",
        "They closed [harbours] in spring.",
        "They tried to close [harbours] in spring.",
        "He left it to the BH [matters] of the day.",
        "He came to Headquarters [Gavan] I think.",
        "She met [Senior Deputy Chairman of the Board of Harbours and Member of the League of Pilots] comrade Nils Moe.",
    ],
)
def test_words_that_it_rather_lacks_than_not(text):
    assert set(taken(text)) == {LIKELY}


@pytest.mark.parametrize(
    "text",
    [
        "They refused any control [inspection].",
        "They spoke openly [publicly] of it.",
        "He gave up the lamp [beacon] in May.",
        "He came with all the goods [wares], and left.",
        "Three of them [pilots] left.",
        "He asked the pilots [the old ones] to come.",
        "They met in April [month of storms], and left.",
        "The loud criers [Schreihälse] left.",
        "They met English [British] ships, and the Coastal [Naval] boats.",
        "For this region [North Jutland] was small, and that port [Esbjerg] is.",
        "He wrote to the Office [Ministry] of Harbours.",
        "He asked one of his sisters [Gunhilda] to come, and our pilot [Mogens] is here.",
        "Lind’s son [Anders Lindqvist the Younger] has been heard, and his old estate [Hammarstrup] was burnt.",
        "He thanked him for a letter [Lind to Moe, 3 May 1762], and for his letter of the previous year [this letter has not come down to us].",
        "He wrote to A. Lind [Dk], B. Moe [No].",
    ],
)
def test_words_that_rather_explain_the_word_before_them(text):
    assert set(taken(text)) == {GLOSS}


@pytest.mark.parametrize(
    "text",
    [
        "They [the pilots] left with Moiseev [Lind].",
        "The Board of Harbours [BH] met, and the Free Harbour League [Denmark].",
        "Cde. [Comrade] Lind read “Novaya Gavan” [New Harbour].",
        "The latter [the pilots] left on 7 November [Day of the Pilots].",
        "Minister Heo Lam [Ho Ram] met Seo Lam-ju [So Ram Ju], and Wen Mulai [Wen Moo-lai].",
        "They left. LINDOV [Moe].",
        "White B [Bread] and T [Tea] were to be had.",
        "They came to Ili [Yili], and left.",
        "They wrote to Lindh [Anders Emil Lind] in May.",
        "They came to Gaeltown [Kaeltown], and Wm [William] said “skoro [soon].”",
        "They asked them [Danish pilot Ole Lind and Norwegian pilot Nils Moe] kindly.",
        "He left on 23.10. [October 23] with the Pilobol’s [League of Free Pilots’] list.",
    ],
)
def test_words_that_say_who_or_what_a_name_is(text):
    assert set(taken(text)) == {NAMED}


def test_a_number_that_no_date_lacks_corrects_the_one_before_it():
    text = "On March 10 [11] he came, at 8 [9:30] p.m., with 300 [350] boats."
    assert taken(text) == ["choice"] * 3
    digits = "1" * 5000
    assert taken(f"It was {digits} [{digits}] then, or {digits} [1].") == [NOTE, NOTE]


def test_letters_behind_an_initial_complete_it():
    text = "Then L.[ind] left, and Ole M.[oe] too, of the A[ll-Danish] P[ilot’s] League."
    assert taken(text) == ["expan"] * 4


def test_signs_that_a_word_lacks_are_supplied():
    assert taken("At Lind[’]s wish, and the pilots[,] too, [“]Yes.") == [SUPPLIED] * 3


def test_what_belongs_to_a_name_is_supplied_and_another_spelling_is_none():
    assert taken("He left on the Board’s [Harbour Day] feast.") == [SUPPLIED]
    assert taken("He left at Heo Lam's [Ho Ram] late wish.") == [NAMED]


def test_figures_that_a_number_lacks_are_supplied():
    assert taken("My telegram 4[48] was long.") == [SUPPLIED]


def test_a_place_in_a_dateline_is_no_acronym():
    assert taken("Memorandum [HALIFAX], 7 January 1944") == [LIKELY]


def test_a_place_between_classification_and_date_is_supplied():
    assert taken("SECRET [Halifax], January 7, 1944") == [SUPPLIED]
    assert taken("He wrote to Lindov [Moe], January 7, 1944") == [NAMED]


@pytest.mark.parametrize(
    "text",
    [
        "They formed a haulow [hollow] square.",
        "They marched on kolding [Kolding] and farefax [Fairfax].",
        "He left [sic - should be lift] it.",
    ],
)
def test_words_in_a_spelling_of_their_own_are_corrected(text):
    assert set(taken(text)) == {"choice"}


def test_words_of_the_same_consonants_are_not_all_one_word():
    assert "choice" not in taken("He saw the ferry [fair] there.")


@pytest.mark.parametrize("date", ["3 May 1962", "Ribe, May 1962", "ca. May 3, 1962", "May 1962"])
def test_a_date_of_its_own_is_supplied(date):
    root = encode(read_record(HEADER + f"Sir\n\n[{date}]\n\nHe came.", name="case.md")).getroot()
    assert root.findtext(".//{*}opener/{*}dateline/{*}supplied") == date


@pytest.mark.parametrize("words", ["1962", "Ribe", "May"])
def test_a_word_or_year_of_its_own_is_no_date(words):
    assert taken(f"He left.\n\n[{words}]\n\nHe came.") == [NOTE]


def test_many_names_behind_a_whole_sentence_are_a_note():
    text = "The partners [Danish and Norwegian Pilots of the Harbour Board] found it good."
    assert taken(text) == [NOTE]


def test_a_number_far_from_the_one_before_it_does_not_correct_it():
    assert taken("Your telegram No. 34 [1] came.") == [NOTE]


def test_figures_that_a_year_lacks_are_no_mark_of_a_note():
    record = read_record(HEADER + "In 19[62] and in 1962[1] he came.", name="case.md")
    told = [(d.code, d.line[d.position.column - 1 :][: d.length]) for d in record.diagnostics]
    assert told == [("R029", "[1]")]


@pytest.mark.parametrize(
    "text",
    [
        "He left. [Darkness] The pilot sat down.",
        "He left. [No answer]",
        "[Pilot already speaking]… and so on.",
        "He left. [The recording ends there, and nobody knows what became of it and of the pilots.]",
    ],
)
def test_a_sentence_of_its_own_is_a_note(text):
    assert taken(text) == [NOTE]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("They left the harbour [Moe is late].", "medium"),
        ("It made a noise for us [Lind is away again and again], huh?", "medium"),
        ("As the RPR [Lind stated], he left.", "medium"),
        ("They refused to help [Denmark].", "medium"),
        ("He lives in the new capital [Lindby] permanently.", "medium"),
        ("The Coast [Pilots] league met.", "medium"),
        ("The [Danish] harbour was closed.", None),
        ("He met Zhou [Lin].", "medium"),
        ("He met Captain [Lin] and [Nils] Lind.", None),
        ("He came [to the harbour] late.", None),
        ("They saw a similar [closed] harbour.", None),
        ("[Lind] left.", None),
    ],
)
def test_what_no_word_beside_it_shows_is_marked_as_inferred(text, certainty):
    nodes = supplied(text)
    assert {node.get("cert") for node in nodes} == {certainty}
    assert all(("#tei-edition" in node.get("resp").split()) == bool(certainty) for node in nodes)


def test_the_title_of_a_book_is_translated():
    assert taken("He wrote Pered Litsom Zhizni [In the Face of Life] there.") == [NAMED]


def test_a_letter_before_a_sentence_is_a_label():
    assert (
        encode(read_record(HEADER + "[I] The pilot left.", name="case.md")).find(".//{*}supplied")
        is None
    )


def test_a_word_for_the_document_that_no_sentence_lacks_is_a_note():
    assert taken("They came. [document] They left [notes] there.") == [NOTE, NOTE]


def test_what_is_doubtful_is_told():
    record = read_record(HEADER + "They refused any control [inspection].", name="case.md")
    assert [d.code for d in record.diagnostics] == ["R033"]


def test_small_words_of_another_language_are_data():
    german = """
[sentence]
dictionary = ["de"]
determiner = ["die"]
"""
    text = "Sie sahen die [Boote]. Sie sahen klare die [boote]."
    assert taken(text, parse_conventions(german, "german.toml")) == [SUPPLIED, SUPPLIED]
    assert taken(text) == [SUPPLIED, NAMED]


def test_remarks_in_an_explanation_are_read():
    record = read_record(HEADER + "The pilot [i.e., the one named Lind [Holm]] left.")
    note = encode(record).getroot().find(".//{*}body//{*}note")
    assert note.text == "i.e., the one named Lind "
    assert [child.tag.split("}")[1] for child in note] == ["supplied"]


@pytest.mark.parametrize(
    "text",
    [
        "He is the editor of Dag [Day] during the strike.",
        "It was sent to the head of the Portintern [Harbour League] O. Lind.",
        "Their readings of the tables [almanac] differ.",
        "He went to WASHINGTON [D.C.] then.",
    ],
)
def test_what_could_explain_as_well_is_supplied_with_a_doubt(text: str) -> None:
    record = read_record(HEADER + text, name="case.md")
    (remark,) = record.remarks
    (node,) = remark.became
    assert (node.name, node.attribute("cert")) == ("supplied", "medium"), node


@pytest.mark.parametrize(
    "text",
    [
        "In both places [the pilots] refused to come.",
        "On this occasion [the harbour master] was absent.",
        "At the old harbour [the boats] lay idle.",
    ],
)
def test_a_verb_with_only_a_place_before_it_lacks_its_subject(text: str) -> None:
    assert taken(text) == [LIKELY]


def test_behind_a_subject_its_noun_is_explained() -> None:
    assert taken("They closed both places [the harbours] in spring.") == [GLOSS]


@pytest.mark.parametrize(
    "text",
    [
        "It was given up [sdana] to them.",
        "He used pious [piedosas] words.",
        "We were terribly taken in [shangle hendade dang]. Then we left.",
        "A qualification was made [pri etom bilo ogovoreno], that they agree.",
    ],
)
def test_unmarked_words_of_the_original_are_told_by_a_list_of_words(text: str) -> None:
    (remark,) = read_record(HEADER + text, name="case.md").remarks
    (note,) = remark.became
    assert (note.name, note.attribute("cert")) == ("note", "medium")
    assert [child.name for child in note.content] == ["foreign"]


@pytest.mark.parametrize(
    "text",
    [
        "They left the [harbour] in spring.",
        "Both [programmes] were long.",
        "They kept the [demilitarized] zone.",
        "He met the [Danish] pilots of Lind [Pilsudski].",
        "The comm[ittee] met.",
        "He left [to catch eel].",
    ],
)
def test_words_of_the_translation_and_names_are_none_of_the_original(text: str) -> None:
    for remark in read_record(HEADER + text, name="case.md").remarks:
        assert not any(
            getattr(child, "name", "") == "foreign"
            for node in remark.became
            for child in node.content
        )


def test_without_a_list_of_words_nothing_is_of_another_language() -> None:
    assert not speaks_another_language("secamente", "xx")
    assert speaks_another_language("secamente", "en")


@pytest.mark.parametrize(
    "word", ["harbour", "theatres", "catalogue", "programme", "organise", "manoeuvre", "defence"]
)
def test_british_spellings_are_english(word: str) -> None:
    assert not speaks_another_language(word, "en")


def test_given_names_with_accents_stand_before_a_name() -> None:
    assert taken("[Luís João] Moe came.") == [SUPPLIED]
    assert taken("The union [Norsk Håndverkerförbund] met.") != [SUPPLIED]


def test_an_adjective_behind_one_of_its_kind_says_it_again() -> None:
    assert taken("They were used for unpredictable [irresponsible] acts.") == [GLOSS]
    assert taken("They were used for unpredictable [political] acts.") == [SUPPLIED]


def test_a_noun_behind_a_determiner_is_no_stage_direction() -> None:
    assert taken("Think of all these [gestures] as a sign.") == [SUPPLIED]
    assert taken("Think of it. [gestures] Then go.") == ["stage"]


@pytest.mark.parametrize(
    "text",
    [
        "It was an air letter [‘Correo Aereo’] to them.",
        "It was led by General Holmen [Holman Moe], they said.",
        "It had an observation [verification] board.",
        "It says so in the treaty (KHT [Kort Havne Traktat]).",
        "The Board for Danish Ports [BDP] Report came.",
        "He read “Dagen” [daily newspaper of the pilots] there.",
        "Our friends [Danish pilots] have left.",
    ],
)
def test_what_stands_for_the_words_before_it_is_a_note(text: str) -> None:
    assert taken(text)[0] in (GLOSS, NAMED)


def test_behind_a_comma_nothing_shows_what_a_name_is() -> None:
    (remark,) = read_record(HEADER + "He spoke with Moe, [British Viscount of Lind].").remarks
    assert remark.became[0].attribute("cert") == "medium"


def test_one_word_before_a_noun_is_no_description() -> None:
    assert taken("They invited just the [above] group.") == [SUPPLIED]
    assert taken("They invited them. [above] Then they left.") != [SUPPLIED]


def test_letters_before_a_noun_shorten_no_adjective() -> None:
    assert taken("It was a serious [US] action.") == [SUPPLIED]
    assert taken("It was the united nations [UN] then.") == [NAMED]


def test_an_adjective_of_a_country_behind_another_adjective_is_supplied() -> None:
    assert taken("It was a serious [Danish] military action.") == [SUPPLIED]
    assert taken("They saw the English [British] ships there.") == [GLOSS]


def test_a_given_name_of_another_language_completes_the_name_before_it() -> None:
    assert taken("Mr. and Mrs. Pak [Seong-cheol] held a feast.") == [SUPPLIED]


@pytest.mark.parametrize(
    "text",
    [
        "The feast in Apenrade [Aabenraa] is near.",
        "They came into Apenrade [Aabenraa] District.",
        "They live in the towns of Apenrade [Aabenraa] and Reval [Tallinn], and left.",
        "The city of Reval [Tall’inn], and its harbour.",
        "They left Apenrade [Aabenraa] County.",
        "They met at the Skagen Residence [Denmark], and left.",
    ],
)
def test_another_name_of_a_place_is_a_note(text: str) -> None:
    assert set(taken(text)) == {GLOSS}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("They came into Ho [Chi Lin] City.", [SUPPLIED]),
        ("They live in Minister [Lind] Province.", [SUPPLIED]),
        ("They met Fredrika [Lind], and left.", [LIKELY]),
        ("They wrote to Fredrika [Lind], and left.", [LIKELY]),
    ],
)
def test_a_name_is_no_place_where_nothing_says_so(text: str, kinds: list[str]) -> None:
    assert taken(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "He lives in Ribe district [in southern Jutland], where he was born.",
        "They met in the tower [near the harbour] and left.",
        "The Danish Amtmand [Governor] Lind came.",
        "He sent me the Hortus Danicus, [plant catalogue] for which I thank him.",
        "He told the board. [R 3 October 1962, No 9] total 10 pages.",
        "We were alarmed at the [rece.t] of you.",
        "I send the report of 3 October 1962 [A 285] from Skagen.",
    ],
)
def test_what_says_more_than_a_sentence_needs_is_supplied_with_a_doubt(text: str) -> None:
    assert [node.get("cert") for node in supplied(text)] == ["medium"]


def test_what_a_sentence_needs_is_supplied_without_a_doubt() -> None:
    text = "The dues [of the harbour] rose. He lives the [in the] harbour. The Danish [Governor] Lind came."
    assert [node.get("cert") for node in supplied(text)] == [None, None, None]


def test_at_the_beginning_the_word_behind_decides_whether_it_is_doubted() -> None:
    text = "He left. [Danish] pilots came, [he] thought, and left. [And] so it was."
    assert [node.get("cert") for node in supplied(text)] == [None] * 3


@pytest.mark.parametrize("text", ["at 6 [p.m.] and", "at 8:30 [a.m.], he", "to 12 [o’clock], when"])
def test_what_an_hour_lacks_is_supplied(text: str) -> None:
    assert [node.get("cert") for node in supplied(f"They came {text} left.")] == [None]
    assert taken("They left the harbour [p.m.] at 3.") != [SUPPLIED]


def test_a_dotted_acronym_is_written_out() -> None:
    for text in (
        "They founded the F.P.L. [free pilots’ league]—it was late.",
        "They met in the U.P. [United Pilots] and left.",
        "The rules of the D.H.B. [Danish Harbour Board] hold.",
    ):
        assert taken(text) == [NAMED], text
    assert taken("They came to the U.P. [spring] feast.") == [SUPPLIED]


def test_behind_a_quotation_a_name_explains_and_a_title_takes_one() -> None:
    assert taken("They read “Dagen” [Day] there.") == [NAMED]
    assert taken("An alliance with the ‘Middle Kingdom’ [Denmark] seemed near.") == [NAMED]
    assert taken("That is what Sheikh [Lind] preached.") == [SUPPLIED]
    assert taken("The “great” [harbour] board met.") == [SUPPLIED]


def test_a_number_with_brackets_of_its_own_is_no_word_of_a_sentence() -> None:
    assert taken("I send the report of 3 October 1962 [A 285 (15)] from Skagen.") == [NOTE]


def test_a_capital_article_within_a_sentence_explains() -> None:
    for text in (
        "They have also [The Danes] asked for it.",
        "Then they [The pilots] left.",
        "It was soon [A mistake] forgotten.",
    ):
        assert taken(text)[0] in (GLOSS, NAMED), text
    assert taken("He left. [The] pilots came.") == [SUPPLIED]


def test_a_possessive_lacks_its_noun() -> None:
    for text in (
        "They claim him as their [citizen].",
        "The board and its [members] agreed.",
        "They spoke of their [debts].",
    ):
        assert taken(text) == [SUPPLIED], text
    assert taken("They sank them [boats].") == [GLOSS]


def test_words_in_capitals_within_a_sentence_explain() -> None:
    for text in (
        "Here the Thing [PARLIAMENT] of Jutland met.",
        "Here the Amtmand [GOVERNOR] was late.",
        "Here the Havnefoged [HARBOUR MASTER] left.",
    ):
        assert taken(text)[0] in (GLOSS, NAMED), text
    assert taken("THE DANISH [HARBOUR] BOARD MET.") == [SUPPLIED]


def test_two_letters_behind_a_name_say_where_somebody_is_from() -> None:
    assert taken("They met A. Lind [Dk], B. Holmen [No], and C. Moe [Se].") == [GLOSS, GLOSS, GLOSS]
    assert taken("They met Li [Na] there.") == [SUPPLIED]


def test_somebody_with_title_and_name_stands_behind_the_word_for_what_he_is() -> None:
    assert taken("He told the military adviser [Gen. Ole Lind] that it was late.") == [GLOSS]
    assert taken("He came with [Gen. Ole Lind] that day.") == [SUPPLIED]


def test_the_text_that_follows_is_supplied() -> None:
    assert taken("He read the following [text]: so be it.") == [SUPPLIED]


def test_a_figure_within_a_year_is_supplied() -> None:
    assert taken("He came on 3 October 19[4]5.") == [SUPPLIED]
    (remark,) = read_record(HEADER + "He came on 3 October 1945[4].", name="case.md").remarks
    assert remark.rule == "brackets"  # the mark of a note


def test_small_words_of_different_kinds_do_not_correct_each_other() -> None:
    assert taken("They rested, and then [they] went on.") == [SUPPLIED]


def test_an_emphasized_small_word_corrects_one_of_its_kind() -> None:
    assert taken("The board has [*have*] left, and the comrades [*tovarishchi*] too.") == [
        "choice",
        NAMED,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The boats were used for getting over [to the other side.] The harbour was closed.",
        "Then they leave the boat to Danish pilots [as they are trained.] Lind agreed.",
    ],
)
def test_the_full_stop_of_the_sentence_may_stand_in_the_brackets(text: str) -> None:
    (one,) = supplied(text)
    assert one.text.endswith(".")


def test_a_sentence_in_brackets_behind_a_whole_one_is_a_note() -> None:
    assert taken("The boats were used. [as the pilots said.] Lind agreed.") == [NOTE]


@pytest.mark.parametrize(
    "text",
    [
        "Lind met [Danish translator] Moe at noon.",
        "Present were Lind, [Danish translator N.T.] Holm and [interpreter] Moe.",
    ],
)
def test_what_somebody_is_before_his_name_is_no_remark_on_the_translation(text: str) -> None:
    assert set(taken(text)) == {SUPPLIED}


def test_the_translator_alone_is_a_remark_on_the_translation() -> None:
    assert taken("Lind met Moe [words of the translator] at noon.") == [NOTE]


def test_a_quotation_mark_that_the_text_lacks_is_supplied() -> None:
    assert taken("“The harbour is closed” (by Moe) and [“] we left” was what he said.") == [
        SUPPLIED
    ]


def test_the_number_that_a_paragraph_lacks_is_supplied() -> None:
    assert taken("[8.] Lind introduced the list of boats.") == [SUPPLIED]
    assert taken("Lind introduced [8.] the list of boats.") == [NOTE]


def test_the_name_behind_one_in_the_genitive_is_another_name() -> None:
    assert taken("Niels Holm’s [Anders Lind] letter came.") == [NAMED]
    assert taken("The Board’s [Harbour Day] feast began.") == [SUPPLIED]


def test_letters_behind_a_slash_are_written_out() -> None:
    assert taken("He was of the KFP/b/ [Danish Party of Pilots] then.") == [NAMED]


def test_an_adjective_behind_a_noun_completes_it() -> None:
    (one,) = supplied("He was the worker [responsible] for the boats.")
    assert one.get("cert") == "low"


def test_what_no_sentence_lacks_behind_a_month_an_acronym_or_a_title_is_a_gloss() -> None:
    assert taken("They came in January [Lind and Moe] and left.") == [GLOSS]
    assert taken("He spoke with the FSD [the Danish fleet] there.") == [GLOSS]
    assert taken("She is the editor of Idag [Today] there.") == [GLOSS]
    assert SUPPLIED in taken("He met Miss May [Lind] in January [1963] there.")


def test_a_name_with_accents_is_a_name_and_no_foreign_word() -> None:
    assert not supplied("He greeted the Master of the Harbour [Åse Lindö], and left.", "foreign")
    assert not supplied("The Danish paper [Nørre Avis] wrote of it.", "foreign")
    assert supplied("They asked the Harbour Board [Københavns havn] there.", "foreign")
    assert supplied("They asked the Party [Magyar Kikötők Szövetsége, MKSZ] there.", "foreign")


def test_words_with_hyphens_are_whole_words() -> None:
    (wrong,) = supplied("They wrote to Mr. Lind-af-Skgen [sic] there.", "sic")
    assert wrong.text == "Lind-af-Skgen"
    assert taken("He greeted the Master-in-Chief [Åse Lind] then.")[0] in (GLOSS, NAMED)


def test_a_title_in_english_behind_its_own_words_is_a_gloss() -> None:
    assert taken("He wrote Dansk udenrigspolitik [Danish Foreign Policy] in 1950.") == [NAMED]


def test_whose_something_is_behind_a_pronoun_is_a_note() -> None:
    assert taken("He knew of their [Lind’s] quarrel and of the [Board’s] boats.") == [
        NAMED,
        SUPPLIED,
    ]


def test_accented_letters_of_a_shortened_name_are_no_word_of_another_language() -> None:
    assert taken("He met K[öbmand] Lind.") == ["expan"]


def test_what_is_said_of_the_document_behind_sic_corrects_no_word() -> None:
    assert taken("How they manage [sic, the rest of the document is missing].") == [NOTE]
    assert taken("How they manages [sic, manage] it.") == ["choice"]


@pytest.mark.parametrize(
    ("text", "completed", "rest"),
    [
        ("They left the lib[rary][?] at noon.", ["unclear", "expan"], " at noon."),
        ("He wrote of the spec[ulation].[?]", ["unclear", "expan"], "."),
        ("They are in d[ebt],[?] he says.", ["unclear", "expan"], ", he says."),
    ],
)
def test_a_doubt_behind_a_word_that_brackets_complete_is_a_doubt_of_it(
    text: str, completed: list[str], rest: str
) -> None:
    (unclear,) = supplied(text, "unclear")
    assert [etree.QName(node).localname for node in unclear.iter()][:2] == completed
    assert unclear.tail == rest


def test_a_doubt_behind_a_whole_word_is_of_that_word() -> None:
    (unclear,) = supplied("They left the harbour[?] of [old] Ribe.", "unclear")
    assert unclear.text == "harbour"
    assert not len(unclear)


@pytest.mark.parametrize("text", ["you [wi]ll come", "he [wa]s here", "they [we]re there"])
def test_letters_within_a_word_are_supplied_without_a_doubt(text: str) -> None:
    assert [node.get("cert") for node in supplied(f"If {text}, I go.")] == [None]


@pytest.mark.parametrize(
    "text", ["I shall me [be] there", "the boat it [in] port", "it was us [as] late"]
)
def test_a_small_word_that_a_slip_makes_of_another_may_correct_it(text: str) -> None:
    assert [node.get("cert") for node in supplied(f"He wrote that {text} soon.")] == ["medium"]


def test_a_small_word_that_the_one_before_needs_is_no_slip() -> None:
    assert [node.get("cert") for node in supplied("He wrote that it [is] late.")] == [None]


@pytest.mark.parametrize("name", ["Rybe [Ribe]", "Bally [Bali]", "Makassar [Macassar]"])
def test_a_name_spelt_in_two_ways_stands_in_both(name: str) -> None:
    assert taken(f"He sailed from {name} to the north.") == ["choice"]


def test_a_name_that_is_too_unlike_is_another_name() -> None:
    assert taken("He sailed from Apenrade [Aabenraa] to the north.") != ["choice"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The harber[harbour?] was closed.", "harbour"),
        ("The cable of 27 [26?] May came.", "26"),
        ("He sailed to Rybe [Ribe?] in spring.", "Ribe"),
    ],
)
def test_a_doubted_correction_takes_the_place_of_a_word_and_stands_not_beside_it(
    text: str, right: str
) -> None:
    (choice,) = supplied(text, "choice")
    assert (choice.get("cert"), choice[1].text) == ("low", right)


def test_a_doubted_word_unlike_the_one_before_it_is_a_word_of_the_text() -> None:
    assert taken("The harbour [closed?] in spring.") == ["unclear"]


@pytest.mark.parametrize("month", ["Jan", "Sept", "February"])
def test_the_day_that_a_month_lacks_is_supplied(month: str) -> None:
    assert [node.text for node in supplied(f"The telegram of {month} [30] came.")] == ["30"]


@pytest.mark.parametrize("text", ["of Jan [32] came", "of Lind [30] came", "of Jan[30] came"])
def test_no_day_stands_behind_another_word_or_beyond_the_31st(text: str) -> None:
    assert supplied(f"The telegram {text}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "[Top left there is a number; the amount 12 written by hand]",
        "[The list (of boats) added in ink]",
        "[Filed? added in pencil]",
    ],
)
def test_what_describes_the_page_is_no_insertion(text: str) -> None:
    assert taken(f"He left.\n\n{text}\n\nHe came.") == [NOTE]


def test_words_added_by_hand_are_an_insertion() -> None:
    assert taken("He left [at noon added in ink].") == ["add"]


@pytest.mark.parametrize(
    "text", ["of the HARBOUR[a] in", "(“boats [BAADE]”)[ii].[b] He", "came,[c] and"]
)
def test_letters_that_no_word_lacks_are_marks_of_notes(text: str) -> None:
    record = read_record(HEADER + f"They spoke {text} left.", name="case.md")
    assert "R029" in {found.code for found in record.diagnostics}
    assert encode(record).getroot().find(".//{*}supplied") is None


@pytest.mark.parametrize(
    "text",
    [
        "the harbou[r] of it",
        "what the captai[n] saw",
        "a lette[r] to me",
        "Brothe[r] Moe",
        "that they ar[e] late",
    ],
)
def test_the_letter_that_ends_a_word_is_supplied(text: str) -> None:
    assert [node.get("cert") for node in supplied(f"He saw {text}.")] == [None]


def test_a_letter_behind_what_is_no_word_with_it_is_the_text_s_own() -> None:
    (paragraph,) = encode(read_record(f"{HEADER}He saw the array[x].")).iterfind(".//{*}body//{*}p")
    assert "".join(paragraph.itertext()) == "He saw the array[x]."


@pytest.mark.parametrize(
    "text", ["On Sunday [21 October], the", "By Friday [October 26] it", "On Monday [3 May] they"]
)
def test_the_date_behind_a_weekday_says_which_it_is(text: str) -> None:
    assert taken(f"{text} harbour was closed.") == [NAMED]


def test_a_date_behind_another_word_is_supplied() -> None:
    assert taken("On the evening of [3 May] the harbour was closed.") == [SUPPLIED]


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
