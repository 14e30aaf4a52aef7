"""Join shards, which scripts/build_site.py --shard made of one commit, and publish them as one site."""

import sys
from pathlib import Path

from community.builder import Builder, Order
from community.building import publish
from community.command_line import load_project, parser_of, tells_problems
from community.hosting.finish import HOSTS, finish
from community.publish import Releases
from community.shards import merge
from community.tree import Tree
from community.workers import processors


@tells_problems
def main() -> int:
    """Publish what the shards are together; on any problem print it, leave the old site as it was, and return 1."""
    parser = parser_of(__doc__)
    parser.add_argument("shards", nargs="+", type=Path, help="the folders of all shards")
    parser.add_argument("--site", type=Path, help="where to put the site (default: site/ in the project)")
    parser.add_argument("--preview", action="store_true", help="the shards are those of a preview")
    parser.add_argument("--host", choices=HOSTS, default=HOSTS[0], help="what will serve it (default: a server)")
    parser.add_argument("--jobs", type=int, default=processors(), help="how many processes (default: all processors)")
    options = parser.parse_args()
    site: Path = (options.site or options.project / "site").absolute()
    releases = Releases(site)
    with releases.building() as new:
        project = load_project(options)
        builder = Builder(project, Order(target=new, preview=options.preview, processes=options.jobs))
        links = merge(builder, options.shards)
        finish(
            Tree(new, releases.current()),
            project,
            builder.settings.site_url,
            options.host,
            options.preview,
            options.jobs,
        )
        publish(releases, new, builder, links)
    return 0


if __name__ == "__main__":
    sys.exit(main())
