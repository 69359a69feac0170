"""The doors for documents of word processors: Word, OpenDocument, RTF."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from contextlib import suppress

import pytest
from conftest import HEADER, ROOT
from lxml import etree
from office import (
    PNG,
    change,
    commented,
    docx,
    gone,
    note,
    odt,
    paragraph,
    run,
)

from tei_edition import EditionError, encode_valid, read_record, tei_bytes
from tei_edition.document.draft import Change, Comment, Run, inlines_of
from tei_edition.read import pandoc
from tei_edition.read.door import door_of
from tei_edition.read.original import Original
from tei_edition.write.draft import record_of

pytest.importorskip("pypandoc")
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def draft(data: bytes, **said):
    """The one draft of *data*; *said* is what edition.toml says to doors."""
    original = Original("letters/One.docx", content=data, said=said)
    (made,) = door_of(data, "One").drafts(original)
    return made


def written(data: bytes, **said) -> str:
    return record_of(draft(data, **said), "one").text


def tei(record: str):
    return etree.fromstring(tei_bytes(encode_valid(read_record(HEADER + record, name="one.md"))))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


# --- tracked changes --------------------------------------------------------------------------------

TRACKED = docx(
    paragraph(
        run("The board ") + change("ins", "Ana", run("soon ") + change("del", "Ole", gone("never ")))
        + run("agrees.")
    ),
    paragraph(change("moveFrom", "Ana", run("A lamp stood here.")) + run("Nothing stands here.")),
    paragraph(
        run("Behold: ") + change("moveTo", "Ana", run("A lamp ") + change("ins", "Ole", run("once "))
        + run("stood here."))
    ),
    "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>"
    + paragraph(run("Lamps") + note(2)) + "</w:tc><w:tc>" + paragraph(change("ins", "Ana", run("nine")))
    + '</w:tc></w:tr><w:tr><w:trPr><w:ins w:id="9" w:author="Ole" w:date="2024-05-04T00:00:00Z"/></w:trPr><w:tc>'
    + paragraph(run("Boats")) + "</w:tc><w:tc>" + paragraph(run("two")) + "</w:tc></w:tr></w:tbl>",
    paragraph(commented(0, run("The harbour ") + change("del", "Ole", gone("master "))) + run("slept.")),
    paragraph(
        change("ins", "Ana", run("It rained.")),
        '<w:rPr><w:ins w:id="8" w:author="Ana" w:date="2024-05-03T10:00:00Z"/></w:rPr>',
    ),
    paragraph(
        run("So it ended."),
        '<w:rPr><w:del w:id="7" w:author="Ole" w:date="2024-05-03T10:00:00Z"/></w:rPr>',
    ),
    notes=(paragraph(run("Of brass, ") + change("ins", "Ole", run("mostly.")) + commented(1, run("Sure?"))),),
    comments=(("Eva", "Which one?"), ("Ole", "Ask the keeper.")),
)  # fmt: skip


def test_changes_of_two_authors_in_one_another_in_moved_text_tables_and_notes():
    text = written(TRACKED)
    for said in (
        "The board [inserted by Ana on 2024-05-03: soon [deleted by Ole on 2024-05-03: never]] agrees.",
        "[deleted by Ana on 2024-05-03: A lamp stood here.]Nothing stands here.",
        "[inserted by Ana on 2024-05-03: A lamp [inserted by Ole on 2024-05-03: once] stood here.]",
        "| [inserted by Ana on 2024-05-03: nine] |",
        "| [inserted by Ole on 2024-05-04: Boats] | [inserted by Ole on 2024-05-04: two] |",
        "The harbour [deleted by Ole on 2024-05-03: master] [comment by Eva on 2024-06-01: Which one?]slept.",
        "Of brass, [inserted by Ole on 2024-05-03: mostly.]Sure?[comment by Ole on 2024-06-01: Ask the keeper.]",
    ):
        assert said in text
    assert draft(TRACKED).left_out == ("paragraph 10: its end, deleted by Ole on 2024-05-03",)


def test_the_comment_of_a_change_says_what_it_is_of():
    (first,) = [
        n for n in inlines_of(draft(TRACKED).blocks) if isinstance(n, Comment) and n.who == "Eva"
    ]
    assert {type(n) for n in first.of} == {Run, Change}
    assert (first.who, first.when[:10]) == ("Eva", "2024-06-01")


def test_tracked_changes_become_valid_tei_and_no_word_is_lost():
    from tei_edition.build.imports import Importer, read_made

    (made,) = Importer().records(Original("one.docx", content=TRACKED))
    root = etree.fromstring(tei_bytes(encode_valid(read_made(made, "one.docx", None))))
    body = root.find("t:text", NS)
    source = etree.fromstring(TRACKED_XML)
    wanted = words(" ".join(source.itertext())) + words(
        "Of brass mostly Sure Which one Ask the keeper"
    )
    assert not wanted - words(" ".join(body.itertext()))
    nested = body.find(".//t:add[@resp='#ana']/t:del[@resp='#ole']", NS)
    assert nested is not None
    assert nested.text.strip() == "never"
    assert {c.get("who") for c in root.iterfind(".//t:revisionDesc//t:change[@who]", NS)} >= {
        "#ana",
        "#ole",
        "#eva",
    }


def _part(data: bytes, name: str) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read(name)


TRACKED_XML = _part(TRACKED, "word/document.xml")


def test_a_comment_over_several_paragraphs_stands_where_its_words_end():
    data = docx(
        paragraph('<w:commentRangeStart w:id="0"/>' + run("One begins.")),
        paragraph(run("It ends") + '<w:commentRangeEnd w:id="0"/>' + run(" here.")),
        comments=(("Eva", "Both of them."),),
    )
    assert "One begins.\n\nIt ends[comment by Eva on 2024-06-01: Both of them.] here." in written(
        data
    )


# --- settings ----------------------------------------------------------------------------------------


def test_settings_pages_and_signs():
    data = docx(
        paragraph(
            run("plain ") + run("under", '<w:u w:val="single"/>') + run(" small", "<w:smallCaps/>")
            + run(" struck", "<w:dstrike/>") + run("2", '<w:vertAlign w:val="superscript"/>')
            + run(" secret", "<w:vanish/>")
        ),
        paragraph(run("First page") + '<w:r><w:br w:type="page"/></w:r>' + run("second")
                  + "<w:r><w:lastRenderedPageBreak/><w:t>, all of it, co</w:t><w:softHyphen/><w:t>operating</w:t></w:r>"),
        paragraph(run("Third page."), "<w:pageBreakBefore/>"),
        paragraph('<w:fldSimple w:instr=" PAGE "><w:r><w:t>17</w:t></w:r></w:fldSimple>' + run(" lamps")),
    )  # fmt: skip
    text = written(data)
    assert "plain <u>under</u> <sc>small</sc> <s>struck</s><sup>2</sup>" in text
    assert "First page[page break]second, all of it, cooperating" in text
    assert "[page break]Third page." in text
    assert "17 lamps" in text
    assert draft(data).left_out == ("hidden words: “secret”",)


def test_words_of_another_language_than_the_text():
    data = docx(
        paragraph(
            run("He said ", '<w:lang w:val="en-GB"/>')
            + run("guten Tag", '<w:lang w:val="de-DE"/>')
            + run(" and left the harbour.", '<w:lang w:val="en-US"/>')
        )
    )
    runs = [n for n in inlines_of(draft(data).blocks) if isinstance(n, Run)]
    assert [(r.text.strip(), r.lang) for r in runs if r.lang] == [("guten", "de"), ("Tag", "de")] or [
        ("".join(r.text for r in runs if r.lang).strip())
    ] == ["guten Tag"]  # fmt: skip
    assert {r.lang for r in runs} == {"", "de"}


def test_styles_that_the_project_maps():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Qu1"><w:name w:val="Quoted Letter"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rg"><w:name w:val="Regest"/></w:style>'
        '<w:style w:type="character" w:styleId="Nm"><w:name w:val="Name"/></w:style>'
    )
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = docx(
        paragraph(run("A lamp is asked for."), '<w:pStyle w:val="Rg"/>'),
        paragraph(run("Dear ") + run("Berg", '<w:rStyle w:val="Nm"/>'), '<w:pStyle w:val="Qu1"/>'),
        more={"word/styles.xml": f'<w:styles xmlns:w="{w}">{styles}</w:styles>'},
    )
    said = {"Quoted Letter": "quote", "Regest": "Summary:", "Name": "small-caps"}
    text = written(data, styles=said)
    assert "> Dear <sc>Berg</sc>" in text
    assert re.search(r"\*\*Summary:\*\* A lamp is asked for\.", text)
    assert "> " not in written(data)


def test_lists_keep_the_labels_that_are_printed():
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    link = '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = docx(
        paragraph(run("oil"), item), paragraph(run("wicks"), item),
        more={"word/numbering.xml": numbering}, links=link,
    )  # fmt: skip
    (made,) = draft(data).blocks
    assert [block.label for block in made.blocks] == ["iii)", "iv)"]


def test_pictures_come_out_of_the_document_and_no_other_is_looked_for():
    blip = (
        "<w:r><w:drawing><wp:inline>"
        '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="p" descr="a lamp"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:{how}="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    links = (
        f'<Relationship Id="i1" Type="{kind}" Target="media/lamp.png"/>'
        f'<Relationship Id="i2" Type="{kind}" Target="../../../etc/passwd"/>'
        f'<Relationship Id="i3" Type="{kind}" Target="file:///etc/passwd" TargetMode="External"/>'
    )
    data = docx(
        *(
            paragraph(run("See ") + blip.format(how=how, id=name))
            for how, name in (("embed", "i1"), ("embed", "i2"), ("link", "i3"))
        ),
        links=links,
        more={"word/media/lamp.png": PNG},
    )
    made = draft(data)
    assert made.images == {"lamp.png": PNG}
    text = record_of(made, "one").text
    assert "See [image: images/one/lamp.png — a lamp]" in text
    assert "passwd" not in text
    assert made.left_out == ("2 pictures that are not in the file, or not read by pandoc",)


def test_what_stands_beside_the_text_is_reported():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph(run('RECEIVED'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    data = docx(
        paragraph(run("The text. ") + box),
        more={
            "word/header1.xml": f"<w:hdr {w}>{paragraph(run('Harbour Board papers'))}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {w}>{paragraph(run('3'))}</w:ftr>",
            "word/vbaProject.bin": b"\xd0\xcf",
            "word/embeddings/sheet1.xlsx": b"PK",
        },
    )
    assert set(draft(data).left_out) == {
        "the running head “Harbour Board papers”",
        "the macros, which were not run",
        "the object embeddings/sheet1.xlsx",
        "a text box after paragraph 1: “RECEIVED”",
    }


# --- the front of a document ---------------------------------------------------------------------------


def test_a_table_of_labels_at_the_top_is_the_header():
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(run(label))}</w:tc><w:tc>{paragraph(run(value))}</w:tc></w:tr>"
        for label, value in (
            ("Citation:", "“Letter”, RGAE, f. 7."),
            ("Original Language", "Russian"),
            ("Box", "12"),
        )
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    made = draft(
        docx(f"<w:tbl>{grid}{rows}</w:tbl>", paragraph(run("Dear Berg, the lamp is out.")))
    )
    assert [label for label, _ in made.fields] == ["Citation", "Original Language", "Box"]
    record = read_record(record_of(made, "one").text, name="one.md")
    assert record.header.citation is not None


def test_the_title_is_the_style_for_titles_or_the_property_but_no_name_that_programs_make_up():
    core = '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
    plain = paragraph(run("The lamp is out."))
    said = {"docProps/core.xml": core.format("Letter on lamps")}
    assert draft(docx(plain, more=said)).title == "Letter on lamps"
    made_up = {"docProps/core.xml": core.format("Microsoft Word - x.doc")}
    assert draft(docx(plain, more=made_up)).title == "One"
    title = paragraph(run("On lamps"), '<w:pStyle w:val="Title"/>')
    styles = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = draft(
        docx(
            title,
            plain,
            more={**said, "word/styles.xml": f'<w:styles xmlns:w="{w}">{styles}</w:styles>'},
        )
    )
    assert (made.title, len(made.blocks)) == ("On lamps", 1)


def test_a_table_within_a_cell_is_told():
    def table(inner):
        return f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{paragraph(run('Oil'))}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"

    inner = table(paragraph(run("2 s.")))
    made = draft(docx(table(inner + paragraph("")), paragraph(run("So it was."))))
    (told,) = made.left_out
    assert "a table within a cell" in told


def test_a_change_that_repeats_a_word_is_certain():
    text = "We [deleted by Ana Lind on 2024-03-02: the old lamp] [inserted by Ana Lind on 2024-03-03: the new lamp]."
    record = read_record(HEADER + text)
    assert not {"R032", "R033"} & {found.code for found in record.diagnostics}


def test_a_bold_line_is_the_title_and_a_dateline_stays_in_the_text():
    bold = paragraph(run("Codex 12", "<w:b/>"))
    labelled = paragraph(run("Language:", "<w:b/>") + run(" Latin"))
    assert draft(docx(bold, labelled, paragraph(run("A psalter.")))).title == "Codex 12"
    salute = paragraph(run("Dear Ole,", "<w:b/>"))
    assert draft(docx(salute, paragraph(run("The lamp is out.")))).title == "One"
    styles = '<w:style w:type="paragraph" w:styleId="Date"><w:name w:val="Date"/></w:style>'
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    more = {"word/styles.xml": f'<w:styles xmlns:w="{w}">{styles}</w:styles>'}
    for words, kept in (("Ribe, 3 May 1871", 2), ("3 May 1871", 1)):
        dated = paragraph(run(words), '<w:pStyle w:val="Date"/>')
        made = draft(docx(dated, paragraph(run("The lamp is out.")), more=more))
        (((label, (value,))),) = made.fields
        assert (label, "".join(r.text for r in value.content), len(made.blocks)) == (
            "Date",
            "3 May 1871",
            kept,
        )


# --- OpenDocument and RTF ------------------------------------------------------------------------------


def test_open_document_changes_comments_and_settings():
    by = "<office:change-info><dc:creator>{}</dc:creator><dc:date>2024-05-03T10:00:00</dc:date></office:change-info>"
    data = odt(
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>' + by.format("Ana")
        + '</text:insertion></text:changed-region><text:changed-region text:id="c2"><text:deletion>' + by.format("Ole")
        + "<text:p>never</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>We <text:change-start text:change-id="c1"/>soon <text:change text:change-id="c2"/>begin.</text:p>'
        '<text:p>And we end.<text:change-end text:change-id="c1"/> Then <text:span text:style-name="T1">under</text:span> '
        '<text:span text:style-name="T2">small</text:span> lamps<office:annotation><dc:creator>Eva</dc:creator>'
        "<dc:date>2024-06-01T00:00:00</dc:date><text:p>Whose?</text:p></office:annotation> burn.</text:p>",
        '<style:style style:name="T1" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-variant="small-caps"/></style:style>',
    )  # fmt: skip
    text = written(data)
    assert "We [inserted by Ana on 2024-05-03: soon [deleted by Ole on 2024-05-03: never]begin.]" in text  # fmt: skip
    assert "[inserted by Ana on 2024-05-03: And we end.] Then <u>under</u> <sc>small</sc>" in text
    assert "lamps[comment by Eva on 2024-06-01: Whose?] burn." in text
    assert draft(data).left_out == ()


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Times;}}
{\*\revtbl{Unknown;}{Ana Lind;}{Ole;}}{\header\pard Board papers\par}
\pard We {\revised\revauth1\revdttm1304796800 soon {\deleted\revauthdel2\revdttmdel1304796800 never }}begin.\par
\pard Its name, {\f1 \'ec\'ee\'f0\'e5}, and \u1078?x{\v secret}; noted{\super\chftn{\footnote\pard\plain {\super\chftn} A note.}} and
{\*\atnid AL}{\*\atnauthor Eva}\chatn{\*\annotation{\*\atndate 1304796800}{\*\atnref 1}\pard\plain Whose?} left\page for good.\par
}"""


