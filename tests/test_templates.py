"""Every template and function of the stylesheets runs in some test: here, on small documents of all kinds.

The stylesheets are copied, and each template says that it runs. What comes out is held to account elsewhere
(tests/golden, and the tests of each theme).
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import golden
import pytest
from conftest import ROOT
from lxml import etree, html

from tei_edition import saxon
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.publish.pictures import Pictures
from tei_edition.publish.site import Addresses, Catalog, Site
from tei_edition.publish.web.html import render_html, render_source
from tei_edition.publish.web.pages import render_catalog, render_index
from tei_edition.publish.web.withdrawn import render_withdrawn

TEI = "http://www.tei-c.org/ns/1.0"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
SIGN = "RAN "
#: What no document reaches: what only a project's own stylesheet asks for (test_stylesheets runs it), and what is
#: there for elements that nothing asks about today.
ELSEWHERE = (" c:read", " * c:read", " c:anchor", " * c:said")
PICTURES = json.dumps(
    {name: {"src": name, "href": f"large/{name}", "width": 4, "height": 3, "zooms": True} for name in ("a.png", "b.png")}
)  # fmt: skip


def instrumented(source: Path) -> set[str]:
    """The templates of the stylesheets in *source*, each of which says from now on that it runs."""
    names = set()
    for path in (
        each for folder in ("common", "html", "print") for each in (source / folder).glob("*.xsl")
    ):
        tree = etree.parse(str(path))
        for node in tree.getroot().iterchildren(f"{XSL}template", f"{XSL}function"):
            said = (node.get("match") or node.get("name"), node.get("mode"))
            name = (
                f"{path.parent.name}/{path.name}:{node.sourceline} {' '.join(filter(None, said))}"
            )
            names.add(name)
            before = [child for child in node if child.tag in (f"{XSL}param", f"{XSL}context-item")]
            message = etree.Element(
                f"{XSL}message", select="'{}'".format((SIGN + name).replace("'", "''"))
            )
            # The words that stood before it stand behind it.
            last = before[-1] if before else None
            message.tail = node.text if last is None else last.tail
            node.insert(len(before), message)
            if last is None:
                node.text = None
            else:
                last.tail = None
        tree.write(str(path), encoding="utf-8")
    return names


class Traced(saxon.Stylesheet):
    """A stylesheet of ours in its copy, which notes what runs."""

    copy: Path
    ran: set[str] = set()

    def __init__(self, source: Path, module: str = "") -> None:
        super().__init__(self.copy / source.relative_to(ROOT / "xslt"), module)
        self._executable.set_save_xsl_message(True)

    def transform(self, tree, parameters=None):
        result = super().transform(tree, parameters)
        said = self._executable.get_xsl_messages()
        for number in range(said.size if said is not None else 0):
            self.ran.add(str(said.item_at(number)).removeprefix(SIGN))
        self._executable.clear_xsl_messages()
        return result


def documents() -> Iterator[etree._ElementTree]:
    """All small TEI documents of the tests, and the examples of the ODD as one."""
    for folder in ("templates", "records"):
        for path in sorted((ROOT / "tests" / folder).rglob("*.xml")):
            yield etree.parse(str(path))
    for path in sorted(golden.FOLDER.glob("*.md")):
        yield golden.tree_of(golden.read(path).tei)
    odd = etree.parse(str(ROOT / "schema" / "tei-edition.odd"))
    inside = "".join(
        etree.tostring(child, encoding="unicode", with_tail=False)
        for example in odd.iter("{http://www.tei-c.org/ns/Examples}egXML")
        for child in example.iterchildren(etree.Element)
    ).replace("http://www.tei-c.org/ns/Examples", TEI)
    yield etree.ElementTree(
        etree.fromstring(f'<TEI xmlns="{TEI}"><teiHeader/><text><body>{inside}</body></text></TEI>')
    )


@pytest.fixture
def traced(tmp_path, monkeypatch):
    """All templates, by where they stand and what they are for; those that run are noted from now on."""
    Traced.copy, Traced.ran = tmp_path / "xslt", set()
    shutil.copytree(ROOT / "xslt", Traced.copy)
    monkeypatch.setattr(saxon, "Stylesheet", Traced)
    saxon.stylesheet.cache_clear()
    yield instrumented(Traced.copy)
    saxon.stylesheet.cache_clear()


@pytest.mark.usefixtures("untraced")
def test_every_template_runs(traced, monkeypatch):
    monkeypatch.setattr(Pictures, "in_edition", lambda self: PICTURES)
    monkeypatch.setattr(Pictures, "in_print", lambda self: PICTURES)
    trees = list(documents())
    for tree in trees:
        ids = tree.xpath("//*[local-name() = 'standOff']/*/*/@xml:id")
        addresses = Addresses(assets="assets/", entries=" ".join(f"{i}=../{i}/" for i in ids))
        render_html(tree, addresses=addresses, pictures=Pictures({}))
        render_html(tree)
        render_source(tree)
        for text in ("clean", "diplomatic"):
            render_typst(tree, PrintOptions(text=text), pictures=Pictures({}), headings=[])
    around = Addresses(assets="assets/", search="search/", address="https://example.org/")
    catalog = Catalog(Traced.copy, [entry_of_tree(tree) for tree in trees])
    render_catalog(catalog, Site(), "index", parts=[etree.Element("overview")])
    for kind in ("index", "search", "missing", "feed", "sitemap"):
        render_index(trees, site=Site(), addresses=around, kind=kind)
    render_withdrawn("A letter", Site())
    still = sorted(name for name in traced - Traced.ran if not name.endswith(ELSEWHERE))
    assert "\n".join(still) == ""


@pytest.mark.parametrize(
    ("render", "body", "made"),
    [
        (render_html, '<div><p>a</p><gap reason="lost"/><p>b</p></div>', r"<p><span[^>]*gap mark"),
        (render_html, "<castList>On deck: <castItem>Moe</castItem></castList>", "<li>On deck: </li>"),
        (render_typst, "<div><p>a</p><quote><p>b</p></quote></div>", r"#quote\(block: true\)\[\s*#\"b\";"),
        (render_typst, "<cit><quote><p>b</p></quote></cit>", r"#quote\(block: true\)\[\s*#\"b\";"),
    ],
)  # fmt: skip
def test_no_rule_is_hidden_by_a_later_module(render, body, made):
    text = f'<TEI xmlns="{TEI}"><teiHeader/><text><body>{body}</body></text></TEI>'
    assert re.search(made, render(etree.ElementTree(etree.fromstring(text))))


@pytest.mark.parametrize(
    "text", ["a  b", " a", "a\n", "\t a \n b ", " ", "\n\n", "a\u00a0 b", "\u2003a\u2003"]
)
def test_white_space_of_the_source_is_one_space(text):
    tree = etree.ElementTree(etree.fromstring(f'<p xmlns="{TEI}">x<hi/>{text}<hi/>y</p>'))
    shown = html.fromstring(render_source(tree)).find(".//pre").text_content()
    once = re.sub(r"[ \t\n]+", " ", text)
    assert shown == f'<p xmlns="{TEI}">x<hi/>{once}<hi/>y</p>'
