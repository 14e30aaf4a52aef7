"""The goals of the site's quality, each with how it is measured; the figures of a run become AUDIT.md."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from community.audit import views
from community.audit.bench import Bench, Result
from community.audit.lighthouse import median_performance, scores
from community.audit.markup import markup_errors
from community.audit.pages import BuiltPage
from community.audit.walk import MOST_SHIFT
from community.audit.weight import weight_of
from community.project import ROOT

NOT_MEASURED = "not measured here"
HOME_BYTES, HOME_REQUESTS = 60_000, 8
_SAME = "test_three_builds_on_different_machines_are_the_same_bytes"
FULL = 100
LEAST_PERFORMANCE = 95
RUNS = 5
STATEMENTS = ("accessibility", "funding", "privacy")
# Two kinds besides the home page: a list with filters, and the longest text.
SCORED = ("home", "guidelines/", "policy-briefs/*")


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of the table: its short name for the command line, what it is about, the goal in words, the measure."""

    name: str
    about: str
    goal: str
    measure: Callable[[Bench], Result]


def _rules(bench: Bench) -> Result:
    ours = views.walked(bench)
    stock = views.stock_walked(bench)
    bad = {visit.page.address for visit in ours.visits if visit.faults}
    for visit in ours.visits:
        for fault in visit.faults[:3]:
            bench.say(f"  {visit.page.address}: {fault}")
    failing = sum(1 for visit in stock if visit.faults)
    return Result(
        f"{len(bad)} of {len(ours.visits)} pages with a fault; {ours.told}",
        f"{failing} of {len(stock)} pages (one of each kind, in English) with a fault",
        not bad,
    )


def _markup(bench: Bench) -> Result:
    files, after = views.html_errors(bench)
    for error in [*files, *after][:5]:
        bench.say(f"  {error}")
    stock = markup_errors(bench.stock_site)
    ours = f"{len(files)} in the files, {len(after)} after scripts ran ({len(bench.pages)} pages)"
    return Result(
        ours, f"{len(stock)} in the files ({len(list(bench.stock_site.rglob('*.html')))} pages)", not files + after
    )


def _lighthouse(bench: Bench) -> Result:
    lowest, slowest, shift = FULL, FULL, 0.0
    with views.served(bench.site) as root:
        for page in (one for one in bench.kinds if one.kind in SCORED):
            found = scores(root + page.address, performance=False)
            bench.say(f"  {page.address or 'home'}: {found.accessibility}, {found.best_practices}, {found.seo}")
            lowest = min(lowest, found.accessibility, found.best_practices, found.seo)
        for page in (one for one in bench.kinds if one.kind in SCORED and one.locale == "en"):
            performance, moved = median_performance(root + page.address, RUNS)
            bench.say(f"  {page.address or 'home'}: performance {performance}, moves {moved:.3f}")
            slowest, shift = min(slowest, performance), max(shift, moved)
    with views.served(bench.stock_site) as root:
        one = scores(root, performance=True)
        stock = (
            f"{one.accessibility}, {one.best_practices}, {one.seo}; {one.performance}; {one.shift:.3f} (home, 1 run)"
        )
    met = lowest == FULL and slowest >= LEAST_PERFORMANCE and shift <= MOST_SHIFT
    languages = len(bench.project.locales)
    return Result(
        f"lowest of three scores on 3 pages in {languages} languages {lowest}; "
        f"lowest median of {RUNS} of performance {slowest}; largest shift {shift:.3f}",
        stock,
        met,
    )


def _weight(bench: Bench) -> Result:
    ours = weight_of(bench.site, views.first_view(bench, bench.site))
    stock = weight_of(bench.stock_site, views.first_view(bench, bench.stock_site))
    return Result(
        f"{ours.total / 1000:.1f} kB, {ours.requests} requests",
        f"{stock.total / 1000:.1f} kB, {stock.requests} requests",
        ours.total <= HOME_BYTES and ours.requests <= HOME_REQUESTS,
    )


def _privacy(bench: Bench) -> Result:
    visits = views.walked(bench).visits
    bad = [fault for visit in visits for fault in visit.faults if fault.startswith(("another host", "kept unasked"))]
    return Result(f"{len(bad)} on {len(visits)} pages", "0 with fonts off (by its manual)", not bad)


def _statements(bench: Bench) -> Result:
    found = [page for page in bench.pages if page.kind in {f"about/{name}/" for name in STATEMENTS}]
    wanted = len(STATEMENTS) * len(bench.project.locales)
    told = f"{len(found)} of {wanted} pages; a way to tell of a barrier on each"
    with_contact = all("community/#ask" in page.file.read_text("utf-8") for page in _of(found, "accessibility"))
    return Result(told, "none", len(found) == wanted and with_contact)


def _of(pages: Sequence[BuiltPage], name: str) -> list[BuiltPage]:
    return [page for page in pages if page.kind == f"about/{name}/"]


