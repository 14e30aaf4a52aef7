"""The pages of a built site, and which of them are of one kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from community import addresses
from community.project import Project
from community.text import SOURCE_LOCALE

# What a page says that stands at an old address, for hosts that can't redirect.
_REFRESH = 'http-equiv="refresh"'


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPage:
    """A page of the output: its address below the site's own, its language and its kind."""

    address: str
    locale: str
    kind: str
    file: Path


def built_pages(site: Path, project: Project) -> list[BuiltPage]:
    """Return every page of a built site, in the order of their addresses, without those that only lead elsewhere.

    A page that people wrote is of its own kind; pages made from records are of one kind with their neighbours.
    """
    prose = {addresses.address_of(path) for locale, path in project.prose if locale == SOURCE_LOCALE}
    found = []
    for file in site.rglob("index.html"):
        if _REFRESH in file.read_text("utf-8"):
            continue
        folder = file.parent.relative_to(site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        first = address.split("/")[0]
        locale = first if first in project.locales[1:] else SOURCE_LOCALE
        kind = kind_of(address if locale == SOURCE_LOCALE else address.removeprefix(f"{locale}/"), prose)
        found.append(BuiltPage(address=address, locale=locale, kind=kind, file=file))
    return sorted(found, key=lambda page: page.address)


def kind_of(address: str, prose: Iterable[str]) -> str:
    """Return the kind of an address without its language: itself, or `guidelines/*` for a record's."""
    if address in prose:
        return address or "home"
    folder, *rest = address.strip("/").split("/")
    return "/".join([folder, "*", *rest[1:]])


def one_of_each_kind(pages: Sequence[BuiltPage]) -> list[BuiltPage]:
    """Return the longest page of each kind in each language: what can go wrong on others can on that."""
    longest: dict[tuple[str, str], BuiltPage] = {}
    for page in sorted(pages, key=lambda page: (-page.file.stat().st_size, page.address)):
        longest.setdefault((page.locale, page.kind), page)
    return sorted(longest.values(), key=lambda page: page.address)
