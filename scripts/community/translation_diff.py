"""Which English changed since a page was translated: then and now, as far as git's history goes back."""

import difflib
import subprocess

from community.project import Project
from community.prose import read_front_matter
from community.sections import fingerprint, read_stamp, split_sections
from community.text import SOURCE_LOCALE
from community.translations import page_stale_sections

_MOST_VERSIONS = 200


def section_diff(project: Project, locale: str, path: str) -> str:
    """Return, for each changed section of a page, the lines that were removed (-) and added (+) in English."""
    english = project.prose[SOURCE_LOCALE, path]
    translation = project.prose.get((locale, path))
    if translation is None:
        return f"docs/{locale}/{path} does not exist yet; translate docs/{SOURCE_LOCALE}/{path}."
    stamp = read_stamp(translation.front.translated_from)
    new = split_sections(english.front.title.value, english.front.description.value, english.markdown)
    stale = page_stale_sections(project, locale, path)
    lines = [f"docs/{locale}/{path}: {len(stale)} of {len(new)} sections have changed in English."]
    for anchor in stale:
        old = _earlier_text(project, path, anchor, stamp.get(anchor))
        lines += ["", f"#{anchor}"]
        if old is None:
            lines += ["(the earlier English is not in this clone; this is the new one)", new[anchor].strip()]
        else:
            then, now = old.split("\n"), new[anchor].split("\n")
            lines += list(difflib.unified_diff(then, now, "then", "now", lineterm="", n=1))
    return "\n".join(lines)


def _earlier_text(project: Project, path: str, anchor: str, wanted: str | None) -> str | None:
    """Return a section's text as it was when its fingerprint was `wanted`, from the history of the English page."""
    if wanted is None:
        return None
    name = f"docs/{SOURCE_LOCALE}/{path}"
    for commit in _git(project, "log", f"-{_MOST_VERSIONS}", "--format=%H", "--", name).split():
        text = _git(project, "show", f"{commit}:./{name}")
        front, markdown = read_front_matter(text)
        sections = split_sections(front.get("title", ""), front.get("description", ""), markdown)
        if anchor in sections and fingerprint(sections[anchor]) == wanted:
            return sections[anchor]
    return None


def _git(project: Project, *arguments: str) -> str:
    command = ["git", "-C", str(project.root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout if done.returncode == 0 else ""
