"""Check that a published site is whole: every file as its manifest says, none missing, none added."""

import argparse
import sys
from pathlib import Path

from community.command_line import tells_problems
from community.problems import ProblemsFound
from community.project import ROOT
from community.publish import check_manifest


@tells_problems
def main() -> int:
    """Print every file that differs; exit code 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the folder with the site")
    options = parser.parse_args()
    if problems := list(check_manifest(options.site)):
        raise ProblemsFound(problems)
    print(f"{options.site} is whole.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
