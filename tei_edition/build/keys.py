"""What a result depends on, as keys: where the key is the same, so is the result, and it need not be made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tei_edition import resources
from tei_edition._version import __version__
from tei_edition.build.hooks import Hooks
from tei_edition.build.settings import Settings
from tei_edition.files import is_plain, source_date
from tei_edition.publish import output
from tei_edition.publish.output import Of, Output, Uses
from tei_edition.resources import resource
from tei_edition.saxon import custom_text

#: The libraries that results are made with.
_LIBRARIES = ("lxml", "markdown-it-py", "pikepdf", "regex", "saxonche", "typst")


def digest(*parts: bytes | str) -> str:
    """The key of *parts*, each for itself."""
    found = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def digest_of_file(path: Path) -> str:
    """The key of the file at *path*; empty where there is no plain one that can be read."""
    try:
        return digest(path.read_bytes()) if is_plain(path) else ""
    except (OSError, ValueError):
        return ""


def digest_of_picture(path: Path) -> str:
    """The same of a picture, which may be large: its size and its time of change."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of what is the same for all documents: of encoding, and of each output by its name."""

    encode: str
    outputs: dict[str, str]

    def step(self, name: str, tei: str, id: str, lacks: Iterable[str]) -> str:
        """The key of the output *name* of the document *id*, whose TEI has the key *tei*, without what it *lacks*."""
        return digest(self.outputs[name], tei, id, *lacks)


def keys_of(settings: Settings, *, strict: bool, hooks: Hooks | None = None) -> Keys:
    """The keys for an edition with these *settings* and *hooks*."""
    hooks = hooks or Hooks()
    program = digest(_program(), str(source_date()))
    parts = _parts(settings)
    encode = digest(
        program,
        _folder("schema"),
        settings.conventions,
        str(settings.schema and settings.schema.name),
        repr(settings.imprint),
        settings.calendar,
        str(strict),
        *(hook.key() for hook in hooks.after_encode),
        *_register(settings),
    )
    outputs = {each.name: _output(each, program, parts) for each in output.OUTPUTS}
    if hooks.after_page:
        outputs["text"] = digest(outputs["text"], *(hook.key() for hook in hooks.after_page))
    return Keys(encode, outputs)


def _register(settings: Settings) -> list[str]:
    """The keys of the files of the register, and what is marked by it; none where there is no register."""
    register = settings.register
    if register is None:
        return []
    from tei_edition.enrich.load import files_of_register

    files = files_of_register(register)
    return [repr(settings.names), *(f"{file.name}={digest_of_file(file)}" for file in files)]


def _output(each: Output, program: str, parts: dict[Uses, str]) -> str:
    styles = [_folder("xslt")]
    if each.of is Of.EDITION:
        styles += [_folder("schema"), _folder("fonts")]
    used = sorted(each.uses & parts.keys())
    return digest(program, each.name, *styles, *(f"{use}={parts[use]}" for use in used))


def _parts(settings: Settings) -> dict[Uses, str]:
    """The key of each part of the design."""
    design = settings.design()
    options = settings.print
    files = [options.template, *options.font_files]
    return {
        Uses.SITE: digest(repr(design.site)),
        Uses.XSLT: custom_text(settings.xslt) if settings.xslt else "",
        Uses.PRINT: digest(
            repr([getattr(options, name) for name in options.__slots__ if name not in _PATHS]),
            custom_text(options.xslt) if options.xslt else "",
            *(digest_of_file(file) if file else "" for file in files),
        ),
        Uses.STYLE: digest(
            design.css,
            digest_of_file(settings.logo) if settings.logo else "",
            settings.logo.name if settings.logo else "",
        ),
        Uses.REGISTER: digest(*_register(settings)),
        Uses.PAGES: digest(*(part for each in settings.pages for part in (each.name, each.text))),
    }


#: What of the print options are files: their content counts, not where they are.
_PATHS = ("xslt", "template", "font_files")


@lru_cache(maxsize=1)
def _program() -> str:
    """The key of this program and the libraries it works with."""
    package = Path(resources.__file__).parent
    sources = [p for p in sorted(package.rglob("*")) if p.suffix in (".py", ".toml", ".json")]
    return digest(
        __version__,
        *(_version(name) for name in _LIBRARIES),
        *(part for p in sources for part in (p.relative_to(package).as_posix(), p.read_bytes())),
    )


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


@lru_cache(maxsize=8)
def _folder(name: str) -> str:
    """The key of a folder that the package carries."""
    top = resource(name)
    files = sorted(path for path in top.rglob("*") if path.is_file())
    return digest(*(p for f in files for p in (f.relative_to(top).as_posix(), f.read_bytes())))
