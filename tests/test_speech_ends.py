"""Where speech ends, and who is meant: in a text, «who|words» are the words that somebody is found to say."""

from __future__ import annotations

import pytest
from conftest import HEADER
from test_speech import REGISTER, WRITER, _heard, _tree

from tei_edition import encode, read_record
from tei_edition.enrich.speech.marks import Listener
from tei_edition.enrich.tables import read_table

MOE = "Moe said that «moe|the pier had been sold»."

#: What follows what somebody said, and is nobody's.
ENDS = {
    "a passive in turn": "The state of the lamp was then looked into.",
    "a passive of meetings": "The question of the lamp was discussed at length.",
    "on one side": "On our side it was pointed out that the lamp was new.",
    "a pause": "After a short interval the talks were continued at the inn.",
    "a meal": "Supper was served on board. Toasts were exchanged.",
    "a recess": "A recess of ten minutes was requested and granted.",
    "an office before a name": "Treasurer Dahl rose. The witness withdrew.",
    "neither tense nor person": "Some of the pilots who stood at the door applauded.",
    "a time": "In the afternoon the gentlemen inspected the lamp.",
    "the meeting": "The sitting ended at noon.",
    "a matter": "The matter of the lamp gave rise to a long debate.",
    "we": "After some bargaining we agreed on a new lamp.",
    "the writer's view": "Our impression is that nobody wants the lamp. It is too dear.",
    "what should be done": "It should be put before the Board. The lamp must be lit.",
    "a date": "Skagen, 4 May 1931",
}


@pytest.mark.parametrize("name", ENDS)
def test_what_somebody_says_ends_where_the_text_tells(name):
    assert _heard([MOE, ENDS[name]]) == [MOE, ENDS[name]]


