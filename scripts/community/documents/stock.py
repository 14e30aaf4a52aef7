"""Making the documents of a site, kind by kind and language by language, or taking them from the cache."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

from community.documents.cache import Cache, key_of
from community.documents.compose import Document
from community.documents.formats import template_print, write_or_tell
from community.documents.plan import Planned, composed, planned
from community.documents.shelf import CACHE_FOLDER, Made, check_names
from community.documents.subject import Subject
from community.inputs import Inputs
from community.memo import Memo
from community.problems import Problem, ProblemsFound
from community.site import Site
from community.text import PartialDate
from community.traces import Traces
from community.workers import spread


class Stock:
    """Where documents come from. Without memo and inputs, each is composed before it is looked for in the cache."""

    def __init__(self, site: Site, site_url: str, inputs: Inputs | None = None, memo: Memo | None = None) -> None:
        self._site = site
        self._root = site_url.rstrip("/") + "/"
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

        def work(unit: list[Planned]) -> list[Made | Problem]:
            return self._unit(unit)

        wanted = planned(self._site, kinds=kinds, locales=locales, subjects=subjects)
        units = [list(unit) for _, unit in groupby(wanted, lambda one: (one.kind, one.locale))]
        # What a language's documents share is translated and laid out once in a process that makes several kinds.
        turns = sorted(range(len(units)), key=lambda turn: (units[turn][0].locale, -len(units[turn])))
        done = dict(zip(turns, spread(work, [units[turn] for turn in turns], processes), strict=True))
        results = [one for _, unit in sorted(done.items()) for one in unit]
        if problems := [one for one in results if isinstance(one, Problem)]:
            raise ProblemsFound(problems)
        made = [one for one in results if isinstance(one, Made)]
        check_names(made)
        yield from made

    def known(self) -> Iterator[Made]:
        """Yield the documents that were made before of what the site is made of now; nothing is made."""
        every = list(planned(self._site))
        known = self._known(every)
        for one in every:
            yield from known.get(one, ())

    def _unit(self, unit: Sequence[Planned]) -> list[Made | Problem]:
        self._site.forget_all_but(unit[0].locale)
        known = self._known(unit)
        results: list[Made | Problem] = []
        rows: list[tuple[str, Any]] = []
        for one in unit:
            if one in known:
                results += known[one]
                continue
            with self._site.reads.noting() as reads:
                documents = list(composed(self._site, self._root, one))
            made = [made_or_told(document, self._cache) for document in documents]
            results += made
            if self._inputs and self._memo and not any(isinstance(result, Problem) for result in made):
                entries = [_entry(_key(document), document) for document in documents]
                base = self._base(one)
                rows += [(base, sorted(reads)), (Traces(self._memo, self._inputs).key(base, reads), entries)]
        if self._memo:
            self._memo.put(rows)
        return results

    def _base(self, one: Planned) -> str:
        assert self._inputs is not None
        return self._inputs.document(one.kind, one.locale, one.subject)

    def _known(self, wanted: Sequence[Planned]) -> dict[Planned, list[Made]]:
        """Return what was made before, without that of which a file is no longer there."""
        if not (self._inputs and self._memo):
            return {}
        bases = {one: self._base(one) for one in wanted}
        told = Traces(self._memo, self._inputs).known(bases.values())
        found = {one: self._told(told[base][1]) for one, base in bases.items() if base in told}
        return {one: made for one, made in found.items() if made}

    def _told(self, entries: Sequence[Any]) -> list[Made]:
        """Return documents that the memo tells of, or none when a file is no longer there."""
        found = []
        for key, fields, updated in entries:
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
    return [key, asdict(replace(document, data="", updated=None)), document.updated and document.updated.isoformat()]


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _key(document: Document) -> str:
    return key_of(template_print(document.template), f"{document.most_pages} {document.data}")
