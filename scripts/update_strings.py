"""Bring docs/<locale>/interface.po and records.po up to date with the templates and data/.

python scripts/update_strings.py           write the files
python scripts/update_strings.py --check   write nothing; exit code 1 if a file would change
"""

import argparse
import sys
from pathlib import Path

from community.problems import ProblemsFound
from community.project import ROOT, Project
from community.strings import strings_files


def main() -> int:
    """Write or check the PO files of every language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; say what would change")
    parser.add_argument("--project", type=Path, default=ROOT, help="the project folder")
    options = parser.parse_args()
    try:
        files = list(strings_files(Project.load(options.project)))
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    changed = [file for file in files if not file.is_current]
    for file in changed:
        name = file.path.relative_to(options.project).as_posix()
        if options.check:
            print(f"{name}:1: is behind data/ or the templates; run: python scripts/update_strings.py", file=sys.stderr)
        else:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            file.path.write_text(file.text, encoding="utf-8", newline="\n")
            print(f"updated {name}")
    return 1 if changed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
