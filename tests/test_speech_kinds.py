"""The ways in which records of conversation name a speaker; «who|words» are the words that somebody is found to say."""

from __future__ import annotations

import pytest
from conftest import HEADER
from test_speech import REGISTER, WRITER, _heard

from tei_edition import encode, read_record
from tei_edition.enrich.tables import read_table

#: Two who speak in one sentence.
CHAINS = {
    "asked and replied": "Lind asked «lind|whether the pier was safe»; Moe answered that «moe|it was».",
    "to which": "Lind said that «lind|the pier was old», to which Moe replied that «moe|it was safe».",
    "whereupon": "Lind said that «lind|the pier was old», whereupon Moe declared that «moe|he would leave».",
    "while": "While Lind maintained that «lind|the pier was safe», Moe insisted that «moe|it was old».",
    "and another": "Lind said that «lind|the pier was old» and the Consul stated that «moe|it was safe».",
    "what he tells stays his": "Moe said that «moe|he had met Vik and Vik said that the pier was old».",
    "he is not she": "Director Lind said that «lind|it was late, and she hoped that it would end».",
    "two say the same": "Moe said that «moe|it was late». Lind and Moe said that it was dark.",
    "an objection": "Moe spoke of the pier. To the objection that «moe|it was old» Lind answered that «lind|it was safe».",
}
#: Sayings that have no plain verb of saying.
SAYINGS = {
    "raised the point": "Moe raised with her the point that «moe|the pier was old».",
    "took the line": "Moe took the line that «moe|the pier was old».",
    "was quite emphatic": "Moe was quite emphatic that «moe|the pier was old».",
    "gave to understand": "Moe gave Lind to understand that «moe|he would leave».",
    "quoted as saying": "Moe quoted Vik as saying that «moe|the pier was old».",
    "it was his opinion": "It was Moe's opinion that «moe|the pier was old».",
    "put to": "Moe put to her that «moe|the pier was old».",
    "was bound to say": "Moe was bound to say, furthermore, that «moe|the pier was old».",
    "clearly": "Moe indicated pretty clearly, without saying so, that «moe|he would pay».",
    "all he said": "Lind laughed. All that Moe said was: «moe|it is old.»",
    "while he did something": "Moe showed her the map, adding that «moe|the pier was old».",
    "by saying": "Moe underlined this by saying that «moe|the pier was old».",
    "did not, but": "Moe did not deny this, but said that «moe|the pier was old».",
    "after a while": "Moe sat down but after a while, remarked that «moe|the pier was old».",
    "in brackets": "Moe (Norway) informed her that «moe|the pier was old».",
    "far from its verb": "Moe without any further ado told her that «moe|the pier was old».",
    "a bidding": "Moe asked her «moe|to give his regards to the Minister».",
    "asked was it": "Moe asked «moe|was it true».",
    "asked the others": "Moe asked the other members «moe|what they would pay».",
    "asked before": "When asked why, Moe said that «moe|he had been asleep».",
    "single quotes": "Lind said that «lind|it was late». Moe simply said «moe|'yes'».",
    "agreed, and": "Moe agreed, and nobody has any doubt that he will pay.",
    "if he thinks": "It would be well if Moe said that nobody would pay.",
    "what he told": "What Moe told her was not known to the Minister.",
    "a negative answer": "Moe replied in the negative. «moe|The pier had been sold.»",
}


@pytest.mark.parametrize("text", [*CHAINS.values(), *SAYINGS.values()], ids=[*CHAINS, *SAYINGS])
def test_kinds(text):
    assert _heard([text]) == [text]


