"""The menu of the site: groups of pages, as mkdocs.yml lists them, with each page's own title."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from community.problems import Problem, nearest
from community.read import Tree


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under one heading; the first is where the heading leads to. A page on its own has no heading."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """All groups in their order."""

    groups: tuple[Group, ...]

    def group_of(self, path: str) -> Group | None:
        """Return the group that a page belongs to, by itself or through the index page of a folder that it is in."""
        folders = path.split("/")[:-1]
        indexes = ("/".join([*folders[:depth], "index.md"]) for depth in range(len(folders), 0, -1))
        for wanted in (path, *indexes):
            for group in self.groups:
                if wanted in group.pages:
                    return group
        return None


def parse_menu(tree: Tree) -> Menu:
    """Return the menu in a configuration that has been read."""
    groups = []
    for entry in tree.value.get("nav", ()):
        if isinstance(entry, str):
            groups.append(Group("", (entry,)))
        else:
            for title, pages in entry.items():
                groups.append(Group(title, tuple(page for page in pages if isinstance(page, str))))
    return Menu(tuple(groups))


def check_menu(menu: Menu, tree: Tree, pages: Set[str], name: str) -> Iterator[Problem]:
    """Every page of the menu exists in English."""
    for number, group in enumerate(menu.groups):
        for page in group.pages:
            if page not in pages:
                line = _line_of(tree, number, group.title, page)
                yield Problem(name, line, f"nav: no page docs/en/{page}{nearest(page, pages)}")


def _line_of(tree: Tree, number: int, title: str, page: str) -> int:
    entry: Any = tree.value["nav"][number]
    if isinstance(entry, str):
        return tree.line(("nav", number))
    return tree.line(("nav", number, title, list(entry[title]).index(page)))
