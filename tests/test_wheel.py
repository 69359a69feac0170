"""The wheel: built, installed where there is no checkout, and run from another folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

pytest.importorskip("hatchling", reason="hatchling, of the extra test, builds the wheel")


@pytest.fixture(scope="module")
def environment():
    """The environment of the commands, without what leads to the checkout."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, environment):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheel, environment):
    """The folder of the programs of a fresh environment that has the wheel, and our dependencies."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    (packages,) = home.glob("lib/python*/site-packages")
    # A path in a .pth file is searched last, and its own .pth files, such as that of an editable
    # installation, are not followed.
    paths = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "dependencies.pth").write_text("\n".join(paths), "utf-8")
    python = home / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    options = ["--no-deps", "--no-index", "--disable-pip-version-check", "--ignore-installed"]
    subprocess.run(
        [*command, *options, str(wheel)], check=True, capture_output=True, env=environment
    )
    return python.parent


@pytest.fixture
def run(tmp_path, installed, environment):
    def ran(program, *arguments):
        command = [str(installed / program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, env=environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran


def test_the_wheel_carries_what_stands_beside_the_code(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("schema", "xslt"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"tei_edition/{path.relative_to(ROOT)}" for path in files} <= names
    package = ROOT / "tei_edition"
    data = [p for p in package.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".py")]
    assert {f"tei_edition/{path.relative_to(package)}" for path in data} <= names


def test_it_works_without_the_checkout(tmp_path, seed, run, installed):
    shutil.copy(seed, tmp_path / "letter.md")
    home = Path(run("python", "-c", "import tei_edition; print(tei_edition.__file__)").strip())
    assert home.is_relative_to(installed.parent)
    run("tei-edition", "convert", "letter.md", "-o", "letter.xml")
    assert "valid" in run("tei-edition", "validate", "letter.xml")
    run("tei-edition", "render", "html", "letter.xml", "-o", "letter.html")
    run("tei-edition", "render", "pdf", "letter.xml", "-o", "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    run("tei-edition", "build", "letter.md", "--out", "site")
    for name in ("index.html", "encoding/index.html", "assets/fonts/OFL.txt"):
        assert (tmp_path / "site" / name).is_file()
