"""Which rule or pattern never ends: each is asked by itself, in a process that says which before it asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tei_edition import workers
from tei_edition.check.validate import Validator
from tei_edition.files import read_input
from tei_edition.tei.document import parse_tei


def culprit(load: Callable[[], Validator], source: Path | bytes, timeout: float) -> str:
    """What in a schema of *load* does not end for *source*, in words; "" where none alone takes *timeout* seconds."""
    try:
        (answer,) = workers.run([source], partial(_asker, load), timeout=timeout)
    except workers.StartError:
        return ""
    return answer.doing if isinstance(answer, workers.Failure) else ""


def _asker(load: Callable[[], Validator]) -> Callable[[Path | bytes], None]:
    return partial(_ask_each, load())


def _ask_each(validator: Validator, source: Path | bytes) -> None:
    path = source if isinstance(source, Path) else None
    data = read_input(source, str(source)) if isinstance(source, Path) else source
    tree = parse_tei(data, "")
    for schema in validator.schemas(tree, path, []):
        for name, ask in getattr(schema, "parts", tuple)():
            workers.note(f"while {name} of {schema.path.name} was checking the document")
            ask(tree)
            workers.note("")
