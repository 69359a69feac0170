"""What the tests share."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is no fault of what is tested.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

#: The header block of a record; `{text}` goes behind it.
HEADER = """## **March 3, 1955**

### **Letter to the Harbour Board**

#### **Citation:**

"Letter to the Harbour Board", March 3, 1955, Coast Digital Archive, RGAE, f. 7, op. 2, d. 11, ll. 3-5. Contributed by Ana Lind and translated by Ole Berg.
<https://example.org/document/1017>

#### **Summary:**

The board is asked for a second dredger.

#### **Original Language:**

Russian

#### **Contents:**

Translation - English

"""


#: Files of tests that print, drive a browser, begin processes, read the whole TEI, or measure time: `make quick` leaves them out.
SLOW = {
    *("files", "finding_growth", "growth", "hostile_schemas", "hostile_stylesheets", "incremental"),
    *("masters", "one_bad_file", "page_looks", "pdf", "print", "search_page", "serve", "site", "tei_all", "templates"),
    *("validate_command", "volume", "way_back", "web", "wheel", "workers"),
}  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.stem.removeprefix("test_") in SLOW or "browser" in item.fixturenames:
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """A cache of the tests' own: the user's is neither read nor written."""
    import os

    os.environ["TEI_EDITION_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def seed() -> Path:
    return ROOT / "seeds" / "1962-11-24-khrushchev-kaul.md"


@pytest.fixture(scope="session")
def tei_all() -> Path:
    """The schema of the whole TEI, where it is here."""
    path = ROOT.parent / "shared" / "tei" / "tei_all.rng"
    if not path.exists():
        pytest.skip("tei_all.rng is not here")
    return path


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium; where it is missing the test is skipped, but in CI it fails."""
    import os
    import shutil

    chromium = shutil.which("chromium")
    if not chromium:
        assert not os.environ.get("TEI_EDITION_REQUIRE_BROWSER"), "CI needs chromium"
        pytest.skip("chromium is not here")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def serve():
    """A function that serves a folder from this machine and returns its address."""
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    servers = []

    def served(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield served
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def edition(tmp_path_factory, seed, serve):
    """The seed's edition, served by this machine: its address."""
    from tei_edition.build.edition import build

    out = tmp_path_factory.mktemp("edition")
    build(seed, out)
    return serve(out)


@pytest.fixture
def untraced():
    """Without the measurement of coverage: it would be most of the time of tests that run the same lines a million times."""
    trace = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(trace)


def least_seconds(
    small: Callable[[], object], large: Callable[[], object], bound: Callable[[float], float]
) -> tuple[float, float]:
    """The least seconds of CPU that *small* and *large* take, measured again while *large* is beyond its *bound*.

    What else the machine does only ever adds time: that it once took less says that the program needs no more.
    *small* is measured twice before anything is said. What the tests hold by now is not searched for cycles meanwhile:
    that is done the more often the more is made, and takes the longer the more tests have run.
    """
    gc.collect()
    gc.freeze()
    try:
        return _least(small, large, bound)
    finally:
        gc.unfreeze()


def _least(
    small: Callable[[], object], large: Callable[[], object], bound: Callable[[float], float]
) -> tuple[float, float]:
    least = [float("inf"), float("inf")]
    for _ in range(6):
        for i, act in ((0, small), (1, large), (0, small)):
            start = time.process_time()
            act()
            least[i] = min(least[i], time.process_time() - start)
        if least[1] < bound(least[0]):
            break
    return least[0], least[1]
