"""Score the search of a built site on tests/cases/search.yaml, beside Material's lunr and Pagefind without options."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from community.audit.browser import launch, serving
from community.project import ROOT
from community.search_peers import write_lunr, write_stock_pagefind
from community.search_score import Query, read_queries, score

QUERIES = ROOT / "tests" / "cases" / "search.yaml"
MARKS = ("<!-- search scores -->\n", "<!-- end of search scores -->\n")
SHOWN = 10

# What runs in the browser: gives for each query the addresses of the first results.
OURS = """async ([locale, queries, locales, shown]) => {
  const { indexOf } = await import(new URL("search-index.js", document.querySelector("script[src*=assets]").src));
  const base = new URL("/", location.href).href;
  const index = await indexOf(locale, base);
  const found = [];
  for (const query of queries) {
    const entries = await index.search(query, locales, base);
    const data = await Promise.all(entries.slice(0, shown).map((entry) => entry.result.data()));
    found.push(data.map((one) => one.meta.address));
  }
  return found;
}"""
STOCK = """async ([locale, queries, locales, shown]) => {
  const pagefind = await import(new URL("/pagefind/pagefind.js", location.href));
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const data = await Promise.all(results.slice(0, shown).map((result) => result.data()));
    found.push(data.map((one) => one.url.slice(1)));
  }
  return found;
}"""
# One index of all languages, of which only the results in the reader's language are counted.
LUNR = """async ([locale, queries, locales, shown]) => {
  window.worker ??= new Worker("/workers/search.js");
  const ask = (message) => new Promise((resolve) => {
    window.worker.onmessage = (event) => resolve(event.data.data);
    window.worker.postMessage(message);
  });
  window.ready ??= ask({ type: 0, data: await (await fetch("/search_index.json")).json() });
  await window.ready;
  const others = locales.filter((code) => code !== locale && code !== "en");
  const own = (address) => locale === "en"
    ? !others.some((code) => address.startsWith(`${code}/`))
    : address.startsWith(`${locale}/`);
  const found = [];
  for (const query of queries) {
    const { items } = await ask({ type: 2, data: query });
    found.push(items.map((item) => item[0].location).filter(own).slice(0, shown));
  }
  return found;
}"""


def ranks(chromium: Browser, root: str, script: str, queries: Sequence[Query]) -> dict[Query, int | None]:
    """Return the rank of each query's answer, asked on a page of its language."""
    locales = [*dict.fromkeys(query.locale for query in queries)]
    found: dict[Query, int | None] = {}
    page = chromium.new_page()
    page.goto(root)
    for locale in locales:
        own = [query for query in queries if query.locale == locale]
        if script != LUNR and locale != "en":
            page.goto(f"{root}{locale}/")
        results = page.evaluate(script, [locale, [query.text for query in own], locales, SHOWN])
        found |= {query: query.rank(result) for query, result in zip(own, results, strict=True)}
    page.close()
    return found


def table(queries: Iterable[Query], engines: dict[str, dict[Query, int | None]], key: Callable[[Query], str]) -> str:
    """Return the scores of all engines as a table of Markdown, a row for each value of the key, and one for all."""
    names = [*engines]
    lines = [
        f"| | queries | {' | '.join(names)} |",
        f"| --- | --- |{' --- |' * len(names)}",
    ]
    listed = [*queries]
    groups = {group: [query for query in listed if key(query) == group] for group in dict.fromkeys(map(key, listed))}
    for group, own in {**groups, "all": listed}.items():
        scores = [score(found[query] for query in own) for found in engines.values()]
        cells = [f"{100 * one.recall:.0f} % · {one.reciprocal_rank:.2f}" for one in scores]
        lines.append(f"| {group} | {len(own)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the scores, or write them into the README; return 1 if a query is not answered among the first five."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    queries = read_queries(QUERIES)
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        chromium = launch(playwright)
        lunr, stock = Path(scratch) / "lunr", Path(scratch) / "stock"
        for folder in (lunr, stock):
            folder.mkdir()
        write_lunr(options.site, lunr)
        write_stock_pagefind(options.site, stock)
        engines = {}
        for name, folder, script in (
            ("this search", options.site, OURS),
            ("Pagefind alone", stock, STOCK),
            ("Material’s lunr", lunr, LUNR),
        ):
            with serving(folder) as root:
                engines[name] = ranks(chromium, root, script, queries)
        chromium.close()
    text = "\n".join(table(queries, engines, key) for key in (lambda q: q.locale, lambda q: q.way))
    print(text)
    missed = [query for query, rank in engines["this search"].items() if score([rank]).recall == 0]
    for query in missed:
        print(f"not found: {query.locale}, {query.way}: {query.text}", file=sys.stderr)
    if options.write:
        path = ROOT / "README.md"
        before, _, rest = path.read_text("utf-8").partition(MARKS[0])
        path.write_text(f"{before}{MARKS[0]}{text}{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
