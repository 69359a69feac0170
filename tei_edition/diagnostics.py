"""What went wrong or was repaired, where, and what to do about it.

A diagnostic is an object; how it is printed is a reporter's business. Its code is stable: people
cite codes in tickets and filter by them, so a code is never reused for another meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    """The record or file cannot be processed, or is not valid."""
    WARNING = "warning"
    """The result stands, but an editor should look."""
    INFO = "info"
    """Worth knowing, and nothing has to be done."""
    REPAIR = "repair"
    """The source was understood only after something was put right; the result says so."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file; both numbers count from 1, columns count characters."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


#: Every code the program uses, with the one-line rule behind it.
CODES: dict[str, tuple[Severity, str]] = {
    "I001": (Severity.ERROR, "the input must exist"),
    "I002": (Severity.ERROR, "the input must be a file"),
    "I003": (Severity.ERROR, "files must be readable and writable"),
    "I004": (Severity.ERROR, "two documents must not share an identifier"),
    "I005": (Severity.ERROR, "there must be documents to process"),
    "I006": (Severity.ERROR, "several inputs need several outputs"),
    "I007": (Severity.ERROR, "the input must be of a supported kind"),
    "I032": (Severity.ERROR, "an existing file is not overwritten"),
    "I050": (Severity.WARNING, "an import should keep everything that its source contains"),
    "I051": (Severity.ERROR, "an import needs the library for that kind of file"),
    "I052": (Severity.ERROR, "a source must be intact"),
    "I053": (Severity.WARNING, "an imported document should contain text"),
    "I060": (Severity.WARNING, "a master should be up to date with its record"),
    "I061": (Severity.ERROR, "a record and its master must not change in the same place"),
    "I062": (Severity.WARNING, "the origin of a master must be known"),
    "I063": (Severity.ERROR, "a merge or migration must keep a valid file valid"),
    "I064": (Severity.ERROR, "only TEI from this program can be migrated or merged"),
    "I065": (Severity.WARNING, "a document should have either a record or a master"),
    "I030": (Severity.ERROR, "an output must not overwrite an input"),
    "I031": (Severity.ERROR, "an edition needs its own folder"),
    "I036": (Severity.ERROR, "only one build may write into a folder at a time"),
    "I037": (Severity.WARNING, "the cache folder should have enough space"),
    "I035": (Severity.ERROR, "a document must be built within the time limit"),
    "I033": (Severity.ERROR, "the process building a document ended unexpectedly"),
    "I034": (Severity.ERROR, "the cluster named with --scheduler must be reachable"),
    "I070": (Severity.ERROR, "the preview needs a free port"),
    "I020": (Severity.WARNING, "only regular files in a folder are processed"),
    "D001": (Severity.ERROR, "the TEI in a deposit must be valid"),
    "D002": (Severity.ERROR, "the PDFs in a deposit must declare that they are PDF/A"),
    "D003": (Severity.ERROR, "a deposit must state its licence"),
    "D004": (Severity.ERROR, "a deposit must state its publisher"),
    "D005": (Severity.ERROR, "every pointer in a deposit must have a target"),
    "D006": (Severity.ERROR, "a deposit must not contain paths that exist only on one machine"),
    "D007": (Severity.ERROR, "a deposit must not contain files from outside the edition"),
    "D008": (Severity.ERROR, "every document in a deposit must have been built, with its PDF"),
    "D009": (Severity.ERROR, "a deposit must state its date of publication"),
    "D010": (Severity.ERROR, "the files in a bag must be unchanged since it was packed"),
    "D011": (Severity.ERROR, "every file listed in a bag must be present"),
    "D012": (Severity.ERROR, "a bag must not contain files that it does not list"),
    "D013": (Severity.ERROR, "a bag must be readable"),
    "D014": (Severity.ERROR, "an identifier must be valid, and the file must have a place for it"),
    "D015": (
        Severity.ERROR,
        "an OAI-PMH provider needs a web address, an e-mail address and a date",
    ),
    "D016": (Severity.ERROR, "a PDF in a deposit must meet the standards that it declares"),
    "D017": (Severity.WARNING, "a deposit should contain what curators ask for"),
    "D018": (Severity.ERROR, "the description of a deposit must be plausible"),
    "B001": (Severity.ERROR, "the program failed because of a bug"),
    "I040": (Severity.ERROR, "a new project needs an empty folder"),
    "H001": (Severity.ERROR, "a hook must work and return a valid result"),
    "C001": (Severity.ERROR, "the settings must be valid"),
    "C002": (Severity.ERROR, "a project's stylesheet must compile and run"),
    "C003": (Severity.ERROR, "a conventions file must be valid"),
    "C004": (Severity.ERROR, "an example must produce the TEI given with it"),
    "C005": (Severity.WARNING, "a rule should be the first to match its wordings"),
    "C006": (Severity.ERROR, "a wording must be able to match a remark"),
    "C007": (Severity.ERROR, "a rule must keep all words of a remark"),
    "C008": (Severity.WARNING, "a rule should have two examples"),
    "C009": (Severity.ERROR, "the TEI of an example must be valid"),
    "R001": (Severity.ERROR, "a record must be UTF-8"),
    "R002": (Severity.ERROR, "a record must not be empty"),
    "R003": (Severity.ERROR, "a record must have a title"),
    "R004": (Severity.ERROR, "a record must contain text"),
    "R005": (Severity.REPAIR, "a character that XML forbids was replaced by a visible symbol"),
    "R006": (Severity.WARNING, "a header field has an unknown label"),
    "R007": (Severity.WARNING, "a header field is missing"),
    "R008": (Severity.WARNING, "a header field is given more than once"),
    "R009": (Severity.WARNING, "a date could not be interpreted"),
    "R010": (Severity.WARNING, "the name of a language is unknown"),
    "R011": (Severity.WARNING, "the archive in a citation is unknown"),
    "R012": (Severity.ERROR, "the front matter of a record must be readable"),
    "R013": (Severity.REPAIR, "the title was taken from an unmarked line"),
    "R020": (Severity.REPAIR, "a stray closing bracket was read as the end of a passage"),
    "R021": (Severity.WARNING, "a closing bracket has no opening bracket"),
    "R022": (Severity.WARNING, "an opening bracket has no closing bracket"),
    "R023": (Severity.WARNING, "brackets are nested"),
    "R024": (Severity.WARNING, "a remark matches no rule"),
    "R025": (Severity.WARNING, "a note refers to words without an end mark"),
    "R026": (Severity.WARNING, "a remark refers to an adjacent word, but there is none"),
    "R027": (Severity.WARNING, "the sign of a note does not occur in the text"),
    "R028": (Severity.WARNING, "an end mark does not belong to any note"),
    "R029": (Severity.WARNING, "a note sign in the text has no note"),
    "R030": (Severity.REPAIR, "a paragraph divided by a page break was joined"),
    "R031": (Severity.ERROR, "a record must not nest its blocks too deeply"),
    "R032": (Severity.INFO, "the reading of a remark was inferred"),
    "R033": (Severity.WARNING, "the reading of a remark is little better than a guess"),
    "R034": (Severity.WARNING, "two paragraphs that may be one were kept apart"),
    "R035": (Severity.WARNING, "all brackets in a record are escaped"),
    "R036": (Severity.REPAIR, "the halves of a word divided at the end of a line were joined"),
    "R037": (Severity.WARNING, "a record contains Markdown without an equivalent in the TEI"),
    "R038": (Severity.WARNING, "a remark about a name or a speaker contains a mistake"),
    "R040": (Severity.ERROR, "every character of a record must be in its TEI"),
    "R041": (Severity.ERROR, "a record must be able to express the TEI document"),
    "N001": (Severity.ERROR, "a register must be valid"),
    "N002": (Severity.WARNING, "a register cannot contain this information"),
    "N003": (Severity.INFO, "a name was left unmarked"),
    "N004": (Severity.ERROR, "marking names must leave the rest of a file unchanged"),
    "N005": (Severity.WARNING, "a register entry should be correct and unique"),
    "N006": (Severity.WARNING, "the register should contain the entry that a remark names"),
    "N007": (Severity.WARNING, "a date given in two calendars must be the same day in both"),
    "P001": (Severity.ERROR, "the PDF could not be made"),
    "P003": (Severity.ERROR, "the PDF must have an attachment"),
    "X001": (Severity.ERROR, "a document must be well-formed XML"),
    "X002": (Severity.ERROR, "a TEI file must not declare dangerous entities"),
    "X003": (Severity.ERROR, "the document must be TEI"),
    "X004": (Severity.ERROR, "elements must not be nested too deeply"),
    "X005": (Severity.ERROR, "the fonts must cover every character"),
    "X007": (Severity.WARNING, "included files must be in the document's folder"),
    "X008": (Severity.WARNING, "a date must exist in the calendar"),
    "X006": (Severity.INFO, "an element has no rule in the stylesheets"),
    "X010": (Severity.WARNING, "a picture could not be shown"),
    "X011": (Severity.WARNING, "a picture should have a description"),
    "X012": (Severity.WARNING, "a character was printed in another font"),
    "X013": (Severity.WARNING, "a link must have only one possible target"),
    "X020": (Severity.ERROR, "a document could not be validated"),
    "X021": (Severity.ERROR, "a document must be validated within the time limit"),
    "V001": (Severity.ERROR, "an element may appear only where the schema allows it"),
    "V002": (
        Severity.ERROR,
        "an element may have only the attributes that the schema allows, and needs those it requires",
    ),
    "V003": (Severity.ERROR, "a value must match its datatype or closed list"),
    "V004": (Severity.ERROR, "converted TEI must be valid"),
    "V005": (Severity.ERROR, "text may appear only where the schema allows it"),
    "V006": (Severity.ERROR, "an element must have its required content"),
    "V007": (Severity.ERROR, "an xml:id must be unique"),
    "V008": (Severity.ERROR, "the document must satisfy the Schematron rules"),
    "V009": (Severity.ERROR, "the document must be valid against the XML Schema"),
    "S001": (Severity.ERROR, "a schema must be readable"),
    "S002": (Severity.ERROR, "a schema must be a local file"),
    "S003": (Severity.ERROR, "a schema may read only files in its own folder"),
    "S004": (Severity.ERROR, "a catalog must be readable and name local files"),
    "S005": (Severity.ERROR, "the rules of a schema may only read the document"),
    "S006": (Severity.ERROR, "a rule must be able to process the values in the document"),
    "S007": (Severity.ERROR, "a Schematron report needs exactly one schema"),
    "S008": (Severity.ERROR, "an ODD must be self-contained"),
    "S020": (Severity.ERROR, "a schema must be usable within the time limit"),
}


