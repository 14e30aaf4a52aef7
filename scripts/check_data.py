"""Check all that editors write, in data/ and docs/, without building the site. Exit code 1 if anything is wrong."""

import sys

from community.problems import ProblemsFound
from community.project import Project


def main() -> int:
    """Print every problem as path:line: message, or how much was checked."""
    try:
        project = Project.load()
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    records = sum(1 for _ in project.community.records())
    print(f"{records} records and {len(project.prose)} pages are sound.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