TEXTS = {
    "behind the words": "Moe said that «moe|it was late». «vik|It was early», said Minister Vik, «vik|and light».",
    "two speakers in a sentence": "Moe asked «moe|who would pay»; «lind|nobody», said Lind, «lind|as far as she knew».",
    "a passive": "Lind, who talked with Moe at the door, was told by him that «moe|it was late».",
    "after a title": "With regard to the lamp Mr. Moe considered this too dear; «moe|the old one would do».",
    "the former": "Moe laughed. Lind nodded. The former observed that «moe|it was late».",
    "another verb before": "The Consul admonished the crew and told them that «moe|they were late».",
    "in the hall": "Moe told her in the hall that «moe|it was late».",
    "yes or no": "Lind asked «lind|whether it was safe». Moe answered in the affirmative.",
    "thanks": "Moe thanked her for this. «moe|He had nevertheless to think of the pilots.»",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_who_is_meant(name):
    assert _heard([TEXTS[name]]) == [TEXTS[name]]


def test_he_is_not_who_broke_in():
    text = [
        "Consul Moe received me. He said that «moe|the pier was old». Dahl interposed that «dahl|it was new».",
        "He asked «moe|whether I had seen it».",
        "For his part he could not understand the Board.",
    ]
    spoken = "«moe|For his part he could not understand the Board.»"
    register = read_table(
        b"id,kind,name,forms,note\nlind,person,Anna Lind,Lind,writes in the first person\nmoe,person,Per Moe,Moe|Consul Moe,Consul\ndahl,person,Tor Dahl,Dahl,\n",
        "n",
    )
    assert _heard(text, "Note by Lind", register) == [*text[:2], spoken]


def test_quotations_answer_and_go_on():
    text = [
        "Consul Moe called on me.",
        '«moe|"You are late»," said Moe.',
        '«lind|"The boat was late»," I said.',
        '«moe|"It always is."»',
        '«moe|"I shall write to the Board», he went on, «moe|"and to the King.»',
        '«moe|"And they will answer."»',
        "I doubt it. The Board must come first.",
    ]
    heard = _heard(text, "Note by A. Lind on a Talk with Consul Moe", WRITER)
    assert heard[3] == text[3]
    assert heard[5:] == text[5:]


def test_only_the_speakers_own_words_are_direct():
    tree = _tree(
        "<p>A pier was no boat, Moe continued. It had no sails, he said, and I know it.</p>"
    )
    Listener(REGISTER).mark(tree)
    direct = [said.get("direct") for said in tree.getroot().iter("{*}said")]
    assert direct == ["false", "true", "true"]


COURT = read_table(
    b"""id,kind,name,forms,note
vik,person,"Vik, Ida",Ida Vik|Vik,
moe,person,"Moe, Per",Per Moe|Moe,
dahl,person,"Dahl, Tor",Tor Dahl|Dahl,
lind,person,"Lind, Anna",Anna Lind|Lind,
holm,person,"Holm, Nils",Nils Holm|Holm,
""",
    "n",
)
HEAD = "Presiding: Dr. Anna Lind. Counsel for the defence: Nils Holm. Accused: Per Moe, Tor Dahl. Witness: Ida Vik."


def test_labels_of_those_before_a_court():
    text = [
        HEAD,
        "Presiding Judge: «lind|You were on the pier?»",
        "Witness (after a pause): «vik|I was. Moe came by.»",
        "«vik|I did not understand it all. Moe said: Dahl is late. Dahl said that he was not.»",
        "Accused: Who is late?",
        "Accused Moe (calls out): «moe|Nobody was!»",
        "Defence Counsel: «holm|Was it dark?»",
        "The log was then produced.",
        "Accused Dahl, asked by Holm about the lamp, declared that «dahl|it was lit».",
    ]
    assert _heard(text, "The Case of the Pier", COURT) == text


def test_a_list_of_those_present_is_no_turn():
    label, _, rest = HEAD.partition(": ")
    tree = _tree(f"<sp><speaker>{label}:</speaker><p>{rest}</p></sp><p>Witness: It was dark.</p>")
    Listener(COURT).mark(tree)
    assert tree.getroot().find(".//{*}sp").get("who") is None
    assert [said.get("who") for said in tree.getroot().iter("{*}said")] == ["#vik"]


QUESTIONED = read_table(
    b"""id,kind,name,forms,office,note
lind,person,"Lind, Anna",Anna Lind|Lind,,
moe,person,"Moe, Per",Per Moe|Moe,,
vik,person,"Vik, Ida",Ida Vik|Vik,,
""",
    "names.csv",
)


@pytest.mark.parametrize(
    ("title", "line", "labels", "found"),
    [
        ("Interrogation of Per Moe by Captain Anna Lind", "", ("Q.", "A."), True),
        ("Interview of Per Moe (born 1880) by Anna Lind", "", ("Question", "Answer"), True),
        ("Interrogation of Per Moe", "Conducted by Captain Anna Lind", ("Q.", "A."), True),
        ("Per Moe, examined by Anna Lind", "", ("Interrogator", "Witness"), True),
        ("Anna Lind and Per Moe", "Present: Anna Lind (interrogator), Per Moe", ("Q.", "A."), True),
        ("Anna Lind and Per Moe", "Present: Anna Lind, Per Moe (witness)", ("Q.", "A."), True),
        ("Interrogation of Per Moe and Anna Lind", "Recorded by Ida Vik", ("Q.", "A."), False),
        ("Interrogation of Per Moe, Ida Vik by Anna Lind", "", ("Q.", "A."), False),
    ],
)
def test_who_asks_and_who_answers(title, line, labels, found):
    asks, answers = labels
    body = f"<p>{line}</p>" + "".join(
        f"<sp><speaker>{label}:</speaker><p>{said}</p></sp>"
        for label, said in ((asks, "Who paid?"), (answers, "Nobody."))
    )
    tree = _tree(f"{body}<p>There was a list.</p><p>The witness is shown a list.</p>", title)
    Listener(QUESTIONED).mark(tree)
    who = [sp.get("who") for sp in tree.getroot().iter("{*}sp")]
    assert who == (["#lind", "#moe"] if found else [None, None])
    said = [(one.get("who"), one.text) for one in tree.getroot().iter("{*}said")]
    assert said == ([("#moe", "There was a list.")] if found else [])


@pytest.mark.parametrize(
    "ends",
    [
        "It was resolved, with one vote against, to sell the pier.",
        "It was then agreed to meet in May.",
        "Resolved to sell the pier.",
        "Agreed.",
        "Decision: The pier is sold.",
        "After a lengthy debate the Board approved the accounts.",
        "3. The lamp",
        "Item 4: The boats",
        "The interrogation was broken off at noon.",
    ],
)
def test_what_ends_a_turn(ends):
    tree = _tree(f"<sp><speaker>Lind:</speaker><p>Who pays?</p></sp><p>{ends}</p><p>It is old.</p>")
    Listener(REGISTER).mark(tree)
    assert not list(tree.getroot().iter("{*}said"))


def test_an_office_has_a_turn_as_others_do():
    turns = "Lind: Who pays?\n\nChairman: Nobody of us will pay for it.\n\nMoe: I do.\n\n"
    tree = encode(read_record(f"{HEADER}Lind: Aye.\n\n{turns}Chairman: Dr. Ida Vik.\n"))
    speakers = [one.text for one in tree.getroot().iter("{*}speaker")]
    assert speakers == ["Lind:", "Lind:", "Chairman:", "Moe:"]


@pytest.mark.parametrize(
    ("title", "who"),
    [("Minutes of the Board", "moe"), ("Note by Anna Lind", "lind")],
)
def test_who_took_the_minutes_says_nothing_in_them(title, who):
    turns = "".join(
        f"<sp><speaker>{label}:</speaker><p>Who pays?</p></sp>" for label in ("Vik", "Vik", "Moe")
    )
    body = f"<p>Present: Ida Vik, Per Moe</p>{turns}<p>I told them that nobody pays.</p><p>Anna Lind</p>"
    tree = _tree(body, title)
    Listener(QUESTIONED).mark(tree)
    (said,) = tree.getroot().iter("{*}said")
    assert said.get("who") == f"#{who}"


def test_an_office_of_who_is_there():
    told = "The director of pilotage pointed out that the lamp was old."
    more = "Here the interpreter remarked that the word had two meanings."
    tree = _tree(
        "<p>Present: Anna Lind (director of pilotage), Per Moe. Interpreter: Ida Vik.</p>"
        f"<sp><speaker>Moe:</speaker><p>Aye.</p></sp><p>A debate developed. {told} {more}</p>",
        "Minutes",
    )
    Listener(QUESTIONED).mark(tree)
    who = [said.get("who") for said in tree.getroot().iter("{*}said")]
    assert who == ["#lind", "#vik"]


def test_a_verb_behind_what_somebody_is_thanked_for_is_not_the_ministers():
    text = ["Lind thanked the Consul for this word and asked «lind|whether he would pay»."]
    assert _heard(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "I sent for Moe, who explained to me in fluent Danish that «moe|the pier was sold».",
        "I met Moe, who had told the Board that the pier was sold.",
        "Moe, who told me that the pier was sold, left.",
    ],
)
def test_who_says_something_in_a_relative_clause(text):
    title = "Note by Anna Lind"
    assert _heard([text, "I told him that «lind|it was late»."], title, WRITER)[0] == text


def test_what_the_absent_had_told_the_writer_is_not_the_writers():
    text = [
        "I told Moe that «lind|it was old. It was dear.» Vik had in fact assured me that it was sold."
    ]
    assert _heard(text, "Note by Anna Lind on a talk with Per Moe", QUESTIONED) == text


def test_labels_of_parts_in_paragraphs():
    text = [
        "The examination was conducted by Dr. Anna Lind in the presence of Ida Vik.",
        "Interrogator: «lind|Who paid?»",
        "The Witness: «moe|Lind or Vik said that nobody paid.»",
        "«moe|There was a list.»",
    ]
    assert _heard(text, "Examination of the witness Per Moe", QUESTIONED) == text