def test_rtf_changes_comments_and_characters_of_other_code_pages():
    text = written(RTF)
    day = r"on \d{4}-\d\d-\d\d"
    assert re.search(
        rf"We \[inserted by Ana Lind {day}: soon \[deleted by Ole {day}: never\]\] begin\.", text
    )
    assert "Its name, море, and жx; noted[^1] and" in text
    assert re.search(rf"\[comment by Eva {day}: Whose\?\] left\[page break\]for good\.", text)
    assert "[^1]: A note." in text
    assert draft(RTF).left_out == ("the running head “Board papers”", "hidden words: “secret”")


# --- round trip ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("set_", "words", "page"),
    [(128, "灯台守", "cp932"), (128, "能ソ表", "cp932"), (129, "등대", "cp949"), (134, "灯塔", "gbk"), (136, "燈塔", "cp950")],
)  # fmt: skip
def test_rtf_in_code_pages_of_several_bytes(set_, words, page):
    # The second byte may be written as the letter that it would be elsewhere.
    letters = "".join(
        chr(b) if chr(b).isascii() and chr(b).isalnum() else f"\\'{b:02x}"
        for b in words.encode(page)
    )
    text = rf"{{\rtf1\ansi{{\fonttbl{{\f0\fcharset{set_} A;}}{{\f1\fcharset238 B;}}}}\f0 {letters} \uc2\u233\'83\'40 \f1 \'c8l\par}}"
    assert f"{words} é Čl" in written(text.encode("latin-1"))
    plain = rf"{{\rtf1\ansi\ansicpg{page[2:] if page[0] == 'c' else 936}\deff3 {letters}\par}}"
    assert words in written(plain.encode("latin-1"))


