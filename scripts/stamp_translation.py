"""Say that a translation is up to date with today's English.

    python scripts/stamp_translation.py docs/hr/about/results.md     stamp a page
    python scripts/stamp_translation.py --all hr                     stamp every page of a language
    python scripts/stamp_translation.py --minor docs/en/about/results.md
                         an editor's word that the last changes of this English page leave all translations valid

A page whose headings, links, marks or lists differ from its English is not stamped.
"""

import sys
from pathlib import Path

from community.command_line import load_project, parser_of, tells_problems
from community.problems import report
from community.stamps import minor_stamp, stamp_text
from community.text import SOURCE_LOCALE


@tells_problems
def main() -> int:
    """Write the stamp into the front matter of each page; exit code 1 if one could not be stamped."""
    parser = parser_of(__doc__)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--all", metavar="LOCALE")
    parser.add_argument("--minor", action="store_true")
    options = parser.parse_args()
    project = load_project(options)
    docs = project.root / "docs"
    names = [page.resolve().relative_to(docs).as_posix() for page in options.pages]
    names += [f"{locale}/{path}" for locale, path in project.prose if locale == options.all]
    failed = 0
    for name in names:
        locale, _, path = name.partition("/")
        faults = [fault for fault in project.faults if fault.path == f"docs/{name}"]
        if faults or (locale, path) not in project.prose or (locale == SOURCE_LOCALE) != options.minor:
            kind = "English" if options.minor else "translated"
            print(report(faults) if faults else f"docs/{name}:1: is no {kind} page", file=sys.stderr)
            failed += 1
            continue
        file = docs / name
        text = file.read_text(encoding="utf-8")
        new = minor_stamp(text, project, path) if options.minor else stamp_text(text, project, path)
        if new != text:
            file.write_text(new, encoding="utf-8", newline="\n")
            print(f"stamped docs/{name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
