"""The pages that people would write, in English: those that every site has, each with its blocks and a little text."""

from community.sections import fingerprints, write_stamp
from scale.english import English
from scale.pseudo import MARK, pseudo

# Groups of the menu: their titles, and the pages with the blocks that each shows.
MENU: dict[str, dict[str, tuple[str, ...]]] = {
    "": {
        "index.md": (
            "start-by-time", "start-by-role", "network-figures", "countries-map", "guidelines-by-phase",
            "incentives-that-worked", "case-studies-sample",
        ),
    },
    "Network": {
        "countries/index.md": ("countries-list", "countries-table"),
        "clusters/index.md": ("clusters-list",),
        "clusters/like-mine.md": ("like-mine",),
        "events/index.md": ("events-list",),
    },
    "Practice": {
        "guidelines/index.md": ("guidelines-list",),
        "recommendations/index.md": ("recommendations-list",),
        "case-studies/index.md": ("case-studies-list",),
        "challenges/index.md": ("challenges-list",),
        "topics/index.md": ("topics-list",),
        "incentives/index.md": ("incentives-table", "incentives-list"),
        "models/index.md": ("models-table", "models-list"),
        "compare.md": ("compare-records",),
    },
    "Policy": {
        "policy-briefs/index.md": ("policy-briefs-list", "national-editions"),
    },
    "Shelf": {
        "resources/index.md": ("resources-list",),
        "templates/index.md": ("templates-list",),
        "courses/index.md": ("courses-list", "voices-list"),
        "glossary/index.md": ("glossary-list",),
        "booklet.md": ("booklet", "ready-booklets"),
        "evidence/index.md": ("evidence-scales", "ledger"),
        "evidence/sources.md": ("sources-list",),
    },
    "About": {
        "about/partners.md": ("partners-list", "funding-statement", "disclaimer", "licence"),
        "community/index.md": ("contacts",),
        "community/share.md": (),
        "all-pages.md": ("site-index",),
    },
}  # fmt: skip
_OUTSIDE = {"404.md": ()}


def pages() -> dict[str, tuple[str, ...]]:
    """Return every page with its blocks."""
    listed: dict[str, tuple[str, ...]] = dict(_OUTSIDE)
    for group in MENU.values():
        listed |= group
    return listed


def written(path: str, blocks: tuple[str, ...], english: English) -> tuple[str, str, str]:
    """Return the title, the description and the Markdown of an English page."""
    name = path.removesuffix(".md").removesuffix("/index").replace("/", " ").replace("-", " ") or "index"
    title = f"{'Start' if name == 'index' else name.capitalize()} ({MARK})"
    parts = [english.text(2)]
    for block in blocks:
        parts += [f"## {block.replace('-', ' ').capitalize()} {{ #{block}-here }}", f"{{{{ {block} }}}}"]
    return title, english.sentence(), "\n\n".join(parts) + "\n"


def as_file(title: str, description: str, markdown: str, locale: str) -> str:
    """Return a page as its file holds it in a language, stamped with the English that it was made from."""
    fields = {"title": pseudo(title, locale), "description": pseudo(description, locale)}
    fields |= {"updated": "2026-01-15", "review_by": "2030-01-15"}
    if locale != "en":
        fields |= {"state": "translated", "translated_from": write_stamp(fingerprints(title, description, markdown))}
    front = "\n".join(f'{name}: "{value}"' for name, value in fields.items())
    return f"---\n{front}\n---\n\n{pseudo(markdown, locale)}"
