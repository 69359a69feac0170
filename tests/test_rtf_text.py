"""RTF as it is written again for pandoc: signs for what pandoc would not tell, and the words for the ledger."""

from __future__ import annotations

import re

import pytest
from office import PNG

from tei_edition.read.rtf_text import Rewriter
from tei_edition.read.signs import Signs

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Times;}{\f2\fcharset128 M;}}"
    r"{\*\revtbl {Unknown;}{Ana;}{Ole;}}"
)


def rewritten(body):
    """What *body* becomes, its signs as {kind value who} and {/}, characters by number as themselves; and its rewriter."""
    signs = Signs()
    made = Rewriter(f"{HEAD}{body}}}", signs)
    text = made.written().partition("Ole;}}")[2].removesuffix("}")
    text = re.sub(r"\{\\uc0\\u(\d+) \}", lambda found: chr(int(found[1])), text)

    def shown(found):
        mark = signs.marks[int(found[2])]
        said = " ".join(filter(None, (mark.kind, mark.value, mark.who, mark.when)))
        return "{/}" if found[1] == "\ufdd2" else f"{{{said}}}"

    return re.sub("([\ufdd0\ufdd2])([0-9]+)\ufdd1", shown, text), made


def said(made):
    return [f"{passage.place}: {passage.text}" for passage in made.passages]


