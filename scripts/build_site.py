"""Build the site beside the old one, check it, and only then put it in the old one's place."""

import os
import subprocess
import sys
from pathlib import Path

from community.command_line import load_project, parser_of, tells_problems
from community.links import check_links
from community.problems import ProblemsFound
from community.publish import Releases
from community.robots import check_robots

PARTS = ("documents", "search", "checks")


@tells_problems
def main() -> int:
    """Build and publish `site/`; on any problem print it, leave the old site as it was, and return 1."""
    parser = parser_of(__doc__)
    parser.add_argument("--site", type=Path, help="where to put the site (default: site/ in the project)")
    parser.add_argument("--preview", action="store_true", help="ask search engines to keep away from it")
    parser.add_argument("--rollback", action="store_true", help="build nothing; go back to the release before")
    parser.add_argument(
        "--without", action="append", default=[], choices=PARTS, help="leave a part out, to measure the others"
    )
    options = parser.parse_args()
    site: Path = (options.site or options.project / "site").absolute()
    releases = Releases(site)
    with releases.building() as new:
        if options.rollback:
            print(f"{site} is again {releases.roll_back().name}")
            return 0
        project = load_project(options).root
        if not _run_engine(project, new, options.preview, options.without):
            return 1
        address = os.environ.get("SITE_URL", "http://localhost:8000/")
        checking = "checks" not in options.without
        if checking and (problems := [*check_links(new, address), *check_robots(new, options.preview)]):
            raise ProblemsFound(problems)
        release = releases.publish(new)
    print(f"{sum(1 for _ in release.rglob('*.html'))} pages in {site}, release {release.name}")
    return 0


def _run_engine(project: Path, target: Path, preview: bool, without: list[str]) -> bool:
    """Run MkDocs in strict mode; show its warnings and errors, not its progress."""
    # --quiet would hide the warnings that --strict counts, so MkDocs speaks and we choose what is shown.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_PREVIEW": str(preview).lower()}
    environment["SITE_WITHOUT"] = " ".join(without)
    done = subprocess.run(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("INFO")), file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
