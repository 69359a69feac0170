"""The house: short files and functions, and a face that nothing inside looks at.

Which room may import which is a contract in pyproject.toml that `make lint` checks.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "tei_edition").rglob("*.py"))
#: Made from the ODD: nobody reads it from top to bottom.
GENERATED = {ROOT / "xslt" / "common" / "values.xsl"}
STYLES = sorted(
    path
    for kind in ("xsl", "js", "css")
    for path in (ROOT / "xslt").rglob(f"*.{kind}")
    if path not in GENERATED
)
#: Lines in a file, and in a function, beyond which either asks to be divided.
FILE, FUNCTION = 400, 45


def test_no_file_is_too_long_to_be_read_at_once():
    files = {path: len(path.read_text("utf-8").splitlines()) for path in [*SOURCES, *STYLES]}
    too_long = [f"{path.relative_to(ROOT)}: {n}" for path, n in files.items() if n > FILE]
    assert too_long == []


def test_no_function_is_too_long_to_be_read_at_once():
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    ]
    assert too_long == []


def test_nothing_inside_imports_the_face():
    """Import-linter cannot see it where a package has the name of a function: encode, build."""
    modules = {path.stem for path in (ROOT / "tei_edition").glob("*.py")}
    faced = [
        f"{path.relative_to(ROOT)}:{node.lineno} {alias.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "tei_edition"
        for alias in node.names
        if alias.name not in modules
    ]
    assert faced == []


def test_functions_of_the_face_are_not_hidden_by_packages_of_their_names():
    import tei_edition.build.edition
    import tei_edition.encode.encode

    assert callable(tei_edition.build)
    assert callable(tei_edition.encode)
    from tei_edition import build, encode

    assert (build.__name__, encode.__name__) == ("build", "encode")
