"""A project folder: its configuration, its community, its prose and its translations, all checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community.catalogue import Catalogue, read_catalogue
from community.load import load_community
from community.locales import Locale
from community.menu import Menu, check_menu, parse_menu
from community.model import Community
from community.moved_file import load_moves
from community.moves import Moves, page_addresses
from community.problems import Problem, ProblemsFound
from community.prose import Prose, check_markdown, check_marks, check_structure, read_prose
from community.read import Tree, read_yaml
from community.text import SOURCE_LOCALE

ROOT = Path(__file__).resolve().parents[2]
CONFIG_FILE = "mkdocs.yml"


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
        config = read_yaml(root / CONFIG_FILE, CONFIG_FILE)
        locales = parse_locales(config)
        menu = parse_menu(config)
        read = read_prose(root / "docs", locales, "docs")
        problems = [*read.problems]
        faults = [*read.faults]
        problems += check_menu(menu, config, {page.path for page in read.pages}, CONFIG_FILE)
        catalogues = {}
        for locale in locales:
            try:
                catalogues[locale] = read_catalogue(root / "docs" / locale, locale, f"docs/{locale}")
            except ProblemsFound as error:
                faults += error.problems
                catalogues[locale] = Catalogue(locale)
            faults += catalogues[locale].faults
        english = {page.path: page for page in read.pages if page.locale == SOURCE_LOCALE}
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
            menu=menu,
            community=community,
            prose=prose,
            orphans=read.orphans,
            catalogues=catalogues,
            moves=moves,
            moved_pages=moved_pages,
            faults=tuple(sorted(set(faults))),
        )


def parse_locales(tree: Tree) -> tuple[str, ...]:
    """Return the languages that mkdocs.yml names, English first. Raises ProblemsFound.

    The file is read without MkDocs, because nothing in it may run before it has been checked.
    """
    locales = []
    for plugin in tree.value.get("plugins", ()):
        options: Any = plugin.get("i18n") if isinstance(plugin, dict) else None
        for language in (options or {}).get("languages", ()):
            locales.append(language["locale"])
    problems = []
    if not locales or locales[0] != SOURCE_LOCALE:
        line = tree.line(("plugins",))
        problems.append(Problem(CONFIG_FILE, line, "plugins: i18n: languages must begin with locale: en"))
    for locale in locales:
        try:
            Locale(locale).check()
        except ValueError as error:
            problems.append(Problem(CONFIG_FILE, tree.line(("plugins",)), str(error)))
    if problems:
        raise ProblemsFound(problems)
    return tuple(locales)
