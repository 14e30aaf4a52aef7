"""Compressed twins of text files, `.gz` and `.br`, made once when the site is built and not on every request.

gzip at its best level takes a second for a thousand pages. Brotli's quality 10 takes a third of the time of 11 and its
files are one hundredth larger; what it made is kept by content. Both give the same bytes for the same content.
"""

import gzip
import hashlib
import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import brotli

from community.hosting.policy import TEXT_ENDINGS
from community.tree import Tree
from community.workers import spread

CACHE_FOLDER = ".cache/compressed"
_QUALITY = 10
# A smaller file fits into one packet either way.
_SMALLEST = 256
# So many are compressed by a process before it is given others.
_CHUNK = 40


def compress(tree: Tree, cache: Path, processes: int = 1) -> None:
    """Write the compressed twins of a site's text files; `cache` is a folder that may be removed at any time."""
    site = tree.folder
    own = cache / f"brotli-{brotli.__version__}-{_QUALITY}"
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix[1:] in TEXT_ENDINGS]
    files = [path for path in files if path.stat().st_size >= _SMALLEST and not _hidden(path, site)]
    own.mkdir(parents=True, exist_ok=True)
    shares = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]

    def work(share: Sequence[Path]) -> list[str]:
        return [_compress(path, own, tree) for path in share]

    kept = set(chain.from_iterable(spread(work, shares, processes)))
    for path in own.iterdir():
        if path.name not in kept:
            path.unlink(missing_ok=True)  # of a page that has changed since


def _compress(path: Path, cache: Path, tree: Tree) -> str:
    """Write the twins of a file; return the name of what was used of the cache."""
    content, name = path.read_bytes(), path.relative_to(tree.folder).as_posix()
    _write_if_smaller(tree, f"{name}.gz", gzip.compress(content, 9, mtime=0), content)
    kept = cache / hashlib.sha256(content).hexdigest()
    packed = _kept(kept, content)
    if packed is None:
        packed = brotli.compress(content, quality=_QUALITY)
        new = kept.with_suffix(f".{os.getpid()}.new")
        new.write_bytes(packed)
        new.replace(kept)  # another build that reads meanwhile sees the whole file or none
    _write_if_smaller(tree, f"{name}.br", packed, content)
    return kept.name


def _kept(path: Path, content: bytes) -> bytes | None:
    """Return what was compressed before, if it is there and gives the content: what is damaged counts as absent."""
    try:
        packed = path.read_bytes()
        return packed if brotli.decompress(packed) == content else None
    except (OSError, brotli.error):
        return None


def _write_if_smaller(tree: Tree, name: str, packed: bytes, content: bytes) -> None:
    if len(packed) < len(content):
        tree.write(name, packed)


def _hidden(path: Path, site: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(site).parts)
