"""Check that translations use the glossary's agreed forms and none of those to avoid. Exit code 1 if one does not."""

import argparse
import sys
from pathlib import Path

from community.problems import ProblemsFound, report
from community.project import ROOT, Project
from community.terms import check_terms


def main() -> int:
    """Print every form to avoid as path:line: message, or how many texts were read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="the project folder")
    options = parser.parse_args()
    try:
        project = Project.load(options.project.resolve())
        problems = list(check_terms(project))
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    if problems:
        print(report(problems), file=sys.stderr)
        return 1
    print(f"The {len(project.community.glossary)} terms of the glossary are used as agreed in every language.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
