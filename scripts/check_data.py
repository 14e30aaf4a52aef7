"""Check all that editors write, in data/ and docs/, without building the site. Exit code 1 if anything is wrong."""

import argparse
import sys
from pathlib import Path

from community.problems import ProblemsFound, report
from community.project import ROOT, Project


def main() -> int:
    """Print every problem as path:line: message, or how much was checked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="the project folder")
    options = parser.parse_args()
    try:
        project = Project.load(options.project.resolve())
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    if project.faults:
        print(report(project.faults), file=sys.stderr)
        print("These translations are not shown; readers get the English until they are mended.", file=sys.stderr)
        return 1
    records = sum(1 for _ in project.community.records())
    print(f"{records} records and {len(project.prose)} pages are sound.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
