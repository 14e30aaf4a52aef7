"""Our style sheets, scripts and marks, published in a folder named by what they hold, so that browsers keep them.

One folder for all: a script that loads another by a relative address gets the one that it was written with, and nothing
in the files has to be rewritten. A page that a reader still has open goes on with the folder of its own release.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = "assets"


@dataclass(frozen=True)
class Assets:
    """The files of a folder."""

    source: Path

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """The content of every file, by its name, in their order."""
        return {path.name: path.read_bytes() for path in sorted(self.source.iterdir()) if path.is_file()}

    @cached_property
    def folder(self) -> str:
        """Where they are below the site's root."""
        digest = hashlib.sha256()
        for name, content in self.contents.items():
            digest.update(f"{name} {len(content)}\n".encode() + content)
        return f"{FOLDER}/{digest.hexdigest()[:12]}"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and content of every file below the site's root."""
        for name, content in self.contents.items():
            yield f"{self.folder}/{name}", content
