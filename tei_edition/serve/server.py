"""The server of the preview: the files of one folder, to this machine, and nothing else.

It listens at 127.0.0.1, so that no other machine reaches it. A page of a stranger in the same browser could,
under a name of its own that it says is this address (DNS rebinding): requests for any other host than this one are
refused. It only reads, below its folder only, and lists no folder.
"""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import reason_of
from tei_edition.serve.live import Live
from tei_edition.serve.page import OWN, asset, failing, from_top, with_live

ADDRESS = "127.0.0.1"
_HOST = re.compile(r"(localhost|127\.0\.0\.1)(:[0-9]{1,5})?", re.IGNORECASE)
#: Seconds between two signs of life to a page that waits, and those that a request may take to come.
_SIGN, _PATIENCE = 15.0, 30.0
_HTML = "text/html; charset=utf-8"
#: What browsers are to take a file for, by its ending.
_KINDS = {
    ".html": _HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
}
_ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}


class Server:
    """Serves the edition in the folder *out* at a *port* of this machine (0: any that is free)."""

    def __init__(self, out: Path, live: Live, port: int) -> None:
        """Take the port, without answering yet; EditionError (I070) where it is taken."""
        handler = partial(_Handler, out, live)
        try:
            self._server = _Threads((ADDRESS, port), handler)
        except (OSError, OverflowError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else str(error)
            message = f"port {port} on this machine cannot be used: {reason}"
            hint = "stop the other program, or name another port; --port 0 picks a free one"
            raise EditionError(
                Diagnostic("I070", message, f"{ADDRESS}:{port}", hint=hint)
            ) from None
        self._live = live
        self._thread = Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    @property
    def address(self) -> str:
        """The address of the first page."""
        return f"http://{ADDRESS}:{self._server.server_port}/"

    def start(self) -> None:
        """Answer from now on, in threads of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Answer nobody any more, and give the port back."""
        self._live.end()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Threads(ThreadingHTTPServer):
    daemon_threads = True
    # Elsewhere it would let two programs have one port.
    allow_reuse_address = os.name == "posix"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away is no error; what is one is told by its name."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"serve: {type(error).__name__}: {error}", file=sys.stderr)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server_version, sys_version = "tei-edition", ""
    timeout = _PATIENCE

    def __init__(self, out: Path, live: Live, *given: Any) -> None:
        self._out, self._live = out, live
        super().__init__(*given)

    def do_GET(self) -> None:
        if not self._is_for_us():
            return
        path = self.path.partition("?")[0].partition("#")[0]
        parts = _parts(path)
        if parts and parts[0] == OWN:
            self._own(parts[1:])
        else:
            self._file(parts, path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def __getattr__(self, name: str) -> Any:
        # Whatever else is asked for (do_POST, do_DELETE) is none of this server's business.
        if name.startswith("do_"):
            return self._refuse
        raise AttributeError(name)

    def _refuse(self) -> None:
        if self._is_for_us():
            self._say(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are told nobody."""

    def _is_for_us(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        if len(hosts) == 1 and _HOST.fullmatch(hosts[0].strip()):
            return True
        self._say(HTTPStatus.FORBIDDEN)
        return False

    # --- answers --------------------------------------------------------------------------------

    def _own(self, parts: list[str]) -> None:
        name = "/".join(parts)
        if name == "news":
            self._news()
        elif (data := asset(name)) is not None:
            self._send(HTTPStatus.OK, data, _KINDS[Path(name).suffix])
        else:
            self._say(HTTPStatus.NOT_FOUND)

    def _file(self, parts: list[str] | None, path: str) -> None:
        file = _below(self._out, parts) if parts is not None else None
        if parts and file and file.is_dir() and not path.endswith("/"):
            self._say(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"/{quote('/'.join(parts))}/"})
            return
        if file and file.is_dir():
            file = _below(self._out, [*(parts or []), "index.html"])
        is_in_folder = bool(parts) and (len(parts or ()) > 1 or path.endswith("/"))
        id = parts[0] if parts and is_in_folder else ""
        try:
            data = file.read_bytes() if file and file.is_file() else None
        except OSError:
            data = None
        if data is None and self._live.is_making and path.endswith(".pdf"):
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, {"Refresh": "2", "Retry-After": "2"})
            return
        if data is None:
            self._missing(id)
            return
        kind = _KINDS.get(file.suffix.lower() if file else "", "application/octet-stream")
        if kind == _HTML:
            data = with_live(data, self._live.version(), self._live.findings(id))
        self._send(HTTPStatus.OK, data, kind)

    def _missing(self, id: str) -> None:
        """The page for what is not there, with what was found in the document that was there, perhaps."""
        page = self._out / "404.html"
        data = page.read_bytes() if page.is_file() else b"<!DOCTYPE html><body><p>There is no such page.</body>"  # fmt: skip
        error, is_certain = self._live.error(id)
        if error:
            data = failing(data, error, is_certain=is_certain)
        data = with_live(from_top(data), self._live.version(), self._live.findings(id))
        self._send(HTTPStatus.NOT_FOUND, data, _HTML)

    def _news(self) -> None:
        """The name of the last build, and that of each after it, as server-sent events."""
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        if self.command == "HEAD":
            return
        version = ""
        try:
            while (fresh := self._live.wait(version, _SIGN)) is not None:
                self.wfile.write(f"data: {fresh}\n\n".encode() if fresh != version else b":\n\n")
                self.wfile.flush()
                version = fresh
        except OSError:  # the page is gone
            return

    def _say(self, status: HTTPStatus, headers: dict[str, str] | None = None) -> None:
        self._send(status, f"{status} {status.phrase}\n".encode(), _KINDS[".txt"], headers)

    def _send(
        self, status: HTTPStatus, data: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})})  # fmt: skip
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (*_ALWAYS.items(), *headers.items()):
            self.send_header(name, value)
        self.end_headers()


def _parts(path: str) -> list[str] | None:
    """The parts of the *path* of a request; None where it is none that leads to a file of an edition.

    Nothing hidden is served, the marker of the edition included.
    """
    parts = [part for part in unquote(path).split("/") if part]
    wrong = any(p.startswith(".") or set(p) & set("\\\0:") for p in parts)
    return None if wrong or not path.startswith("/") else parts


def _below(out: Path, parts: list[str]) -> Path | None:
    """The file or folder *parts* of the edition in *out*, whatever links there are in it; None where it is not below."""
    try:
        home = out.resolve()
        found = home.joinpath(*parts).resolve()
        return found if found.is_relative_to(home) and found.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None
