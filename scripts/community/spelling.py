"""The spelling of all that people wrote, held against hunspell's dictionaries and the words that a language accepts.

The program is run, once a language with all words at once: it takes a second where dictionaries read in Python take
twenty, and it is what the dictionaries are made for.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path

from community.catalogue import INTERFACE_FILE, read_po_file
from community.model import Community, leaves
from community.passages import Passage, blanked, passages, without_names
from community.problems import Problem
from community.project import Project
from community.prose import WORDS_FILE
from community.read import read_text
from community.text import SOURCE_LOCALE, Text

_HEADER = """\
# Right words and names that the dictionary lacks, one a line. Small letters hold at the start of a sentence too, and
# words of another language are accepted only together, as on one line: pull request.
# After reading them, add the unknown words of today: python scripts/check_spelling.py --locale {locale} --accept
"""
# The dictionary of each language and the package of Debian that holds it.
DICTIONARIES = {
    "cs": ("cs_CZ", "hunspell-cs"),
    "da": ("da_DK", "hunspell-da"),
    "de": ("de_DE", "hunspell-de-de"),
    "en": ("en_GB", "hunspell-en-gb"),
    "es": ("es_ES", "hunspell-es"),
    "fr": ("fr", "hunspell-fr"),
    "hr": ("hr_HR", "hunspell-hr"),
    "hu": ("hu_HU", "hunspell-hu"),
    "it": ("it_IT", "hunspell-it"),
    "nb": ("nb_NO", "hunspell-no"),
    "nl": ("nl", "hunspell-nl"),
    "nn": ("nn_NO", "hunspell-no"),
    "pl": ("pl_PL", "hunspell-pl"),
    "pt": ("pt_PT", "hunspell-pt-pt"),
    "sl": ("sl_SI", "hunspell-sl"),
    "sk": ("sk_SK", "hunspell-sk"),
    "sv": ("sv_SE", "hunspell-sv"),
}
_APOSTROPHES = "'’"
# Letters, with hyphens and apostrophes inside; what holds a digit is a code, and what follows a hyphen
# alone is an ending: {clusters}-ot, 85%-ot.
_TOKEN = re.compile(rf"(?<![\w-])[^\W_]+(?:[-\u2011{_APOSTROPHES}][^\W_]+)*[{_APOSTROPHES}]?")
_PART = re.compile(r"[^-\u2011']+(?:'|[-\u2011]?)")
_MARK = re.compile(r"&[A-Za-z]+;|^(?:!!!|\?\?\?\+?) [\w ]+|\b[\w-]+(?:\.[a-z][\w-]*)+(?:/[\w/-]*)?", re.MULTILINE)
# What stands in quotation marks, *emphasis* or brackets may be the English itself, or another language that it names.
_KEPT = re.compile(
    r"""(?<![*\w])\*(?!\*)([^*\n]+)\*(?!\*)|[„“»«"‘‚]([^„“”»«"‘‚\n]+?)[“”»«"’‘](?!\w)|\(([^()\n]+)\)|\[([^][\n]+)\]"""
)
# The fields of records that hold names; they are the same in all languages.
_NAME_FIELDS = {"name", "english_name", "town", "title", "publisher", "host", "programme"}


class DictionaryMissing(Exception):  # noqa: N818  # what is missing is the news
    """Raised when a language can't be checked; its text tells how to set up what is missing."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that neither the dictionary nor the list of accepted words knows, and where it stands."""

    word: str
    path: str
    line: int


def check_spelling(project: Project, locale: str) -> Iterator[Problem]:
    """Every word of a language is in its dictionary, a name of the records, or in docs/<locale>/words.txt.

    Left out are code, marks, addresses, words with digits, single letters, names that a translation left English, and
    what it has in quotation marks, *emphasis* or brackets as the English text has it. Raises DictionaryMissing.
    """
    for unknown in unknown_words(project, locale):
        message = f"'{unknown.word}' is not in the dictionary; mend it, or add it to docs/{locale}/{WORDS_FILE}"
        yield Problem(unknown.path, unknown.line, message)


def unknown_words(project: Project, locale: str) -> list[Unknown]:
    """Return every unknown word of a language, once for each line. Raises DictionaryMissing."""
    known = accepted(project.root, locale) | _forms(project.community, locale)
    return unknown_in(_texts(project, locale), locale, _names(project.community), known)


def unknown_in(texts: Iterable[Passage], locale: str, names: Set[str], accepted: Set[str]) -> list[Unknown]:
    """Return the words of texts that are in no dictionary, no name and not accepted. Raises DictionaryMissing.

    Of names, every word with a capital is known, and the words of a name together. A line of several words is accepted
    in the same way.
    """
    pattern = _pattern(names | accepted)
    right = accepted | {word for name in names for word in _words(name) if word != word.lower()}
    found: dict[Unknown, None] = {}
    for passage in texts:
        text = _checked(passage, pattern)
        for match in _TOKEN.finditer(text):
            if not re.search(r"\d", match[0]):
                found[Unknown(match[0], passage.path, passage.line_at(match.start()))] = None
    asked = {
        part for unknown in found for word in (unknown.word, *_split(unknown.word)) for part in (word, _bare(word))
    }
    known = _known(locale, asked) | right
    mended = (Unknown(_wrong_part(unknown.word, known, right), unknown.path, unknown.line) for unknown in found)
    return [unknown for unknown in dict.fromkeys(mended) if unknown.word]


def words_path(root: Path, locale: str) -> Path:
    """Return where a language keeps its list of accepted words, in the folder of its translators."""
    return root / "docs" / locale / WORDS_FILE


