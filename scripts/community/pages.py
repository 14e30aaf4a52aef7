"""The pages made from records: Markdown with HTML in it, one page for each record that has an address."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from community.addresses import PAGE_FOLDERS, address_of, national_path, page_path
from community.backlinks import Backlinks
from community.catalogue import Catalogue
from community.library_view import LibraryView
from community.localise import localise, untranslated
from community.memo import Memo
from community.model import Community
from community.national import Edition, dossier
from community.prints import code_print, fingerprint
from community.reads import Read, Reads, watched
from community.records.base import Record
from community.related import Related
from community.text import PartialDate
from community.view import Known

# The template of the page that tells all that concerns a country.
NATIONAL = "national"
TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What stands above the text of a page: the kind of page, title, lead and a line of facts, as HTML."""

    title: str
    title_html: Markup
    description: str
    lead_html: Markup
    kind: Markup | None = None
    facts: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """A page in one language. `path` is its Markdown path below the language's folder; `view` is what wrote it."""

    path: str
    markdown: str
    head: PageHead
    source: tuple[str, int]
    updated: PartialDate | None
    review_by: PartialDate | None
    untranslated: int
    view: LibraryView


class Writer:
    """Writes pages and blocks in one language from the templates; `others` are fields of what its views know."""

    def __init__(
        self,
        community: Community,
        catalogue: Catalogue,
        *,
        backlinks: Backlinks | None = None,
        related: Related | None = None,
        reads: Reads | None = None,
        **others: Any,
    ) -> None:
        self.reads = reads or Reads()
        self.catalogue = catalogue
        self.community = watched(localise(community, catalogue), catalogue.locale, self.reads)
        self.known = Known(
            community=self.community,
            catalogue=catalogue,
            backlinks=backlinks or Backlinks(community),
            related=related or Related(community),
            reads=self.reads,
            **others,
        )
        self.environment = environment(catalogue)
        self._counted: dict[int, int] = {}

    def view(self, address: str) -> LibraryView:
        """Return a view of the community for a page at an address."""
        return LibraryView(self.known, address)

    def render(self, template: str, view: LibraryView, **values: object) -> str:
        """Return what a template makes of the community and the values."""
        return self.environment.get_template(template).render(page=view, **values)

    def pages(self) -> "GeneratedPages":
        """Return a page for every record that has an address of its own, and one of national editions a country."""
        subjects = {
            page_path(collection, record_id): (collection, collection, record_id)
            for collection in PAGE_FOLDERS
            for record_id in self.community.collection(collection)
        }
        for country in self.community.countries:
            subjects[national_path(country)] = (NATIONAL, "countries", country)
        return GeneratedPages(self, subjects)

    def page(self, path: str, template: str, collection: str, record_id: str) -> GeneratedPage:
        """Return the page that a template makes of a record, or of all that concerns it."""
        view = self.view(address_of(path))
        record = self.community.collection(collection)[record_id]
        record = dossier(self.community, record) if template == NATIONAL else record
        origin = self.community.origin(collection, record_id)
        made = self.environment.get_template(f"pages/{template}.md.jinja")
        module = made.make_module({"page": view, "record": record})
        head = _head(module)
        body = str(_part(module, "body"))
        related = (
            self.render("parts/related.jinja", view, collection=template, record=record)
            if template in PAGE_FOLDERS
            else ""
        )
        foot = self.render("parts/sources.jinja", view, record=record)
        shown = [one for _, one in record.records] if isinstance(record, Edition) else [record]
        return GeneratedPage(
            path=path,
            markdown=f"{body.strip()}\n\n{related.strip()}\n\n{foot.strip()}\n",
            head=head,
            source=(origin.path, origin.line("id")),
            updated=record.updated,
            review_by=record.review_by,
            untranslated=sum(map(self._untranslated, shown)),
            view=view,
        )

    def _untranslated(self, record: Record) -> int:
        # By identity: the community keeps its records, and a hash would look at all of their fields.
        if id(record) not in self._counted:
            self._counted[id(record)] = untranslated(record, self.catalogue.locale)
        return self._counted[id(record)]


class GeneratedPages(Mapping[str, GeneratedPage]):
    """The pages made from records in a language, by path; each is written when it is asked for."""

    def __init__(self, writer: Writer, subjects: Mapping[str, tuple[str, str, str]]) -> None:
        self._writer = writer
        self._subjects = subjects
        # A page is asked for twice at most, one after the other; its record's pages lead back to it.
        self._written = lru_cache(maxsize=16)(self._write)

    def __getitem__(self, path: str) -> GeneratedPage:
        page, reads = self._written(path)
        self._writer.reads.note_all(reads)
        return page

    def __contains__(self, path: object) -> bool:
        return path in self._subjects

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def _write(self, path: str) -> tuple[GeneratedPage, set[Read]]:
        with self._writer.reads.noting() as reads:
            page = self._writer.page(path, *self._subjects[path])
        return page, reads


def _head(module: object) -> PageHead:
    facts = tuple(Markup(fact.strip()) for fact in _part(module, "facts").split("|") if fact.strip())
    title, lead = (Markup(" ".join(_part(module, name).split())) for name in ("title", "lead"))
    return PageHead(
        title=title.striptags(),
        title_html=title,
        description=shortened(lead.striptags()),
        lead_html=lead,
        kind=_part(module, "kind").strip(),
        facts=facts,
    )


def _part(module: object, name: str) -> Markup:
    """Return what a template's macro gives, or nothing where the template has none of that name."""
    macro = getattr(module, name, None)
    return Markup(macro()) if macro else Markup("")


def shortened(text: str, length: int = 155) -> str:
    """Return a text cut at a word for a page's description."""
    return text if len(text) <= length else f"{text[: length - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


class _CompiledOnce(BytecodeCache):
    """Keeps compiled templates, which are the same in each language, and in the next build."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}
        self._memo: Memo | None = None

    def keep_in(self, memo: Memo) -> None:
        """Look for templates in a memo too, and put them there."""
        self._memo = memo

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template that was compiled for another language, or by an earlier build."""
        key = _key(bucket)
        if key not in self._compiled and self._memo and (found := self._memo.get([key]).get(key)):
            self._compiled[key] = base64.b64decode(found)
        if key in self._compiled:
            bucket.bytecode_from_string(self._compiled[key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        key, compiled = _key(bucket), bucket.bytecode_to_string()
        self._compiled[key] = compiled
        if self._memo:
            self._memo.put([(key, base64.b64encode(compiled).decode())])


def _key(bucket: Bucket) -> str:
    return fingerprint("template", code_print(), bucket.key, bucket.checksum)


COMPILED = _CompiledOnce()


def environment(catalogue: Catalogue) -> Environment:
    """Return the templates' environment in one language; a name that does not exist is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=COMPILED,
    )
    install_translations(made, catalogue)
    return made


def install_translations(made: Environment, catalogue: Catalogue) -> None:
    """Give an environment with jinja2.ext.i18n the words of a language.

    Jinja takes what a translation says for markup; escaped here, a quotation mark in one can't leave its attribute.
    """

    @cache
    def known(message: str) -> Markup:
        return escape(catalogue.gettext(message))

    @cache
    def plain(message: str) -> Markup:
        return known(message) % {}

    # Pages ask for some 250 words each, most of which have nothing to be filled in.
    def gettext(message: str, **values: object) -> Markup:
        return known(message) % values if values else plain(message)

    def ngettext(singular: str, plural: str, number: int, **values: object) -> Markup:
        return escape(catalogue.ngettext(singular, plural, number)) % {"num": number, **values}

    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)  # without the extension's steps between
