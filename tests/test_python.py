"""An edition from Python: its documents, hooks and what they change, and the examples of the guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import HEADER

from tei_edition import Edition, EditionError, Settings
from tei_edition.build.hooks import hook_of
from tei_edition.publish import output as outputs

NS = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """What is slow, and no business of hooks, is not made."""
    slow = ("pdf", "search", "encoding", "facets", "browse", "assets")
    monkeypatch.setattr(outputs, "OUTPUTS", tuple(o for o in outputs.OUTPUTS if o.name not in slow))


@pytest.fixture
def letters(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.md").write_text(HEADER + "The lamp was [crossed out: not] lit.\n", "utf-8")
    (folder / "b.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>An answer</title></titleStmt>'
        "<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>A letter</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>Dear Ana</p></body></text></TEI>",
        "utf-8",
    )
    return folder


def text_of(folder: Path, id: str, name: str = "index.html") -> str:
    return (folder / id / name.format(id=id)).read_text("utf-8")


def test_an_edition_has_documents(letters):
    edition = Edition.open(str(letters))
    record, answer = edition.documents
    assert (record.id, record.title, record.is_tei) == (
        "record-1017",
        "Letter to the Harbour Board",
        False,
    )
    assert (answer.id, answer.source, answer.is_tei) == ("b", letters / "b.xml", True)
    assert answer.data == (letters / "b.xml").read_bytes()
    assert record.entry.date == "1955-03-03"
    assert record.tree().findtext(f".//{NS}del") == "not"
    assert len(edition.documents) == 2
    assert edition.documents["b"].title == "An answer"
    with pytest.raises(KeyError):
        edition.documents["c"]


def test_what_is_wrong_with_the_folder_is_said_at_once(letters, tmp_path):
    with pytest.raises(EditionError, match="I001"):
        Edition.open(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(EditionError, match="I005"):
        Edition.open(tmp_path / "empty")
    (letters / "edition.toml").write_text("titel = 1\n", "utf-8")
    with pytest.raises(EditionError, match="C001"):
        Edition.open(letters)
    assert Edition.open(letters, settings=Settings(title="Letters")).settings.title == "Letters"
    with pytest.raises(TypeError, match=r"Edition.open\(\) takes a folder as a path, not an int"):
        Edition.open(3)


def test_validate_tells_what_is_found_and_what_failed(letters):
    (letters / "c.md").write_text("", "utf-8")
    (letters / "d.xml").write_text("<TEI", "utf-8")
    edition = Edition.open(letters, settings=Settings(allow=("X001",)))
    assert [d.id for d in edition.documents] == ["record-1017", "b"]
    found = {(Path(d.source).name, d.code) for d in edition.validate()}
    assert ("c.md", "R002") in found
    assert "X001" not in {code for _, code in found}
    assert ("d.xml", "X001") in {(Path(d.source).name, d.code) for d in Edition.open(letters).validate()}  # fmt: skip


def test_hooks_change_what_is_published(letters, tmp_path):
    edition = Edition.open(letters)
    seen = []

    @edition.after_encode
    def louder(tree):
        for p in tree.iter(f"{NS}p"):
            p.text = (p.text or "").replace("Dear", "Dearest")

    @edition.after_encode
    def note(tree, id):
        seen.append(id)
        return tree.getroot()

    @edition.after_page
    def mark(page, id):
        return page.replace("</main>", f"<p>marked {id}</p></main>") if id == "b" else None

    assert edition.documents["b"].tree().findtext(f".//{NS}body//{NS}p") == "Dearest Ana"
    out = tmp_path / "out"
    report = edition.build(out)
    assert report.failed == []
    assert seen[-2:] == ["record-1017", "b"]
    for name in ("index.html", "source.html", "{id}.xml", "{id}.txt"):
        assert "Dearest Ana" in text_of(out, "b", name)
    assert "<p>marked b</p>" in text_of(out, "b")
    assert "<p>marked" not in text_of(out, "record-1017")
    assert edition.build(out, rebuild=True).made == 2


def test_a_hook_that_changes_nothing_leaves_the_bytes_of_a_file(letters):
    edition = Edition.open(letters)
    edition.after_encode(lambda tree: None)
    assert edition.documents["b"].data == (letters / "b.xml").read_bytes()


def test_what_a_hook_leaves_is_checked(letters, tmp_path):
    def spoil(tree):
        for p in tree.iter(f"{NS}p"):
            p.tag = f"{NS}pp"

    edition = Edition.open(letters)
    edition.after_encode(spoil)
    found = [d for d in edition.validate() if d.code.startswith("V")]
    assert found
    assert all("record-1017.xml:" in d.place and d.severity == "warning" for d in found)
    assert edition.build(tmp_path / "out").failed == []
    strict = Edition.open(letters, strict=True)
    strict.after_encode(spoil)
    assert strict.build(tmp_path / "strict").failed == [str(letters / "a.md")]


@pytest.mark.parametrize(
    ("hook", "words"),
    [
        (lambda tree: 1 / 0, r"failed on b: ZeroDivisionError: division by zero \(test_python.py:\d+\)"),
        (lambda tree: "text", "returned str, which is not a tree"),
    ],
)  # fmt: skip
def test_a_hook_that_fails_is_a_finding_and_the_others_are_built(letters, tmp_path, hook, words):
    edition = Edition.open(letters)
    edition.after_encode(lambda tree, id: hook(tree) if id == "b" else None)
    report = edition.build(tmp_path / "out")
    assert report.failed == [str(letters / "b.xml")]
    (found,) = [d for d in report.diagnostics if d.code == "H001"]
    assert re.search(words, found.message)
    assert report.records == ["record-1017"]


def test_a_page_hook_gives_text(letters, tmp_path):
    edition = Edition.open(letters)
    edition.after_page(lambda page: 3)
    report = edition.build(tmp_path / "out")
    assert {d.message for d in report.diagnostics if d.code == "H001"} == {"the hook `<lambda>` returned int, not a str"}  # fmt: skip


def module(tmp_path, words: str, table: Path | None = None):
    """The function `hook` of a file with these words."""
    path = tmp_path / "hooks.py"
    path.write_text(words, "utf-8")
    names: dict = {"table": table}
    exec(compile(words, str(path), "exec"), names)
    return names["hook"]


def test_what_a_hook_did_is_kept_until_the_hook_changes(letters, tmp_path):
    table, out = tmp_path / "table.txt", tmp_path / "out"
    table.write_text("Dear", "utf-8")
    words = "def hook(tree):\n    for p in tree.iter('{*}p'):\n        p.text = (p.text or '').replace(table.read_text(), 'My')\n"

    def made(words):
        edition = Edition.open(letters)
        edition.after_encode(uses=[table])(module(tmp_path, words, table))
        return edition.build(out).made

    assert [made(words), made(words)] == [2, 0]
    assert "My Ana" in text_of(out, "b")
    assert made(words.replace("My", "Our")) == 2
    assert "Our Ana" in text_of(out, "b")
    table.write_text("Ana", "utf-8")
    assert made(words.replace("My", "Our")) == 2
    assert "Dear Our" in text_of(out, "b")
    assert Edition.open(letters).build(out).made == 2
    assert "Dear Ana" in text_of(out, "b")
    table.unlink()
    with pytest.raises(EditionError, match="I001"):
        made(words)


def test_the_key_of_a_hook_knows_what_is_around_it():
    def around(value):
        return lambda tree: value

    def key(value):
        return hook_of(around(value)).key()

    assert key(1) == key(1) != key(2)
    assert key({"a": [1]}) == key({"a": [1]}) != key({"a": [2]})
    assert key(len) != key(len)  # nobody can tell what it does
    assert key(around(1)) == key(around(1)) != key(around(2))
    typed = eval("lambda tree: 1")
    assert hook_of(typed).key() != hook_of(typed).key()


@pytest.mark.parametrize("function", [3, lambda: 1, lambda a, b, c: 1])
def test_what_is_no_hook_is_refused(letters, function):
    with pytest.raises(TypeError, match="a hook"):
        Edition.open(letters).after_encode(function)


def test_a_cluster_has_no_hooks(letters, tmp_path):
    edition = Edition.open(letters)
    edition.after_encode(lambda tree: None)
    with pytest.raises(EditionError, match="H001"):
        edition.build(tmp_path / "out", scheduler="tcp://127.0.0.1:1")


def test_several_processes_call_hooks(letters, tmp_path):
    edition = Edition.open(letters)
    edition.after_page(lambda page: page.replace("<main", "<p>hooked</p><main"))
    edition.build(tmp_path / "out", jobs=2, timeout=60, without=("pdf", "search", "encoding"))
    assert "hooked" in text_of(tmp_path / "out", "b")
