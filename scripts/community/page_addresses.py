"""Where written pages lie and lead to: no two at one address, no link of a page into nothing."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from community.addresses import PAGE_FOLDERS, address_of, national_path, page_path
from community.model import Community
from community.page_markdown import addresses
from community.problems import Problem, nearest, shown
from community.prose import Prose, without_code

# Folders at the root of the site that are made while it is built.
_MADE = ("assets", "pagefind", "documents.json", "sitemap.xml", "robots.txt")
_HEADING = re.compile(r"#{2,6} .*?(?:\{ ?#([a-z0-9-]+) ?\})?$")


def check_pages(pages: Iterable[Prose], community: Community, locales: tuple[str, ...]) -> Iterator[Problem]:
    """Every written page has an address of its own, and leads to pages that there are."""
    written = {page.path: page for page in pages}
    records = dict(_record_pages(community))
    yield from _check_own_addresses(written, records, locales)
    yield from _check_aliases(written, records, community)
    for page in written.values():
        yield from _check_links(page, written, records)


def _record_pages(community: Community) -> Iterator[tuple[str, str]]:
    """Yield the path of each page that is made from records, and the file that the record is in."""
    for collection in PAGE_FOLDERS:
        for record in community.collection(collection):
            yield page_path(collection, record), community.origin(collection, record).path
    for country in community.countries:
        yield national_path(country), community.origin("countries", country).path


def _check_own_addresses(
    written: dict[str, Prose], records: dict[str, str], locales: tuple[str, ...]
) -> Iterator[Problem]:
    taken = {address_of(path): f"a record of {file}" for path, file in records.items()}
    for path, page in written.items():
        address = address_of(path)
        first = address.split("/")[0]
        if first in _MADE or first in locales:
            yield Problem(
                page.name, 1, f"would lie in the folder '{first}' of the site, which is taken; choose another name"
            )
        elif address in taken:
            yield Problem(page.name, 1, f"has the address '{address}', which {taken[address]} has already; rename it")
        taken.setdefault(address, page.name)


def _check_aliases(written: dict[str, Prose], records: dict[str, str], community: Community) -> Iterator[Problem]:
    """No page stands where a record's former address leads on."""
    for collection in PAGE_FOLDERS:
        for record in community.collection(collection).values():
            for number, alias in enumerate(record.aliases):
                path = page_path(collection, alias)
                if path in written or path in records:
                    origin = community.origin(collection, record.id)
                    message = f"alias '{alias}' is the address of a page; remove it, or rename the page"
                    yield Problem(origin.path, origin.line("aliases", number), message)


def _check_links(page: Prose, written: dict[str, Prose], records: dict[str, str]) -> Iterator[Problem]:
    text = "\n".join(without_code(page.markdown))
    for number, address in addresses(text):
        if re.match(r"https?://|mailto:", address):
            continue
        line = page.first_line + number
        way, _, fragment = unquote(address).partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), way)) if way else page.path
        if target not in written and target not in records:
            known = [posixpath.relpath(path, posixpath.dirname(page.path) or ".") for path in written]
            near = nearest(way, known) or "; write the way from this page to another, such as ../about/index.md"
            yield Problem(page.name, line, f"links to '{shown(address)}', which is no page{near}")
        elif fragment and target in written and (anchors := _anchors(written[target])) and fragment not in anchors:
            near = nearest(fragment, anchors)
            yield Problem(page.name, line, f"links to '{shown(address)}', but {target} has no such part{near}")


def _anchors(page: Prose) -> set[str]:
    """Return the anchors of a page, or nothing for one that has others than its text tells."""
    found: set[str] = set()
    for line in without_code(page.markdown):
        if line.startswith("{{"):
            return set()
        if match := _HEADING.match(line):
            if not match[1]:
                return set()
            found.add(match[1])
    return found