NOTE = "Note by A. Lind"
WRITTEN = {
    "I and he": [
        "I asked Moe «lind|where the pilot was» and he replied that «moe|he had gone».",
        "I urged that «lind|the pier should be sold», and he said that «moe|nobody would buy it».",
    ],
    "he was, he said": [
        "Moe informed me that «moe|the pier was old».",
        "«moe|It would fall in a year and nobody would mend it.»",
        "I gave him a cigar.",
    ],
    "in his own words": [
        "Moe replied that «moe|the pier was old. You know», he continued, «moe|that we have no money.»",
        "«moe|A new pier is a good thing, but who pays for it?»",
        "I said that «lind|we did».",
    ],
    "whom I met": [
        "I saw the Consul today. He said that «moe|the pier was old».",
    ],
    "my interlocutor": [
        "My interlocutor, Consul Moe, said that «moe|the pier was old».",
        "My interlocutor added that «moe|it would fall».",
    ],
    "labels for I and he": [
        "I: «lind|The pier is old.»",
        "He: «moe|I know.»",
        "I: «lind|It will fall.»",
    ],
    "comment": [
        "Moe said that «moe|the pier was old».",
        "Comment",
        "Moe has told everybody that the pier is old. When I spoke of it he agreed that it was.",
    ],
    "a comment that ends": [
        "Comment: Moe said that he was ill. End comment.",
        "Moe said that «moe|the pier was old».",
    ],
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_a_writer_tells(name):
    text = ["Consul Moe came today.", *WRITTEN[name]]
    assert _heard(text, NOTE, WRITER) == text


@pytest.mark.parametrize(
    "title", ["Lind to Vik", "The Director in Skagen (Lind) to the Minister of Trade", "Talk of A. Lind with P. Moe"]
)  # fmt: skip
def test_who_sends_it_or_is_not_named_in_it_wrote_it(title):
    text = [
        "Moe came to see me in my office in the morning of the same day.",
        "I said that «lind|the pier was old». Moe said that «moe|it was safe».",
        "I told him that «lind|nobody would pay».",
    ]
    assert _heard(text, title, WRITER) == text


def test_labels_that_end_with_a_stop_or_a_dash():
    for sign in (".", " —"):
        text = [f"Lind{sign} «lind|The pier is old.»", f"Consul Moe{sign} «moe|I know.»", f"Lind{sign} «lind|It will fall.»"]  # fmt: skip
        assert _heard(text) == text
    once = ["Lind. The pier is old.", "It will fall."]
    assert _heard(once) == once


def test_a_caption_is_nobodys():
    text = ["Lind said that «lind|it was late».", "Wool:", "Lind said that «lind|there was none»."]
    assert _heard(text) == text


def test_who_is_heard_where_no_title_names_them():
    text = [
        "Lind said that «lind|it was late». Moe noted that «moe|it was dark».",
        "Moe, asked about it, laughed.",
    ]
    assert _heard(text, "Minutes of the Harbour Board", REGISTER) == text


#: What ends what somebody says, and what does not.
ENDS = {
    "told by another": "Moe did not reply to this, but in the evening, at dinner, he told Lind that «moe|the pier was old».",
    "he is not whom he tells": "Lind said that «lind|the pier was old». Later he told Lind that nobody would pay.",
    "the next item": "Moe said that «moe|the pier was old». The next item was the light at Skagen.",
    "what a side did": "Moe said that «moe|the pier was old». The Danish side took note of this.",
    "what it did to him": "Moe said that «moe|the pier was old». This pleased him.",
    "what both did": "Moe said that «moe|the pier was old». Both men laughed.",
    "what an answer did": "Moe said that «moe|the pier was old». The answer did not please her.",
    "a silence": "Moe said that «moe|the pier was old». A long silence followed. Lind said that «lind|it was late».",
    "there it rested": "Moe said that «moe|the pier was old». There the matter rested.",
    "a gesture": "Moe said that «moe|the pier was old». He threw up his hands.",
    "seemed not": "Moe said that «moe|the pier was old». He seemed not to have known it.",
    "how he spoke": "Moe spoke with some bitterness of the harbour. «moe|It had cost too much.»",
    "a comment in brackets": "Moe said that «moe|the pier was old». (Comment. Lind has often said that it was new.) «moe|It was the cause of much anger».",
    "names joined by a dash": "Lind–Moe talks ended. Lind-Moe relations were good.",
    "names joined by a hyphen": "Lind-Moe relations were good.",
}


@pytest.mark.parametrize("name", ENDS)
def test_where_it_ends(name):
    assert _heard([ENDS[name]]) == [ENDS[name]]


@pytest.mark.parametrize(
    "narration",
    [
        "The next issue pertains to the light at Skagen.",
        "A discussion of the tariff followed.",
        "The Commissioners agreed to the tariff.",
        "It rained.",
    ],
)
def test_a_paragraph_that_tells_is_not_what_somebody_goes_on_to_say(narration):
    text = [
        "Moe said that «moe|the pier was old».",
        narration,
        "Lind said that «lind|it was late».",
    ]
    assert _heard(text) == text


def test_the_writer_of_a_letter_is_who_says_i_in_it():
    text = [
        "Moe told me that «moe|the harbour was shut». I left at once for Skagen.",
        "We found nobody there and our boat was gone.",
        "Moe told me that «moe|the ice was thick». The road to the port was shut.",
        "Moe told me that «moe|the ice was thick. The road had been shut.»",
        "Moe told me that «moe|the ice was thick. The pilots are old men.»",
    ]
    assert _heard(text, "Letter from Director Lind to Minister Vik") == text


def test_a_comment_in_brackets_does_not_end_what_somebody_says():
    text = [
        "I told him that «lind|it was late». Moe said that «moe|the pier was old».",
        "(Comment. He is new here.)",
        "«moe|It would fall in a year and would not be mended.»",
    ]
    assert _heard(text, NOTE, WRITER) == text


def test_dashes_between_names_are_no_labels_wherever_they_are():
    text = ["Lind – Moe talks ended.", "Moe – Lind talks began.", "Lind – Vik talks ended."]
    assert _heard(text) == text


def test_a_name_behind_the_dash_of_a_label():
    text = ["Moe — «moe|I know.»", "Lind — «lind|So do I.»", "Moe — «moe|Lind is late.»"]
    assert _heard(text) == text


def test_an_office_with_a_hyphen_and_without_article():
    table = b"""id,kind,name,forms,office,note
lind,person,"Lind, Anna",A. Lind|Lind,Director,writes in the first person
moe,person,"Moe, Per",P. Moe|Moe,Under-Secretary of Trade,
"""
    text = [
        "On leaving, Under-Secretary told me that «moe|the pier was old». I said «lind|it was»."
    ]
    assert _heard(text, NOTE, read_table(table, "names.csv")) == text


def _turns(text: str) -> list[tuple[str, str]]:
    """The labels of a record's turns, and what stands behind each."""
    root = encode(read_record(HEADER + text)).getroot()
    return [
        (sp.findtext("{*}speaker"), " ".join("".join(p.itertext()) for p in sp.iter("{*}p")))
        for sp in root.iter("{*}sp")
    ]


def test_a_label_within_a_paragraph_begins_a_turn():
    text = "MR. LIND: Is it safe? MAJOR MOE: No. MR. LIND: Why?\n\nMAJOR MOE: It is old.\n\nMR. LIND: Mr. Vik: he wrote 'Sir'."
    assert _turns(text) == [
        ("MR. LIND:", "Is it safe?"),
        ("MAJOR MOE:", "No."),
        ("MR. LIND:", "Why?"),
        ("MAJOR MOE:", "It is old."),
        ("MR. LIND:", "Mr. Vik: he wrote 'Sir'."),
    ]


def test_a_label_that_only_runs_on_is_one_in_capitals_and_with_a_title():
    text = "MR. LIND: Is it safe? DR. VIK: No.\n\nMR. LIND: Why? THE PIER: it is old.\n\nMR. LIND: We go."
    assert [label for label, _ in _turns(text)] == [
        "MR. LIND:",
        "DR. VIK:",
        "MR. LIND:",
        "MR. LIND:",
    ]


def test_words_with_a_colon_in_a_quotation_are_no_label():
    text = 'Lind: He wrote: "Come. Moe: no." I came.\n\nMoe: When?\n\nLind: Today.'
    assert [label for label, _ in _turns(text)] == ["Lind:", "Moe:", "Lind:"]
