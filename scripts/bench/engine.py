"""What a generator must be able to do to be measured."""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.markdown import LOCALES, Page, as_file

EDITED = "A sentence that somebody added."


@dataclass(frozen=True, slots=True)
class Work:
    """A folder for one generator and one size."""

    folder: Path
    pages: Sequence[Page]

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Engine(ABC):
    """A generator. `remembers` says whether one build can profit from the one before. `leaves_out` is how
    many of a language's pages it does not build, whatever is done.

    `kept` are the files and folders that it keeps or makes, which a cold build begins without.
    """

    name: str
    remembers: bool
    kept: tuple[str, ...]
    addresses: bool = False
    note: str = ""
    leaves_out: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    @abstractmethod
    def version(self) -> str:
        """Return the version that is measured."""

    @abstractmethod
    def page_file(self, path: str, locale: str) -> str:
        """Return where a page's file is."""

    @abstractmethod
    def configure(self, work: Work) -> None:
        """Write the configuration and the least layout that is usual."""

    @abstractmethod
    def command(self, work: Work) -> list[str]:
        """Return the command that builds the site."""

    @abstractmethod
    def output(self, work: Work) -> Path:
        """Return the folder that the site is built into."""

    def prepare(self, work: Work) -> None:
        """Write the whole project into a new folder."""
        shutil.rmtree(work.folder, ignore_errors=True)
        for page in work.pages:
            for locale in LOCALES:
                work.write(self.page_file(page.path, locale), as_file(page, locale, self.addresses))
        self.configure(work)

    def forget(self, work: Work) -> None:
        """Remove what earlier builds left."""
        for name in self.kept:
            path = work.folder / name
            if path.is_symlink() or path.is_file():
                path.unlink()
            else:
                shutil.rmtree(path, ignore_errors=True)

    def edit(self, work: Work, times: int) -> None:
        """Change the text of one page in one language, another way each time."""
        page = work.pages[-1]
        text = as_file(page, "hr", self.addresses)
        work.write(self.page_file(page.path, "hr"), text + f"\n{EDITED} {'x' * times}\n")

    def check(self, work: Work) -> None:
        """Raise AssertionError unless every page is there in every language."""
        built = sum(1 for path in self.output(work).rglob("*.html") if path.name != "404.html")
        wanted = (len(work.pages) - self.leaves_out) * len(LOCALES)
        assert built >= wanted, f"{self.name}: {built} of {wanted} pages were built"
