"""The search index: a folder a language with Pagefind's bundle and the lexicon, fetched when a reader searches."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from community.lexicon import lexicon, translations
from community.passages import passages
from community.project import Project
from community.search_entries import Entry, read_entries
from community.text import SOURCE_LOCALE

FOLDER = "pagefind"
LEXICON = "words.txt"
# Pagefind ships ready-made search forms; ours is overrides/assets/search.js.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")


def write_index(site_dir: Path, project: Project) -> None:
    """Write the index of a built site into `pagefind/<locale>/`, for each language that has pages of its own."""
    for locale, entries in read_entries(site_dir).items():
        write_language(site_dir / FOLDER / locale, locale, entries, english_words(project, locale))


def english_words(project: Project, locale: str) -> Mapping[str, Sequence[str]]:
    """Return the English words for the words of a language, as its translators used them."""
    return {} if locale == SOURCE_LOCALE else translations(locale, passages(project, locale))


def write_language(folder: Path, locale: str, entries: Sequence[Entry], english: Mapping[str, Sequence[str]]) -> None:
    """Write the bundle and the lexicon of one language into a folder."""
    write_bundle(folder, entries)
    text = lexicon(locale, entries, english)
    (folder / LEXICON).write_text(text, encoding="utf-8", newline="\n")


def write_bundle(folder: Path, entries: Sequence[Entry]) -> None:
    """Write Pagefind's bundle of the entries of one language; RuntimeError with Pagefind's words if it fails.

    Words are indexed whole, in no language: the lexicon knows their forms. Hence one index a bundle, whose bytes depend
    on the entries alone.
    """
    with TemporaryDirectory() as pages:
        for number, entry in enumerate(entries):
            (Path(pages) / f"{number:06}.html").write_text(entry.page, encoding="utf-8")
        command = [sys.executable, "-m", "pagefind", "--quiet", "--force-language", "unknown"]
        command += ["--site", pages, "--output-path", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the search index was not written: {done.stderr or done.stdout}")
    for name in _UNUSED:
        for path in folder.glob(name):
            path.unlink()
