"""How a build grows with its pages: time, memory, and the size of a page."""

import gzip
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import Run

# Packing every page would take longer than building it.
_PACKED = 400


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: its pages, the bytes of one (median, mean, mean packed), and what building it took.

    `pace` is how slow the machine was then: twice as slow as at the first size is 2.
    """

    pages: int
    half: float
    html: float
    packed: float
    took: Run
    pace: float = 1.0


def page_sizes(site: Path) -> tuple[int, float, float, float]:
    """Return how many pages a site has, and the bytes of one: the median, the average, the average of some packed."""
    files = sorted(site.rglob("*.html"))
    step = max(1, len(files) // _PACKED)
    some = files[::step]
    sizes = [file.stat().st_size for file in files]
    # Without the time, so that the same pages give the same figure.
    packed = sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in some)
    return len(files), median(sizes), sum(sizes) / len(sizes), packed / len(some)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return x of values ~ sizes^x, fitted by least squares on logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - mean_x) ** 2 for x in xs)


def growth(built: Sequence[Built]) -> str:
    """Return a table of builds, the smallest first, and the exponents of their growth."""
    lines = [
        f"{'pages':>8}{'wall s':>10}{'CPU s':>10}{'pace':>7}{'MB a process':>14}{'MB in all':>11}"
        f"{'HTML median':>13}{'HTML mean':>11}{'gzip mean':>11}"
    ]
    lines += [
        f"{one.pages:>8}{one.took.wall:>10.1f}{one.took.cpu:>10.1f}{one.pace:>7.2f}"
        f"{one.took.process_mb:>14.0f}{one.took.group_mb:>11.0f}"
        f"{one.half:>13.0f}{one.html:>11.0f}{one.packed:>11.0f}"
        for one in built
    ]
    if len(built) > 1:
        pages = [one.pages for one in built]
        lines.append(
            f"processor time at one pace ~ pages^{exponent(pages, [one.took.cpu / one.pace for one in built]):.2f} "
            "(at most 1.05), "
            f"memory in all ~ pages^{exponent(pages, [one.took.group_mb for one in built]):.2f}, "
            f"HTML of the median page ~ pages^{exponent(pages, [one.half for one in built]):.2f}, "
            f"of an average page ~ pages^{exponent(pages, [one.html for one in built]):.2f}, "
            f"packed ~ pages^{exponent(pages, [one.packed for one in built]):.2f}"
        )
    return "\n".join(lines)