def accepted(root: Path, locale: str) -> set[str]:
    """Return the words that a language's list accepts."""
    path = words_path(root, locale)
    if not path.exists():
        return set()
    lines = read_text(path, path.name).splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def words_file(locale: str, words: Iterable[str]) -> str:
    """Return the text of a language's list of accepted words, in order, without words that begin a sentence."""
    every = set(words)
    several = {word for word in every if _small(word) != word and _small(word) in every}
    ordered = sorted(every - several, key=lambda word: (word.casefold(), word))
    return _HEADER.format(locale=locale) + "".join(f"{word}\n" for word in ordered)


def _texts(project: Project, locale: str) -> Iterator[Passage]:
    """Yield all texts of a language; the English ones stand in pages, in data/ and in the templates."""
    if locale != SOURCE_LOCALE:
        yield from passages(project, locale)
        return
    for passage in passages(project, locale):
        yield replace(passage, english="")
    community = project.community
    network = [("community", "community", leaves(community.network))]
    for collection, record_id, found in [*network, *((c, r.id, leaves(r)) for c, r in community.records())]:
        origin = community.origin(collection, record_id)
        for path, value in found:
            if isinstance(value, Text):
                yield Passage(origin.path, origin.line(*path), blanked(value.value), "", lines_count=False)
    for translation in project.locales[1:2]:
        # The templates' words stand in every language's interface.po, each with its template.
        path_of_all = project.root / "docs" / translation / INTERFACE_FILE
        if path_of_all.exists():
            for message in read_po_file(path_of_all, translation, INTERFACE_FILE):
                for text in (message.id,) if isinstance(message.id, str) else message.id:
                    place = message.locations[0][0] if message.locations else INTERFACE_FILE
                    yield Passage(place, 1, blanked(text), "", lines_count=False)


def _checked(passage: Passage, names: re.Pattern[str]) -> str:
    """Return a passage's text with names, marks and what was left English replaced by spaces."""
    text = names.sub(_blank, passage.text)
    if passage.english:
        text, _ = without_names(text, passage.english)
        text = _KEPT.sub(lambda match: _unless_kept(match, passage.english), text)
    return _MARK.sub(_blank, text)


def _unless_kept(match: re.Match[str], english: str) -> str:
    """Return spaces for words that stand in the English text too, and other words as they are."""
    words = re.escape((match[match.lastindex or 0]).strip("„“”»«'‘’‚\"* "))
    return _blank(match) if re.search(rf"(?<!\w){words}(?!\w)", english, re.IGNORECASE) else match[0]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _pattern(names: Set[str]) -> re.Pattern[str]:
    """Return what finds the names of several words, with their endings; the longest first."""
    several = sorted((name for name in names if " " in name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, several)) or '$'})\w*")


def _names(community: Community) -> set[str]:
    values = [*leaves(community.network)]
    for _, record in community.records():
        values += leaves(record)
    return {value for path, value in values if type(value) is str and path[-1] in _NAME_FIELDS}


def _forms(community: Community, locale: str) -> set[str]:
    """Return the words that the records agreed on in a language: terms, and countries as a sentence names them."""
    agreed = [term.forms[locale].use for term in community.glossary.values() if locale in term.forms]
    agreed += [country.in_country.get(locale, "") for country in community.countries.values()]
    return {word for form in agreed for word in _words(form)}


def _words(text: str) -> set[str]:
    """Return the words of a text, whole and in parts."""
    return {part for match in _TOKEN.finditer(text) for part in (match[0], *_split(match[0]))}


def _split(word: str) -> list[str]:
    """Return the parts of a word; what was elided keeps its apostrophe: dell'articolo is dell' and articolo."""
    return [part.strip("-\u2011") for part in _PART.findall(word.replace("’", "'"))]


def _bare(word: str) -> str:
    """Return a word without an apostrophe at its end, which may be a quotation mark."""
    return word.rstrip(_APOSTROPHES)


def _wrong_part(word: str, known: Set[str], right: Set[str]) -> str:
    """Return what is unknown of a word, or nothing where the word is right."""
    if _is_right(word, known):
        return ""
    parts = _split(word)
    if len(parts) > 1 and parts[0] in right and parts[0] != parts[0].lower():
        return ""  # a name with an ending
    wrong = [part for part in parts if not _is_right(part, known) and not _is_right(_bare(part), known)]
    return wrong[0] if len(wrong) == 1 and "'" in word.replace("’", "'") else word if wrong else ""


def _is_right(word: str, known: Set[str]) -> bool:
    return len(_bare(word)) == 1 or word in known or _small(word) in known


def _small(word: str) -> str:
    """Return a word as it stands inside a sentence, as far as its first letter goes."""
    return word[:1].lower() + word[1:]


def _known(locale: str, words: Set[str]) -> set[str]:
    """Return those of the words that are in a language's dictionary."""
    if locale not in DICTIONARIES:
        raise DictionaryMissing(f"no dictionary is known for '{locale}'; add it to scripts/community/spelling.py")
    dictionary, package = DICTIONARIES[locale]
    program = shutil.which("hunspell")
    advice = f"run: apt-get install hunspell {package}"
    if program is None:
        raise DictionaryMissing(f"the program hunspell, which checks '{locale}', is missing; {advice}")
    # -G prints the right words; a word that the program itself would divide is printed only in parts.
    command = [program, "-d", dictionary, "-i", "utf-8", "-G"]
    asked = "".join(f"{word}\n" for word in sorted({word.replace("’", "'") for word in words}))
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise DictionaryMissing(f"the dictionary {dictionary} of '{locale}' is missing; {advice}")
    right = set(done.stdout.split("\n"))
    return {word for word in words if word.replace("’", "'") in right}
