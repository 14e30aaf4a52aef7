"""The pages that people write: Markdown files in docs/<locale>/, read and checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from community.addresses import REQUIRED_PAGES
from community.blocks import mark_faults
from community.model import Community
from community.page_markdown import MAX_PAGE_BYTES, blanked, markdown_faults
from community.parse import parse_part
from community.problems import Problem, ProblemsFound, nearest
from community.read import NOT_REGULAR, Lines, parse_yaml, read_text
from community.records.base import Part, SourceId
from community.rules import figure_fault
from community.structure import structure_faults
from community.text import SOURCE_LOCALE, PartialDate, Text

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_FRONT_MATTER = re.compile(r"---\n(.*?)^---[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_NO_ADDRESS = "can't be part of an address; use a-z, 0-9 and hyphens only, at most 80"
_NO_PLAIN_TEXT = re.compile(r"<[A-Za-z/!?]|\]\(|!\[|[{}`]|&(?:#|[A-Za-z]+;)")
_NO_FIGURE = re.compile(r"\{[^}]*\}|^\d+\. ")
# A preview loads a project again at every change, and mostly other files have changed.
_kept = lru_cache(maxsize=4096)
WORDS_FILE = "words.txt"  # right words that no dictionary has
_OTHER_FILES = {"interface.po", "records.po", WORDS_FILE}


class FrontMatter(Part):
    """What stands between the two lines of `---` at the start of a page.

    A translation says its state and which English it was made from; an English page may say which changes left its
    translations valid, and in which languages it will not be translated, and why.
    """

    title: Text
    description: Text
    updated: PartialDate
    review_by: PartialDate
    sources: tuple[SourceId, ...] = ()
    state: Literal["draft", "translated", "reviewed"] | None = None
    reviewed_by: str | None = None
    reviewed_on: PartialDate | None = None
    translated_from: str | None = None
    still_valid: str | None = None
    not_translated: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prose:
    """A page that people wrote in one language. `path` is below the language's folder, `name` below the project.

    `body` is where its Markdown begins in its text. As long as its file does not change it is the same page, so that
    what was found in it is kept.
    """

    locale: str
    path: str
    name: str
    front: FrontMatter
    text: str
    body: int
    first_line: int
    lines: Lines

    @property
    def markdown(self) -> str:
        """The page without its front matter; cut out anew each time, since thousands of pages are kept."""
        return self.text[self.body :]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProse:
    """What was found in docs/. Problems stop the build; faults only set a translation aside.

    `english` are the paths of all English pages, also of those that can't be read.
    """

    english: frozenset[str]
    pages: tuple[Prose, ...]
    orphans: tuple[Prose, ...]
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...]


def read_prose(docs_dir: Path, locales: tuple[str, ...], name: str) -> ReadProse:
    """Return all pages of the locales' folders that can be read, and all that is wrong with the others.

    An empty file counts as not yet translated and is left out.
    """
    pages: list[Prose] = []
    problems: list[Problem] = []
    faults: list[Problem] = []
    for folder in sorted(docs_dir.iterdir()):
        if folder.name not in locales:
            known = ", ".join(locales)
            message = f"is no language of mkdocs.yml ({known}); MkDocs would drop it without a word"
            problems.append(Problem(f"{name}/{folder.name}", 1, message))
        elif folder.is_symlink() or not folder.is_dir():
            problems.append(Problem(f"{name}/{folder.name}", 1, "is no folder; the pages of a language are in one"))
    for locale in locales:
        folder = docs_dir / locale
        if folder.is_symlink():
            continue
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder).as_posix()
            full = f"{name}/{locale}/{relative}"
            if fault := _file_fault(path, relative):
                problems.append(Problem(full, 1, fault))
            elif path.suffix == ".md" and path.is_file() and locale == SOURCE_LOCALE and not path.stat().st_size:
                problems.append(Problem(full, 1, "is empty; write the page, or remove the file"))
            elif path.suffix == ".md" and path.is_file() and path.stat().st_size:
                try:
                    pages.append(read_page(path, locale, relative, full))
                except ProblemsFound as found:
                    (problems if locale == SOURCE_LOCALE else faults).extend(found.problems)
    folder = docs_dir / SOURCE_LOCALE
    english = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md") if path.is_file()}
    for required in REQUIRED_PAGES:
        if required not in english:
            full = f"{name}/{SOURCE_LOCALE}/{required}"
            problems.append(Problem(full, 1, "is missing; every site has this page, and others link to it"))
    for page in pages:
        if page.path not in english:
            message = f"has no English page {SOURCE_LOCALE}/{page.path} that it translates; remove or rename it"
            faults.append(Problem(page.name, 1, message))
    return ReadProse(
        english=frozenset(english),
        pages=tuple(page for page in pages if page.path in english),
        orphans=tuple(page for page in pages if page.path not in english),
        problems=tuple(problems),
        faults=tuple(faults),
    )


@_kept
def check_structure(page: Prose, english: Prose) -> tuple[Problem, ...]:
    """A translation has the headings, links, marks, numbers and lists of its English, and says who read it."""
    problems = []
    if page.front.state == "reviewed" and not (page.front.reviewed_by and page.front.reviewed_on):
        message = "state 'reviewed' needs 'reviewed_by' and 'reviewed_on': who read it, and when"
        problems.append(Problem(page.name, 1, message))
    faults = structure_faults(english.markdown, page.markdown)
    return (*problems, *(Problem(page.name, page.first_line + line, fault) for line, fault in faults))


def _file_fault(path: Path, relative: str) -> str | None:
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        return NOT_REGULAR
    if path.is_dir():
        return None if _SLUG.fullmatch(path.name) else f"'{path.name}' {_NO_ADDRESS}"
    if relative in _OTHER_FILES:
        return None
    if path.suffix != ".md":
        return "is no page (.md) and none of interface.po, records.po and words.txt; it would be published as it is"
    stem = path.name.removesuffix(".md")
    return None if _SLUG.fullmatch(stem) else f"'{stem}' {_NO_ADDRESS}"


def read_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the plain fields of a page's front matter and the rest of its text, without checking either."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        fields = parse_yaml(match[1], "").value or {}
    except ProblemsFound:
        fields = {}
    return {key: value for key, value in fields.items() if isinstance(value, str)}, text[match.end() :]


def read_page(path: Path, locale: str, relative: str, full: str) -> Prose:
    """Return the page in a file: `relative` is its path below its language, `full` below the project.

    Raises ProblemsFound for a file that is no text or whose front matter is none.
    """
    return _page_of(read_text(path, full, MAX_PAGE_BYTES), locale, relative, full)


@_kept
def _page_of(text: str, locale: str, relative: str, full: str) -> Prose:
    match = _FRONT_MATTER.match(text)
    if not match:
        reason = "is not closed by a second line of '---'" if text.startswith("---\n") else "is missing"
        raise ProblemsFound([Problem(full, 1, f"front matter {reason}; begin the page with ---, title: ..., ---")])
    tree = parse_yaml(match[1], full, first_line=2)
    if not isinstance(tree.value, dict):
        raise ProblemsFound([Problem(full, 1, "front matter has no fields; begin the page with ---, title: ..., ---")])
    front, problems = parse_part(tree, (), FrontMatter, full)
    if front is None:
        raise ProblemsFound(problems)
    front = front.model_copy(
        update={"title": Text(front.title.value, locale), "description": Text(front.description.value, locale)}
    )
    first_line = text[: match.end()].count("\n") + 1
    return Prose(
        locale=locale,
        path=relative,
        name=full,
        front=front,
        text=text,
        body=match.end(),
        first_line=first_line,
        lines=tree.lines,
    )


def check_marks(page: Prose, community: Community) -> Iterator[Problem]:
    """A page's blocks, facts and sources exist, and its figures are those of the ledger."""
    for number, source in enumerate(page.front.sources):
        if source not in community.sources:
            near = nearest(source, community.sources)
            yield Problem(
                page.name,
                page.lines.get(("sources", number), 1),
                f"'{source}' is not the id of a record in sources.yaml{near}",
            )
    for number, message in mark_faults(page.markdown, community):
        yield Problem(page.name, page.first_line + number, message)
    if page.locale == SOURCE_LOCALE:
        # Other languages write dates in their own ways; their translations are held against the English.
        for number, line in enumerate(without_code(page.markdown)):
            if fault := figure_fault(_NO_FIGURE.sub("", line)):
                yield Problem(page.name, page.first_line + number, fault)


def without_code(markdown: str) -> Iterator[str]:
    """Yield each line of a text without its code."""
    fenced = False
    for line in markdown.split("\n"):
        fenced ^= line.startswith("```")
        yield "" if fenced or line.startswith("```") else blanked(line)


@_kept
def check_markdown(page: Prose) -> tuple[Problem, ...]:
    """A page holds no HTML but a few plain tags, no link but to pages and the web, no second title, nothing endless."""
    problems = [Problem(page.name, page.first_line + line, message) for line, message in markdown_faults(page.markdown)]
    for name, text in (("title", page.front.title), ("description", page.front.description)):
        if match := _NO_PLAIN_TEXT.search(text.value):
            message = f"{name} holds '{match[0][:20]}'; it is plain text, without HTML, links, figures and marks"
            problems.append(Problem(page.name, page.lines.get((name,), 1), message))
    return tuple(problems)
