"""Measure a built site against the goals, beside a stock site of the same pages, and write AUDIT.md.

python scripts/audit.py [axe nu lighthouse ...] [--site site] [--whole]

The rows axe and nu together also add what they found to data/assessments.yaml, for the accessibility statement.
"""

import argparse
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from community.audit.bench import Bench
from community.audit.goals import GOALS, as_markdown, measure, only, work_folder
from community.audit.record import append, assessment
from community.project import ROOT, Project

sys.path.append(str(ROOT / "tests"))  # the tests of the site know it below an address of theirs
from reader import SITE_ADDRESS

AUDIT_FILE = ROOT / "AUDIT.md"


def main() -> int:
    """Run the audit; the exit code says whether all goals that were measured are met."""
    arguments = _parse()
    work = work_folder(ROOT)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    site = arguments.site or _built(work / "site")
    bench = Bench(Project.load(ROOT), site.resolve(), SITE_ADDRESS, work, whole=arguments.whole, say=_say)
    goals = only(arguments.rows)
    found = measure(goals, bench)
    day = datetime.now(UTC).date().isoformat()
    told = (
        f"Both sites have the same {len(bench.pages)} pages in {len(bench.project.locales)} languages.",
        "Stock is MkDocs with Material and static-i18n as their manuals set them up, fonts off.",
        "What could not be measured says why and counts as not met.",
    )
    table = as_markdown(found, day, told)
    print(table)
    if len(goals) == len(GOALS):
        AUDIT_FILE.write_text(table, encoding="utf-8")
    if {"axe", "nu"} <= {goal.name for goal in goals}:
        append(assessment(bench, day), ROOT / "data" / "assessments.yaml")
    return 0 if all(result.met for _, result in found) else 1


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", help=f"rows to measure, all unless told: {', '.join(g.name for g in GOALS)}")
    parser.add_argument("--site", type=Path, help=f"a site built with SITE_URL={SITE_ADDRESS}; built here unless told")
    parser.add_argument("--whole", action="store_true", help="every rule of axe on every page in every state (long)")
    return parser.parse_args()


def _built(site: Path) -> Path:
    _say("building the site")
    environment = {**os.environ, "SITE_URL": SITE_ADDRESS, "REPO_URL": "https://git.example/network"}
    command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), "--site", str(site)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return site


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
