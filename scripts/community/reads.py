"""What a page or document shows, noted while it is made: it is made again when something of that has changed.

What can't be known beforehand is noted where it is read: records, who refers to whom, documents on offer, and how far
translations are. What every page of a language shows is no read; see `inputs.py`.
"""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from community.model import COLLECTIONS, Community

Key = TypeVar("Key")
Value = TypeVar("Value")

# The kind of what was read, and what names it: ("record", "hr", "guidelines", "find-a-mentor").
Read = tuple[str, ...]


class Reads:
    """Takes notes while somebody wants them."""

    def __init__(self) -> None:
        self._wanted: list[set[Read]] = []

    def note(self, *read: str) -> None:
        """Note that something was read."""
        if self._wanted:
            self._wanted[-1].add(read)

    def note_all(self, reads: Iterable[Read]) -> None:
        """Note all that was read for something that was made before."""
        if self._wanted:
            self._wanted[-1].update(reads)

    @contextmanager
    def noting(self) -> Iterator[set[Read]]:
        """Yield a set that holds, at the end, all that was read meanwhile."""
        own: set[Read] = set()
        self._wanted.append(own)
        try:
            yield own
        finally:
            self._wanted.pop()
            self.note_all(own)


class Watched(Mapping[Key, Value]):
    """A collection that notes which of its records are read, that all are, or only which there are."""

    def __init__(self, records: Mapping[Key, Value], note: Callable[..., None]) -> None:
        self._records = records
        self._note = note

    def __getitem__(self, key: Key) -> Value:
        self._note("record", key)
        return self._records[key]

    def __iter__(self) -> Iterator[Key]:
        self._note("ids")
        return iter(self._records)

    def __len__(self) -> int:
        self._note("ids")
        return len(self._records)

    def values(self) -> ValuesView[Value]:
        """Return all records."""
        self._note("all")
        return self._records.values()

    def items(self) -> ItemsView[Key, Value]:
        """Return all records with their keys."""
        self._note("all")
        return self._records.items()


def watched(community: Community, locale: str, reads: Reads) -> Community:
    """Return a community in a language that notes what is read of it."""

    def collection(name: str) -> Any:
        def note(kind: str, *record_id: str) -> None:
            reads.note(kind, locale, name, *record_id)

        return Watched(community.collection(name), note)

    def origin(_: str, *key: tuple[str, str]) -> None:
        reads.note("origin", *(name for names in key for name in names))

    origins = Watched(community.origins, origin)
    return replace(community, origins=origins, **{name: collection(name) for name in COLLECTIONS})
