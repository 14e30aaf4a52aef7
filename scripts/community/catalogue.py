"""What the translators of one language wrote: two PO files, read in memory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from community.problems import Problem, ProblemsFound, shown
from community.read import read_text
from community.structure import number_faults
from community.text import SOURCE_LOCALE, Text

INTERFACE_FILE = "interface.po"
RECORDS_FILE = "records.po"
# A translator's comment on a message that a native speaker has read: "# reviewed: a teacher in Split, 2027-03-01".
REVIEWED = "reviewed:"
_PO_LINE = re.compile(r'\s*|#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(?:[^"\\]|\\[nrt"\\])*"\s*')
# Words of the interface are filled in by `%`, which takes every other sign after it for a mistake and stops.
_NO_PLACE = re.compile(r"%(?!%|\([a-z_]+\)s)(?<!%%)")
_ADDRESS = re.compile(r"\]\(\s*<?([^)\s>]*)")
_CHARSET = re.compile(r"charset=([^\\\"]+)")
_WEB = re.compile(r"https?://|mailto:")
# No language needs more room than this for what the English says.
_LENGTH, _TIMES = 200, 4
_PLACEHOLDER = re.compile(r"\{[a-z0-9-]+\}|%\([a-z_]+\)s|https?://[^\s)]+")


@dataclass(slots=True)
class Catalogue:
    """The translations into one language. A text that is missing, fuzzy or broken stays English.

    `reviews` says of a text who has read its translation, and when, in the words of a comment in the PO file.
    """

    locale: str
    interface: dict[str, Message] = field(default_factory=dict)
    records: dict[tuple[str, str], str] = field(default_factory=dict)
    fuzzy: set[str] = field(default_factory=set)
    reviews: dict[tuple[str, str], str] = field(default_factory=dict)
    plural: Catalog | None = None
    faults: list[Problem] = field(default_factory=list)

    def gettext(self, message: str) -> str:
        """Return a word of the interface in this language, or the English one."""
        found = self.interface.get(message)
        return str(found.string) if found and isinstance(found.string, str) and found.string else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form that this language uses for a number, or the English one."""
        found = self.interface.get(singular)
        if found and isinstance(found.string, tuple) and all(found.string):
            return str(found.string[self.plural_index(number)])
        return singular if number == 1 else plural

    def plural_index(self, number: int) -> int:
        """Return which plural form a number takes, by the rule in the catalogue's header."""
        assert self.plural is not None
        return int(_plural_rule(self.plural.plural_expr)(number))

    def knows(self, message: str) -> bool:
        """Tell whether a word of the interface is translated."""
        return self.locale == SOURCE_LOCALE or bool(self.gettext(message) != message or message in self.interface)

    def text(self, context: str, text: Text) -> Text:
        """Return a text of a record in this language, or the text itself."""
        found = self.records.get((context, text.value))
        return Text(found, self.locale) if found else text


_plural_rule = lru_cache(c2py)


def read_catalogue(folder: Path, locale: str, name: str) -> Catalogue:
    """Return the catalogue of a locale's folder. Files that are missing leave it empty.

    Raises ProblemsFound for a file that can't be read as PO at all.
    """
    texts = tuple(
        (file_name, read_text(folder / file_name, f"{name}/{file_name}"))
        for file_name in (INTERFACE_FILE, RECORDS_FILE)
        if (folder / file_name).exists()
    )
    return _catalogue_of(locale, name, texts)


@lru_cache(maxsize=64)  # a preview loads a project again at every change, and mostly other files have changed
def _catalogue_of(locale: str, name: str, texts: tuple[tuple[str, str], ...]) -> Catalogue:
    catalogue = Catalogue(locale)
    for file_name, text in texts:
        po = _parsed(text, locale, f"{name}/{file_name}")
        if file_name == INTERFACE_FILE:
            catalogue.plural = po
        for message in po:
            if not message.id:
                continue
            if message.fuzzy:
                catalogue.fuzzy.add(str(message.context))
                continue
            faults = list(message_faults(message))
            if faults:
                line = message.lineno or 1
                catalogue.faults += [Problem(f"{name}/{file_name}", line, fault) for fault in faults]
            elif file_name == INTERFACE_FILE:
                singular = message.id[0] if isinstance(message.id, tuple) else message.id
                if all(message.string) if isinstance(message.string, tuple) else message.string:
                    catalogue.interface[str(singular)] = message
            elif message.string:
                key = str(message.context), str(message.id)
                catalogue.records[key] = str(message.string)
                for comment in message.user_comments:
                    if comment.startswith(REVIEWED):
                        catalogue.reviews[key] = comment.removeprefix(REVIEWED).strip()
    return catalogue


