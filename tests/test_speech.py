"""Who says what: in a text, «who|words» are the words that somebody is found to say."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from conftest import HEADER
from lxml import etree

from tei_edition import encode, read_record, validate
from tei_edition.enrich.speech.marks import Listener
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.tokens import Token, _office
from tei_edition.enrich.speech.verbs import verbs
from tei_edition.enrich.tables import read_table
from tei_edition.enrich.tagging import Tagger

REGISTER = read_table(
    b"""id,kind,name,forms,office,note
lind,person,"Lind, Anna",A. Lind|Lind|Director Lind,Director of the Harbour Board,
moe,person,"Moe, Per",P. Moe|Moe|Captain Moe,Consul of Norway,
dahl,person,"Dahl, Tor",T. Dahl|Dahl|Interpreter Dahl,,interpreter
vik,person,"Vik, Ida",Ida Vik|Vik|Minister Vik,Minister of Trade,
skagen,place,Skagen,Skagen,,
""",
    "names.csv",
)
WRITER = read_table(
    b"""id,kind,name,forms,office,note
lind,person,"Lind, Anna",A. Lind|Lind,Director,writes in the first person
moe,person,"Moe, Per",P. Moe|Moe,Consul of Norway,
""",
    "names.csv",
)
TITLE = "Record of a Conversation between Director A. Lind and Consul P. Moe"

TEXTS = {
    "that": "Lind said that «lind|the light at Skagen was out».",
    "whether belongs to what is asked": "Moe asked «moe|whether the pilots had been told».",
    "no that": "Moe said «moe|he had not been told».",
    "it goes on": "Lind replied that «lind|the lamp was old. A new one had been ordered.»",
    "in the middle": "«moe|We pay for it», Moe continued, «moe|and we shall pay again.»",
    "at the end, the other way round": "«moe|Who pays for it?» asked Moe.",
    "two in turn": "Lind said that «lind|it was late». Moe agreed and added that «moe|it was dark».",
    "an aside before the verb": "Moe, who had come by boat, remarked that «moe|the sea was high».",
    "an office": "Lind said that «lind|the pier was safe». The Consul answered that «moe|it was not».",
    "a pronoun": "Moe thanked Lind. He asked «moe|when the pier would be built».",
    "acts are told": "Lind spoke of the pier. Moe laughed. Lind showed him the map.",
    "to whom": "Lind told Moe that «lind|the pier was safe».",
    "quoted": 'Moe said: «moe|"It is dark. It is late."» Lind nodded.',
    "an aside in brackets": "Moe said (not for the record) that «moe|he doubted it».",
    "somebody else told of": "Moe said that «moe|it was dark. Minister Vik said to me that nobody would pay.»",
    "nobody in particular": "It was suggested that somebody should pay.",
    "a nominal inquit": "Moe expressed the hope that «moe|somebody would pay».",
    "would say is not said": "Moe would say that to nobody.",
    "host and guest": "The host said that «lind|the pier was safe». The visitor replied that «moe|it was not».",
    "had said is told": "Lind said that «lind|she was tired. Vik had said so.»",
}


MORE = {
    "the other answers": "Lind asked «lind|whether the pier was safe». He replied that «moe|it was not».",
    "promised that": "Moe promised that «moe|the pier would be safe».",
    "is convinced": "Moe was convinced that «moe|the pier was safe».",
    "drew attention": "Lind drew his attention to the fact that «lind|the pier was old».",
    "according to him": "Moe spoke of the pier. According to him, «moe|it was old».",
    "it was noted": "Moe said that «moe|it was late». It was noted by both that nobody had come.",
    "a turn behind a number": "3. Consul Moe: «moe|The pier is old.»",
    "a turn with brackets": "Moe (rising): «moe|The pier is old.»",
    "a turn by initial": "P. Moe: «moe|The pier is old.»",
    "according to": "According to Consul Moe, «moe|the pier was old».",
    "in somebody's opinion": "In Director Lind's opinion «lind|the pier was safe».",
    "in the view of": "In the view of the Consul, «moe|the pier was old».",
    "a passive": "It was stated by Consul Moe that «moe|the pier was old».",
    "a question passed on": "The question was asked by Moe «moe|whether the pier was safe».",
    "a noun": "Lind's answer was that «lind|it was safe».",
    "a remark and its answer": "To the remark of Moe that «moe|the pier was old», Lind replied that «lind|it was safe».",
    "a question without a verb": "In reply to Moe's question «moe|whether it was safe» Lind said «lind|it was».",
    "no verb at all": "Lind laughed. To this Moe: «moe|The pier is old.»",
    "two labels in a paragraph": "Lind: «lind|the pier was safe.» Moe: «moe|it was old.»",
    "one side says": "Moe said that «moe|it was late». The Danish side noted that nobody had come.",
    "did not exclude": "Moe did not exclude that «moe|somebody would pay».",
    "asked in between": "Moe, however, wished, on the other hand, to know «moe|who would pay».",
    "for his part": "Moe, for his part, was tired. According to him «moe|it was late».",
    "a verb of doing behind a quotation": '«moe|"The pier is old,"» Moe began. Lind nodded.',
    "the answer": '«lind|"Is it safe?"» Lind asked. «moe|"It was,"» was the answer.',
    "a letter for a name": "Mr. M. replied that «moe|the pier was old». L. said «lind|it was safe».",
    "something done to him": "It was dark. Moe was promised a boat.",
    "begged to believe": "Moe begged her to believe that «moe|it was safe».",
    "an office without article": "Consul then said «moe|the pier was old».",
}


@pytest.mark.parametrize("name", MORE)
def test_what_strangers_write(name):
    assert _heard([MORE[name]]) == [MORE[name]]


#: Verbs, asides, labels and what is told of, a sentence or two each.
SENTENCES = [
    "Moe asked, when they met, «moe|whether the pier was safe».",
    "Moe said, when they met, that «moe|the pier was safe».",
    "Moe said «moe|the pier was safe».",
    "Moe stated «moe|Lind going to Skagen».",
    "Moe replied in English.",
    "Moe answered him.",
    "Moe replied «moe|the pier was old».",
    "Moe asked Lind.",
    "Moe doubted the pier.",
    "Moe remarked «moe|the pier was old».",
    "Moe remarked the pier.",
    "Moe said «moe|no».",
    "Moe asked the pilots.",
    "Moe said that «moe|it was late». The meeting lasted an hour.",
    "Moe said that «moe|it was late». The conversation took place at night.",
    "Moe said that «moe|it was late». This matter of the lamps was then settled.",
    "The Director, smiling, said that «lind|it was safe».",
    "When Moe came, Lind said that «lind|it was late».",
    "Moe, as he had said before, said that «moe|it was late».",
    "Moe then said that «moe|it was late».",
    "Moe, who was tired, and Lind said that «lind|it was late».",
    "Moe came and said that «moe|it was late».",
    "Moe rose, laughed and said that «moe|it was late».",
    "Moe would have said that it was late.",
    "Moe could not say that it was late.",
    "Director: «lind|The pier is old.»",
    "The Consul: «moe|The pier is old.»",
    "Minister: «vik|The pier is old.»",
    "Consul (P. Moe): «moe|The pier is old.»",
    "MOE Per: «moe|The pier is old.»",
    "Comrade Moe: «moe|The pier is old.»",
    "Moe said that «moe|it was late». Lind did laugh.",
    "Moe said that «moe|it was late». Lind did not laugh.",
    "Moe said that «moe|it was late». Lind had laughed.",
    "Moe said that «moe|it was late». Lind, smiling, laughed.",
    "Moe said that «moe|it was late». Lind was shown a map.",
    "Moe said that «moe|it was late». Lind was old.",
    "Moe said that «moe|it was late». Lind touched on the pier.",
    "Moe said that «moe|it was late». Lind had touched on the pier.",
    "Moe said that «moe|it was late». To Lind he gave a map.",
    "Moe said that «moe|it was late». Mr. Lind showed him the map.",
    "Moe said that «moe|it was late». He showed him the map.",
    "Moe said that «moe|it was late». Then the Director showed the guest the harbour.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_where_words_begin_and_end(text):
    assert _heard([text]) == [text]


PEOPLE = """id,kind,name,forms,office,note
lind,person,"Lind, Anna",Anna Lind|Lind,,Director
moe,person,"Moe, Per",Per Moe|Moe|Consul Moe,,Consul
holm,person,"Holm, Nils",Nils Holm,,assistant to the Director
lind2,person,"Lind, Ulla",Mrs. Lind,,wife of the Consul
"""


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("Note by Anna Lind on a Talk", "Consul Moe came to my office early in the morning on Monday.", ""),
        ("From the Diary of Anna Lind", "Today I visited Consul Moe in his office near the old harbour.", ""),
        ("Note on the Pier", "Consul Moe called on me this morning in order to speak of the pier.", "<closer><signed>Anna Lind</signed></closer>"),
        ("Note on the Talk of Anna Lind with Per Moe", "Consul Moe called on me this morning in order to speak of the pier.", ""),
    ],
)  # fmt: skip
def test_who_says_i(title, first, last):
    register = read_table(PEOPLE.encode(), "n")
    body = f"<p>{first}</p><p>I told the Consul that the pier was old. He said that it was safe.</p>{last}"
    tree = _tree(body, title)
    Listener(register).mark(tree)
    (_, second) = tree.getroot().iterfind(".//{*}body/{*}p")
    assert (
        _shown(second)
        == "I told the Consul that «lind|the pier was old». He said that «moe|it was safe»."
    )


def test_an_office_is_not_that_of_an_assistant_or_a_wife():
    register = read_table(PEOPLE.encode(), "n")
    text = "The Director said that «lind|it was late». The Consul said that «moe|it was dark»."
    assert _heard([text], "Conversation between Anna Lind and Per Moe", register) == [text]


def test_a_label_may_be_an_initial_and_a_surname():
    register = read_table(PEOPLE.encode(), "n")
    text = "N. Holm: «holm|It is late.»"
    assert _heard([text], "Talk of Anna Lind with Nils Holm", register) == [text]


def test_guest_and_host_are_the_two_who_talk():
    text = "I said that «lind|it was late». The guest replied that «moe|it was not»."
    assert _heard([text], "Note by A. Lind on a Talk with Consul Moe", WRITER) == [text]
    alone = "The guest replied that it was late."
    assert _heard([alone], "Note on Lamps", WRITER) == [alone]


def _tree(body: str, title: str = TITLE) -> etree._ElementTree:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"<profileDesc/></teiHeader><text><body>{body}</body></text></TEI>"
    )
    return etree.parse(BytesIO(text.encode()))


def _plain(marked: str) -> str:
    return re.sub(r"«\w+\|([^»]*)»", r"\1", marked)


def _shown(element: etree._Element) -> str:
    """The words of *element*, with what is said in signs."""
    who = (element.get("who") or "").removeprefix("#")
    inner = (element.text or "") + "".join(_shown(child) + (child.tail or "") for child in element)
    return f"«{who}|{inner}»" if element.tag.endswith("}said") else inner


def _heard(paragraphs: list[str], title: str = TITLE, register=REGISTER) -> list[str]:
    tree = _tree("".join(f"<p>{_plain(text)}</p>" for text in paragraphs), title)
    Listener(register).mark(tree)
    return [_shown(p) for p in tree.getroot().iterfind(".//{*}body/{*}p")]


@pytest.mark.parametrize("name", TEXTS)
def test_one_paragraph(name):
    assert _heard([TEXTS[name]]) == [TEXTS[name]]


def test_what_is_said_goes_on_in_the_next_paragraph():
    text = [
        "Moe said: «moe|We have built a pier.»",
        "«moe|We shall build another, and you will see it.»",
        "At the end of the conversation Lind thanked Moe.",
    ]
    assert _heard(text) == text


def test_a_text_in_the_present():
    text = [
        "Director Lind greets Consul Moe. «lind|She had feared for his boat.»",
        "Moe replies «moe|the boat was sound».",
        "Lind asks «lind|whether he would stay».",
        "Moe says «moe|he would». Lind is pleased.",
    ]
    assert _heard(text) == text


def test_the_writer_says_i():
    text = [
        "Consul Moe called on me. I said that «lind|the pier was safe». He replied that «moe|it was not».",
        "I felt that he was tired.",
        "«lind|It is dark», I said, «lind|and late».",
    ]
    assert _heard(text, "Note by A. Lind on a Talk with Consul Moe", WRITER) == text


def test_turns_with_labels():
    body = (
        "<sp><speaker>Director Lind (laughs):</speaker><p>Who pays? (Laughter.)</p></sp>"
        "<p>I ask you again.</p><p>(Moe rises.)</p>"
        "<sp><speaker>PM:</speaker><p>Nobody.</p></sp><sp><speaker>A voice:</speaker><p>Shame!</p></sp>"
    )
    tree = _tree(body)
    spoken = Listener(REGISTER).mark(tree)
    assert [sp.get("who") for sp in tree.getroot().iter("{*}sp")] == ["#lind", "#moe", None]
    assert [_shown(p) for p in tree.getroot().iterfind(".//{*}body/{*}p")] == [
        "«lind|I ask you again.»",
        "(Moe rises.)",
    ]
    assert spoken.words == {"lind": 6, "moe": 1}


ASKED = """id,kind,name,forms,office,note
lind,person,"Lind, Anna",Anna Lind|Lind,,"Delegate of Denmark, chairman of the board"
moe,person,"Moe, Per",Per Moe|Moe,,journalist
"""


@pytest.mark.parametrize(
    ("labels", "who"),
    [
        (["Q.", "A."], ["moe", "lind"]),
        (["QUESTION", "Reply"], ["moe", "lind"]),
        (["THE CHAIRMAN", "MR. MOE"], ["lind", "moe"]),
        (["L", "M"], ["lind", "moe"]),
        (["AL", "XY"], ["lind", None]),
        (["Comrade LIND Anna", "MOE Per"], ["lind", "moe"]),
    ],
)
def test_labels_without_a_name(labels, who):
    tree = _tree("".join(f"<sp><speaker>{one}:</speaker><p>Aye.</p></sp>" for one in labels), TALK)
    Listener(read_table(ASKED.encode(), "n")).mark(tree)
    found = [(sp.get("who") or "").removeprefix("#") or None for sp in tree.getroot().iter("{*}sp")]
    assert found == who


TALK = "Interview of Per Moe with Anna Lind"


def test_an_office_in_brackets_is_that_of_the_name_before():
    body = "<head>Present: Mr. Lind (Director), Mr. Moe</head><p>The Director said that «lind|it was late».</p>"
    tree = _tree(_plain(body), TALK)
    Listener(read_table(ASKED.encode(), "n")).mark(tree)
    (said,) = tree.getroot().iter("{*}said")
    assert said.get("who") == "#lind"


def test_turns_with_a_dash():
    text = [
        "The Director received Consul Moe and asked him:",
        "— «lind|Is it safe?»",
        "— «moe|It is old.»",
        "— «lind|It is safe», said the Director.",
        "The Consul rose.",
        "— «moe|It is old», he said.",
    ]
    assert _heard(text) == text
    # Two who are not the two of the title do not take turns, and a lone sign says nothing.
    for unknown in (
        ["— Is it safe?", "— «vik|It is», said Minister Vik.", "— Good."],
        ["— It is late."],
    ):
        assert _heard(unknown) == unknown


def test_dashes_that_were_read_as_a_list():
    item = "<item>Is it safe?</item><item>It is old.</item>"
    tree = _tree(f'<p>Lind asked:</p><list rend="bulleted">{item}</list>')
    Listener(REGISTER).mark(tree)
    assert [said.get("who") for said in tree.getroot().iter("{*}said")] == ["#lind", "#moe"]
    tree = _tree(
        '<p>Lind proposed:</p><list rend="bulleted"><item>A pier.</item><item>A boat.</item></list>'
    )
    Listener(REGISTER).mark(tree)
    assert not list(tree.getroot().iter("{*}said"))


def test_what_is_decided_and_done_is_nobodys_speech():
    text = [
        "Moe asked «moe|who would pay».",
        "It was agreed that the town should pay.",
        "Consul: «moe|I shall tell the town.»",
        "The Board approved the proposal.",
        "The Minister of Trade said that «vik|she was glad».",
    ]
    assert _heard(text) == text


def test_who_is_left_open():
    text = [
        "Moe said that «moe|it was late».",
        "Berg wanted to know who would pay.",
        "THE COMMITTEE:",
        "(a) Took note of what was said.",
        "XY: Nobody pays.",
    ]
    assert _heard(text) == text


def test_what_i_said_and_his_excellency():
    register = read_table(PEOPLE.encode(), "n")
    text = [
        "My dear Director,",
        "I had the honour to be received by Consul Moe.",
        "I observed that «lind|the pier was old». His Excellency smiled, and replied that «moe|he knew it».",
        "As to the lamp, he claimed «moe|it had been paid».",
        "I: «lind|By whom?»",
        "To my question «lind|whether it was safe» he answered: «moe|it was.»",
        "Consul Moe: «moe|By the town.» He offered me tea. Nils Holm observed that «holm|it was cold».",
        "It seemed to me that he was tired.",
    ]
    assert _heard(text, "Dispatch from Anna Lind", register) == text


def test_an_office_in_a_telegram():
    register = read_table(
        b"id,kind,name,forms,note\nvik,person,Ida Vik,Ida Vik|Vik,Foreign Minister\nmoe,person,Per Moe,Moe,\n", "n"
    )  # fmt: skip
    text = ["Saw Vik today. FonMin said «vik|ships late». Vik stated «vik|Moe going to Skagen»."]
    assert _heard(text, "Telegram on Ida Vik", register) == text


def test_who_takes_part():
    tree = _tree(
        "<p>Interpreter: T. Dahl.</p><p>Lind said that it was late. Moe said that it was not.</p>"
    )
    Listener(REGISTER).mark(tree)
    people = tree.getroot().iterfind(".//{*}particDesc//{*}person")
    assert [(one.get("sameAs"), one.get("role")) for one in people] == [
        ("#lind", "speaker"), ("#moe", "speaker"), ("#dahl", "interpreter"),
    ]  # fmt: skip


def test_a_second_time_changes_nothing():
    tree = _tree("<p>Lind said that it was late.</p>")
    Listener(REGISTER).mark(tree)
    once = etree.tostring(tree)
    Listener(REGISTER).mark(tree)
    assert etree.tostring(tree) == once


def test_what_is_said_within_marks_and_notes_stays_whole():
    tree = _tree(
        "<p>Lind said that <hi>the light</hi><note>not lit</note> was <add>out and</add> dark. It is late.</p>"
    )
    text = tree.getroot().find("{*}text")
    before = "".join(text.itertext())
    Listener(REGISTER).mark(tree)
    assert "".join(text.itertext()) == before
    (said,) = tree.getroot().iter("{*}said")
    assert "".join(said.itertext()) == "the lightnot lit was out and dark. It is late."


def test_a_record_with_speech_is_valid():
    tree = encode(
        read_record(
            f"{HEADER}Lind said that it was late, and left. He asked whether Moe would pay.\n"
        )
    )
    Tagger(REGISTER).tag(tree)
    Listener(REGISTER).mark(tree)
    assert not validate(tree)
    assert {said.get("cert") for said in tree.getroot().iter("{*}said")} == {None, "medium"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It was late. He left.", ["It was late.", "He left."]),
        (
            "Mr. Moe of the U. S. Navy came. He left.",
            ["Mr. Moe of the U. S. Navy came.", "He left."],
        ),
        ("3. He left at 4 p.m. today.", ["He left at 4 p.m. today."]),
        ("“It is late.” He left.", ["“It is late.”", "He left."]),
        ("Who pays? asked Moe.", ["Who pays? asked Moe."]),
    ],
)
def test_sentences(text, parts):
    found = sentences(text, verbs("en").words("abbreviations"))
    assert [text[start:end] for start, end in found] == parts


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("the captain said", 2),
        ("my old captain said", 3),
        ("a captain said", 0),
        ("the and captain", 0),
        ("captain", 0),
    ],
)
def test_an_office_has_its_article(words, length):
    tokens = [Token("word", word, 0, 0) for word in words.split()]
    assert _office(tokens, 0, verbs("en")) == length


# --- to whom ----------------------------------------------------------------------------------------

TO_WHOM = {
    "the sentence says it": ("Vik told Moe that it was dark.", "moe"),
    "to and a title": ("Vik replied to Captain Moe that it was dark.", "moe"),
    "an office": ("Vik said to the Consul that it was dark.", "moe"),
    "told of by somebody": ("Vik recalled that he told Moe that it was dark.", None),
    "nobody says it": ("Vik said that it was dark.", None),
    "somebody else is there": ("Lind told Moe that it was dark. Vik said that it was late.", None),
}
TWO = {
    "two who talk": (TITLE, "Lind said that it was dark.", "moe"),
    "she turns to somebody else": (TITLE, "Lind said to Vik that it was dark.", "vik"),
    "thought": (TITLE, "Lind thought that it was dark.", None),
    "with an interpreter": (
        TITLE,
        "Interpreter Dahl was present.\n\nMoe said that it was dark.",
        "lind",
    ),
    "a third was present": (TITLE, "Minister Vik was present.\n\nMoe said that it was dark.", None),
    "somebody whom the register does not know": (
        f"{TITLE} and J. Qvistgaard",
        "Moe said that it was dark.",
        None,
    ),
    "and others": (f"{TITLE} and Others", "Moe said that it was dark.", None),
    "a third speaks": (TITLE, "Vik said that it was late. Moe said that it was dark.", None),
}


def last_addressee(title: str, text: str) -> str | None:
    tree = encode(read_record(HEADER.replace("Letter to the Harbour Board", title) + text))
    Listener(REGISTER).mark(tree)
    assert validate(tree) == []
    *_, said = tree.getroot().iter("{*}said")
    to = said.get("toWhom")
    return to and to.removeprefix("#")


@pytest.mark.parametrize("case", TO_WHOM)
def test_whom_a_sentence_names_is_spoken_to(case):
    text, to = TO_WHOM[case]
    assert (
        last_addressee("Record of a Meeting of Consul P. Moe, A. Lind and Minister Vik", text) == to
    )


@pytest.mark.parametrize("case", TWO)
def test_of_two_alone_each_speaks_to_the_other(case):
    title, text, to = TWO[case]
    assert last_addressee(title, text) == to