@dataclass(frozen=True, slots=True)
class Fix:
    """A change to a source that says outright what was assumed: `text` for characters *start* to *end*.

    Offsets count characters of the source with its line ends as "\\n".
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message for the user.

    `source` is the file name as given by the user ("<stdin>" for standard input).
    `position` is None if the message is about a whole file. `line` is the source line, `length` the number of
    characters concerned, `label` their interpretation. `fix` is a change that corrects the source
    without changing the meaning of the record.
    """

    code: str
    message: str
    source: str
    position: Position | None = None
    hint: str | None = None
    line: str | None = None
    length: int = 1
    label: str | None = None
    fix: Fix | None = None
    strict: bool = False
    #: Where it is in a source that is no text ("page 3", "row 12"); then there is no position.
    place: str = ""

    def __post_init__(self) -> None:
        if len(self.message) > _LONGEST:
            object.__setattr__(self, "message", shortened(self.message, _LONGEST))

    @property
    def where(self) -> str:
        """The place or position, as text; empty if the message is about a whole file."""
        return self.place or (str(self.position) if self.position else "")

    @property
    def severity(self) -> Severity:
        """The severity; if repairs are not accepted (`strict`), a repair is an error."""
        severity = CODES[self.code][0]
        return Severity.ERROR if self.strict and severity is Severity.REPAIR else severity

    def __str__(self) -> str:
        # A line that begins with :: would be a command to GitHub, were it the name of a file.
        source = f"./{self.source}" if self.source.lstrip()[:2] in ("::", "##") else self.source
        place = f"{source}:{self.position}" if self.position else source
        place = f"{source}, {self.place}" if self.place else place
        text = f"{place}: {self.severity} {self.code}: {self.message}"
        return printable(f"{text} ({self.hint})" if self.hint else text)


