"""Metadata that cannot be right: days that no calendar has, numbers whose check digit is wrong, a version that replaces itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from tei_edition.build.settings import Settings
from tei_edition.deposit.datacite import scheme_of
from tei_edition.deposit.held import Held
from tei_edition.deposit.identify import TEST_PREFIX
from tei_edition.diagnostics import Diagnostic


def is_sound(address: str) -> bool:
    """Whether the check digit in *address* is right, where it is one of ORCID or ISNI (ISO 7064, MOD 11-2)."""
    scheme, _, number = scheme_of(address)
    if scheme not in ("ORCID", "ISNI"):
        return True
    digits = number.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]


def is_day(text: str) -> bool:
    """Whether *text*, a year, month or day of ISO 8601, is in the calendar."""
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def of_settings(settings: Settings, file: str) -> Iterator[Diagnostic]:
    """D018 for each thing in *settings*, which are in the *file*, that cannot be right; D017 for what is right but of little use."""
    if settings.published and not is_day(settings.published):
        yield _wrong(f"there is no such day as {settings.published} (published)", file)
    dois = {"doi": settings.doi, "concept": settings.concept}
    for key, doi in dois.items():
        if doi and doi == settings.replaces:
            message = f"{doi} is both `{key}` and `replaces`; each version has its own DOI"
            yield _wrong(message, file)
    for name, address in settings.identifiers.items():
        if not is_sound(address):
            yield _wrong(f"the check digit of {address} ({name}) is wrong", file)
    for key, doi in {**dois, "replaces": settings.replaces}.items():
        if doi.startswith(TEST_PREFIX):
            message = f"{doi} ({key}) is a test DOI, which does not lead anywhere"
            yield Diagnostic(
                "D017", message, file, hint="write the DOI that the repository assigns"
            )
    imprint = settings.imprint
    if imprint.licence and not imprint.licence_target:
        message = f"the licence “{imprint.licence}” has no address, so programs cannot identify it"
        hint = 'write licence = { name = "…", target = "https://…" }'
        yield Diagnostic("D017", message, file, hint=hint)


def of_document(document: Held, known: Mapping[str, str]) -> Iterator[Diagnostic]:
    """D018 for each thing in the header of *document* that cannot be right; the addresses *known* are those of the settings."""
    file = str(document.tei)
    if document.issued and not is_day(document.issued):
        yield _wrong(f"there is no such day as {document.issued} (publicationStmt/date)", file)
    named = [(author.name, ref) for author in document.entry.authors for ref in author.ref.split()]
    named += [(maker.name, maker.address) for maker in document.makers]
    for name, address in dict(named).items():
        if (
            re.match(r"https?://", address)
            and not is_sound(address)
            and address not in known.values()
        ):
            yield _wrong(f"the check digit of {address} ({name}) is wrong", file)


def _wrong(message: str, file: str) -> Diagnostic:
    return Diagnostic("D018", message, file)
