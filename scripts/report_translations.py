"""Say how far each language is, in words, and what to translate next.

python scripts/report_translations.py                      a table of all languages
python scripts/report_translations.py --locale hr          of one, with every page and text
python scripts/report_translations.py --json | --csv       for programs and spreadsheets
python scripts/report_translations.py --fail-under 100     exit code 1 if a language has less, in per cent
python scripts/report_translations.py --strict             exit code 1 if a translation is broken
python scripts/report_translations.py --diff about/results.md --locale hr
                                                           which English changed since the translation
python scripts/report_translations.py --since OLD_FOLDER   what a change makes stale, as a text for a pull request
"""

import sys
from pathlib import Path

from community.command_line import load_project, parser_of, tells_problems
from community.problems import report
from community.project import Project
from community.translation_diff import section_diff
from community.translation_report import all_units, as_csv, as_json, change_summary, table
from community.translations import percent_good


@tells_problems
def main() -> int:
    """Print the report that was asked for."""
    parser = parser_of(__doc__)
    parser.add_argument("--locale", action="append", help="only this language; may be given several times")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--fail-under", type=int, default=0, metavar="PERCENT")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--diff", metavar="PAGE")
    parser.add_argument("--since", type=Path, metavar="OLD_FOLDER")
    options = parser.parse_args()
    project = load_project(options)
    units = all_units(project, options.locale)
    if options.diff:
        for locale in units:
            print(section_diff(project, locale, options.diff))
        return 0
    if options.since:
        before = all_units(Project.load(options.since.resolve()), options.locale)
        print(change_summary(before, units), end="")
        return 0
    print(
        as_json(units) if options.json else as_csv(units) if options.csv else table(units, every=bool(options.locale))
    )
    if options.strict and project.faults:
        print(report(project.faults), file=sys.stderr)
        return 1
    return 1 if any(percent_good(own) < options.fail_under for own in units.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
