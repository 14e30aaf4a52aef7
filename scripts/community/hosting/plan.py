"""What the files for every host are made from: where a site is, its languages, and what became of its old addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from community.addresses import NOT_FOUND_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a site is to be served. `base` is the path of its root on its host; it begins and ends with a slash.

    `locales` are the languages with English first; `moves` gives for each old address its new one, or None for gone.
    """

    base: str
    locales: tuple[str, ...]
    not_found: tuple[str, ...]
    moves: Mapping[str, str | None]

    def pairs(self) -> list[tuple[str, str | None]]:
        """Return the old and new addresses on the host, in their order; None for one that is gone."""
        return [(self.base + old, None if new is None else self.base + new) for old, new in sorted(self.moves.items())]

    def not_found_in(self, locale: str) -> str:
        """Return the page for an address of a language that leads nowhere."""
        return f"{self.base}{locale}/{NOT_FOUND_FILE}"

    @property
    def not_found_anywhere(self) -> str:
        """The page that says so in every language."""
        return self.base + NOT_FOUND_FILE


def plan_for(site: Path, site_url: str, locales: tuple[str, ...], moves: Mapping[str, str | None]) -> Plan:
    """Return the plan for a built site at an address."""
    base = "/" + urlsplit(site_url).path.strip("/") + "/"
    own = tuple(locale for locale in locales if (site / locale / NOT_FOUND_FILE).is_file())
    return Plan(base="/" if base == "//" else base, locales=locales, not_found=own, moves=moves)
