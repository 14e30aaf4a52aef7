"""Bring docs/<locale>/interface.po and records.po up to date with the templates and data/.

python scripts/update_strings.py           write the files
python scripts/update_strings.py --check   write nothing; exit code 1 if a file would change
"""

import sys

from community.command_line import load_project, parser_of, tells_problems
from community.strings import strings_files


@tells_problems
def main() -> int:
    """Write or check the PO files of every language."""
    parser = parser_of(__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what would change")
    options = parser.parse_args()
    project = load_project(options)
    files = list(strings_files(project))
    changed = [file for file in files if not file.is_current]
    for file in changed:
        name = file.path.relative_to(project.root).as_posix()
        if options.check:
            print(f"{name}:1: is behind data/ or the templates; run: python scripts/update_strings.py", file=sys.stderr)
        else:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            file.path.write_text(file.text, encoding="utf-8", newline="\n")
            print(f"updated {name}")
    return 1 if changed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