def test_rtf_bytes_that_are_no_character_are_told():
    data = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 A;}}\f0 Dear \'93\par Ana \'81\'20.\par}"
    assert draft(data).left_out == (
        "2 characters that cannot be read in the code page of the font (cp932)",
    )


@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
@pytest.mark.parametrize("name", ["cable", "letter"])
def test_a_record_that_was_made_a_document_is_imported_as_it_was(tmp_path, name, form):
    source = ROOT / "tests" / "records" / f"{name}.md"
    out = tmp_path / f"{name}.{form}"
    subprocess.run(
        [pandoc.program(name), "-f", "markdown-smart", "-t", form, "-s", "-o", out, source],
        check=True,
    )
    (made,) = door_of(out.read_bytes(), out.name).drafts(Original(str(out), path=out))
    before = encode_valid(read_record(source.read_text("utf-8"), name="a.md"))
    after = encode_valid(read_record(record_of(made, name).text, name="a.md"))
    before, after = (etree.fromstring(tei_bytes(tree)) for tree in (before, after))
    for part in ("teiHeader", "text"):
        one, other = before.find(f"t:{part}", NS), after.find(f"t:{part}", NS)
        assert words(" ".join(one.itertext())) == words(" ".join(other.itertext()))
        tags = [
            Counter(e.tag for e in tree.iter(etree.Element)) - Counter([f"{{{NS['t']}}}p"])
            for tree in (one, other)
        ]
        assert tags[0].keys() == tags[1].keys()


