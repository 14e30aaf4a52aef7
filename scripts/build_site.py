"""Build the site beside the old one, check it, and only then put it in the old one's place."""

import argparse
import os
import sys
from pathlib import Path

from community.prints import project_print

# Parts that a preview or a measurement can do without.
_PARTS = ("documents", "search", "checks")
# What may serve the site; the first is nginx, Apache or the like.
_HOSTS = ("server", "pages", "netlify", "cloudflare")


def main() -> int:
    """Build and publish `site/`; on any problem print it, leave the old site as it was, and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=Path(__file__).resolve().parents[1], help="the project folder")
    parser.add_argument("--site", type=Path, help="where to put the site (default: site/ in the project)")
    parser.add_argument("--preview", action="store_true", help="ask search engines to keep away from it")
    parser.add_argument("--host", choices=_HOSTS, default=_HOSTS[0], help="what will serve it (default: a server)")
    parser.add_argument("--rollback", action="store_true", help="build nothing; go back to the release before")
    parser.add_argument("--jobs", type=int, default=0, help="how many processes (default: one for each processor)")
    parser.add_argument("--locale", action="append", default=[], help="only the pages of this language")
    parser.add_argument(
        "--shard", type=_shard, metavar="N/OF", help="only a share of the languages, for merge_shards.py"
    )
    parser.add_argument("--without", action="append", default=[], choices=_PARTS, help="leave this part out")
    options = parser.parse_args()
    options.site = (options.site or options.project / "site").absolute()
    told = [os.environ.get(name) for name in ("SITE_URL", "REPO_URL")]
    told += [options.host, options.preview, sorted(options.locale), sorted(options.without)]
    print_now = project_print(options.project.resolve(), told)
    # What follows is imported late: to see that nothing has changed needs none of it.
    from community.publish import unchanged

    if not (options.rollback or options.shard) and (release := unchanged(options.site, print_now)):
        print(f"nothing has changed since release {release.name} in {options.site}")
        return 0
    from community.building import build

    return build(options, print_now)


def _shard(text: str) -> tuple[int, int]:
    number, _, count = text.partition("/")
    if not (number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(f"'{text}' is no share such as 1/3")
    return int(number), int(count)


if __name__ == "__main__":
    sys.exit(main())
