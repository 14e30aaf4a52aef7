"""How far each language is: the state of every page and every record, counted in words of the English."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from community.addresses import PAGE_FOLDERS
from community.catalogue import Catalogue
from community.localise import context_of
from community.markup import to_plain
from community.model import leaves
from community.project import Project
from community.prose import Prose
from community.sections import changed_sections, fingerprints, read_stamp, write_stamp
from community.text import SOURCE_LOCALE, Text

State = Literal["missing", "broken", "stale", "draft", "translated", "reviewed", "declined", "orphan"]
STATES: tuple[State, ...] = ("missing", "broken", "stale", "draft", "translated", "reviewed", "declined", "orphan")
# A reader sees a text of these states in their own language, and it says what the English says.
GOOD: frozenset[State] = frozenset({"translated", "reviewed", "declined"})
_WORD = re.compile(r"\w+")
# What readers of a country look for first; the others follow in the order of their files.
_FIRST = ("countries/", "guidelines/", "policy-briefs/", "recommendations/", "case-studies/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A page, a record or the interface in one language, with what is left to do.

    `path` is the page that shows it (of a record: its page or the page that lists it); `source` is the file to open.
    """

    locale: str
    kind: Literal["page", "record", "interface"]
    path: str
    title: str
    source: str
    state: State
    words: int
    left: int
    stale: tuple[str, ...] = ()
    reviewed_by: str | None = None
    stamp: str | None = None
    own_country: bool = False


def translation_units(project: Project, locale: str) -> Iterator[Unit]:
    """Yield the units of a language: the interface, every page of prose, every record."""
    yield _interface_unit(project, locale)
    for (page_locale, path), page in sorted(project.prose.items()):
        if page_locale == SOURCE_LOCALE:
            yield _page_unit(project, locale, path, page)
    for page in project.orphans:
        if page.locale == locale:
            yield _orphan_unit(page)
    for collection, record_id, texts in _records(project):
        yield _record_unit(project, locale, collection, record_id, texts)


def page_stale_sections(project: Project, locale: str, path: str) -> tuple[str, ...]:
    """Return the anchors of the sections of a translated page whose English has changed since."""
    page, english = project.prose.get((locale, path)), project.prose[SOURCE_LOCALE, path]
    if page is None or locale == SOURCE_LOCALE:
        return ()
    stamp, minor = read_stamp(page.front.translated_from), read_stamp(english.front.still_valid)
    return tuple(changed_sections(english_prints(english), stamp, minor))


def english_prints(english: Prose) -> Mapping[str, str]:
    """Return the fingerprints of an English page's sections."""
    return fingerprints(english.front.title.value, english.front.description.value, english.markdown)


