"""A built site as a reader meets it: pages by address, parsed once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from lxml import html

CASES = Path(__file__).with_name("cases")
# Where the site of this repository is said to be: below a sub-path, as on many hosts.
SITE_ADDRESS = "https://org.example/mensi/"


def cases(name: str) -> list[dict[str, object]]:
    """Return the cases of a file in tests/cases/, each with the name that pytest shows."""
    loaded: list[dict[str, object]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


class BuiltSite:
    """The folder of a built site, and the address that it was built for."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.page = cache(self._page)

    def addresses(self) -> list[str]:
        """Return the address of every page, below the site's own."""
        found = (path.parent.relative_to(self.folder).as_posix() for path in self.folder.rglob("index.html"))
        return sorted("" if address == "." else f"{address}/" for address in found)

    def _page(self, address: str) -> html.HtmlElement:
        path = self.folder / address / "index.html"
        return html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()

    def text(self, address: str, select: str = "//main") -> str:
        """Return the words of a part of a page, with spaces as a reader sees them."""
        return " ".join(" ".join(part.text_content() for part in self.page(address).xpath(select)).split())

    def pages(self) -> Iterator[tuple[str, html.HtmlElement]]:
        """Yield every page with its address."""
        for address in self.addresses():
            yield address, self.page(address)
