"""Fingerprints of values, files and code; none of them knows a time. It imports nothing of ours, so it loads fast."""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
# Templates and looks; scripts and style sheets are only copied, but documents read the colours in them.
_CODE = ("scripts/community", "overrides")


@cache
def code_print() -> str:
    """Return the fingerprint of all code, templates and packages that take part."""
    packages = sorted(path.name for folder in map(Path, sys.path) for path in folder.glob("*.dist-info"))
    return fingerprint(sys.version, packages, [files_print(_ROOT / folder) for folder in _CODE])


def files_print(*paths: Path) -> str:
    """Return the fingerprint of files and folders: names and contents, never times."""
    digest = hashlib.sha256()
    for name, path in _files(paths):
        if path.is_file():
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:  # in pieces: somebody may have put a film there
                digest.update(hashlib.file_digest(file, "sha256").digest())
        if path.is_symlink() or not path.is_file():
            digest.update(f"{name}\0is no regular file\0".encode())  # the check tells of it, so it is a change
    return digest.hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for top in paths:
        if top.is_dir():
            found = sorted(path for path in top.rglob("*") if path.is_symlink() or not path.is_dir())
            found = [path for path in found if path.parent.name != "__pycache__"]
            yield from ((path.relative_to(top).as_posix(), path) for path in found)
        elif top.is_symlink() or top.exists():
            yield top.name, top


def fingerprint(*parts: object) -> str:
    """Return what tells these values from all others; they are strings, numbers, and lists and mappings of them."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def project_print(root: Path, *values: object) -> str:
    """Return the fingerprint of everything that the site of a project is made of, with what its build was told."""
    # The looks may lie in a folder that the configuration names; those of this repository are part of the code.
    folders = [files_print(root / name) for name in ("data", "docs", "published", "overrides", "mkdocs.yml")]
    return fingerprint(code_print(), folders, values)
