"""Check a built site: every internal link and fragment leads somewhere, and nothing is loaded from elsewhere."""

import argparse
import os
import sys
from pathlib import Path

from community.command_line import tells_problems
from community.links import check_links
from community.problems import ProblemsFound
from community.project import ROOT


@tells_problems
def main() -> int:
    """Print every broken link as path:line: message; exit code 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the folder with the built site")
    parser.add_argument("--site-url", default=os.environ.get("SITE_URL", "http://localhost:8000/"))
    options = parser.parse_args()
    pages = sum(1 for _ in options.site.rglob("*.html"))
    if not pages:
        print(f"{options.site}: holds no pages; build the site first: make site", file=sys.stderr)
        return 1
    if problems := list(check_links(options.site, options.site_url)):
        raise ProblemsFound(problems)
    print(f"{pages} pages, no broken link.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
