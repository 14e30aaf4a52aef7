"""What was computed before, by a fingerprint of all that it was computed from.

It may be removed at any time: nothing is in it that can't be made again. What is damaged counts as absent.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# Results that no build of the last so many, or of the last half of so many, has asked for are forgotten.
# Tests, previews and the public site are builds too.
_KEPT = 12
_LAYOUT = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, build INTEGER NOT NULL, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS builds (number INTEGER PRIMARY KEY AUTOINCREMENT);
"""


class Memo:
    """A file of results that several processes and builds share. Each value carries its own hash."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: sqlite3.Connection | None = None
        self._process = 0
        self._build = 0
        self._used: list[str] = []

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None or self._process != os.getpid():  # a forked process opens the file anew
            self._process = os.getpid()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Threads of a preview ask one after the other, each with the connection that another opened.
            self._opened = sqlite3.connect(self._path, timeout=60, isolation_level=None, check_same_thread=False)
            self._opened.execute("PRAGMA journal_mode = WAL")
            self._opened.execute("PRAGMA synchronous = OFF")  # a result that a crash damages is made again
            if self._opened.execute("PRAGMA user_version").fetchone()[0] not in (0, _LAYOUT):
                raise sqlite3.DatabaseError("of another version")
            self._opened.executescript(_SCHEMA)
            self._opened.execute(f"PRAGMA user_version = {_LAYOUT}")
        return self._opened

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def begin(self) -> None:
        """Begin a new build, and forget what old ones left. A file that can't be read is begun anew."""
        if self._build:
            return
        try:
            self._begin()
        except sqlite3.DatabaseError:
            self.close()
            for path in self._path.parent.glob(f"{self._path.name}*"):
                path.unlink(missing_ok=True)
            self._begin()

    def _begin(self) -> None:
        connection = self._connection()
        number = int(connection.execute("INSERT INTO builds DEFAULT VALUES RETURNING number").fetchone()[0])
        connection.execute("DELETE FROM results WHERE build <= ?", (number - _KEPT,))
        connection.execute("DELETE FROM builds WHERE number <= ?", (number - _KEPT,))
        self._build = number

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return those results that are there and sound, by their keys."""
        found = {}
        try:
            connection = self._connection()
            for key in keys:
                row = connection.execute("SELECT value FROM results WHERE key = ?", (bytes.fromhex(key),)).fetchone()
                if row and (value := _sound(row[0])) is not None:
                    found[key] = json.loads(value)
        except sqlite3.DatabaseError:
            self.close()  # what is damaged is made again
        self._used += found
        return found

    def put(self, results: Iterable[tuple[str, Any]] = ()) -> None:
        """Keep results, each JSON, under their keys; those that were got before are marked as used by this build."""
        rows = []
        for key, result in results:
            value = json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()
            rows.append((bytes.fromhex(key), self._build, hashlib.sha256(value).digest() + value))
        used, self._used = self._used, []
        try:
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            # To mark a row writes all of it anew, so only those are marked that would be forgotten before long.
            marks = [(self._build, bytes.fromhex(key), self._build - _KEPT // 2) for key in used]
            connection.executemany("UPDATE results SET build = ? WHERE key = ? AND build <= ?", marks)
            connection.execute("COMMIT")
        except sqlite3.DatabaseError:
            self.close()  # they are made again the next time


def _sound(stored: bytes) -> bytes | None:
    digest, value = stored[:32], stored[32:]
    return value if hashlib.sha256(value).digest() == digest else None
