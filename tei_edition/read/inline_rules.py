"""The parser: CommonMark by markdown-it-py, with inline rules that say where each token stands.

markdown-it-py gives lines for blocks but no offsets for inline tokens, so the inline rules are wrapped:
each token is stamped with the stretch of inline text that made it.

What is switched off, and why: `reference` would take "[note: x]: y" for a link definition (references.py
takes addresses only), indented code and backticks do not occur in typescripts but indented paragraphs and
odd apostrophes do (backticks around brackets are code all the same), raw HTML would come through unread
(comments are left out), and underlined headings would swallow a paragraph above a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_Rule = Callable[[StateInline, bool], bool]

_TAG = re.compile(r"<(/?)(br|sup|sub|sc|u|i|b|s)\s*/?>", re.IGNORECASE)
#: Blocks may stand so deep in one another.
DEEPEST = 100
#: The words of a link may hold brackets, one pair in another.
_WORDS = r"(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){1,500}"
_LINK = re.compile(
    rf"\[(?P<text>{_WORDS})\]"
    r"\(<?(?P<address>(?:https?|mailto|ftp):[^\s()<>\"]{1,2000})>?(?:\s+\"[^\"\n]{0,200}\")?\)",
    re.IGNORECASE,
)


#: Where a rule for inline Markdown may begin. All else is text, which the parser of others cuts at every sign
#: that some plug-in might want.
_SIGNS = "\n\\~*_<&"
_BEGINNINGS = (*_SIGNS, "](", "][", "`")
_CODE = re.compile(r"`(?P<code>[^`\[\]\n]{0,100}[\[\]][^`\n]{0,200})`")
_PICTURE = re.compile(
    r"!\[(?P<words>[^\[\]\n]{0,300})\]\(<?[^\s()<>]{1,2000}>?(?:\s+\"[^\"\n]{0,200}\")?\)"
)
_COMMENT = ("<!--", "-->")
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]\n]{1,500})\]\[(?P<label>[^\[\]\n]{0,60})\]")
_MAY_BEGIN = re.compile(
    rf"[{re.escape(_SIGNS)}]|{_CODE.pattern.replace('?P<code>', '?:')}|!(?=\[[^\[\]\n]{{0,300}}\]\()|\[(?={_WORDS}\]\()"
)
_MAY_REFER = re.compile(rf"{_MAY_BEGIN.pattern}|{_REFERENCE.pattern}")

# --- inline rules of our own ------------------------------------------------------------------


def _push(state: StateInline, kind: str, content: str, end: int) -> None:
    token = state.push(kind, "", 0)
    token.content = content
    token.meta = {"span": (state.pos, end)}
    state.pos = end


def _text(state: StateInline, silent: bool) -> bool:
    pattern = _MAY_REFER if state.env else _MAY_BEGIN
    found = pattern.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if silent:
        state.pos = end
    else:
        _push(state, "text", state.src[state.pos : end], end)
    return True


def _newline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\n":
        return False
    end = state.pos + 1
    while end < state.posMax and state.src[end] in " \t":
        end += 1
    if silent:
        state.pos = end
        return True
    before = state.tokens[-1] if state.tokens else None
    hard = before is not None and before.type == "text" and before.content.endswith("  ")
    _push(state, "hardbreak" if hard else "softbreak", "", end)
    return True


def _tag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    name = found[2].lower()
    if name != "br" and not _is_paired(state.src, name, found):
        return False
    if silent:
        state.pos = found.end()
        return True
    kind = "hardbreak" if name == "br" else f"{name}_{'close' if found[1] else 'open'}"
    _push(state, kind, "", found.end())
    return True


def _is_paired(src: str, name: str, found: re.Match[str]) -> bool:
    """True where a tag has its partner somewhere on the right side of it: a lone one is text."""
    first, last = _tag_ends(src, name)
    return first < found.start() if found[1] else last > found.start()


@lru_cache(maxsize=16)
def _tag_ends(src: str, name: str) -> tuple[int, int]:
    """Where in *src* the first tag *name* opens, and where the last one closes."""
    small = src.lower()
    first = small.find(f"<{name}>")
    return (first if first >= 0 else len(src)), small.rfind(f"</{name}>")


def _any_character(state: StateInline, silent: bool) -> bool:
    if silent:
        state.pos += 1
    else:
        _push(state, "text", state.src[state.pos], state.pos + 1)
    return True


def _stamped(rule: _Rule) -> _Rule:
    """*rule*, with each token it makes stamped with the stretch of text it was made from."""

    def stamp(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for index, token in enumerate(state.tokens[known:] if not silent else ()):
            if "span" not in token.meta:
                # A run of delimiters makes one token a character; others span the whole match.
                one = token.type == "text" and len(token.content) == 1
                at = start + index if one else start
                token.meta = {**token.meta, "span": (at, at + 1 if one else state.pos)}
        return True

    return stamp


def _escape(rule: _Rule) -> _Rule:
    def escape(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[known:]:
            token.meta = {"span": (start, state.pos)}
        return True

    return escape


def _link(state: StateInline, silent: bool) -> bool:
    """Links to addresses only: in "[their] (own)" and even "[their](own)" the brackets are remarks.

    A link's text holds no brackets: looking for the partner of each opening bracket, as CommonMark
    does, takes endless time where ten thousand stand in each other.
    """
    found = _LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if silent:
        state.pos = found.end()
        return True
    _push_link(state, found, found["address"])
    return True


def _push_link(state: StateInline, found: re.Match[str], address: str) -> None:
    opened = state.push("link_open", "a", 1)
    opened.attrSet("href", address)
    opened.meta = {"span": (state.pos, found.start("text"))}
    state.pos, after = found.start("text"), state.posMax
    state.posMax = found.end("text")
    state.md.inline.tokenize(state)
    state.pos, state.posMax = found.end(), after
    closed = state.push("link_close", "a", -1)
    closed.meta = {"span": (found.end("text"), found.end())}


def _reference(state: StateInline, silent: bool) -> bool:
    """A link whose address stands elsewhere, "[the list][1]" with "[1]: https://..."."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if state.env else None
    address = state.env.get((found["label"] or found["text"]).casefold()) if found else None
    if not found or not address:
        return False
    if silent:
        state.pos = found.end()
    else:
        _push_link(state, found, address)
    return True


