"""Documents that were made before, by what they were made of. What is damaged or foreign counts as absent."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from community.documents.file import File

# Enough for the addresses of a preview, of the tests and of the public site.
_KEPT = 3


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, each a line of JSON (key, sha256, pages) and the file behind it.

    It may be removed at any time: nothing is in it that can't be made again.
    """

    folder: Path

    def get(self, file: str, key: str) -> File | None:
        """Return a document that was made of just this, if it is there and sound."""
        try:
            head, _, content = self._path(file, key).read_bytes().partition(b"\n")
            told = json.loads(head)
            found = File(content, told["pages"])
            if told == {"key": key, "sha256": found.sha256, "pages": found.pages}:
                return found
        except (OSError, ValueError, KeyError, TypeError):
            pass  # it is made anew
        return None

    def put(self, file: str, key: str, made: File) -> None:
        """Keep a document, and forget the oldest of the same name."""
        path = self._path(file, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        head = {"key": key, "sha256": made.sha256, "pages": made.pages}
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_bytes(json.dumps(head).encode() + b"\n" + made.content)
        new.replace(path)  # another build that reads meanwhile sees the whole entry or none
        entries = sorted(path.parent.glob(f"{file}.*.entry"), key=lambda entry: (entry.stat().st_mtime_ns, entry.name))
        for entry in entries[:-_KEPT]:
            entry.unlink(missing_ok=True)

    def _path(self, file: str, key: str) -> Path:
        return self.folder / f"{file}.{key[:16]}.entry"


def key_of(template_print: str, data: str) -> str:
    """Return the name of what a document is made of."""
    return hashlib.sha256(f"{template_print}\0{data}".encode()).hexdigest()
