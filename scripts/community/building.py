"""From a project to a release: build beside the old site, check, publish."""

import argparse
import shutil
import sys
from pathlib import Path

from community.builder import Builder, Order
from community.command_line import load_project, tells_problems
from community.hosting.finish import finish
from community.links import PageLinks, check_pages, read_links
from community.problems import Problem, ProblemsFound
from community.publish import Releases, remember
from community.robots import check_robots
from community.shards import build_shard
from community.tree import Tree
from community.workers import processors


@tells_problems
def build(options: argparse.Namespace, print_now: str) -> int:
    """Build and publish what the options of scripts/build_site.py ask for; return the exit code."""
    site: Path = options.site
    releases = Releases(site)
    with releases.building() as new:
        if options.rollback:
            print(f"{site} is again {releases.roll_back().name}")
            return 0
        project = load_project(options)
        locales = options.locale
        if options.shard:
            number, count = options.shard
            locales = project.locales[number - 1 :: count]
        if unknown := set(locales) - set(project.locales):
            raise ProblemsFound([Problem("mkdocs.yml", 1, f"names no language '{name}'") for name in unknown])
        order = Order(
            target=new,
            earlier=releases.current(),
            preview=options.preview,
            processes=options.jobs or processors(),
            locales=locales,
            without=options.without,
            progress=_tell if sys.stderr.isatty() else lambda _: None,
        )
        builder = Builder(project, order)
        if options.shard:
            new.mkdir(parents=True, exist_ok=True)
            build_shard(builder)
            shutil.rmtree(site, ignore_errors=True)
            new.rename(site)
            print(f"{site} holds {', '.join(locales)}; scripts/merge_shards.py joins it with the others")
            return 0
        links = builder.build()
        if not (options.locale or options.without):  # a part of a site has no host
            finish(
                Tree(new, order.earlier),
                project,
                builder.settings.site_url,
                options.host,
                options.preview,
                order.processes,
            )
        publish(releases, new, builder, links, checked="checks" not in options.without)
        remember(site, print_now)
    return 0


def publish(releases: Releases, new: Path, builder: Builder, links: dict[str, PageLinks], checked: bool = True) -> None:
    """Check a tree that was built and make it the current release. Raises ProblemsFound."""
    if checked:
        address = builder.settings.site_url
        for path in sorted(new.rglob("*.html")):  # those that are made once, for hosts and old addresses
            if (name := path.relative_to(new).as_posix()) not in links:
                links[name] = read_links(path.read_bytes(), name, address)
        if problems := [*check_pages(new, address, links), *check_robots(new, builder.settings.preview)]:
            raise ProblemsFound(problems)
    release = releases.publish(new)
    print(f"{sum(1 for _ in release.rglob('*.html'))} pages in {releases.site}, release {release.name}")


def _tell(progress: str) -> None:
    print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)
