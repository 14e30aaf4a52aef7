"""Reading what moved.yaml and the aliases of records say of addresses that have moved."""

from collections.abc import Iterator
from pathlib import Path

from community.addresses import PAGE_FOLDERS, address_of, national_path, record_address
from community.model import Community
from community.moves import MOVED, Move, Moved, Moves, folder_of
from community.parse import parse_part
from community.problems import Problem, ProblemsFound
from community.published import read_register
from community.read import read_yaml


def load_moves(root: Path, community: Community, locales: tuple[str, ...]) -> Moves:
    """Return what a project says of addresses that have moved. Raises ProblemsFound."""
    problems: list[Problem] = []
    register: dict[str, int] = {}
    try:
        register = read_register(root)
    except ProblemsFound as found:
        problems += found.problems
    declared = list(_read_declared(root, locales, problems))
    if problems:
        raise ProblemsFound(problems)
    aliases = list(_aliases(community, locales))
    renamed = [
        (alias, str(record.id))
        for collection in PAGE_FOLDERS
        for record in community.collection(collection).values()
        for alias in record.aliases
    ]
    return Moves(register, locales, tuple(aliases), tuple(renamed), tuple(declared))


def _read_declared(root: Path, locales: tuple[str, ...], problems: list[Problem]) -> Iterator[tuple[Moved, int]]:
    if not (root / MOVED).exists():
        return
    try:
        tree = read_yaml(root / MOVED, MOVED)
    except ProblemsFound as found:
        problems += found.problems
        return
    if tree.value is not None and not isinstance(tree.value, tuple):
        problems.append(Problem(MOVED, 1, "is not a list; begin each entry with '- was: '"))
        return
    for number in range(len(tree.value or ())):
        entry, wrong = parse_part(tree, (number,), Moved, MOVED)
        problems += wrong
        if entry is None:
            continue
        line = tree.line((number,))
        if message := _entry_fault(entry, locales):
            problems.append(Problem(MOVED, line, message))
        else:
            yield entry, line


def _entry_fault(entry: Moved, locales: tuple[str, ...]) -> str | None:
    """Return what is wrong with an entry as a whole."""
    if (entry.was is None) == (entry.language is None):
        return "write either was: or language:"
    if (entry.now is None) != entry.gone:
        return "write either now: or gone: true"
    if entry.language is not None:
        if entry.language in locales:
            return f"language '{entry.language}' is still one of the site; remove the line"
        if entry.now is not None and entry.now not in locales:
            return f"'{entry.now}' is no language of the site; it has {', '.join(locales)}"
        return None
    star = entry.was is not None and entry.was.endswith("*")
    if entry.now is not None and entry.now.endswith("*") and not star:
        return "now: ends with * only if was: does too"
    return None


def _aliases(community: Community, locales: tuple[str, ...]) -> Iterator[Move]:
    """Yield every address that a record's page, or a country's national editions, had under an earlier id."""
    for collection in PAGE_FOLDERS:
        for record in community.collection(collection).values():
            origin = community.origin(collection, record.id)
            for number, alias in enumerate(record.aliases):
                place = (origin.path, origin.line("aliases", number))
                pairs = [(record_address(collection, alias), record_address(collection, record.id))]
                if collection == "countries":
                    pairs.append((address_of(national_path(alias)), address_of(national_path(record.id))))
                for old, new in pairs:
                    yield from (Move(folder_of(one) + old, folder_of(one) + new, place) for one in locales)
