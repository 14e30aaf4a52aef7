"""What each part of a site is made of, as fingerprints: a part is made again when its fingerprint is another one."""

from collections.abc import Iterable
from functools import cache, cached_property

from community.configuration import CONFIG_FILE
from community.documents.shelf import Made
from community.frame import Settings
from community.prints import code_print, files_print, fingerprint
from community.site import Site
from community.text import SOURCE_LOCALE


class Inputs:
    """The fingerprints of one site. Prose without blocks shows nothing of other pages but their titles."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self._site = site
        self._settings = settings
        self._root = site.project.root

    def prepare(self, locales: Iterable[str]) -> None:
        """Read all files once, before processes are forked that would each read them."""
        for locale in {*locales, SOURCE_LOCALE}:
            self.locale(locale)
            self._shelf(locale)
        _ = (self._site.progress, self._prose)

    @cached_property
    def _base(self) -> str:
        settings = self._settings
        data = files_print(self._root / "data", self._root / CONFIG_FILE)
        values = [settings.site_name, settings.site_url, settings.repository, settings.preview, settings.assets_folder]
        return fingerprint(code_print(), files_print(settings.overrides), data, values)

    @cached_property
    def _prose(self) -> str:
        return files_print(self._root / "docs")

    @cache  # noqa: B019  # one a build
    def locale(self, locale: str) -> str:
        """Return the fingerprint of the words of a language: its PO files, and the titles in its menus."""
        folder = self._root / "docs" / locale
        site = self._site
        titles = [str(site.title(locale, path)) for path in site.paths() if site.is_written(path)]
        return fingerprint(self._base, files_print(*sorted(folder.glob("*.po"))), titles)

    @cache  # noqa: B019  # one a build
    def _shelf(self, locale: str) -> str:
        return fingerprint([_told(made) for made in self._site.shelf.made if made.document.locale == locale])

    def page(self, locale: str, path: str) -> str:
        """Return the fingerprint of a page in a language."""
        site = self._site
        parts: list[object] = [locale, path, self.locale(locale), site.languages_of(path)]
        if not site.is_written(path):
            return fingerprint(parts, self.locale(SOURCE_LOCALE), site.is_reviewed(locale, path), self._shelf(locale))
        prose, english = site.prose(locale, path), site.prose(SOURCE_LOCALE, path)
        parts += [prose.locale, prose.text, english.text]
        if "{{" in prose.markdown:
            return fingerprint(parts, self._prose, self._shelf(locale))
        return fingerprint(parts, [_told(made) for made in site.shelf.offered_on(locale, path)])

    def documents(self, kind: str, locale: str) -> str:
        """Return the fingerprint of all documents of a kind in a language."""
        site = self._site
        standing = [
            (path, site.is_translated(locale, path), site.is_reviewed(locale, path))
            for path in site.paths()
            if not site.is_written(path)
        ]
        return fingerprint("documents", kind, self.locale(locale), standing)

    def search(self, locale: str) -> str:
        """Return the fingerprint of what a language's lexicon is learnt from, besides the pages themselves."""
        return fingerprint("search", code_print(), locale, files_print(self._root / "docs" / locale), self._prose)


def _told(made: Made) -> list[object]:
    document = made.document
    return [document.file, document.label, document.title, made.sha256, made.size, made.file.pages]
