"""Load a community from its folder: read, parse, check; all problems at once, or a sound community."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from community import rules
from community.model import COLLECTIONS, Community, Origin
from community.parse import lines_of_entries, parse_part
from community.problems import Problem, ProblemsFound, nearest
from community.read import Tree, parse_yaml, read_text, read_yaml
from community.records.base import Record
from community.records.network import Network

NETWORK_FILE = "community.yaml"


def load_community(data_dir: Path, locales: tuple[str, ...], name: str = "data") -> Community:
    """Return the community in `data_dir`; `locales` are the languages that it must speak, English first.

    `name` is what messages call the folder. Raises ProblemsFound with every problem of every file.
    """
    problems: list[Problem] = []
    unread: set[str] = set()
    origins: dict[tuple[str, str], Origin] = {}
    network = _load_network(data_dir, name, origins, problems)
    collections: dict[str, dict[str, Any]] = {}
    for collection, kind in COLLECTIONS.items():
        found = _load_collection(data_dir, name, collection, kind, origins, problems)
        if found is None:
            unread.add(collection)
        collections[collection] = found or {}
    expected_files = {NETWORK_FILE, *(f"{collection}.yaml" for collection in COLLECTIONS)}
    problems += [
        Problem(f"{name}/{path.name}", 1, f"is no file of this folder{_instead(path.name, expected_files)}")
        for path in sorted(data_dir.iterdir())
        if path.name not in expected_files
    ]
    if network is None:
        raise ProblemsFound(problems)
    community = Community(network=network, origins=origins, **collections)
    problems += rules.check_references(community, unread)
    if not problems:
        problems += rules.check_community(community, locales)
    if problems:
        raise ProblemsFound(problems)
    return community


def _instead(file_name: str, expected: set[str]) -> str:
    return nearest(file_name, expected) or f"; it holds {', '.join(sorted(expected))}"


def _read(path: Path, name: str, problems: list[Problem]) -> Tree | None:
    try:
        return read_yaml(path, name)
    except ProblemsFound as found:
        problems += found.problems
        return None


def _load_network(
    data_dir: Path, name: str, origins: dict[tuple[str, str], Origin], problems: list[Problem]
) -> Network | None:
    path = f"{name}/{NETWORK_FILE}"
    tree = _read(data_dir / NETWORK_FILE, path, problems)
    if tree is None:
        return None
    network, found = parse_part(tree, (), Network, path)
    problems += found
    origins["community", "community"] = Origin(path, tree.lines)
    return network


def _load_collection(
    data_dir: Path,
    name: str,
    collection: str,
    kind: type[Record],
    origins: dict[tuple[str, str], Origin],
    problems: list[Problem],
) -> dict[str, Any] | None:
    """Return the sound records of a file by id; None for a file that could not be read as a list."""
    path = f"{name}/{collection}.yaml"
    try:
        entries = _entries_of(read_text(data_dir / f"{collection}.yaml", path), path, kind)
    except ProblemsFound as found:
        problems += found.problems
        return None
    records: dict[str, Any] = {}
    for entry in entries:
        problems += entry.problems
        if entry.id is None:
            continue
        first = origins.setdefault((collection, entry.id), entry.origin)
        if first is not entry.origin:
            message = f"id '{entry.id}' is used twice; the first is on line {first.line('id')}"
            problems.append(Problem(path, entry.origin.line("id"), message))
        elif entry.record is not None:
            records[entry.id] = entry.record
    return records


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a file of records: its id if it has one, the record if it is sound, what is wrong, and where."""

    id: str | None
    record: Record | None
    problems: tuple[Problem, ...]
    origin: Origin


@lru_cache(maxsize=64)  # a preview loads a project again at every change, and mostly other files have changed
def _entries_of(text: str, path: str, kind: type[Record]) -> tuple[_Entry, ...]:
    """Return the entries of a file of records. Raises ProblemsFound for a text that is no list in YAML."""
    tree = parse_yaml(text, path)
    if tree.value is None:
        return ()
    if not isinstance(tree.value, tuple):
        raise ProblemsFound([Problem(path, 1, "is not a list of records; begin each record with '- id: '")])
    lines = lines_of_entries(tree)
    entries = []
    for number, entry in enumerate(tree.value):
        record, found = parse_part(tree, (number,), kind, path)
        given = entry.get("id") if isinstance(entry, dict) else None
        record_id = given if isinstance(given, str) else None
        entries.append(_Entry(record_id, record, tuple(found), Origin(path, lines[number])))
    return tuple(entries)