def by_tests(*chosen: str) -> Callable[[Bench], Result]:
    """Return a measure that runs tests of this repository against the built site."""
    for name in chosen:
        _there(ROOT / name.split("::")[0])

    def measure(bench: Bench) -> Result:
        command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *chosen]
        environment = {**os.environ, "BUILT_SITE": str(bench.site)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        lines = done.stdout.strip().splitlines() or [done.stderr.strip()[-200:]]
        for line in (line for line in lines if line.startswith(("FAILED", "ERROR"))):
            bench.say(f"  {line[:200]}")
        told = lines[-1].strip("= ").partition(" in ")[0]  # how long it took says nothing about the site
        return Result(f"tests: {told}", NOT_MEASURED, done.returncode == 0)

    return measure


def _there(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def by_script(name: str) -> Callable[[Bench], Result]:
    """Return a measure by a script that serves the site; its last line is the figure, its exit code the verdict."""
    script = _there(ROOT / "scripts" / name)

    def measure(bench: Bench) -> Result:
        root, base = bench.served_root
        command = [sys.executable, str(script), "--root", str(root), "--base", base]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = (done.stdout.strip() or done.stderr.strip() or "no word").splitlines()
        return Result(lines[-1][:300], NOT_MEASURED, done.returncode == 0)

    return measure


GOALS: tuple[Goal, ...] = (
    Goal("axe", "axe-core: WCAG 2.2 AA and good practice, in six states", "0 faults", _rules),
    Goal("nu", "Nu HTML checker, on files and after scripts ran", "0 errors", _markup),
    Goal(
        "lighthouse",
        "Lighthouse: accessibility, best practices, SEO; performance; layout shift",
        f"100, 100, 100; at least {LEAST_PERFORMANCE}; at most {MOST_SHIFT}",
        _lighthouse,
    ),
    Goal("weight", "First view of the home page", "at most 60 kB, 8 requests", _weight),
    Goal("headers", "MDN Observatory with the shipped server files", "at least 125", by_script("score_observatory.py")),
    Goal("privacy", "Cookies, unasked storage, other hosts", "0", _privacy),
    Goal("languages", "hreflang, sitemap, lang, 404", "0 faults", by_tests("tests/test_site.py")),
    Goal("search", "A list of queries in every language", "all found", by_tests("tests/test_search.py")),
    Goal("urls", "Links, fragments and addresses ever published", "none lost", by_tests("tests/test_serving.py")),
    Goal(
        "same",
        "Byte-identical builds",
        "0 files differ",
        by_tests(f"tests/test_hosts.py::{_SAME}", "tests/test_build.py"),
    ),
    Goal("publish", "Killed, full disk, failing check, two builds", "never half", by_tests("tests/test_publish.py")),
    Goal("faults", "Wrong inputs, each told with file and line", "all refused", by_tests("tests/test_faults.py")),
    Goal(
        "reading",
        "Reflow, zoom, spacing, focus, targets, motion, print, no scripts",
        "each asserted",
        by_tests("tests/test_reading.py", "tests/test_browser.py"),
    ),
    Goal("serving", "Precompressed serving, ratio to a tiny file", "at least 0.7", by_script("measure_serving.py")),
    Goal("statements", "Accessibility, privacy, funding, in every language", "all there", _statements),
)


def measure(goals: Sequence[Goal], bench: Bench) -> list[tuple[Goal, Result]]:
    """Return the result of each goal; one that can't be measured says why, and is not met."""
    found = []
    for goal in goals:
        bench.say(f"{goal.name}: {goal.about}")
        try:
            result = goal.measure(bench)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
            result = Result(f"{NOT_MEASURED}: {error}", NOT_MEASURED, False)
        bench.say(f"  {'met' if result.met else 'NOT MET'}: {result.ours} (stock: {result.stock})")
        found.append((goal, result))
    return found


def as_markdown(found: Sequence[tuple[Goal, Result]], day: str, told: Sequence[str]) -> str:
    """Return AUDIT.md: the table, and how it came about."""
    rows = [
        f"| {goal.about} | {result.ours} | {result.stock} | {goal.goal} | {'yes' if result.met else '**no**'} |"
        for goal, result in found
    ]
    head = ["# Audit", "", f"Measured on {day} by `make audit`. {' '.join(told)}", ""]
    table = ["| what | ours | stock | goal | met |", "| --- | --- | --- | --- | --- |", *rows]
    return "\n".join([*head, *table, ""])


def only(names: Sequence[str]) -> tuple[Goal, ...]:
    """Return the goals of these names, or all."""
    unknown = sorted(set(names) - {goal.name for goal in GOALS})
    if unknown:
        raise ValueError(f"no such row: {', '.join(unknown)}; rows: {', '.join(goal.name for goal in GOALS)}")
    return tuple(goal for goal in GOALS if not names or goal.name in names)


def work_folder(root: Path) -> Path:
    """Return the folder that holds what an audit makes on its way."""
    return root / ".cache" / "audit"
