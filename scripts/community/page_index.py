"""Which pages a site has, and which languages really have them."""

from collections.abc import Iterator
from functools import cached_property

from community.addresses import PAGE_FOLDERS, national_path
from community.localise import context_of
from community.model import leaves
from community.national import dossier
from community.project import Project
from community.reads import Reads
from community.text import SOURCE_LOCALE, Text


class PageIndex:
    """Every page of a site in every language, without a word of it being written."""

    def __init__(self, project: Project, reads: Reads) -> None:
        self._project = project
        self._reads = reads
        self._standings: dict[tuple[str, tuple[str, str]], tuple[bool, bool]] = {}
        self._languages: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _record_paths(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The paths of pages made from records, and the records that each is made of."""
        community = self._project.community
        paths: dict[str, tuple[tuple[str, str], ...]] = {
            f"{folder}/{record_id}.md": ((collection, record_id),)
            for collection, folder in PAGE_FOLDERS.items()
            for record_id in community.collection(collection)
        }
        for country in community.countries.values():
            records = ((collection, record.id) for collection, record in dossier(community, country).records)
            paths[national_path(country.id)] = tuple(records)
        return paths

    @cached_property
    def _texts(self) -> dict[tuple[str, str], tuple[tuple[str, Text], ...]]:
        """Every text of every record that has a page, with its context in PO files."""
        found = {}
        for collection, record_id in {record for records in self._record_paths.values() for record in records}:
            record = self._project.community.collection(collection)[record_id]
            found[collection, record_id] = tuple(
                (context_of(collection, record_id, where), text)
                for where, text in leaves(record)
                if isinstance(text, Text)
            )
        return found

    def paths(self) -> Iterator[str]:
        """Yield the path of every page that has an address: written ones, then those made from records."""
        yield from sorted(path for locale, path in self._project.prose if locale == SOURCE_LOCALE != path)
        yield from self._record_paths

    def is_written(self, path: str) -> bool:
        """Tell whether people wrote a page, and not a template from a record."""
        return path not in self._record_paths

    def languages_of(self, path: str) -> tuple[str, ...]:
        """Return the languages that a page really exists in, English first."""
        self._reads.note("languages", path)
        if path not in self._languages:  # each page of each language asks for it
            own = (locale for locale in self._project.locales if self._is_translated(locale, path))
            self._languages[path] = tuple(own)
        return self._languages[path]

    def is_translated(self, locale: str, path: str) -> bool:
        """Tell whether a language has a page wholly."""
        self._reads.note("standing", locale, path)
        return self._is_translated(locale, path)

    def _is_translated(self, locale: str, path: str) -> bool:
        if self.is_written(path):
            return locale == SOURCE_LOCALE or (locale, path) in self._project.prose
        return all(self._standing(locale, record)[0] for record in self._record_paths[path])

    def is_reviewed(self, locale: str, path: str) -> bool:
        """Tell whether a native speaker has read all texts of a page, which is so of those that are English."""
        self._reads.note("standing", locale, path)
        if self.is_written(path):
            prose = self._project.prose.get((locale, path))
            return prose is None or prose.locale == SOURCE_LOCALE or prose.front.state == "reviewed"
        if locale == SOURCE_LOCALE:
            return True
        records = self._record_paths[path]
        # A record that says nothing in words shows only those of the interface, which nobody has read yet.
        return any(self._texts[record] for record in records) and all(
            self._standing(locale, record)[1] for record in records
        )

    def _standing(self, locale: str, record: tuple[str, str]) -> tuple[bool, bool]:
        """Return whether a language has all texts of a record, and whether a native speaker has read them all."""
        if (locale, record) not in self._standings:
            catalogue, texts = self._project.catalogues[locale], self._texts[record]
            self._standings[locale, record] = (
                locale == SOURCE_LOCALE
                or all(catalogue.text(context, text).locale == locale for context, text in texts),
                all((context, text.value) in catalogue.reviews for context, text in texts),
            )
        return self._standings[locale, record]
