"""What each part of a site is made of, as fingerprints: a part is made again when its fingerprint is another one."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any

from community.configuration import CONFIG_FILE
from community.documents.shelf import Made
from community.documents.subject import Subject
from community.frame import Settings
from community.prints import code_print, files_print, fingerprint
from community.reads import Read
from community.site import Site
from community.text import SOURCE_LOCALE

# What is on the shelf is there only when documents have been made, which read other things.
_GROWING = frozenset(("offered", "shelf"))


class Inputs:
    """The fingerprints of one site: of what all pages of a language show, and of what was noted as read for one."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self._site = site
        self._settings = settings
        self._root = site.project.root
        self._now: dict[Read, str] = {}

    def prepare(self, locales: Iterable[str]) -> None:
        """Read all files once, before processes are forked that would each read them."""
        for locale in {*locales, SOURCE_LOCALE}:
            self.locale(locale)
            for name, record in self._site.project.community.records():
                self.now(("record", locale, name, record.id))
        _ = (self._site.backlinks, self._site.related.of("", ""), self._docs)

    def made_of(self, base: str, reads: Sequence[Read]) -> str:
        """Return the fingerprint of what is made of a base and of all that was read, as it is now."""
        return fingerprint(base, [(read, self.now(tuple(read))) for read in reads])

    # --- what all pages of a language show

    @cached_property
    def _base(self) -> str:
        settings, site = self._settings, self._site
        values = [settings.site_name, settings.site_url, settings.repository, settings.preview, settings.assets_folder]
        config = files_print(self._root / CONFIG_FILE)
        return fingerprint(code_print(), files_print(settings.overrides), config, values, site.offers)

    @cache  # noqa: B019  # an Inputs lives as long as its one build, and so may what it keeps
    def locale(self, locale: str) -> str:
        """Return the fingerprint of a language: the words of its interface, the titles in its menus, the network."""
        site = self._site
        catalogue = site.project.catalogues[locale]
        titles = [(path, str(site.title(locale, path))) for path in site.index.paths() if site.index.is_written(path)]
        words = {key: str(message.string) for key, message in catalogue.interface.items()}
        plural = catalogue.plural.plural_expr if catalogue.plural else ""
        network = [repr(site.project.community.network), self._translations(locale).get("community/community", ())]
        return fingerprint(self._base, words, plural, titles, network)

    def page(self, locale: str, path: str) -> str:
        """Return the fingerprint of what a page shows whatever it reads."""
        return fingerprint("page", locale, path, self.locale(locale))

    def document(self, kind: str, locale: str, subject: Subject) -> str:
        """Return the fingerprint of what a document shows whatever it reads."""
        named = [subject.slug, subject.record, subject.page, subject.query, subject.offered_on, subject.values]
        return fingerprint("document", kind, self.locale(locale), named)

    def words(self, locale: str) -> str:
        """Return the fingerprint of what translated words are learnt from: all that is written in both languages."""
        folders = [files_print(self._root / "docs" / own) for own in (SOURCE_LOCALE, locale)]
        return fingerprint("words", code_print(), locale, folders)

    @cached_property
    def _docs(self) -> str:
        return files_print(self._root / "docs")

    # --- what was read

    def now(self, read: Read) -> str:
        """Return the fingerprint of something that was read, as it is now."""
        if read not in self._now or read[0] in _GROWING:
            kind, *names = read
            found: Any = getattr(self, f"_{kind}")(*names)
            self._now[read] = found if isinstance(found, str) else fingerprint(found)
        return self._now[read]

    def _record(self, locale: str, collection: str, record_id: str) -> list[object]:
        own = self._translations(locale).get(f"{collection}/{record_id}", ())
        return [self._english(collection, record_id), own]

    @cache  # noqa: B019  # an Inputs lives as long as its one build, and so may what it keeps
    def _english(self, collection: str, record_id: str) -> str:
        return repr(self._site.project.community.collection(collection).get(record_id))

    @cache  # noqa: B019  # an Inputs lives as long as its one build, and so may what it keeps
    def _translations(self, locale: str) -> dict[str, list[tuple[str, str, str]]]:
        """Return the translated texts of each record: context in the PO file, English and translation."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for (context, english), text in sorted(self._site.project.catalogues[locale].records.items()):
            found.setdefault(context.partition(".")[0], []).append((context, english, text))
        return found

    def _all(self, locale: str, collection: str) -> list[str]:
        ids = self._site.project.community.collection(collection)
        return [self.now(("record", locale, collection, record_id)) for record_id in ids]

    def _ids(self, _: str, collection: str) -> list[str]:
        return list(self._site.project.community.collection(collection))

    def _origin(self, *key: str) -> str:
        return repr(self._site.project.community.origins.get((key[0], key[1])))

    def _referring(self, *names: str) -> tuple[str, ...]:
        return self._site.backlinks.of(*names)

    def _related(self, *names: str) -> str:
        return repr(self._site.related.of(*names))

    def _offered(self, locale: str, page: str) -> list[object]:
        return [_told(made) for made in self._site.shelf.offered_on(locale, page)]

    def _shelf(self, locale: str, collection: str) -> list[object]:
        groups = self._site.shelf.in_language(locale, collection)
        return [(key, [_told(made) for made in group]) for key, group in groups.items()]

    def _progress(self) -> str:
        return fingerprint(self._docs, files_print(self._root / "data"))

    def _prose(self, locale: str, path: str) -> list[str]:
        """Return what is written of a page: its own text, and the English that it may be compared with."""
        if path not in self._known_paths:
            return []
        own, english = (self._site.prose(code, path) for code in (locale, SOURCE_LOCALE))
        return [own.name, own.text, english.text]

    def _paths(self) -> list[str]:
        return list(self._known_paths)

    @cached_property
    def _known_paths(self) -> dict[str, None]:
        return dict.fromkeys(self._site.index.paths())

    def _standing(self, locale: str, path: str) -> list[bool]:
        if path not in self._known_paths:
            return []
        return [self._site.index.is_translated(locale, path), self._site.index.is_reviewed(locale, path)]

    def _languages(self, path: str) -> tuple[str, ...]:
        return self._site.index.languages_of(path)

    def _terms(self, locale: str) -> str:
        terms = self._site.project.community.glossary.values()
        return repr([(term.id, term.forms.get(locale)) for term in terms])


def _told(made: Made) -> list[object]:
    document = made.document
    return [document.file, document.label, document.title, made.sha256, made.size, made.file.pages]
