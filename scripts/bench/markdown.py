"""The pages that every generator is given: the same words, tables, lists and links, in made-up languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from community.addresses import REQUIRED_PAGES, address_of, relative
from community.sections import fingerprints, write_stamp
from scale.english import English
from scale.pseudo import MARK, pseudo

LOCALES = ("en", "nl", "it", "pt", "hr", "cs", "hu")
# Folders of the menu; each has a page of its own that the menu leads to.
SECTIONS = (
    "countries", "clusters", "guidelines", "recommendations", "case-studies", "models", "challenges", "topics",
    "incentives", "resources",
)  # fmt: skip
# A page that other generators make in ways of their own.
_NOT_FOUND = "404.md"
_LINKS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page in English. `body` has `{to}` marks of its own kind where a link's target belongs."""

    path: str
    title: str
    description: str
    body: str
    links: tuple[str, ...]


def page_paths(count: int) -> list[str]:
    """Return the paths of so many pages: those that this generator asks for, then others in all sections."""
    fixed = [path for path in REQUIRED_PAGES if path != _NOT_FOUND]
    if count < len(fixed):
        raise ValueError(f"at least {len(fixed)} pages are needed")
    others = (f"{SECTIONS[number % len(SECTIONS)]}/page-{number:04}.md" for number in range(count - len(fixed)))
    return [*fixed, *others]


def pages(count: int, seed: str = "bench") -> Iterator[Page]:
    """Yield so many pages of about 400 words each, the same for the same seed."""
    paths = page_paths(count)
    for number, path in enumerate(paths):
        english = English(f"{seed} {path}")
        links = tuple(paths[(number * 7 + step * 31 + 1) % len(paths)] for step in range(_LINKS))
        yield Page(path, f"{english.title()} {_in_words(number)}", english.sentence(), _body(english), links)


def _in_words(number: int) -> str:
    """Return a number in letters, since prose may hold no figure that is not in the ledger."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def _body(english: English) -> str:
    listed = "\n".join(f"- {english.sentence()}" for _ in range(5))
    steps = "\n".join(f"1. {english.sentence()}" for _ in range(4))
    rows = "\n".join(f"| {english.name()} | {english.title()} | *{english.name()}* |" for _ in range(5))
    linked = "\n".join(f"- [{english.title()}](<{number}>)" for number in range(_LINKS))
    return (
        f"{english.text(4)}\n\n## {english.title()}\n\n{english.text(3)} **{MARK.capitalize()}.**\n\n{listed}\n\n"
        f"## {english.title()}\n\n| Place | What | Name |\n| --- | --- | --- |\n{rows}\n\n"
        f"### {english.title()}\n\n{steps}\n\n## {english.title()}\n\n> {english.sentence()}\n\n{linked}\n"
    )


def as_file(page: Page, locale: str, addresses: bool) -> str:
    """Return a page as its file in a language. Links lead to files, or to `addresses`, as a generator wants them."""
    english = _linked(page, addresses)
    front = {
        "title": pseudo(page.title, locale),
        "description": pseudo(page.description, locale),
        "updated": "2026-01-15",
        "review_by": "2030-01-15",
    }
    if locale != "en":
        front["state"] = "translated"
        front["translated_from"] = write_stamp(fingerprints(page.title, page.description, f"\n{english}"))
    lines = "\n".join(f'{name}: "{value}"' for name, value in front.items())
    return f"---\n{lines}\n---\n\n{pseudo(english, locale)}"


def _linked(page: Page, addresses: bool) -> str:
    body = page.body
    here = address_of(page.path) if addresses else page.path.rpartition("/")[0]
    for number, target in enumerate(page.links):
        way = relative(address_of(target), here) if addresses else relative(target, here).removesuffix("/")
        body = body.replace(f"(<{number}>)", f"({way})")
    return body