#: A message has no more characters, whatever a file calls a thing.
_LONGEST = 1500


def shortened(words: str, most: int = 200) -> str:
    """*words* with no more than *most* characters: what is in the middle gives way to dots."""
    half = (most - 3) // 2
    return words if len(words) <= most else f"{words[:half]} … {words[-half:]}"


def printable(text: str) -> str:
    """*text* with each control character as its visible picture: a file must not steer a terminal.

    A byte of a file's name that is no UTF-8 is shown as `\\xE9`, and a sign that turns the direction of
    what is written by its number.
    """
    return text if text.isprintable() else _HIDDEN.sub(_picture, text)


_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code < 0xA0:
        return "\N{SYMBOL FOR DELETE}"
    return f"\\x{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04X}"


def bug(error: BaseException, source: str) -> Diagnostic:
    """What to tell of an exception that nobody foresaw, met at the file *source* (B001, or I003 of the system's).

    The message names the exception and the place in the program. Raises KeyboardInterrupt where that is the cause:
    Python wraps what interrupts the making of a class (`__set_name__`) in an exception of its own.
    """
    if isinstance(error.__cause__, KeyboardInterrupt):
        raise KeyboardInterrupt from error
    if isinstance(error, MemoryError):
        return Diagnostic("I003", "there is not enough memory for this", source)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return Diagnostic("I003", f"{where}{error.strerror or error}", source)
    trace, place = error.__traceback__, ""
    while trace:
        file = trace.tb_frame.f_code.co_filename.replace("\\", "/")
        if "tei_edition/" in file:
            place = f" ({file[file.rindex('tei_edition/') :]}:{trace.tb_lineno})"
        trace = trace.tb_next
    said = " ".join(str(error).split())[:_SAID]
    message = (
        f"a bug in this program, not a mistake in the file: {type(error).__name__}: {said}{place}"
    )
    return Diagnostic("B001", message, source, hint="please report it, with the file")


#: So much is told of what an exception says.
_SAID = 300


class EditionError(Exception):
    """Raised when an input cannot be processed; carries at least one diagnostic."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def first_difference(one: Sequence[str], other: Sequence[str]) -> int:
    """Where two texts, or their lines, part ways; at the end of the shorter if nothing else differs."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
