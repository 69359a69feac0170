"""For CI servers: JUnit XML, a test case a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from tei_edition.diagnostics import Severity
from tei_edition.diagnostics_files import FileReport, rule_name, sentence

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_of(reports: Iterable[FileReport], command: str = "validate") -> str:
    """A file with errors is a failure, one that was not judged is skipped; what is no error goes to its system-out.

    *command* is what found it.
    """
    reports = list(reports)
    failures = sum(not report.is_valid for report in reports)
    skipped = sum(report.verdict is None for report in reports)
    numbers = {"tests": str(len(reports)), "failures": str(failures)}
    root = etree.Element("testsuites", numbers)
    named = {"name": f"tei-edition {command}", "errors": "0", **numbers, "skipped": str(skipped)}
    suite = etree.SubElement(root, "testsuite", named)
    for report in reports:
        case = etree.SubElement(
            suite, "testcase", classname=f"tei-edition.{command}", name=_clean(report.source)
        )
        errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
        others = [d for d in report.diagnostics if d.severity is not Severity.ERROR]
        if errors:
            failure = etree.SubElement(
                case, "failure", type=rule_name(errors[0]), message=_clean(sentence(errors[0]))
            )
            failure.text = _clean("\n".join(map(str, errors)))
        if report.verdict is None:
            etree.SubElement(case, "skipped", message="this file was not checked")
        if others:
            etree.SubElement(case, "system-out").text = _clean("\n".join(map(str, others)))
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
