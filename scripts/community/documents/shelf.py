"""All documents of a site, made or taken from the cache, and where each is offered."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from community.documents.compose import Document
from community.documents.file import File
from community.problems import Problem, ProblemsFound
from community.reads import Reads

# Below the site's root, and where what was made before is kept, below the project.
FOLDER = "documents"
CACHE_FOLDER = ".cache/documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that is there: what it was made of, and its file."""

    document: Document
    file: File

    @property
    def path(self) -> str:
        """Where the file is, below the site's root."""
        return f"{FOLDER}/{self.document.file}"

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return len(self.file.content)

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return self.file.sha256


class Shelf:
    """The documents of a site, in the order of their kinds. Filled before pages are written, which tell their sizes."""

    def __init__(self, made: Iterable[Made] = (), reads: Reads | None = None) -> None:
        self._reads = reads or Reads()
        self.made: list[Made] = []
        self._offered: dict[tuple[str, str], list[Made]] = defaultdict(list)
        self.fill(made)

    def fill(self, made: Iterable[Made]) -> None:
        """Put documents on the shelf, behind those that are there."""
        for one in made:
            self.made.append(one)
            for page in one.document.subject.pages:
                self._offered[one.document.locale, page].append(one)

    def offered_on(self, locale: str, page: str) -> tuple[Made, ...]:
        """Return the documents that a page offers in a language."""
        self._reads.note("offered", locale, page)
        return tuple(self._offered.get((locale, page), ()))

    def in_language(self, locale: str, collection: str) -> dict[tuple[str, str], list[Made]]:
        """Return the documents of a collection's records in a language, by the page that they belong to."""
        self._reads.note("shelf", locale, collection)
        found: dict[tuple[str, str], list[Made]] = defaultdict(list)
        for made in self.made:
            subject = made.document.subject
            if made.document.locale == locale and subject.record[0] == collection:
                found[subject.record[1], subject.page].append(made)
        return found

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and content of every document below the site's root."""
        for made in self.made:
            yield made.path, made.file.content

    def entries(self) -> list[dict[str, object]]:
        """Return what the list of all documents tells of each, as plain values."""
        return [_entry(made) for made in self.made]


def documents_json(entries: Sequence[Mapping[str, object]]) -> str:
    """Return the list of all documents as open data."""
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _entry(made: Made) -> dict[str, object]:
    document = made.document
    collection, record_id = document.subject.record
    return {
        "file": made.path,
        "kind": document.kind,
        "format": document.format,
        "collection": collection,
        "record": record_id,
        "locale": document.locale,
        "title": document.title,
        "updated": document.updated.isoformat() if document.updated else None,
        "pages": made.file.pages,
        "bytes": made.size,
        "sha256": made.sha256,
    }


def check_names(all_made: Iterable[Made]) -> None:
    """Two documents never have one file name. Raises ProblemsFound."""
    first: dict[str, Document] = {}
    problems = []
    for made in all_made:
        document = made.document
        other = first.setdefault(document.file, document)
        if other is not document:
            path, line = other.place
            message = f"the document {document.file} would be named as that of {path}:{line}; change an id"
            problems.append(Problem(*document.place, message))
    if problems:
        raise ProblemsFound(problems)
