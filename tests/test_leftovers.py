"""No English is left over in what claims to be translated, told by function words that no other language has."""

import re
from collections.abc import Iterator

import pytest

from community.project import Project

# Words that make up a third of any English text, and that none of the other six languages writes.
ENGLISH = frozenset(
    "the and with that this from which their they what how when where about were have been its only should could would"
    " because".split()
)
# Document titles and quotations stay in their language.
QUOTED = re.compile(
    r"[„“”\"«‘][^”“\"»’]*[”“\"»’]|\*[^*]+\*|\[[^\]]*\]\([^)]*\)|`[^`]*`|\{[^}]*\}|%\(\w+\)s|^sources: .*$", re.MULTILINE
)


def texts(project: Project, locale: str) -> Iterator[tuple[str, str]]:
    """Yield every translated paragraph of a language with where it stands."""
    catalogue = project.catalogues[locale]
    for (context, _), text in catalogue.records.items():
        yield f"records.po {context}", text
    for message in catalogue.interface.values():
        for form in message.string if isinstance(message.string, tuple) else (str(message.string),):
            yield "interface.po", form
    for (page_locale, path), page in project.prose.items():
        if page_locale == locale:
            yield path, f"{page.front.title.value}\n\n{page.front.description.value}"
            for paragraph in page.markdown.split("\n\n"):
                yield path, paragraph


@pytest.mark.parametrize("locale", ["nl", "it", "pt", "hr", "cs", "hu"])
def test_no_english_is_left_over(project: Project, locale: str) -> None:
    left = []
    for where, text in texts(project, locale):
        words = re.findall(r"[a-z]+", QUOTED.sub(" ", text).lower())
        found = [word for word in words if word in ENGLISH]
        if len(set(found)) >= 2 or (words and len(found) / len(words) > 0.3):
            left.append((where, text[:100]))
    assert left == []


def test_english_is_told_from_other_languages(project: Project) -> None:
    """The test above can fail: it finds nearly every longer English text."""
    paragraphs = [p for page in project.prose.values() if page.locale == "en" for p in page.markdown.split("\n\n")]
    long = [p for p in paragraphs if len(p.split()) > 15]
    found = [p for p in long if len(set(re.findall(r"[a-z]+", p.lower())) & ENGLISH) >= 2]
    assert len(found) / len(long) > 0.9
