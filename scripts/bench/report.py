"""BENCHMARKS.md: what was measured, on what, and how to read it."""

import datetime
from collections.abc import Mapping

from bench.engine import Engine
from bench.markdown import LOCALES
from bench.table import Results, goals, goals_table, table

_HEAD = """\
# Benchmarks

`make bench` gives this generator and others the same Markdown, about 400 words a page with tables, lists and links, in
seven languages, and writes this page. Each command is run as a process of its own, in turns; times are medians of the
runs named, on the clock and of the processor, with all that the command starts. Memory is the most that the largest
process had, and the most that all had together (pages that they share counted once). Both ratios are on the clock, to
the full build of stock MkDocs and of Hugo at the same size.
"""
_CAUTION = """\
What the others make is not the same. Stock MkDocs, Starlight, Zensical and this generator write whole themes; the
layouts for Hugo and Eleventy are a menu, a chooser of languages and the text, as small as their manuals' first ones.
Stock MkDocs and Zensical write a search index too, which can't be told apart from their build; it is off in Starlight,
and part of this generator's whole build only. "One page edited" is a page of one language that gets another sentence.
Stock MkDocs, Hugo and Eleventy remember nothing from one build to the next, so a warm build of theirs is a full one.
"""


def report(results: Results, engines: Mapping[str, Engine], machine: str, load: float, day: datetime.date) -> str:
    """Return the page for what was measured with some generators on a machine on a day."""
    names = {name: engine.name for name, engine in engines.items()}
    versions = "\n".join(f"- {one.name}: {one.version()} ({one.note})" for one in engines.values())
    return (
        f"{_HEAD}\nMeasured on {day.isoformat()}: {machine}. Before it began, {load:.1f} processes wanted the\n"
        f"processor.\n"
        f"\n{versions}\n\n{_CAUTION}\n{table(results, names, len(LOCALES))}\n\n"
        f"## Goals\n\nOf pages only, at 200 pages a language.\n\n{goals_table(goals(results))}\n"
    )
