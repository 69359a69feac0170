"""The ways in which records of conversation name a speaker; «who|words» are the words that somebody is found to say."""

from __future__ import annotations

import pytest
from test_speech import REGISTER, WRITER, _heard

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