def _code(state: StateInline, silent: bool) -> bool:
    """Brackets between backticks are no remarks: a text that is shorter than its stretch is taken as it is."""
    return _match(state, silent, _CODE, "code")


def _picture(state: StateInline, silent: bool) -> bool:
    """A picture is its description: `![A boat](boat.png)`."""
    return _match(state, silent, _PICTURE, "words")


def _match(state: StateInline, silent: bool, pattern: re.Pattern[str], group: str) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if silent:
        state.pos = found.end()
    else:
        _push(state, "text" if found[group].strip() else "comment", found[group], found.end())
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    first, last = _COMMENT
    if not state.src.startswith(first, state.pos):
        return False
    end = state.src.find(last, state.pos + len(first), state.posMax)
    if end < 0:
        return False
    if silent:
        state.pos = end + len(last)
    else:
        _push(state, "comment", "", end + len(last))
    return True


def _inline(state: StateCore) -> None:
    """The inline tokens of all blocks; text in which no rule may begin needs no parser."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if any(sign in token.content for sign in _BEGINNINGS):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            span = (0, len(token.content))
            token.children.append(Token("text", "", 0, content=token.content, meta={"span": span}))


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser, made once: its tokens carry `meta["span"]`, offsets in the inline text."""
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 1}).enable(["table", "strikethrough"])
    md.disable(
        [
            "code",
            "fence",
            "html_block",
            "reference",
            "lheading",
            "backticks",
            "image",
            "html_inline",
            "fragments_join",
        ]
    )
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__ if rule.enabled}
    for name, rule in rules.items():
        if name in ("escape", "entity", "autolink"):
            md.inline.ruler.at(name, _escape(rule))
        elif name == "link":
            md.inline.ruler.at(name, _link)
        else:
            md.inline.ruler.at(name, _stamped(rule))
    md.core.ruler.disable("normalize")  # a source has one kind of line ends and no NUL already
    md.core.ruler.at("inline", _inline)
    md.core.ruler.disable("text_join")  # it would merge tokens and lose their stamps
    md.inline.ruler.at("text", _text)
    md.inline.ruler.at("newline", _newline)
    for rule in (_reference, _code, _picture, _comment):
        md.inline.ruler.push(rule.__name__[1:], rule)
    md.inline.ruler.push("tag", _tag)
    md.inline.ruler.push("any_character", _any_character)
    return md
