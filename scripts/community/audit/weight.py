"""What a first view of a page fetches, compressed as servers do, and what a budget allows."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Servers compress text; pictures, fonts and Pagefind's pieces are compressed already.
_TEXT = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}
_LEVEL = 6  # nginx' and Apache's usual level is 1 to 6; a file compressed beforehand is smaller


@dataclass(frozen=True, slots=True)
class Weight:
    """A first view: the bytes of each file that it fetches."""

    files: tuple[tuple[str, int], ...]

    @property
    def requests(self) -> int:
        """Return how many files are fetched."""
        return len(self.files)

    @property
    def total(self) -> int:
        """Return the bytes of all files together."""
        return sum(size for _, size in self.files)

    @property
    def parts(self) -> dict[str, int]:
        """Return the bytes by what they are: the page itself, styles, scripts and the rest."""
        sums = {"page": 0, "styles": 0, "scripts": 0, "other": 0}
        for name, size in self.files:
            sums[{".html": "page", ".css": "styles", ".js": "scripts"}.get(Path(name).suffix, "other")] += size
        return sums


def weight_of(site: Path, files: Iterable[str]) -> Weight:
    """Return the weight of a view that fetched these addresses of a site."""
    paths = [f"{name}index.html" if not name or name.endswith("/") else name for name in files]
    return Weight(tuple((path, transferred(site / path)) for path in paths))


@cache
def transferred(file: Path) -> int:
    """Return the bytes that a server sends of a file; nothing of one that is missing, though it was asked for."""
    if not file.is_file():
        return 0
    content = file.read_bytes()
    return len(gzip.compress(content, _LEVEL, mtime=0)) if file.suffix in _TEXT else len(content)


def over_budget(weight: Weight, budget: dict[str, int]) -> list[str]:
    """Return what of a view is heavier than its budget, with the largest files of that part; bytes, and `requests`."""
    found = []
    for part, size in {**weight.parts, "requests": weight.requests}.items():
        if size > budget[part]:
            largest = sorted(weight.files, key=lambda one: -one[1])[:4]
            found.append(f"{part}: {size} instead of at most {budget[part]}; largest: {largest}")
    return found
