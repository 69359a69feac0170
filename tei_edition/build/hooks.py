"""Functions of one's own that a build calls: what they are given, what they may give back, and their keys.

What a hook does is part of what a document is made from, so that it must have a key. That of a function in a
file is made of the file, of the function, of what it has around it (closure and defaults), and of the files that
it is said to use. Where that says not all (a function typed into a console, an object of one's own around it),
the key is another each time, and what the hook has a part in is made anew by each build.
"""

from __future__ import annotations

import inspect
import json
import secrets
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input

#: What of a code object says what it does.
_CODE = ("co_code", "co_names", "co_varnames", "co_freevars", "co_argcount", "co_flags")


@dataclass(frozen=True, slots=True)
class Hook:
    """A function that a build calls, and the files that it reads; `takes_id` where it takes two arguments."""

    function: Callable[..., Any]
    uses: tuple[Path, ...]
    takes_id: bool

    def key(self) -> str:
        """The key of what it does now; EditionError (I001, I003) where a file that it uses cannot be read."""
        found = blake2b(digest_size=16)
        try:
            for part in (*_parts(self.function), *map(_read, self.uses)):
                found.update(len(part).to_bytes(8, "big") + part)
        except (TypeError, ValueError, RecursionError):  # it depends on what nobody can tell
            return secrets.token_hex(16)
        return found.hexdigest()

    def __call__(self, given: Any, id: str, source: str) -> Any:
        """What it returns for the document *id*; EditionError (H001) where it fails."""
        try:
            return self.function(given, id) if self.takes_id else self.function(given)
        except EditionError:
            raise
        except Exception as error:
            said = " ".join(f"{type(error).__name__}: {error}".split())
            frames = traceback.extract_tb(error.__traceback__)
            at = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
            raise EditionError(self.wrong(f"failed on {id}: {said}{at}", source)) from error

    def wrong(self, words: str, source: str) -> Diagnostic:
        """What to tell of it, met at the file *source*."""
        name = getattr(self.function, "__name__", type(self.function).__name__)
        return Diagnostic("H001", f"the hook `{name}` {words}", source)


@dataclass(frozen=True, slots=True)
class Hooks:
    """The hooks of an edition, each in the order in which they were added."""

    after_encode: tuple[Hook, ...] = ()
    after_page: tuple[Hook, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.after_encode or self.after_page)

    def encoded(self, tree: etree._ElementTree, id: str, source: str) -> etree._ElementTree:
        """*tree* as the hooks leave it; EditionError (H001) where one fails, or gives what is no tree."""
        for hook in self.after_encode:
            given = hook(tree, id, source)
            if isinstance(given, etree._Element):
                given = given.getroottree()
            if given is not None and not isinstance(given, etree._ElementTree):
                kind = type(given).__name__
                raise EditionError(hook.wrong(f"returned {kind}, which is not a tree", source))
            tree = tree if given is None else given
        return tree

    def paged(self, page: str, id: str, source: str) -> str:
        """*page* as the hooks leave it; EditionError (H001) where one fails, or gives what is no str."""
        for hook in self.after_page:
            given = hook(page, id, source)
            if given is not None and not isinstance(given, str):
                raise EditionError(
                    hook.wrong(f"returned {type(given).__name__}, not a str", source)
                )
            page = page if given is None else given
        return page


def hook_of(function: Callable[..., Any], uses: Iterable[Path | str] = ()) -> Hook:
    """The hook that calls *function*, which reads the files that it *uses*.

    Raises TypeError where it cannot be called with one argument or two.
    """
    if not callable(function):
        raise TypeError(f"a hook is a function, not {type(function).__name__}")
    parameters = inspect.signature(function).parameters.values()
    needed = [p for p in parameters if p.kind in _BY_PLACE and p.default is p.empty]
    if len(needed) not in (1, 2):
        raise TypeError("a hook takes the tree or the page, and optionally the id of the document")
    return Hook(function, tuple(map(Path, uses)), len(needed) == 2)


_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def _read(path: Path) -> bytes:
    return read_input(path, str(path))


def _parts(function: Any) -> Iterator[bytes]:
    """All that says what *function* does; TypeError where that cannot be told."""
    code = getattr(function, "__code__", None)
    if code is None or not Path(code.co_filename).is_file():
        raise TypeError("it is not in a file")
    yield Path(code.co_filename).read_bytes()
    yield repr(_said(code)).encode("utf-8", "surrogatepass")
    for cell in function.__closure__ or ():
        around = cell.cell_contents
        if around is not function:
            yield from _parts(around) if hasattr(around, "__code__") else [_plain(around)]
    yield _plain([function.__defaults__, function.__kwdefaults__])


def _plain(value: Any) -> bytes:
    """*value* as bytes, where it is made of numbers, text, lists and tables only; TypeError where not."""
    return json.dumps(value, sort_keys=True).encode()


def _said(code: CodeType) -> tuple[Any, ...]:
    constants = (
        _said(c) if isinstance(c, CodeType) else sorted(map(repr, c)) if isinstance(c, frozenset) else repr(c)
        for c in code.co_consts
    )  # fmt: skip
    return (*(getattr(code, name) for name in _CODE), *constants)
