"""Build the site beside the old one, check it, and only then put it in the old one's place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from community.command_line import load_project, parser_of, tells_problems
from community.links import check_links
from community.problems import ProblemsFound


@tells_problems
def main() -> int:
    """Build `site/`; on any problem print it, leave the old site as it was, and return 1."""
    parser = parser_of(__doc__)
    parser.add_argument("--site", type=Path, help="where to put the site (default: site/ in the project)")
    options = parser.parse_args()
    project = load_project(options).root
    site: Path = (options.site or project / "site").resolve()
    new, old = site.with_name(f"{site.name}.new"), site.with_name(f"{site.name}.old")
    try:
        if not _run_engine(project, new):
            return 1
        if problems := list(check_links(new, os.environ.get("SITE_URL", "http://localhost:8000/"))):
            raise ProblemsFound(problems)
        shutil.rmtree(old, ignore_errors=True)
        if site.exists():
            site.rename(old)
        new.rename(site)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    print(f"{sum(1 for _ in site.rglob('*.html'))} pages in {site}")
    return 0


def _run_engine(project: Path, target: Path) -> bool:
    """Run MkDocs in strict mode; show its warnings and errors, not its progress."""
    # --quiet would hide the warnings that --strict counts, so MkDocs speaks and we choose what is shown.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("INFO")), file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
