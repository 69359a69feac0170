"""The documentation is right: its examples run, its links lead somewhere, and every option is described."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from pathlib import Path

import pages
import pytest
from typer.testing import CliRunner

from tei_edition import encode, read_record, tei_bytes, validate
from tei_edition.cli.app import COMMANDS, app
from tei_edition.diagnostics import CODES
from tei_edition.read.columns import LEAVE_OUT, PARTS, ROLES
from tei_edition.read.door import DOORS
from tei_edition.read.profile import MODEL, read_profile

DOCS = Path(__file__).resolve().parent.parent / "docs"


def block(page, kind, number=0):
    found = re.findall(rf"```{kind}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return found[number]


def tool(name):
    """The module *name* of the folder tools."""
    spec = importlib.util.spec_from_file_location(
        f"tools_{name}", DOCS.parent / "tools" / f"{name}.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_record_of_the_guide_is_read_as_the_guide_says():
    record = read_record(block("records.md", "markdown"), name="a.md")
    tree = encode(record)
    assert validate(tree) == []
    assert [d.code for d in record.diagnostics if d.code != "R032"] == []
    header = record.header
    assert (header.number, header.date.start, header.language.tag) == ("1017", "1955-05-03", "en")
    assert [person.role for person in header.persons] == ["contributor", "translator"]
    tei = tei_bytes(tree).decode()
    for said in ('facs="images/1017/page-1.jpg"', '<graphic url="images/1017/plan.png"/>', "<table", '<note type="footnote" n="1"',
                 '<add place="above" hand="#hand">for two nights</add>', '<del rend="crossed-out">broken</del>', "<closer>"):  # fmt: skip
        assert said in tei, said


def test_the_guide_to_doors_names_each_of_them_and_each_role():
    page = (DOCS / "doors.md").read_text("utf-8")
    for door in DOORS:
        if door.imports:
            words = re.sub(r"^an? |\(.*", "", door.name).strip()
            assert words.split()[0].lower() in page.lower(), door.name
    for role in (*ROLES, *PARTS, LEAVE_OUT):
        assert f"`{role}`" in page or f'"{role}"' in page or f"\n{role} =" in page, role


def test_the_profile_of_the_guide_is_one():
    profile = read_profile(block("doors.md", "toml", 1), "guide")
    assert set(profile.select) > {"title", "text", "notes"}
    assert set(MODEL.keys) == {"name", "recognise", "select", "pattern", "leave-out"}


def test_the_site_has_no_signs_of_markdown_in_tables_and_names_its_button():
    pytest.importorskip("mkdocs")
    site = tool("site")
    table = r"<table><tr><th>a</th><td><code>a \| b</code></td></tr></table><code>x \| y</code>"
    made = site.on_page_content(table)
    assert "<code>a | b</code>" in made
    assert r"<code>x \| y</code>" in made
    button = (
        '<button data-bs-target="#toc-collapse" title="Table of Contents"><span></span></button>'
    )
    assert ">Contents <span>" in site.on_post_page(button)


# --- every page ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.stem)
def test_the_examples_print_what_the_page_says(page, folder, monkeypatch):
    if not any(block.kind in ("console", "python") for block in pages.blocks(page)):
        pytest.skip("the page has no example")
    monkeypatch.chdir(pages.prepared(folder / page.stem))
    assert pages.run(page) == []
    if page.stem == "python":  # what its hooks are to have done
        assert "This text is a draft." in Path("dist/lamp/index.html").read_text("utf-8")
        assert 'ref="https://orcid.org/' in Path("dist/lamp/lamp.xml").read_text("utf-8")


def slug(heading):
    """The anchor of a heading, as GitHub and the site make it."""
    words = re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", heading.lower()))
    return words.replace(" ", "-")


def anchors(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return {slug(re.sub(r"[`*]|\]\([^)]*\)", "", line)) for line in re.findall(r"^#+ (.*)", text, re.MULTILINE)}  # fmt: skip


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.stem)
def test_no_link_is_dead(page):
    text = re.sub(
        r"^```.*?^```$|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    links = re.findall(
        r"\]\(<?([^)>\s]+)>?\)|<(https?://[^>\s]+)>|(?:src|srcset)=\"([^\"]+)\"", text
    )
    for link in (found for each in links for found in each if found):
        if re.match(r"[a-z]+:", link):
            assert re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[^\s<>]*)?", link), link
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_a_block_that_is_not_run_says_why():
    for page in pages.PAGES:
        for block in pages.blocks(page):
            assert block.key != "not run" or len(block.value.split()) > 2, (
                f"{page.name}:{block.line}"
            )
    # A fence that nobody recognises would never be run.
    for page in pages.PAGES:
        text = page.read_text("utf-8")
        assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(pages.blocks(page)), (
            page.name
        )


# --- the page of commands -------------------------------------------------------------------------


def test_the_pages_that_the_program_writes_are_up_to_date():
    reference = tool("reference")
    for page, text in reference.pages().items():
        assert page.read_text("utf-8") == text, f"run make docs: {page.name}"
    assert {code[0] for code in CODES} == set(reference.GROUPS)


def test_every_command_and_option_is_on_the_page_of_commands():
    """By the help itself, which is another way than the page was made."""
    page = (DOCS / "commands.md").read_text("utf-8")
    parts = dict(
        re.findall(r"^## tei-edition ([^\n]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    )
    for name in COMMANDS:
        subs = [key for key in parts if key.startswith(f"{name} ")]
        for command in subs or [name]:
            shown = (
                CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200"}).output
            )
            for option in set(
                re.findall(r"(?<![\w-])--[a-z][a-z-]+", shown.partition("Options")[2])
            ) - {"--help"}:
                assert f"`{option}`" in parts[command], f"{command} {option}"
