"""Make the documents of the site, or some of them, into a folder to look at."""

import os
import sys
from pathlib import Path

from community.command_line import load_project, parser_of, tells_problems
from community.documents.kinds import KINDS
from community.documents.stock import Stock
from community.site import Site
from community.workers import processors


@tells_problems
def main() -> int:
    """Write the documents asked for, and tell their pages and sizes; what has not changed is not made again."""
    parser = parser_of(__doc__)
    parser.add_argument("--kind", action="append", default=[], choices=sorted(KINDS), help="only this kind")
    parser.add_argument("--locale", action="append", default=[], help="only this language")
    parser.add_argument("--id", action="append", default=[], help="only what is made of this record")
    parser.add_argument("--out", type=Path, help="the folder (default: documents/ in the project)")
    options = parser.parse_args()
    project = load_project(options)
    url = os.environ.get("SITE_URL", "http://localhost:8000/")
    stock = Stock(Site(project), url)
    all_made = [*stock.make(processors(), kinds=options.kind, locales=options.locale, subjects=options.id)]
    folder: Path = options.out or project.root / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    for made in all_made:
        (folder / made.document.file).write_bytes(made.file.content)
        pages = f"pages {made.file.pages}, " if made.file.pages else ""
        print(f"{made.document.file}: {pages}bytes {made.size}")
    print(f"{len(all_made)} documents in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
