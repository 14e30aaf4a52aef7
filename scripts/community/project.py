"""A project folder: its configuration, its community, its prose and its translations, all checked."""

from dataclasses import dataclass
from pathlib import Path

from community.catalogue import Catalogue, read_catalogue
from community.configuration import CONFIG_FILE, read_configuration
from community.load import load_community
from community.menu import Menu, check_menu
from community.model import Community
from community.moved_file import load_moves
from community.moves import Moves, page_addresses
from community.page_addresses import check_pages
from community.problems import Problem, ProblemsFound
from community.prose import Prose, check_markdown, check_marks, check_structure, read_prose
from community.text import SOURCE_LOCALE

ROOT = Path(__file__).resolve().parents[2]

_NO_FOLDER = "is no folder; a project has its records in data/ and its pages in docs/, and neither is a link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything that people wrote, read and found sound.

    `faults` are what is wrong in translations: it is not shown, English stands in for it, and the strict check fails.
    `orphans` are translations of pages that English no longer has. `moved_pages` are the addresses that pages once had,
    each with its present one, or None where it is gone.
    """

    root: Path
    locales: tuple[str, ...]
    menu: Menu
    community: Community
    prose: dict[tuple[str, str], Prose]
    orphans: tuple[Prose, ...]
    catalogues: dict[str, Catalogue]
    moves: Moves
    moved_pages: dict[str, str | None]
    faults: tuple[Problem, ...]

    @classmethod
    def load(cls, root: Path = ROOT) -> "Project":
        """Return the project in a folder. Raises ProblemsFound with every problem of data/ and docs/."""
        if missing := [Problem(name, 1, _NO_FOLDER) for name in ("data", "docs") if not _is_folder(root / name)]:
            raise ProblemsFound(missing)
        config = read_configuration(root)
        locales = config.locales
        read = read_prose(root / "docs", locales, "docs")
        problems = [*config.problems, *read.problems]
        faults = [*read.faults]
        english = {page.path: page for page in read.pages if page.locale == SOURCE_LOCALE}
        problems += check_menu(config.menu, config.tree, read.english, CONFIG_FILE)
        catalogues = {}
        for locale in locales:
            try:
                catalogues[locale] = read_catalogue(root / "docs" / locale, locale, f"docs/{locale}")
            except ProblemsFound as error:
                faults += error.problems
                catalogues[locale] = Catalogue(locale)
            faults += catalogues[locale].faults
        for page in english.values():
            problems += check_markdown(page)
        try:
            community = load_community(root / "data", locales)
        except ProblemsFound as error:
            raise ProblemsFound([*problems, *error.problems]) from None
        prose = {}
        for page in read.pages:
            if page.locale == SOURCE_LOCALE:
                problems += check_marks(page, community)
            elif page.path in english:
                wrong = [
                    *check_markdown(page),
                    *check_marks(page, community),
                    *check_structure(page, english[page.path]),
                ]
                faults += wrong
                if wrong:
                    continue  # the English page stands in for a broken translation
            prose[page.locale, page.path] = page
        if not problems:
            problems += check_pages(english.values(), community, locales)
        try:
            moves = load_moves(root, community, locales)
        except ProblemsFound as error:
            raise ProblemsFound([*problems, *error.problems]) from None
        if problems:
            raise ProblemsFound(problems)
        moved_pages = moves.resolve(page_addresses(community, english, locales), pages_only=True)
        return cls(
            root=root,
            locales=locales,
            menu=config.menu,
            community=community,
            prose=prose,
            orphans=read.orphans,
            catalogues=catalogues,
            moves=moves,
            moved_pages=moved_pages,
            faults=tuple(sorted(set(faults))),
        )


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
