"""The site that an engine is asked to build: its pages in every language, without knowing the engine."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from community import markup
from community.addresses import ENTRY_PAGES, address_of
from community.backlinks import Backlinks
from community.blocks import fill
from community.citations import Citation
from community.documents.shelf import Shelf
from community.library_view import LibraryView
from community.locales import Locale
from community.menu import Group
from community.page_index import PageIndex
from community.pages import GeneratedPage, GeneratedPages, PageHead, Writer
from community.project import Project
from community.prose import Prose
from community.raw_html import Kept
from community.reads import Reads
from community.related import Related
from community.structured import as_script, report
from community.terms import Glossary
from community.text import SOURCE_LOCALE, PartialDate
from community.translation_report import Progress
from community.translations import page_stale_sections

_SOURCES = re.compile(r'<ol class="sources">.*?</ol>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """What the frame around a page needs to know of it. `locale` is the page's, `text_locale` its text's."""

    path: str
    address: str
    locale: str
    text_locale: str
    head: PageHead
    markdown: str
    kept: Kept
    source: tuple[str, int]
    translation_source: str | None
    updated: PartialDate | None
    review_by: PartialDate | None
    translated: bool
    untranslated: int
    reviewed: bool
    stale: tuple[tuple[str, str], ...]
    own_headings: int
    view: LibraryView


class Site:
    """All pages of a project, written when they are asked for."""

    def __init__(self, project: Project, repository: str = "", preview: bool = False) -> None:
        self.project = project
        self.preview = preview
        self.repository = repository
        self.reads = Reads()
        self.index = PageIndex(project, self.reads)
        self._writers: dict[str, Writer] = {}
        self._generated: dict[str, GeneratedPages] = {}
        self.shelf = Shelf(reads=self.reads)
        self._glossaries: dict[str, Glossary] = {}

    def writer(self, locale: str) -> Writer:
        """Return the writer of a language."""
        if locale not in self._writers:
            self._writers[locale] = Writer(
                self.project.community,
                self.project.catalogues[locale],
                backlinks=self.backlinks,
                related=self.related,
                reads=self.reads,
                repository=self.repository,
                progress=self.progress,
                shelf=self.shelf,
            )
        return self._writers[locale]

    def forget_all_but(self, locale: str) -> None:
        """Forget what was loaded for pages of other languages, which may be many; English stands in for each."""
        for kept in (self._writers, self._generated, self._glossaries):
            for other in kept.keys() - {locale, SOURCE_LOCALE}:
                del kept[other]

    @cached_property
    def backlinks(self) -> Backlinks:
        """Who refers to whom, which is the same in all languages."""
        return Backlinks(self.project.community, self.reads)

    @cached_property
    def related(self) -> Related:
        """What has to do with what, which is the same in all languages."""
        return Related(self.project.community, self.reads)

    @cached_property
    def progress(self) -> Progress:
        """How far the translations are."""
        return Progress(self.project)

    def generated(self, locale: str) -> GeneratedPages:
        """Return the pages made from records in a language, by path."""
        if locale not in self._generated:
            self._generated[locale] = self.writer(locale).pages()
        return self._generated[locale]

    def page(self, locale: str, path: str) -> SitePage:
        """Return a page in a language: made from a record, or written by people, in English if need be."""
        generated = self.generated(locale).get(path)
        return self._from_record(locale, generated) if generated else self._from_prose(locale, path)

    def _from_record(self, locale: str, page: GeneratedPage) -> SitePage:
        address = address_of(page.path)
        kept = Kept()
        return SitePage(
            path=page.path,
            address=address,
            locale=locale,
            text_locale=locale,
            head=page.head,
            markdown=f"{kept.put(page.markdown)}\n",
            kept=kept,
            source=page.source,
            translation_source=None if locale == SOURCE_LOCALE else f"docs/{locale}/records.po",
            updated=page.updated,
            review_by=page.review_by,
            translated=page.untranslated == 0,
            untranslated=page.untranslated,
            reviewed=self.index.is_reviewed(locale, page.path),
            stale=(),
            own_headings=page.markdown.count("\n## "),
            view=page.view,
        )

    def _from_prose(self, locale: str, path: str) -> SitePage:
        self.reads.note("paths")  # a link to a page that is gone is told
        prose = self.prose(locale, path)
        writer = self.writer(locale)
        address = address_of(path)
        view = writer.view(address)
        kept = Kept()
        body = fill(prose.markdown, writer, view, kept, prose.locale)
        foot = writer.render("parts/sources.jinja", view, record=prose.front)
        title, lead = prose.front.title, prose.front.description
        own = prose.locale == locale
        return SitePage(
            path=path,
            address=address,
            locale=locale,
            text_locale=prose.locale,
            head=PageHead(
                title=markup.to_plain(title.value),
                title_html=view.inline(title) if own else markup.to_inline(title.value),
                description=view.plain(lead),
                lead_html=view.inline(lead) if own else markup.to_inline(lead.value),
            ),
            markdown=f"{body}\n\n{kept.put(foot)}\n",
            kept=kept,
            source=(prose.name, 1),
            translation_source=None,
            updated=prose.front.updated,
            review_by=prose.front.review_by,
            translated=own,
            untranslated=0,
            reviewed=self.index.is_reviewed(locale, path),
            stale=self._stale_sections(locale, prose),
            own_headings=prose.markdown.count("\n## ") if path != "index.md" else 0,
            view=view,
        )

    def start_of_translation(self, path: str) -> str:
        """Return the English text of a written page, marked as a draft, for a translator to write over."""
        english = self.project.prose.get((SOURCE_LOCALE, path))
        return english.text.replace("---\n", "---\nstate: draft\n", 1) if english else ""

    def _stale_sections(self, locale: str, prose: Prose) -> tuple[tuple[str, str], ...]:
        """Return the anchors and headings of a translation's sections whose English has changed since."""
        anchors = page_stale_sections(self.project, locale, prose.path) if prose.locale == locale else ()
        headings = re.findall(r"^##+ (.*?) *\{ *#([a-z0-9-]+) *\}", prose.markdown, re.MULTILINE)
        words = {anchor: markup.to_plain(heading) for heading, anchor in headings}
        return tuple((anchor, words.get(anchor, markup.to_plain(prose.front.title.value))) for anchor in anchors)

    def prose(self, locale: str, path: str) -> Prose:
        """Return a page that people wrote, in English where the language has none; it shows where English is newer."""
        self.reads.note("prose", locale, path)
        return self._prose(locale, path)

    def _prose(self, locale: str, path: str) -> Prose:
        return self.project.prose.get((locale, path)) or self.project.prose[SOURCE_LOCALE, path]

    def citation(self, page: SitePage, root: str) -> Citation:
        """Return how a page is cited; one that is not translated is cited as the English one that it shows."""
        cited = page if page.translated else self.page(SOURCE_LOCALE, page.path)
        network = cited.view.community.network
        name = cited.view.plain(network.full_name)
        return Citation(
            author=name if network.name in name else f"{name} ({network.name})",
            title=cited.head.title,
            site=network.name,
            address=root + self.address_in(cited.locale, cited.address),
            language=cited.locale,
            updated=cited.updated,
        )

    def terms(self, page: SitePage, html: str) -> tuple[str, ...]:
        """Return the ids of the glossary's terms that a page says; its own list of sources is none of its words."""
        if page.path == ENTRY_PAGES["glossary"]:
            return ()
        locale = page.text_locale
        self.reads.note("terms", locale)
        if locale not in self._glossaries:
            self._glossaries[locale] = Glossary(self.project.community.glossary, locale)
        head = page.head
        text = f"{head.title_html} {head.lead_html} {_SOURCES.sub(' ', html)}"
        return self._glossaries[locale].said(Markup(_TAG.sub(" ", text)).unescape())

    @cached_property
    def offers(self) -> dict[str, str]:
        """The words that offer a page in each language, in that language."""
        catalogues = self.project.catalogues
        return {locale: catalogues[locale].gettext("Read this page in English") for locale in self.project.locales}

    @cached_property
    def locales(self) -> list[Locale]:
        """The languages of the site."""
        return [Locale(locale) for locale in self.project.locales]

    # --- the frame

    def menu(self, locale: str, view: LibraryView) -> list[dict[str, Any]]:
        """Return the menu in a language: groups with their words, and links from the page that is viewed."""
        catalogue = self.project.catalogues[locale]
        return [
            {
                "group": group,
                "title": catalogue.gettext(group.title) if group.title else self.title(locale, group.pages[0]),
                "pages": [(self.title(locale, page), view.to(page), page) for page in group.pages],
            }
            for group in self.project.menu.groups
        ]

    def title(self, locale: str, path: str) -> Markup:
        """Return the title of a written page, marked with its language where it is not the reader's."""
        prose = self._prose(locale, path)
        title = markup.to_inline(prose.front.title.value)
        return title if prose.locale == locale else Markup('<span lang="{}">{}</span>').format(prose.locale, title)

    def trail(self, locale: str, path: str) -> list[tuple[Markup, str]]:
        """Return the titles and paths of the pages above a page: the record that it is of, its folder's index."""
        folders = path.split("/")[:-1]
        above = []
        for depth in range(1, len(folders) + 1):
            folder = "/".join(folders[:depth])
            if f"{folder}.md" in self.generated(locale):
                record = self.generated(locale)[f"{folder}.md"]
                above.append((record.head.title_html, record.path))
            elif (index := f"{folder}/index.md") != path and (SOURCE_LOCALE, index) in self.project.prose:
                above.append((self.title(locale, index), index))
        return above

    def group_of(self, path: str) -> Group | None:
        """Return the group of the menu that a page belongs to."""
        return self.project.menu.group_of(path)

    def address_in(self, locale: str, address: str) -> str:
        """Return a page's address below the site's root: English has no folder of its own."""
        return address if locale == SOURCE_LOCALE else f"{locale}/{address}"

    # --- documents

    def offered_documents(self, page: SitePage) -> Markup:
        """Return the links to the documents that a page offers, or nothing."""
        offered = self.shelf.offered_on(page.locale, page.path)
        links = (
            self.writer(page.locale).render("parts/documents.jinja", page.view, documents=offered) if offered else ""
        )
        return Markup(links)

    def structured_data(self, page: SitePage, root: str) -> Markup:
        """Return JSON-LD that names the documents of a record's page, or nothing."""
        own = [
            made for made in self.shelf.offered_on(page.locale, page.path) if made.document.subject.page == page.path
        ]
        if self.index.is_written(page.path) or not own:
            return Markup("")
        return as_script(report(page.head, page.view, own, root, root + self.address_in(page.locale, page.address)))