def words_of(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


_words_of_english = lru_cache(maxsize=4096)(words_of)  # what every language has to translate is counted once


def next_best(units: list[Unit], count: int = 10) -> list[Unit]:
    """Return what to translate next: what readers look for first, and what is nearest to being done."""

    def rank(unit: Unit) -> tuple[int, int]:
        if unit.kind == "interface" or unit.path == "index.md":
            return int(unit.kind != "interface"), unit.left
        first = next((i for i, start in enumerate(_FIRST) if unit.path.startswith(start)), len(_FIRST))
        return (2 if unit.own_country else first + 3), unit.left

    return sorted((unit for unit in units if unit.state not in GOOD), key=rank)[:count]


def percent_good(units: list[Unit]) -> int:
    """Return the share of words that readers get in their language and up to date, rounded down: 0 to 100."""
    words = sum(unit.words for unit in units)
    return 100 * (words - sum(unit.left for unit in units if unit.state not in GOOD)) // words if words else 100


def _interface_unit(project: Project, locale: str) -> Unit:
    catalogue = project.catalogues[locale]
    # A language without a readable file of its own has all words left that the others have.
    listed = catalogue.plural or next((c.plural for c in project.catalogues.values() if c.plural), None)
    messages = [message for message in listed or () if message.id]
    words = [(words_of(str(_first(message.id))), _first(message.id) in catalogue.interface) for message in messages]
    left = sum(count for count, done in words if not done)
    total = sum(count for count, _ in words)
    state: State = "missing" if left == total else "draft" if left else "translated"
    return Unit(
        locale=locale,
        kind="interface",
        path="",
        title="interface.po",
        source=f"docs/{locale}/interface.po",
        state=state,
        words=total,
        left=left,
    )


def _page_unit(project: Project, locale: str, path: str, english: Prose) -> Unit:
    page = project.prose.get((locale, path))
    source = f"docs/{locale}/{path}"
    words = _words_of_english(f"{english.front.title.value} {english.front.description.value} {english.markdown}")
    stale = page_stale_sections(project, locale, path)
    state: State
    if page is None:
        broken = any(fault.path == source for fault in project.faults)
        state = "declined" if locale in (english.front.not_translated or {}) else "broken" if broken else "missing"
    elif stale:
        state = "stale"
    else:
        state = page.front.state or "translated"
    return Unit(
        locale=locale,
        kind="page",
        path=path,
        title=to_plain((page or english).front.title.value),
        source=source,
        state=state,
        words=words,
        left=0 if state in GOOD else words,
        stale=stale,
        reviewed_by=_reviewer(page) if page else None,
        stamp=write_stamp(english_prints(english)),
    )


def _orphan_unit(page: Prose) -> Unit:
    """Return a translation whose English is gone; its words are its own, and nothing of it is left to translate."""
    return Unit(
        locale=page.locale,
        kind="page",
        path=page.path,
        title=to_plain(page.front.title.value),
        source=page.name,
        state="orphan",
        words=words_of(page.markdown),
        left=0,
    )


def _records(project: Project) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield every record with texts: its collection, id, and (context, English) of each text."""
    community = project.community
    records = [("community", "community", community.network), *((c, r.id, r) for c, r in community.records())]
    for collection, record_id, record in records:
        texts = [
            (context_of(collection, record_id, path), value.value)
            for path, value in leaves(record)
            if isinstance(value, Text)
        ]
        if texts:
            yield collection, record_id, list(dict.fromkeys(texts))


def _record_unit(project: Project, locale: str, collection: str, record_id: str, texts: list[tuple[str, str]]) -> Unit:
    catalogue: Catalogue = project.catalogues[locale]
    left = [(context, text) for context, text in texts if (context, text) not in catalogue.records]
    stale = [context for context, text in left if context in catalogue.fuzzy]
    forms = _forms_left(project, locale, collection, record_id)
    state: State
    if stale:
        state = "stale"
    elif len(left) == len(texts):
        state = "missing"
    elif left or forms:
        state = "draft"
    else:
        state = "reviewed" if all(text in catalogue.reviews for text in texts) else "translated"
    folder = PAGE_FOLDERS.get(collection)
    return Unit(
        locale=locale,
        kind="record",
        path=f"{folder}/{record_id}.md" if folder else f"{collection}/{record_id}",
        title=f"{collection}/{record_id}",
        source=f"docs/{locale}/records.po",
        state=state,
        words=sum(words_of(text) for _, text in texts) + forms,
        left=sum(words_of(text) for _, text in left) + forms,
        stale=tuple(context.partition(".")[2] for context in stale),
        reviewed_by=catalogue.reviews[texts[0]] if state == "reviewed" else None,
        own_country=collection == "countries" and project.community.countries[record_id].locale == locale,
    )


def _reviewer(page: Prose) -> str | None:
    """Return who read a translated page, and when: `a teacher in Split, 2027-03-01`."""
    on = page.front.reviewed_on
    return ", ".join(filter(None, (page.front.reviewed_by, on.isoformat() if on else None))) or None


def _forms_left(project: Project, locale: str, collection: str, record_id: str) -> int:
    """Return 1 for a country or a term whose form in this language is missing from data/, else 0."""
    if collection not in ("countries", "glossary"):
        return 0
    record = project.community.collection(collection)[record_id]
    forms = record.in_country if collection == "countries" else record.forms
    return int(locale not in forms)


def _first(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]
