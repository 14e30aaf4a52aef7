"""Check the spelling of all texts, in every language or in one. Exit code 1 for unknown words, 2 without a dictionary.

python scripts/check_spelling.py --locale hr            print the unknown words with file and line
python scripts/check_spelling.py --locale hr --accept   put them on the list of accepted words; read them first
"""

import sys

from community.command_line import load_project, parser_of, tells_problems
from community.problems import Problem, report
from community.project import Project
from community.spelling import (
    DictionaryMissing,
    accepted,
    check_spelling,
    unknown_words,
    words_file,
    words_path,
)


@tells_problems
def main() -> int:
    """Print every unknown word as path:line: message, or accept them all."""
    parser = parser_of(__doc__)
    parser.add_argument("--locale", help="one language; all of them when left out")
    parser.add_argument("--accept", action="store_true", help="add the unknown words to docs/<locale>/words.txt")
    options = parser.parse_args()
    project = load_project(options)
    if options.locale and options.locale not in project.locales:
        parser.error(f"'{options.locale}' is no language of the site ({', '.join(project.locales)})")
    locales = (options.locale,) if options.locale else project.locales
    problems: list[Problem] = []
    missing: list[str] = []
    for locale in locales:
        try:
            if options.accept:
                accept(project, locale)
            else:
                problems += check_spelling(project, locale)
        except DictionaryMissing as error:
            missing.append(str(error))
    if problems:
        print(report(problems), file=sys.stderr)
    for message in missing:
        print(f"Not checked: {message}", file=sys.stderr)
    if missing:
        return 2
    if not problems:
        print(f"No unknown word in {', '.join(locales)}.")
    return 1 if problems else 0


def accept(project: Project, locale: str) -> None:
    """Add the unknown words of a language to its list."""
    unknown = {found.word for found in unknown_words(project, locale)}
    text = words_file(locale, accepted(project.root, locale) | unknown)
    words_path(project.root, locale).write_text(text, encoding="utf-8", newline="\n")
    print(f"{locale}: {len(unknown)} words accepted")


if __name__ == "__main__":
    sys.exit(main())
