"""What is measured in one run: the finished site, a stock one beside it, and the project that both are made of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from community.audit import stock
from community.audit.browser import launch
from community.audit.pages import BuiltPage, built_pages, one_of_each_kind
from community.project import Project
from community.text import SOURCE_LOCALE


@dataclass(frozen=True, slots=True)
class Result:
    """What a measure found: words for our site, words for the stock one, and whether our goal is met."""

    ours: str
    stock: str
    met: bool


class Bench:
    """A site and its stock twin; the twin is built when a measure first asks for it."""

    def __init__(
        self,
        project: Project,
        site: Path,
        address: str,
        work: Path,
        whole: bool = False,
        say: Callable[[str], None] = print,
    ) -> None:
        self.project = project
        self.address = address
        self.site = site
        self.work = work
        self.whole = whole
        self.say = say

    @cached_property
    def pages(self) -> list[BuiltPage]:
        """Every page of our site."""
        return built_pages(self.site, self.project)

    @cached_property
    def kinds(self) -> list[BuiltPage]:
        """One page of each kind in each language."""
        return one_of_each_kind(self.pages)

    @cached_property
    def served_root(self) -> tuple[Path, str]:
        """A folder that a server has as its root, and the path below it at which the site was built to be."""
        base = urlsplit(self.address).path.strip("/")
        root = self.work / "root"
        (root / base).parent.mkdir(parents=True, exist_ok=True)
        (root / base).symlink_to(self.site, target_is_directory=True)
        return root, base

    @cached_property
    def stock_site(self) -> Path:
        """A stock site of the same pages."""
        self.say("building a stock site of the same pages")
        return stock.build(self.project, self.work / "stock")

    @cached_property
    def stock_pages(self) -> list[BuiltPage]:
        """The stock site's English pages of the same kinds as ours."""
        found = {page.address: page for page in built_pages(self.stock_site, self.project)}
        return [found[page.address] for page in self.kinds if page.locale == SOURCE_LOCALE and page.address in found]

    @contextmanager
    def chromium(self) -> Iterator[Browser]:
        """Yield a browser."""
        with sync_playwright() as playwright:
            browser = launch(playwright)
            yield browser
            browser.close()
