"""Measure this generator beside others on the same Markdown, and write the table into BENCHMARKS.md.

python scripts/run_benchmark.py --quick                   about a quarter of an hour on a quiet machine
python scripts/run_benchmark.py --engines ours hugo --sizes 50 --rounds 1 --out /dev/null

The others are installed from their registries into .cache/bench/ (it needs a network).
"""

import argparse
import datetime
import sys
from pathlib import Path

from bench.benchmark import Plan, measured
from bench.engines import engines, install
from bench.install import Installed
from bench.machine import describe, load
from bench.markdown import LOCALES
from bench.report import report
from bench.table import WORDS, summaries
from community.project import ROOT

_ALL = ("ours", "ours-whole", "stock", "hugo", "eleventy", "starlight", "zensical")
_QUICK = ("ours", "ours-whole", "stock", "hugo", "eleventy")


def main() -> int:
    """Run everything, tell each run as it ends, and write the report of all until then."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", nargs="+", choices=_ALL, help=f"default: {' '.join(_ALL)}")
    parser.add_argument("--sizes", nargs="+", type=int, default=[50, 200, 500], help="pages of a language")
    parser.add_argument("--rounds", type=int, help="default: 5")
    parser.add_argument("--once", type=int, default=500, help="from this size on, one round is enough (default: 500)")
    parser.add_argument("--quick", action="store_true", help=f"3 rounds of {' '.join(_QUICK)}")
    parser.add_argument("--out", type=Path, default=ROOT / "BENCHMARKS.md")
    options = parser.parse_args()
    installed = Installed(ROOT / ".cache" / "bench")
    known = engines(installed)
    names = options.engines or (_QUICK if options.quick else _ALL)
    chosen = {name: known[name] for name in names}
    for name in chosen:
        print(f"{name}: installed unless it was", flush=True)
        install(name, installed)
    plan = Plan(tuple(sorted(options.sizes)), options.rounds or (3 if options.quick else 5), options.once)
    before, day, runs, text = load(), datetime.datetime.now(datetime.UTC).date(), [], ""
    for case, one in measured(plan, chosen, installed):
        runs.append((case, one))
        print(
            f"{case.size:>5} × {len(LOCALES)}  {known[case.engine].name:<24}{WORDS[case.scenario]:<18}"
            f"{one.wall:8.1f} s{one.cpu:8.1f} s CPU{one.process_mb:7.0f} MB",
            flush=True,
        )
        text = report(summaries(runs), chosen, describe(), before, day)  # each time: it may be stopped, after hours
        options.out.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
