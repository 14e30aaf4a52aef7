"""Measure how long a list of 10,000 records takes to answer a choice, in Chromium (needs the tests' dependencies).

python scripts/measure_library.py [--project tests/example] [--count 10000]
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

from community.audit.browser import launch
from community.command_line import load_project, parser_of, tells_problems
from community.pages import Writer
from community.project import ROOT, Project
from community.records.practice import Guideline

_ASSETS = ROOT / "overrides" / "assets"
_FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A long list</title>
<link rel="stylesheet" href="/assets/site.css"><link rel="stylesheet" href="/assets/library.css">
<script src="/assets/library.js" type="module"></script></head>
<body><main class="page"><article><div class="prose">{body}</div></article></main></body></html>"""
# The time from a click until the new layout is known.
_MEASURE = """input => {
  const start = performance.now();
  input.click();
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
# Chromium's own names for what the main thread does; it counts in seconds of processor time.
_WORK = {"script": "ScriptDuration", "style": "RecalcStyleDuration", "layout": "LayoutDuration"}


def many_guidelines(project: Project, count: int) -> dict[str, Guideline]:
    """Return invented guidelines, different in all their facets and the same on every run."""
    own = project.community
    patterns = list(own.guidelines.values())
    phases = ("explore", "prepare", "deliver", "sustain")
    audiences = ("school-leader", "teacher", "mentor-school", "mentee-school", "cluster-coordinator")
    countries, topics, models = (tuple(getattr(own, name)) for name in ("countries", "topics", "models"))
    made = {}
    for number in range(count):
        pattern = patterns[number % len(patterns)]
        made[f"g-{number}"] = pattern.model_copy(
            update={
                "id": f"g-{number}",
                "title": replace(pattern.title, value=f"{pattern.title.value} {number}"),
                "phase": phases[number % 4],
                "audience": tuple(dict.fromkeys((audiences[number % 5], audiences[number // 7 % 5]))),
                "countries": (countries[number % len(countries)],) if number % 3 else (),
                "topics": (topics[number // 3 % len(topics)],) if number % 2 else (),
                "models": (models[number % len(models)],) if number % 5 else (),
                "clusters": (),
                "hours": pattern.hours.model_copy(update={"most": 1 + number * 7 % 60}),
                "cost_band": ("none", "low", "medium", "high")[number // 11 % 4],
            }
        )
    return made


def long_list(project: Project, count: int) -> str:
    """Return a page with the list of so many guidelines, as the site would show it."""
    community = replace(project.community, guidelines=many_guidelines(project, count))
    writer = Writer(community, project.catalogues["en"])
    return _FRAME.format(body=writer.render("blocks/guidelines-list.jinja", writer.view("guidelines/")))


@contextmanager
def opened(chromium: Browser, html: str, asked: str = "") -> Iterator[Page]:
    """Open a page that is nowhere but in memory, with the site's own assets."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/assets/"):
            route.fulfill(path=_ASSETS / Path(path).name)
        elif path == "/":
            route.fulfill(body=html, content_type="text/html")
        else:
            route.fulfill(status=204)

    page.route("**/*", answer)
    page.goto(f"http://library.example/{asked}")
    page.wait_for_function("document.querySelector('.listing-count').textContent !== ''")
    yield page
    page.close()


@tells_problems
def main() -> int:
    """Print the median and the worst of several choices, in milliseconds."""
    parser = parser_of(__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    html = long_list(load_project(options), options.count)
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        with opened(chromium, html) as page:
            page.evaluate("document.querySelectorAll('.facet').forEach(facet => { facet.open = true; })")
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            boxes = page.locator(".facet input").element_handles()
            before = _work_done(session)
            times = [box.evaluate(_MEASURE) for box in boxes for _ in range(2)]
            work = {name: (done - before[name]) / len(times) * 1000 for name, done in _work_done(session).items()}
        chromium.close()
    print(f"{len(times)} choices in a list of {options.count} records, until the new layout is known:")
    print(f"clock: median {median(times):.0f} ms, worst {max(times):.0f} ms")
    print(f"processor, mean: {sum(work.values()):.0f} ms ({', '.join(f'{n} {ms:.0f}' for n, ms in work.items())})")
    return 0


def _work_done(session: CDPSession) -> dict[str, float]:
    """Return the processor time that the page has used until now, in seconds."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return {name: metrics[key] for name, key in _WORK.items()}


if __name__ == "__main__":
    sys.exit(main())