# --- hostile documents ----------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(EditionError) as caught:
        draft(data)
    (found,) = caught.value.diagnostics
    assert found.code == "I052"
    return found.message


def test_hostile_documents_are_refused():
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    assert "DOCTYPE" in refused(docx(more={"word/document.xml": entity}))
    deep = "<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000
    assert "document.xml" in refused(docx(deep))
    assert "document.xml" in refused(docx(more={"word/document.xml": b"<w:document"}))
    assert "too large" in refused(docx(more={"word/document.xml": b" " * 70_000_000}))
    locked = {"META-INF/manifest.xml": '<m xmlns:x="x"><x:encryption-data/></m>'}
    assert "encrypted" in refused(odt("<text:p>One.</text:p>", more=locked))


def test_rtf_without_end_and_with_deep_groups_does_no_harm():
    for data in (b"{\\rtf1 " + b"{" * 3000, b"{\\rtf1 {\\pict " + b"ff" * 1000, b"{\\rtf1 \\bin99999999 x"):  # fmt: skip
        with suppress(EditionError):
            draft(data)


def test_a_process_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "pandoc"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(pandoc, "TIME", 0.2)
    monkeypatch.setattr(pandoc, "program", lambda name: str(slow))
    assert "still reading" in refused(docx(paragraph(run("One."))))


def test_without_pandoc_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc.shutil, "which", lambda name: None)
    with pytest.raises(EditionError) as caught:
        draft(docx(paragraph(run("One."))))
    (found,) = caught.value.diagnostics
    assert (found.code, "'.[word]'" in found.hint) == ("I051", True)


def test_a_word_that_no_part_of_the_draft_holds_is_reported():
    from tei_edition.read.pandoc_draft import Passage, lost_of

    passages = [Passage("paragraph 1", "a lamp and a lamp"), Passage("paragraph 2", "one boat")]
    assert list(lost_of(passages, Counter(["a", "lamp", "and", "a", "lamp", "one", "boat"]))) == []
    assert list(lost_of(passages, Counter(["a", "la", "mp", "and", "a", "lamp", "oneboat"]))) == []
    assert list(lost_of(passages, Counter(["a", "lamp", "and", "a", "one", "boat"]))) == ["paragraph 1: “lamp”"]  # fmt: skip
