"""Check all that editors write, in data/ and docs/, without building the site. Exit code 1 if anything is wrong."""

import sys

from community.command_line import load_project, parser_of, tells_problems
from community.problems import report


@tells_problems
def main() -> int:
    """Print every problem as path:line: message, or how much was checked."""
    project = load_project(parser_of(__doc__).parse_args())
    if project.faults:
        print(report(project.faults), file=sys.stderr)
        print("These translations are not shown; readers get the English until they are mended.", file=sys.stderr)
        return 1
    records = sum(1 for _ in project.community.records())
    print(f"{records} records and {len(project.prose)} pages are sound.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
