"""Making the documents of a site, kind by kind and language by language, or taking them from the cache."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import product
from typing import Any

from community.documents.cache import Cache, key_of
from community.documents.compose import Document
from community.documents.formats import template_print, write_or_tell
from community.documents.kinds import KINDS
from community.documents.plan import documents_of
from community.documents.shelf import CACHE_FOLDER, Made, check_names
from community.documents.subject import Subject
from community.inputs import Inputs
from community.memo import Memo
from community.problems import Problem, ProblemsFound
from community.site import Site
from community.text import PartialDate
from community.workers import spread

# Typst keeps all that it has laid out, so processes end after so many kinds and languages and give the memory back.
_EACH_POOL = 24


class Stock:
    """Where documents come from. Without memo and inputs, each is composed before it is looked for in the cache."""

    def __init__(self, site: Site, root: str, inputs: Inputs | None = None, memo: Memo | None = None) -> None:
        self._site = site
        self._root = root
        self._inputs = inputs
        self._memo = memo
        self._cache = Cache(site.project.root / CACHE_FOLDER)

    def make(
        self,
        processes: int = 1,
        *,
        kinds: Collection[str] = (),
        locales: Collection[str] = (),
        subjects: Collection[str] = (),
    ) -> Iterator[Made]:
        """Yield all documents, or those of some kinds, languages and subjects. Raises ProblemsFound at the end."""

        def work(unit: tuple[str, str]) -> list[Made | Problem]:
            return self._unit(*unit, subjects)

        units = [
            (kind, locale)
            for kind, locale in product(KINDS, self._site.project.locales)
            if (not kinds or kind in kinds) and (not locales or locale in locales)
        ]
        results = [one for unit in spread(work, units, processes, _EACH_POOL) for one in unit]
        if problems := [one for one in results if isinstance(one, Problem)]:
            raise ProblemsFound(problems)
        made = [one for one in results if isinstance(one, Made)]
        check_names(made)
        yield from made

    def known(self) -> Iterator[Made]:
        """Yield the documents that were made before of what the site is made of now; nothing is made."""
        for kind, locale in product(KINDS, self._site.project.locales):
            if self._inputs and self._memo:
                key = self._inputs.documents(kind, locale)
                yield from self._known(self._memo.get([key]).get(key) or ())

    def _unit(self, kind: str, locale: str, subjects: Collection[str]) -> list[Made | Problem]:
        key = self._inputs.documents(kind, locale) if self._inputs and not subjects else ""
        if key and self._memo and (told := self._memo.get([key]).get(key)) and (known := self._known(told)):
            self._memo.put()
            return list(known)
        documents = documents_of(self._site, self._root, kinds=[kind], locales=[locale], subjects=subjects)
        results = [(_key(document), made_or_told(document, self._cache)) for document in documents]
        entries = [_entry(own, made.document) for own, made in results if isinstance(made, Made)]
        if key and self._memo and len(entries) == len(results):
            self._memo.put([(key, entries)])
        return [result for _, result in results]

    def _known(self, told: Sequence[Any]) -> list[Made]:
        """Return documents that the memo tells of, or none when a file is no longer there."""
        found = []
        for key, fields, updated in told:
            file = self._cache.get(fields["file"], key)
            if file is None:
                return []
            subject = {name: _tuples(value) for name, value in fields.pop("subject").items()}
            date = PartialDate.parse(updated) if updated else None
            fields |= {"subject": Subject(**subject), "updated": date, "place": tuple(fields["place"])}
            found.append(Made(document=Document(**fields), file=file))
        return found


def made_or_told(document: Document, cache: Cache) -> Made | Problem:
    """Return a document with its file, from the cache or set anew, or why it can't be set."""
    file = cache.get(document.file, _key(document))
    if file is None:
        written = write_or_tell((document.template, document.data, document.most_pages))
        if isinstance(written, str):
            return Problem(*document.place, f"the document {document.file} can't be set: {written}")
        file = written
        cache.put(document.file, _key(document), file)
    return Made(document=replace(document, data=""), file=file)  # what was set is not needed again, and large


def _entry(key: str, document: Document) -> list[object]:
    """Return what the memo tells of a document: where the cache has it, and its fields."""
    return [key, asdict(replace(document, updated=None)), document.updated and document.updated.isoformat()]


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _key(document: Document) -> str:
    return key_of(template_print(document.template), f"{document.most_pages} {document.data}")
