"""A tree of files that is being written, and shares with an earlier one what is as it was there."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder to write into. A file with the same bytes in `earlier` is linked: one file on the disk, two names.

    So it is neither written nor waited for, and servers see that it is as old as it was.
    """

    folder: Path
    earlier: Path | None = None

    def write(self, name: str, content: bytes) -> None:
        """Write a file, below folders that need not be there."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.earlier is None or not _linked(self.earlier / name, target, content):
            target.write_bytes(content)


def _linked(before: Path, target: Path, content: bytes) -> bool:
    try:
        if before.is_symlink() or before.read_bytes() != content:
            return False
        os.link(before, target)
    except OSError:  # nothing was there, or this disk knows no links
        return False
    return True
