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
    "I001": (Severity.ERROR, "the input is not there"),
    "I002": (Severity.ERROR, "the input is a directory where a file is wanted"),
    "I003": (Severity.ERROR, "the input cannot be read or the output cannot be written"),
    "I004": (Severity.ERROR, "two documents claim the same identifier"),
    "I005": (Severity.ERROR, "no documents were found"),
    "I006": (Severity.ERROR, "one output is wanted for each of several inputs"),
    "I007": (Severity.ERROR, "an input is of a kind that is read"),
    "I032": (Severity.ERROR, "a file that is there is not written over"),
    "I050": (Severity.WARNING, "an import door brings through all that its source says"),
    "I051": (Severity.ERROR, "an import door has the library that it needs"),
    "I052": (Severity.ERROR, "a source can be read by the door for its kind"),
    "I053": (Severity.WARNING, "what is imported has a text"),
    "I060": (Severity.WARNING, "a master has what its record says"),
    "I061": (Severity.ERROR, "a part changes in a record or in its master, not in both"),
    "I062": (Severity.WARNING, "it is known what a master was made of"),
    "I063": (Severity.ERROR, "a file is valid after a merge or migration if it was before"),
    "I064": (
        Severity.ERROR,
        "a file that is migrated or merged is ours, and can be changed in places",
    ),
    "I065": (Severity.WARNING, "a document has a record or a master"),
    "I030": (Severity.ERROR, "an output is no file that is read"),
    "I031": (Severity.ERROR, "an edition is built into a folder of its own"),
    "I037": (Severity.WARNING, "the cache folder has room"),
    "I036": (Severity.ERROR, "one build writes into a folder at a time"),
    "I035": (Severity.ERROR, "a document is built in the time it may take"),
    "I033": (Severity.ERROR, "a document can be built"),
    "I034": (Severity.ERROR, "a cluster that is named can be reached"),
    "I070": (Severity.ERROR, "the preview has a port of this machine to itself"),
    "I020": (Severity.WARNING, "a folder is searched for plain files of its own"),
    "D001": (Severity.ERROR, "the TEI of a deposit is valid"),
    "D002": (Severity.ERROR, "a PDF of a deposit claims to be PDF/A"),
    "D003": (Severity.ERROR, "a deposit states its licence"),
    "D004": (Severity.ERROR, "a deposit states its publisher"),
    "D005": (Severity.ERROR, "what a deposited document points at is in the deposit"),
    "D006": (Severity.ERROR, "a deposited document has no path of one machine"),
    "D007": (Severity.ERROR, "a deposit takes no file from outside the edition"),
    "D008": (Severity.ERROR, "every document of a deposit was built, with its PDF"),
    "D009": (Severity.ERROR, "a deposit states when it was published"),
    "D010": (Severity.ERROR, "a file of a bag is as it was packed"),
    "D011": (Severity.ERROR, "a file of a bag is there"),
    "D012": (Severity.ERROR, "a bag holds no file that was added to it"),
    "D013": (Severity.ERROR, "a bag can be understood"),
    "D014": (Severity.ERROR, "an identifier can be written into a file that is kept otherwise"),
    "D017": (Severity.WARNING, "a deposit says what a curator asks for"),
    "D016": (Severity.ERROR, "a PDF of a deposit has what it claims to have"),
    "D015": (Severity.ERROR, "a provider of OAI-PMH has an address, an e-mail address and a date"),
    "B001": (Severity.ERROR, "the program has no fault of its own"),
    "I040": (Severity.ERROR, "a project begins in an empty folder"),
    "H001": (Severity.ERROR, "a hook does its work, and gives back what it is to give"),
    "C001": (Severity.ERROR, "the settings of an edition can be understood"),
    "C002": (Severity.ERROR, "a stylesheet of the project can be compiled and run"),
    "C003": (Severity.ERROR, "conventions can be understood"),
    "C004": (Severity.ERROR, "an example of a rule is read as it says"),
    "C005": (Severity.WARNING, "a rule is the first to read its own wordings"),
    "C006": (Severity.ERROR, "a wording can match"),
    "C007": (Severity.ERROR, "a rule keeps all words of a remark"),
    "C008": (Severity.WARNING, "a rule has two examples"),
    "C009": (Severity.ERROR, "the TEI of an example is valid"),
    "R001": (Severity.ERROR, "a record is UTF-8"),
    "R002": (Severity.ERROR, "a record is not empty"),
    "R003": (Severity.ERROR, "a record has a title"),
    "R004": (Severity.ERROR, "a record has a text"),
    "R005": (Severity.REPAIR, "a character that XML forbids was replaced by its visible picture"),
    "R006": (Severity.WARNING, "a header field has a label that is not known"),
    "R007": (Severity.WARNING, "a header field is missing"),
    "R008": (Severity.WARNING, "a header field is given more than once"),
    "R009": (Severity.WARNING, "a date could not be understood"),
    "R010": (Severity.WARNING, "a language could not be understood"),
    "R011": (Severity.WARNING, "the archive of a citation is not known"),
    "R012": (Severity.ERROR, "the front matter of a record can be read"),
    "R013": (Severity.REPAIR, "the title was read from a line that nothing marks"),
    "R020": (Severity.REPAIR, "a stray closing bracket marks where words spoken of end"),
    "R021": (Severity.WARNING, "a closing bracket has no opening bracket"),
    "R022": (Severity.WARNING, "an opening bracket has no closing bracket"),
    "R023": (Severity.WARNING, "brackets stand inside brackets"),
    "R024": (Severity.WARNING, "a remark is of no known kind"),
    "R025": (Severity.WARNING, "a note speaks of words whose end is not marked"),
    "R026": (Severity.WARNING, "a remark speaks of words beside it, and none are there"),
    "R027": (Severity.WARNING, "a note has no mark in the text"),
    "R028": (Severity.WARNING, "a remark marks the end of words that no note speaks of"),
    "R029": (Severity.WARNING, "a mark of a note has no note"),
    "R030": (Severity.REPAIR, "a paragraph cut by a page break was made whole"),
    "R031": (Severity.ERROR, "a record nests its blocks within reason"),
    "R032": (Severity.INFO, "what a remark says was inferred"),
    "R033": (Severity.WARNING, "what a remark says was hardly more than guessed"),
    "R034": (Severity.WARNING, "two paragraphs that may be one were left apart"),
    "R035": (Severity.WARNING, "the brackets of a record are not all escaped"),
    "R036": (Severity.REPAIR, "a word that the end of a line parts was made whole"),
    "R037": (Severity.WARNING, "a record has no comments, pictures or endless emphasis"),
    "R040": (Severity.ERROR, "every character of a record is in its TEI"),
    "R041": (Severity.ERROR, "a TEI document can be said as a record"),
    "N001": (Severity.ERROR, "a register can be used"),
    "N002": (Severity.WARNING, "a register knows what its entries say"),
    "N003": (Severity.INFO, "a form of the register's names means an entry of it"),
    "N004": (Severity.ERROR, "names are written into a file and leave the rest of it as it is"),
    "N005": (Severity.WARNING, "an entry of a register is sound, and one of a kind"),
    "P001": (Severity.ERROR, "the PDF could not be made"),
    "P003": (Severity.ERROR, "a file is attached to the PDF"),
    "X001": (Severity.ERROR, "the XML is not well-formed"),
    "X002": (Severity.ERROR, "a TEI file declares no entities but short ones of its own"),
    "X003": (Severity.ERROR, "the document is a TEI document"),
    "X004": (Severity.ERROR, "elements stand in one another within reason"),
    "X005": (Severity.ERROR, "every character has a glyph in the fonts of the print edition"),
    "X007": (Severity.WARNING, "the files that a document includes are in its folder"),
    "X006": (Severity.INFO, "an element has a rule of its own in the stylesheets"),
    "X010": (Severity.WARNING, "a picture that a document names is shown"),
    "X011": (Severity.WARNING, "a picture has words for those who do not see it"),
    "X012": (Severity.WARNING, "every character is printed in the font of the text"),
    "X020": (Severity.ERROR, "a document can be judged"),
    "X021": (Severity.ERROR, "a document is judged in the time it may take"),
    "V001": (Severity.ERROR, "the content of an element follows the schema"),
    "V002": (Severity.ERROR, "the attributes of an element follow the schema"),
    "V003": (Severity.ERROR, "the value follows its datatype or closed list"),
    "V004": (Severity.ERROR, "the document is valid against the schema"),
    "V005": (Severity.ERROR, "text stands only where the schema lets it"),
    "V006": (Severity.ERROR, "an element holds what it needs"),
    "V007": (Severity.ERROR, "a name is given to one element only"),
    "V008": (Severity.ERROR, "the rules of the Schematron schema hold"),
    "V009": (Severity.ERROR, "the document is valid against the XML Schema"),
    "S001": (Severity.ERROR, "a schema can be read"),
    "S002": (Severity.ERROR, "a schema is a local file"),
    "S003": (Severity.ERROR, "a schema reads only files of its own folder"),
    "S004": (Severity.ERROR, "a catalog can be read and names local files"),
    "S005": (Severity.ERROR, "a schema's rules do nothing but look at the document"),
    "S006": (Severity.ERROR, "a rule can be tested on the document"),
    "S007": (Severity.ERROR, "a Schematron report is about the rules of one schema"),
    "S008": (Severity.ERROR, "an ODD holds all that it speaks of"),
    "S020": (Severity.ERROR, "a schema is read, and judges, in the time it may take"),
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
    """One thing to tell the user.

    `source` is the name of the file as the user gave it ("<stdin>" for standard input);
    `position` is None where a whole file is meant. `line` is the source line, `length` how many of
    its characters are meant, `label` what they were taken for. `fix` is a change that puts it right
    without changing what the record means.
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
        """Its place or position, as a line names it; empty where a whole file is meant."""
        return self.place or (str(self.position) if self.position else "")

    @property
    def severity(self) -> Severity:
        """How much it weighs; a repair is an error where the user wants none (`strict`)."""
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

    The message names the exception and the place in the program.
    """
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
    message = f"a fault of this program, not of the file: {type(error).__name__}: {said}{place}"
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
