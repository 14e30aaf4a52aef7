"""Compressed twins of text files, `.gz` and `.br`, made once when the site is built and not on every request.

gzip at its best level takes a second for a thousand pages. Brotli's quality 10 takes a third of the time of 11 and its
files are one hundredth larger; what it made is kept by content. Both give the same bytes for the same content.
"""

import gzip
import hashlib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import brotli

from community.hosting.policy import TEXT_ENDINGS

CACHE_FOLDER = ".cache/compressed"
_QUALITY = 10
# A smaller file fits into one packet either way.
_SMALLEST = 256
# So few are compressed sooner than a second process starts.
_FEW = 40


def compress(site: Path, cache: Path, processes: int = 2) -> None:
    """Write the compressed twins of a site's text files; `cache` is a folder that may be removed at any time."""
    own = cache / f"brotli-{brotli.__version__}-{_QUALITY}"
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix[1:] in TEXT_ENDINGS]
    files = [path for path in files if path.stat().st_size >= _SMALLEST and not _hidden(path, site)]
    own.mkdir(parents=True, exist_ok=True)
    if len(files) <= _FEW or processes == 1:
        kept = set(_compress_all((files, own)))
    else:
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            shares = [(files[number::processes], own) for number in range(processes)]
            kept = set().union(*pool.map(_compress_all, shares))
    for path in own.iterdir():
        if path.name not in kept:
            path.unlink(missing_ok=True)  # of a page that has changed since


def _compress_all(share: tuple[Iterable[Path], Path]) -> list[str]:
    """Compress some files; return the names of what was used of the cache."""
    files, cache = share
    return [name for path in files if (name := _compress(path, cache))]


def _compress(path: Path, cache: Path) -> str:
    content = path.read_bytes()
    _write_if_smaller(path, ".gz", gzip.compress(content, 9, mtime=0), content)
    kept = cache / hashlib.sha256(content).hexdigest()
    packed = _kept(kept, content)
    if packed is None:
        packed = brotli.compress(content, quality=_QUALITY)
        new = kept.with_suffix(".new")
        new.write_bytes(packed)
        new.replace(kept)  # another build that reads meanwhile sees the whole file or none
    _write_if_smaller(path, ".br", packed, content)
    return kept.name


def _kept(path: Path, content: bytes) -> bytes | None:
    """Return what was compressed before, if it is there and gives the content: what is damaged counts as absent."""
    try:
        packed = path.read_bytes()
        return packed if brotli.decompress(packed) == content else None
    except (OSError, brotli.error):
        return None


def _write_if_smaller(path: Path, ending: str, packed: bytes, content: bytes) -> None:
    if len(packed) < len(content):
        path.with_name(path.name + ending).write_bytes(packed)


def _hidden(path: Path, site: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(site).parts)
