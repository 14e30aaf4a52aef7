"""Build the site beside the old one, check it, and only then put it in the old one's place."""

import sys
from pathlib import Path

from community.builder import Builder, Order
from community.command_line import load_project, parser_of, tells_problems
from community.hosting.finish import HOSTS, finish
from community.links import check_pages, read_links
from community.problems import ProblemsFound
from community.publish import Releases
from community.robots import check_robots
from community.workers import processors

# Parts that a preview or a measurement can do without.
_PARTS = ("documents", "search", "checks")


@tells_problems
def main() -> int:
    """Build and publish `site/`; on any problem print it, leave the old site as it was, and return 1."""
    parser = parser_of(__doc__)
    parser.add_argument("--site", type=Path, help="where to put the site (default: site/ in the project)")
    parser.add_argument("--preview", action="store_true", help="ask search engines to keep away from it")
    parser.add_argument("--host", choices=HOSTS, default=HOSTS[0], help="what will serve it (default: your own server)")
    parser.add_argument("--rollback", action="store_true", help="build nothing; go back to the release before")
    parser.add_argument("--jobs", type=int, default=processors(), help="how many processes (default: all processors)")
    parser.add_argument("--locale", action="append", default=[], help="only the pages of this language; not published")
    parser.add_argument("--without", action="append", default=[], choices=_PARTS, help="leave this part out")
    options = parser.parse_args()
    site: Path = (options.site or options.project / "site").absolute()
    releases = Releases(site)
    with releases.building() as new:
        if options.rollback:
            print(f"{site} is again {releases.roll_back().name}")
            return 0
        order = Order(
            target=new,
            preview=options.preview,
            processes=options.jobs,
            locales=options.locale,
            without=options.without,
            progress=_tell if sys.stderr.isatty() else lambda _: None,
        )
        project = load_project(options)
        builder = Builder(project, order)
        links = builder.build()
        if not (options.locale or options.without):  # a part of a site has no host
            url, host = builder.settings.site_url, options.host
            finish(new, project, url, host=host, preview=options.preview, processes=options.jobs)
        if "checks" not in options.without:
            address = builder.settings.site_url
            for path in sorted(new.rglob("*.html")):  # those that are made once, for hosts and old addresses
                if (name := path.relative_to(new).as_posix()) not in links:
                    links[name] = read_links(path.read_bytes(), name, address)
            if problems := [*check_pages(new, address, links), *check_robots(new, options.preview)]:
                raise ProblemsFound(problems)
        release = releases.publish(new)
    print(f"{sum(1 for _ in release.rglob('*.html'))} pages in {site}, release {release.name}")
    return 0


def _tell(progress: str) -> None:
    print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
