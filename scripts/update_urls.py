"""Add the addresses of a built site to the register of every address that was ever published, published/urls.txt.

With --check nothing is written: exit code 1 if an address is missing in it, or if it has lost a line that it once had.
"""

import sys
from pathlib import Path

from community.command_line import load_project, parser_of, tells_problems
from community.problems import Problem, ProblemsFound
from community.published import REGISTER, addresses_in, lost_lines, register_text


@tells_problems
def main() -> int:
    """Write the register, or check it; print how many addresses are new."""
    parser = parser_of(__doc__)
    parser.add_argument("--site", type=Path, help="the built site (default: site/ in the project)")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    site: Path = options.site or options.project / "site"
    if not (site / "index.html").is_file():
        print(f"{site}: holds no pages; build the site first: make site", file=sys.stderr)
        return 1
    project = load_project(options)
    known = project.moves.register
    new = set(addresses_in(site)) - known.keys() - project.moved_pages.keys()
    if options.check:
        problems = [
            Problem(REGISTER, 1, f"has lost '{line}', which was published") for line in lost_lines(project.root)
        ]
        problems += [Problem(REGISTER, 1, f"lacks '{address}'; run: make urls") for address in sorted(new)]
        if problems:
            raise ProblemsFound(problems)
    elif new:
        path = project.root / REGISTER
        path.parent.mkdir(exist_ok=True)
        path.write_text(register_text(known, new), encoding="utf-8", newline="\n")
    print(f"{len(known) + len(new)} addresses, {len(new)} of them new.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
