"""The golden descriptions of tests/descriptions: settings and headers between fences, beside what repositories are told of them.

Run as a program (`python tests/descriptions.py`) it makes all anew: what has changed is read in the diff.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from tei_edition._version import __version__
from tei_edition.build.settings import read_settings
from tei_edition.deposit.datacite import datacite, datacite_xml
from tei_edition.deposit.description import Description, Gathering
from tei_edition.deposit.held import held
from tei_edition.deposit.mods import mods
from tei_edition.deposit.people import citation, readme
from tei_edition.deposit.repositories import dataverse, dublin_core, zenodo

FOLDER = Path(__file__).with_name("descriptions")
_FENCE = re.compile(r"^```(?P<what>\w+)(?: (?P<name>.+))?\n(?P<text>[\s\S]*?)^```$", re.MULTILINE)


def parts_of(text: str) -> list[tuple[str, str, str]]:
    """The parts of a file: what stands in each, its name, its text."""
    return [(part["what"], part["name"] or "", part["text"]) for part in _FENCE.finditer(text)]


def described(parts: list[tuple[str, str, str]], folder: Path) -> Description:
    """The description of the documents that `tei` fences hold, by the settings in the fence `toml`.

    A single document is described as one of its edition.
    """
    (folder / "edition.toml").write_text(parts[0][2], "utf-8")
    settings = read_settings(folder / "edition.toml")
    documents = [(name, text) for what, name, text in parts if what == "tei"]
    gathering = Gathering(settings, each=len(documents) == 1)
    for name, text in documents:
        (folder / name).mkdir()
        (folder / name / f"{name}.xml").write_text(_whole(name, text), "utf-8")
        gathering.add(held(folder, name, settings))
    return gathering.description()


def _whole(name: str, header: str) -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" xml:lang="de"><teiHeader>{header}</teiHeader>'
        "<text><body><p>Ahoi</p></body></text></TEI>"
    )


def told(said: Description) -> list[tuple[str, str, str]]:
    """What is told of a deposit: the parts of its file."""
    found = [
        ("json", "DataCite", _json(datacite(said))),
        ("xml", "DataCite", datacite_xml(said).decode()),
        ("xml", "Dublin Core", dublin_core(said).decode()),
        ("xml", "MODS", mods(said).decode()),
        ("json", "Zenodo", _json(zenodo(said))),
        ("json", "Dataverse", _json(dataverse(said))),
        ("text", "citation", citation(said)),
        ("markdown", "readme", readme(said, {"tei", "pdf", "sources"})),
    ]
    return [(what, name, _for_ever(text)) for what, name, text in found]


def _for_ever(text: str) -> str:
    """*text* without the version of the program."""
    return text.replace(f"tei-edition {__version__}", "tei-edition VERSION").rstrip("\n") + "\n"


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False)


def written(path: Path) -> str:
    """The file at *path* with all that is told made anew."""
    text = path.read_text("utf-8")
    given = [part for part in parts_of(text) if part[0] in ("toml", "tei")]
    with tempfile.TemporaryDirectory() as folder:
        parts = [*given, *told(described(given, Path(folder)))]
    title = text.partition("\n")[0]
    fences = [f"```{what}{f' {name}' if name else ''}\n{held}```\n" for what, name, held in parts]
    return "\n".join([f"{title}\n", *fences])


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.md")):
        path.write_text(written(path), "utf-8")
