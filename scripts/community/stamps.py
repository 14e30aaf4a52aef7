"""Write a translation's stamp into its front matter, leaving every other line as its translator wrote it."""

import re
from collections import Counter

from community.project import Project
from community.sections import read_stamp, write_stamp
from community.text import SOURCE_LOCALE
from community.translations import english_prints


def stamp_text(text: str, project: Project, path: str) -> str:
    """Return the text of a translated page with the fingerprints of today's English in its front matter."""
    return _with_field(text, "translated_from", write_stamp(english_prints(project.prose[SOURCE_LOCALE, path])))


def minor_stamp(text: str, project: Project, path: str) -> str:
    """Return the text of an English page that says which earlier fingerprints its translations may still carry.

    For each section that is the one that most translations were made from.
    """
    current = english_prints(project.prose[SOURCE_LOCALE, path])
    seen: dict[str, Counter[str]] = {anchor: Counter() for anchor in current}
    for (locale, page_path), page in project.prose.items():
        if locale != SOURCE_LOCALE and page_path == path:
            for anchor, value in read_stamp(page.front.translated_from).items():
                if anchor in current and value != current[anchor]:
                    seen[anchor][value] += 1
    valid = {anchor: counts.most_common(1)[0][0] for anchor, counts in seen.items() if counts}
    return _with_field(text, "still_valid", write_stamp(valid)) if valid else text


def _with_field(text: str, field: str, value: str) -> str:
    begin, front, rest = text.split("---\n", 2)
    line = f"{field}: {value}\n"
    pattern = re.compile(rf"^{field}:.*\n", re.MULTILINE)
    front = pattern.sub(lambda _: line, front) if pattern.search(front) else front + line
    return f"{begin}---\n{front}---\n{rest}"
