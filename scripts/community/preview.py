"""A live preview: each page is made when a browser asks for it, and asked for again when a file has changed.

Its cost is that of loading the project and of one page, so it does not grow with the site. What is wrong is shown in
the browser, with file and line, until it is mended.
"""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from community.builder import Builder, Order
from community.configuration import CONFIG_FILE
from community.documents.shelf import Made
from community.engine import load_settings
from community.problems import ProblemsFound
from community.project import Project

# The script that waits for the next change, and where it asks for it; both are below no language's folder.
SCRIPT, CHANGES = "preview/reload.js", "preview/changes"
# How long a browser waits for an answer before it asks again.
_WAIT = 20.0
# Not that a file was opened: loading a project opens hundreds, and each time the watching thread would wake.
_WATCHED: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
_HTML = "text/html; charset=utf-8"
_RELOAD = Path(__file__).with_name("preview.js")


class Preview:
    """A project as it stands now. `version` grows with every change of a file."""

    def __init__(self, root: Path, locales: tuple[str, ...] = ()) -> None:
        self._root = root
        self._wanted = locales
        self._lock = threading.Lock()
        self._changed = threading.Condition()
        self._stale = True
        self._builder: Builder | None = None
        self._problems = ""
        self._documents: list[Made] | None = None
        self.version = 0

    def overrides(self) -> Path:
        """Return the folder of the looks."""
        return load_settings(self._root)[1].overrides

    def change(self) -> None:
        """Take note that a file has changed."""
        with self._changed:
            self._stale = True
            self.version += 1
            self._changed.notify_all()

    def wait(self, version: int) -> int:
        """Return the version as soon as it is another one, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, _WAIT)
            return self.version

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, media type and content for a path below the root of the site."""
        if path == SCRIPT:
            return 200, "text/javascript", _RELOAD.read_bytes()
        with self._lock:
            if self._stale:
                self._load()
            if self._builder is None:
                return self._told(500, self._problems)
            return self._found(self._builder, path)

    def _load(self) -> None:
        self._stale = False
        try:
            builder = Builder(Project.load(self._root), Order(target=self._root, preview=True))
            # Documents stay those that were there at the beginning: to make them takes longer than anybody waits.
            if self._documents is None:
                self._documents = list(builder.known_documents())
            builder.fill(self._documents)
            self._builder, self._problems = builder, ""
        except ProblemsFound as found:
            self._builder, self._problems = None, str(found)

    def _found(self, builder: Builder, path: str) -> tuple[int, str, bytes]:
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if page := builder.page_at(name):
            if self._wanted and page[0] not in self._wanted:
                return self._told(404, f"This preview shows these languages: {', '.join(self._wanted)}")
            _, html, warnings = builder.page_html(*page)
            return self._told(500, "\n".join(warnings)) if warnings else (200, _HTML, self._with_script(html))
        if (content := builder.file_at(name)) is not None:
            return 200, mimetypes.guess_type(name)[0] or "application/octet-stream", content
        return self._told(404, f"{name}: there is no such page")

    def _told(self, status: int, text: str) -> tuple[int, str, bytes]:
        page = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
            f"<body><h1>Preview</h1><pre>{escape(text)}</pre></body></html>"
        )
        return status, _HTML, self._with_script(page)

    def _with_script(self, html: str) -> bytes:
        script = f'<script src="/{SCRIPT}" data-version="{self.version}" defer></script>'
        return html.replace("</head>", f"{script}</head>", 1).encode()


@contextmanager
def previewing(root: Path, locales: tuple[str, ...] = (), port: int = 8000) -> Iterator[ThreadingHTTPServer]:
    """Yield a server of a project's preview that follows every change of its files; the caller lets it serve."""
    preview = Preview(root, locales)
    observer = Observer()
    for folder in {root / "data", root / "docs", Path(__file__).parent, preview.overrides()}:
        observer.schedule(_Watcher(preview), str(folder), recursive=True, event_filter=_WATCHED)
    observer.schedule(_Watcher(preview), str(root / CONFIG_FILE), event_filter=_WATCHED)
    observer.start()
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"preview": preview}))
    server.daemon_threads = True
    try:
        yield server
    finally:
        server.server_close()
        observer.stop()
        observer.join()


class _Watcher(FileSystemEventHandler):
    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    def on_any_event(self, event: FileSystemEvent) -> None:
        if "__pycache__" not in str(event.src_path):
            self._preview.change()


class _Handler(BaseHTTPRequestHandler):
    preview: Preview

    def do_GET(self) -> None:  # the base class's own name
        split = urlsplit(self.path)
        path = unquote(split.path).lstrip("/")
        if path == CHANGES:
            asked = int(parse_qs(split.query)["version"][0])
            self._send(200, "text/plain", str(self.preview.wait(asked)).encode())
        else:
            self._send(*self.preview.answer(path))

    def _send(self, status: int, media: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's own name
        """Say nothing of each request."""
