"""Check that translations use the glossary's agreed forms and none of those to avoid. Exit code 1 if one does not."""

import sys

from community.command_line import load_project, parser_of, tells_problems
from community.problems import ProblemsFound
from community.terms import check_terms


@tells_problems
def main() -> int:
    """Print every form to avoid as path:line: message, or that there is none."""
    project = load_project(parser_of(__doc__).parse_args())
    if problems := list(check_terms(project)):
        raise ProblemsFound(problems)
    print(f"The {len(project.community.glossary)} terms of the glossary are used as agreed in every language.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
