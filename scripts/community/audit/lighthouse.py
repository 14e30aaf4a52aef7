"""Lighthouse on single pages: its four scores, and how far a page moves while loading."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from community.audit.browser import CHROMIUM, OPTIONS
from community.audit.tools import package, program

_SCORES = ("accessibility", "best-practices", "seo")
# What a page can be judged by without a host: on loopback there is neither HTTPS nor HTTP/2.
_FLAGS = " ".join(("--headless=new", *OPTIONS))


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a page, of 100, and its layout shift; performance is 0 where it was not measured."""

    accessibility: int
    best_practices: int
    seo: int
    performance: int
    shift: float


def scores(address: str, *, performance: bool) -> Scores:
    """Return the scores of one run."""
    categories = [*_SCORES, *(["performance"] if performance else [])]
    with TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        command = [
            program("node"), str(package("lighthouse") / "cli" / "index.js"), address, "--quiet", "--output=json",
            f"--output-path={output}", f"--only-categories={','.join(categories)}", f"--chrome-flags={_FLAGS}",
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": CHROMIUM}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not output.exists():
            raise RuntimeError(f"Lighthouse did not run: {done.stderr[-500:]}")
        report = json.loads(output.read_text("utf-8"))
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in categories}
    shift = report["audits"].get("cumulative-layout-shift", {}).get("numericValue", 0.0)
    return Scores(found["accessibility"], found["best-practices"], found["seo"], found.get("performance", 0), shift)


def median_performance(address: str, runs: int) -> tuple[int, float]:
    """Return the median score of performance of some runs, and the largest layout shift."""
    found = [scores(address, performance=True) for _ in range(runs)]
    return round(median(one.performance for one in found)), max(one.shift for one in found)