@pytest.mark.parametrize(
    ("body", "text", "words"),
    [
        (r"One \b lamp\b0  burns.\par Two.\par", r"One \b lamp\b0  burns.\par Two.\par", ["paragraph 1: One lamp burns.", "paragraph 2: Two."]),
        (r"Cut off", "Cut off", ["paragraph 1: Cut off"]),
        (r"a\par  \par b\par", r"a\par  \par b\par", ["paragraph 1: a", "paragraph 2: b"]),
        # changes
        (r"a\revised\revauth1 b\revised0 c\par", r"a{inserted Ana}b{/}c\par", ["paragraph 1: abc"]),
        (r"a{\revised\revauth2 b{\deleted\revauthdel1 c}}d\par", r"a{{inserted Ole}b{{deleted Ana}c}}{/}{/}d\par", ["paragraph 1: abcd"]),
        (r"a{\revised\revauth2\revdttm130357248 b}{\deleted\revdttmdel130357248\revauthdel1 c}\par", r"a{{inserted Ole 2024-05-03}b}{{/}{deleted Ana 2024-05-03}c}\par", ["paragraph 1: abc"]),
        (r"a{\*\annotation{\*\atndate 130357248}Sure?}\par", r"a{\footnote {comment 2024-05-03}{\*\atndate 130357248}Sure?}\par", ["a note: Sure?", "paragraph 2: a"]),
        (r"{\revised\revauth1 a\plain b}\par", r"{{inserted Ana}a\plain {/}b}\par", ["paragraph 1: ab"]),
        (r"{\revised\revauth1 a}{\revised\revauth2 b}c\par", r"{{inserted Ana}a}{{/}{inserted Ole}b}{/}c\par", ["paragraph 1: abc"]),
        (r"{\deleted\revauthdel7 a}b\par", r"{{deleted}a}{/}b\par", ["paragraph 1: ab"]),
        (r"{\revised a\footnote b}{\footnote {\deleted\revauthdel1 c}d}e\par", None, ["a note: cd", "paragraph 2: abe"]),
        # characters by number and by byte
        (r"\'93x\'94 \u8220?y\u-1000 ?\par", "“x” “y\ufc18\\par", ["paragraph 1: “x” “y\ufc18"]),
        (r"\u-10179 ?\u-8704 ?z\par", r"{word 😀}z\par", ["paragraph 1: 😀z"]),
        (r"\u-8704 ?z\par", "\ufffdz\\par", ["paragraph 1: \ufffdz"]),
        (r"\uc0\u233 w\uc2\u233 ??w\uc-1\u233 w\par", r"\uc0éw\uc2éw\uc-1éw\par", ["paragraph 1: éwéwéw"]),
        (r"\uc1\u233\'e9 w\u233\~w\par", r"\uc1é wéw\par", ["paragraph 1: é wéw"]),
        (r"{\uc0\u233 }\u233 ?\par", r"{\uc0é}é\par", ["paragraph 1: éé"]),
        (r"\f1 \'c4\'e0 {\f0 \'c4}\plain\'c4\par", r"\f1 Да {\f0 Ä}\plainÄ\par", ["paragraph 1: Да ÄÄ"]),
        (r"\f2\'83\'40\'83@\par", r"\f2ァァ\par", ["paragraph 1: ァァ"]),
        (r"\tab a\line b\emdash c\~d\_e\-f\{\}\\\par", r"\tab a\line b\emdash c\~d\_e\-f\{\}\\\par", ["paragraph 1:  a b—c\xa0d\u2011ef{}\\"]),
        # what is beside the text
        (r"{\*\unknown secret}{\listtext 1.}a\par", r"{\*\unknown secret}{\listtext 1.}a\par", ["paragraph 1: a"]),
        (r"{\*\cs5 a}{\*\shppict b}\par", r"{\*\cs5 a}{\*\shppict b}\par", ["paragraph 1: ab"]),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 17}}\par", r"{{\*\fldinst PAGE}{\fldrslt 17}}\par", ["paragraph 1: 17"]),
        (r'{\field{\*\fldinst{HYPERLINK "https://a.example"}}{\fldrslt there}}\par', r'{\field{\*\fldinst {HYPERLINK "https://a.example"}}{\fldrslt there}}\par', ["paragraph 1: there"]),
        (r"a\bin3 xyzb\bin-1 c\par", r"abc\par", ["paragraph 1: abc"]),
        (r"a\page b\par", r"a{page}b\par", ["paragraph 1: ab"]),
        (r"{\info{\title T\page}}a\par", r"{\info {\title T\page}}a\par", ["paragraph 1: a"]),
        (r"\trowd a\cell b\cell\row c\par", r"\trowd a\cell b\cell\row c\par", ["paragraph 1: a", "paragraph 2: b", "paragraph 3: c"]),
        (r"a{\footnote \chftn Of brass.\par}b\par", r"a{\footnote \chftn Of brass.\par}b\par", ["a note: Of brass.", "paragraph 2: ab"]),
        (r"a{\*\atnauthor Eva  B}{\*\annotation Sure?\par}b\par", r"a{\*\atnauthor Eva  B}{\footnote {comment Eva B}Sure?\par}b\par", ["a note: Sure?", "paragraph 2: ab"]),
    ],
)  # fmt: skip
def test_text_is_written_again_with_signs(body, text, words):
    written, made = rewritten(body)
    assert text is None or written == text
    assert said(made) == words
    assert made.left_out == []


@pytest.mark.parametrize(
    ("body", "left_out"),
    [
        (r"{\v hid}{\v den} seen\par", ["hidden words: “hidden”"]),
        (r"\v hidden\v0 seen\par", ["hidden words: “hidden”"]),
        (r"\v hidden\plain seen\par", ["hidden words: “hidden”"]),
        (r"{\header Papers of the  board\par}{\footerr Ribe\par}{\footer 3\par}{\headerl\par}a\par",
         ["the running head “Papers of the board”", "the running foot “Ribe”"]),
        (r"\f2\'81\'20 x\par", ["1 character that cannot be read in the code page of the font (cp932)"]),
        (r"\f2\'81{\f0 x}\'81\par{\info{\title \'81}}", ["2 characters that cannot be read in the code page of the font (cp932)"]),
        (r"{\pict\wmetafile8 00}a{\info{\pict\wmetafile8 00}}\par", ["picture 1 in a format that browsers do not show"]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(body, left_out):
    assert rewritten(body)[1].left_out == left_out


def test_pictures_are_taken_out_and_stand_as_signs():
    text, made = rewritten(rf"a{{\pict\pngblip {PNG.hex()}}}b\par")
    assert text == r"a{{picture image1.png}}b\par"
    assert made.images == {"image1.png": PNG}