def read_po_file(path: Path, locale: str, name: str) -> Catalog:
    """Return a PO file as Babel reads it; ProblemsFound for one that is broken."""
    return _parsed(read_text(path, name), locale, name)


def _parsed(text: str, locale: str, name: str) -> Catalog:
    if (charset := _CHARSET.search(text)) and charset[1].lower() not in ("utf-8", "utf8", "charset"):
        message = f"names the encoding '{shown(charset[1])}'; the file is read as utf-8, so write charset=utf-8"
        raise ProblemsFound([Problem(name, _line_of(text, charset[0]), message)])
    if problems := [
        # Babel drops such lines without a word, and with them the translation.
        Problem(
            name,
            number,
            "is no line of a PO file; a text stands between two straight quotation marks, \\ before others",
        )
        for number, line in enumerate(text.split("\n"), start=1)
        if not _PO_LINE.fullmatch(line)
    ] + list(_twice(text, name)):
        raise ProblemsFound(problems)
    try:
        po = read_po(BytesIO(text.encode()), locale=locale.replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        line = getattr(error, "lineno", 0) or 1
        raise ProblemsFound(
            [Problem(name, line, f"can't be read as PO: {' '.join(str(error)[:300].split())}")]
        ) from None
    if fault := _plural_fault(po):
        raise ProblemsFound([Problem(name, _line_of(text, "Plural-Forms"), fault)])
    return po


def _plural_fault(po: Catalog) -> str | None:
    """Return what is wrong with the rule that says which plural form a number takes."""
    try:
        rule = _plural_rule(po.plural_expr)
        used = {rule(number) for number in range(201)}
    except (ValueError, ArithmeticError):
        return "Plural-Forms is no rule that can be read; take the line of another file of this language"
    if not used <= set(range(po.num_plurals)):
        return f"Plural-Forms says {po.num_plurals} forms, but its rule gives others; take the line of another file"
    return None


def _line_of(text: str, words: str) -> int:
    return text.count("\n", 0, max(text.find(words), 0)) + 1


def _twice(text: str, name: str) -> Iterator[Problem]:
    """Yield every message that a file holds twice; Babel would keep the last one without a word."""
    seen: dict[str, int] = {}
    key, start, reading = "", 0, False
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.startswith(("msgctxt ", "msgid ")):
            if not reading:
                key, start, reading = "", number, True
            key += line
        elif line.startswith('"') and reading:
            key += line
        elif reading:
            reading = False
            if key in seen:
                yield Problem(name, start, f"holds a message twice; the first is on line {seen[key]}")
            seen.setdefault(key, start)


def message_faults(message: Message) -> Iterable[str]:
    """Yield what a translation lost or added: placeholders, links, emphasis, lists."""
    originals = _all(message.id)
    strings = _all(message.string)
    if any(strings) and not all(strings):
        yield f"{sum(1 for string in strings if not string)} of {len(strings)} plural forms are empty"
    wanted = sorted(_PLACEHOLDER.findall(originals[-1]))
    for string in strings:
        if not string:
            continue
        got = sorted(_PLACEHOLDER.findall(string))
        if got != wanted and not (len(originals) > 1 and set(got) <= set(wanted)):
            lost = ", ".join(sorted(set(wanted) ^ set(got)) or wanted)
            yield f"the translation does not carry the same placeholders or links: {lost}"
        if len(originals) == 1:
            yield from number_faults(originals[0], string)
        if message.context is None and _NO_PLACE.search(string):
            yield "the translation holds a % that begins nothing; write %% for the sign itself"
        if len(string) > _LENGTH + _TIMES * len(originals[-1]):
            yield f"the translation has {len(string)} characters, the English {len(originals[-1])}"
        for match in _ADDRESS.finditer(string):
            if not _WEB.match(match[1]):
                yield f"the translation links to '{shown(match[1])}'; a link begins with https://, http:// or mailto:"
        if re.search(r"<[A-Za-z/!?]", string) and not re.search(r"<[A-Za-z/!?]", originals[-1]):
            yield "the translation holds HTML, the English does not"


def _all(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or one for each plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())
