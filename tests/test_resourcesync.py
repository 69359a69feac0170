"""ResourceSync: lists that name every file, with what tells whether a copy is up to date."""

from __future__ import annotations

import hashlib

import pytest
from lxml import etree

from tei_edition.deposit import resourcesync

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "rs": "http://www.openarchives.org/rs/terms/",
}


def edition(folder, *ids):
    for id in ids:
        (folder / id).mkdir(exist_ok=True)
        (folder / id / f"{id}.xml").write_text(f"<TEI>{id}</TEI>", "utf-8")
    (folder / ids[0] / f"{ids[0]}.pdf").write_bytes(b"%PDF")
    return resourcesync.publish(folder, ids, address="https://a.example/x&y/", issued="2026")


def read(folder, name):
    tree = etree.parse(folder / f"{name}.xml")
    return tree, tree.xpath("//s:loc/text()", namespaces=NS)


def test_each_file_is_listed_with_its_checksum(tmp_path):
    out = edition(tmp_path, "one", "zwö")
    tree, addresses = read(out, "resourcelist")
    base = "https://a.example/x&y/"
    assert addresses == [f"{base}one/one.xml", f"{base}one/one.pdf", f"{base}zw%C3%B6/zw%C3%B6.xml"]
    said = tree.xpath("//s:url[1]/rs:md", namespaces=NS)[0]
    data = (tmp_path / "one" / "one.xml").read_bytes()
    assert said.get("hash") == f"sha-256:{hashlib.sha256(data).hexdigest()}"
    assert said.get("length") == str(len(data))
    assert tree.find("rs:md", NS).attrib == {
        "capability": "resourcelist",
        "at": "2026-01-01T00:00:00Z",
    }


def test_one_finds_the_list_from_the_description(tmp_path):
    out = edition(tmp_path, "one")
    name = "sourcedescription"
    for capability in ("capabilitylist", "resourcelist"):
        tree, (address,) = read(out, name)
        assert tree.xpath("//s:url/rs:md/@capability", namespaces=NS) == [capability]
        below = address.rpartition("/")[2].removesuffix(".xml")
        up = etree.parse(out / f"{below}.xml").find("rs:ln", NS)
        assert up.get("rel") == "up"
        assert up.get("href").endswith(f"/resourcesync/{name}.xml")
        name = below


@pytest.mark.parametrize("before", [1, 0])
def test_long_lists_are_cut_and_written_anew(tmp_path, monkeypatch, before):
    if before:
        edition(tmp_path, "one")
    monkeypatch.setattr(resourcesync, "MOST", 2)
    out = edition(tmp_path, "one", "two")
    tree, addresses = read(out, "resourcelist")
    assert etree.QName(tree.getroot()).localname == "sitemapindex"
    assert [a.rpartition("/")[2] for a in addresses] == ["resourcelist-1.xml", "resourcelist-2.xml"]
    assert sum(len(read(out, f"resourcelist-{n}")[1]) for n in (1, 2)) == 3
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
