"""The sections of a page and their fingerprints, by which a translation knows what it was made from.

A fingerprint changes when words or numbers change, not when lines are broken anew, links lead elsewhere or dates of
review move; and it is the same in every clone, since it comes from the text alone.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

START = "start"  # the section before the first heading, with the page's title and description
_HEADING = re.compile(r"^##+ .*\{ *#([a-z0-9-]+) *\}\s*$", re.MULTILINE)
_TARGET = re.compile(r"\]\([^)]*\)")


def split_sections(title: str, description: str, markdown: str) -> dict[str, str]:
    """Return the text of each section by the anchor of its heading, in the order of the page."""
    parts = _HEADING.split(markdown)
    headings = list(_HEADING.finditer(markdown))
    sections = {START: f"{title}\n{description}\n{parts[0]}"}
    for heading, text in zip(headings, parts[2::2], strict=True):
        sections[heading[1]] = f"{heading[0]}\n{text}"
    return sections


def fingerprint(text: str) -> str:
    """Return eight characters that stand for the words of a text."""
    words = " ".join(_TARGET.sub("]", text).split())
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:8]


@lru_cache(maxsize=4096)  # every language is held against the same English pages
def fingerprints(title: str, description: str, markdown: str) -> Mapping[str, str]:
    """Return the fingerprint of every section of a page by its anchor."""
    sections = split_sections(title, description, markdown)
    return MappingProxyType({anchor: fingerprint(text) for anchor, text in sections.items()})


def write_stamp(prints: Mapping[str, str]) -> str:
    """Return fingerprints as one line of front matter: `start=1a2b3c4d results=5e6f7a8b`."""
    return " ".join(f"{anchor}={value}" for anchor, value in prints.items())


def read_stamp(stamp: str | None) -> dict[str, str]:
    """Return the fingerprints in a line of front matter; parts that are none are left out."""
    pairs = (part.partition("=") for part in (stamp or "").split())
    return {anchor: value for anchor, _, value in pairs if re.fullmatch(r"[0-9a-f]{8}", value)}


def changed_sections(current: Mapping[str, str], stamp: Mapping[str, str], minor: Mapping[str, str]) -> list[str]:
    """Return the anchors of sections whose English is not the one that was translated.

    `minor` holds earlier fingerprints whose translations an editor declared still valid.
    """
    return [
        anchor
        for anchor, value in current.items()
        if stamp.get(anchor) != value and not (anchor in stamp and minor.get(anchor) == stamp[anchor])
    ]
