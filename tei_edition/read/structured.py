"""What pages of any site say of themselves: schema.org, Dublin Core, citation_* and Open Graph; and their article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "date": ("citation_publication_date", "citation_date", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date"),
    "Authors": ("citation_author", "dc.creator", "dcterms.creator", "author"),
    "Summary": ("citation_abstract", "dcterms.abstract", "dc.description", "dcterms.description", "og:description", "description"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher"),
    "Rights": ("dcterms.rights", "dc.rights", "dcterms.license"),
    "Original Language": ("citation_language", "dc.language", "dcterms.language"),
    "Subjects": ("citation_keywords", "dc.subject", "dcterms.subject"),
    "source": ("dc.source", "dcterms.source", "dc.identifier.citation"),
}  # fmt: skip
_THINGS = {
    "title": ("headline", "name"),
    "date": ("dateCreated", "temporalCoverage", "temporal"),
    "Authors": ("author", "creator"),
    "Summary": ("abstract", "description"),
    "publisher": ("publisher",),
    "Rights": ("license", "copyrightNotice", "conditionsOfAccess"),
    "Subjects": ("keywords", "about"),
    "source": ("archivedAt", "holdingArchive"),
}
#: Kinds of things that are no document but the site around it.
_SITES = frozenset(
    ["WebSite", "Organization", "BreadcrumbList", "SearchAction", "ListItem", "Person", "ImageObject", "NGO",
     "GovernmentOrganization", "WebPageElement"]
)  # fmt: skip
_MOST = 20
_LONGEST = 1_000_000
_PARTS = ("p", "li", "blockquote", "pre", "td", "dd")
_OUTSIDE = frozenset(["nav", "header", "footer", "aside", "form"])
_NO_WORDS = frozenset(
    ["script", "style", "noscript", "template", "svg", "button", "select", "option"]
)
#: Parts of a page that hold words and are none of its text, by what their class or id says.
_FURNITURE = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav\w*|menu\w*|side\w*|comments?|cookies?|consent|related|share|sharing|social|foot\w*|header"
    r"|banner|breadcrumbs?|widgets?|teasers?|search\w*|login|toc|calendar\w*|modal|popup|newsletter)(?:[\s_-]|$)"
)
#: A passage beside the article belongs to the text where it has so many words, or so many times its words.
_PASSAGE, _SHARE = 200, 0.5


def structured(root: Any) -> dict[str, str]:
    """What the structured data of the page *root* says, by role and label; its <title> where nothing else does."""
    said: dict[str, str] = {}
    for thing in _things(root):
        for use, keys in _THINGS.items():
            text = next(filter(None, (_text(thing.get(key)) for key in keys)), "")
            if text:
                said.setdefault(use, text)
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = str(meta.get("name") or meta.get("property") or "").lower()
        if name and (content := str(meta.get("content") or "").strip()):
            metas.setdefault(name, []).append(content)
    for use, names in _META.items():
        values = next((metas[name] for name in names if name in metas), [])
        if values:
            said.setdefault(use, "; ".join(dict.fromkeys(values[:_MOST])))
    for selector in (".//h1", ".//title"):
        element = root.find(selector)
        words = " ".join("".join(element.itertext()).split()) if element is not None else ""
        if words:
            said.setdefault("title", words)
    return said


def _things(root: Any) -> Iterator[Mapping[str, Any]]:
    """The things that JSON-LD in the page describes, without the site around them."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _LONGEST:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        listed = data if isinstance(data, list) else [data]
        for each in listed[:_MOST]:
            graph = each.get("@graph", [each]) if isinstance(each, dict) else []
            for thing in graph if isinstance(graph, list) else ():
                kinds = thing.get("@type", "") if isinstance(thing, dict) else "WebSite"
                if not _SITES & set([kinds] if isinstance(kinds, str) else map(str, kinds)):
                    yield thing


def _text(value: Any, depth: int = 0) -> str:
    """What a value of JSON-LD says: the names of things, several parted by semicolons."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        name = next((value[k] for k in ("name", "headline", "@value", "url") if value.get(k)), "")
        return _text(name, depth + 1) if depth < 3 else ""
    if isinstance(value, list) and depth < 3:
        return "; ".join(filter(None, (_text(each, depth + 1) for each in value[:_MOST])))
    return ""


def articles_of(root: Any) -> list[Any]:
    """The elements of the page *root* that hold its text, in order: its article, and long passages beside it.

    An article that says so is all of the text where it holds at least half of the words.
    """
    article = article_of(root)
    if article is None:
        return []
    within = _running(article)
    beside: list[Any] = []
    inner = article
    for holder in article.iterancestors():
        if holder.tag == "html":
            break
        beside += [e for e in holder if e is not inner and _is_passage(e, within)]
        inner = holder
    is_named = article.tag in ("article", "main") or article.get("role") == "main"
    if not beside or (is_named and within >= sum(map(_running, beside))):
        return [article]
    order = {element: index for index, element in enumerate(root.iter())}
    return sorted([article, *beside], key=lambda e: order[e])


def _is_passage(element: Any, article: int) -> bool:
    """Whether *element*, beside an article of so many words, holds as much running text as one."""
    if not isinstance(element.tag, str) or _is_furniture(element):
        return False
    words = _running(element)
    return words > _PASSAGE or words > max(_SHARE * article, 12)


def _is_furniture(element: Any) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    is_hidden = element.get("hidden") is not None
    return is_hidden or element.tag in (*_OUTSIDE, *_NO_WORDS) or bool(_FURNITURE.search(named))


def _running(element: Any) -> int:
    """How many words of running text *element* holds: none of what is mostly links, nor of the site around it."""
    words, linked = 0, 0
    waiting = [(element, False)]
    while waiting:
        each, is_link = waiting.pop()
        is_link = is_link or each.tag == "a"
        own = f"{each.text or ''} {' '.join(child.tail or '' for child in each)}"
        count = len(own.split())
        linked += count if is_link else 0
        words += count
        waiting += [(e, is_link) for e in each if isinstance(e.tag, str) and not _is_furniture(e)]
    return words if 2 * linked < words else 0


def article_of(root: Any) -> Any:
    """The element of the page *root* that holds its text: the one that says so, else the densest."""
    body = root.find("body")
    if body is None:
        return None
    scores: dict[Any, float] = {}
    total = 0.0
    for element in body.iter(*_PARTS, "div"):
        if any(a.tag in _OUTSIDE for a in element.iterancestors()):
            continue
        length = _own_length(element) if element.tag == "div" else _length(element)
        total += length
        for share, holder in zip((1.0, 0.6, 0.4, 0.3), element.iterancestors(), strict=False):
            scores[holder] = scores.get(holder, 0.0) + length * share
    for named in (*body.iter("article"), *body.iter("main"), *body.findall(".//*[@role='main']")):
        inside = sum(_length(p) for p in named.iter(*_PARTS)) + _own_length(named)
        if inside >= total / 2:
            return named
    scores.pop(root, None)
    best = max(scores, key=lambda e: scores[e], default=body)
    return best if scores.get(best, 0) > 0 else body


def _length(element: Any) -> float:
    """How much prose *element* holds: words that are no links."""
    words = " ".join("".join(element.itertext()).split())
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    commas = len(re.findall(r"[,.;]", words))
    return max(0.0, len(words) - 2 * linked) * (1 + min(commas, 10) / 10)


def _own_length(element: Any) -> float:
    own = " ".join([element.text or "", *(child.tail or "" for child in element)])
    return float(len(" ".join(own.split())))
