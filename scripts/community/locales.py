"""The languages of a site: names, dates, numbers, lists and order, from CLDR through Babel."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from babel import Locale as Cldr
from babel import UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from community.text import SOURCE_LOCALE, PartialDate

# A bare language stands for its most common region in CLDR, which is Brazil for pt and the United States for en.
_REGIONS = {"en": "en_GB", "pt": "pt_PT"}

# Letters that a language sorts on their own, each written after the letter or digraph that it follows.
# Held against lists ordered by ICU in tests/cases/sorting.yaml.
_TAILORED = {
    "cs": {"c": ["č"], "h": ["ch"], "r": ["ř"], "s": ["š"], "z": ["ž"]},
    "hr": {"c": ["č", "ć"], "d": ["dž", "đ"], "l": ["lj"], "n": ["nj"], "s": ["š"], "z": ["ž"]},
    "da": {"z": ["æ", "ø", "å"]},
    "nb": {"z": ["æ", "ø", "å"]},
    "nn": {"z": ["æ", "ø", "å"]},
    "fi": {"z": ["å", "ä", "ö"]},
    "sv": {"z": ["å", "ä", "ö"]},
    "es": {"n": ["ñ"]},
    "pl": {
        "a": ["ą"],
        "c": ["ć"],
        "e": ["ę"],
        "l": ["ł"],
        "n": ["ń"],
        "o": ["ó"],
        "s": ["ś"],
        "z": ["ź", "ż"],
    },
    "sk": {"a": ["ä"], "c": ["č"], "h": ["ch"], "o": ["ô"], "s": ["š"], "z": ["ž"]},
    "sl": {"c": ["č", "ć"], "d": ["đ"], "s": ["š"], "z": ["ž"]},
    "bg": {"и": ["й"]},
    "et": {"s": ["š", "z", "ž"], "w": ["õ", "ä", "ö", "ü"]},
    "lt": {"c": ["č"], "s": ["š"], "z": ["ž"]},
    "lv": {
        "c": ["č"],
        "g": ["ģ"],
        "k": ["ķ"],
        "l": ["ļ"],
        "n": ["ņ"],
        "r": ["ŗ"],
        "s": ["š"],
        "z": ["ž"],
    },
    # Maltese puts these before the plain letter, so after the one before it.
    "mt": {"b": ["ċ"], "f": ["ġ"], "g": ["għ"], "h": ["ħ"], "y": ["ż"]},
    "ro": {"a": ["ă", "â"], "i": ["î"], "s": ["ș"], "t": ["ț"]},
    "hu": {
        "c": ["cs"],
        "d": ["dz", "dzs"],
        "g": ["gy"],
        "l": ["ly"],
        "n": ["ny"],
        "o": ["ö"],
        "s": ["sz"],
        "t": ["ty"],
        "u": ["ü"],
        "z": ["zs"],
    },
}
_SAME_LETTER = {
    "da": {"aa": "å"},
    "hu": {"ő": "ö", "ű": "ü"},
    "lt": {"y": "i"},
    "lv": {"y": "i"},
    "nb": {"aa": "å"},
    "nn": {"aa": "å"},
    "ro": {"ş": "ș", "ţ": "ț"},
}


@cache
def is_country(code: str) -> bool:
    """Tell whether CLDR has names for a country's code."""
    return code in Cldr.parse(_REGIONS[SOURCE_LOCALE]).territories


@cache
def is_language(code: str) -> bool:
    """Tell whether CLDR has names for a language's code."""
    try:
        return Cldr.parse(code.replace("-", "_")).language in Cldr.parse(_REGIONS[SOURCE_LOCALE]).languages
    except (UnknownLocaleError, ValueError):
        return False


@dataclass(frozen=True)
class Locale:
    """One language of the site. `code` names its folder, its addresses and its `lang`."""

    code: str

    @cached_property
    def cldr(self) -> Cldr:
        """The CLDR locale; ValueError for a code that CLDR does not know."""
        try:
            return Cldr.parse(_REGIONS.get(self.code, self.code.replace("-", "_")))
        except UnknownLocaleError as error:
            raise ValueError(f"'{self.code}' is no language that CLDR knows") from error

    @cached_property
    def tag(self) -> str:
        """The language with its region, as word processors ask for it: `hr-HR`."""
        region = self.cldr.territory or get_global("likely_subtags").get(self.code, "").rpartition("_")[2]
        return f"{self.cldr.language}-{region}" if region else self.cldr.language

    @cached_property
    def date_pattern(self) -> str:
        """How a date is written in full figures or short words, in CLDR's letters."""
        return str(self.cldr.date_formats["medium"].pattern)

    def check(self) -> None:
        """Raise ValueError for a code that CLDR does not know."""
        assert self.cldr

    @property
    def own_name(self) -> str:
        """The language's name in itself, as a language chooser shows it: Deutsch, English."""
        name = self._language_name(self.code, self.cldr).split(" (")[0]
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.cldr.text_direction)

    def language(self, code: str) -> str:
        """Return the name of another language in this one, for use in a sentence."""
        return self._language_name(code, self.cldr)

    @staticmethod
    @cache  # every page names all languages of the site
    def _language_name(code: str, cldr: Cldr) -> str:
        named = Cldr.parse(code.replace("-", "_"))
        return str(cldr.languages.get(named.language, code))

    def territory(self, code: str) -> str:
        """Return the name of a country by its ISO code."""
        return str(self.cldr.territories[code])

    def number(self, value: float) -> str:
        """Return a number with this language's separators; whole numbers without decimals."""
        whole = int(value) if float(value).is_integer() else value
        return str(format_decimal(whole, locale=self.cldr))

    def percent(self, value: float) -> str:
        """Return a percentage (79.6 for 79.6 %), to one decimal where it has one."""
        pattern = self.cldr.percent_formats[None].pattern.replace("#,##0", "#,##0.#")
        return str(format_percent(value / 100, format=pattern, locale=self.cldr))

    def file_size(self, size: int) -> str:
        """Return the size of a file, given in bytes, in whole kilobytes."""
        return str(format_unit(max(1, round(size / 1000)), "digital-kilobyte", length="short", locale=self.cldr))

    def date(self, date: PartialDate) -> str:
        """Return a date in words, as exact as it is known: 27 August 2021, August 2021, 2021."""
        skeleton = "yMMMMd" if date.day else "yMMMM" if date.month else "y"
        day = datetime.date(date.year, date.month or 1, date.day or 1)
        if skeleton == "yMMMMd":
            return str(format_date(day, "long", locale=self.cldr))
        return str(format_skeleton(skeleton, day, locale=self.cldr))

    def period(self, start: PartialDate, end: PartialDate | None) -> str:
        """Return two dates as a range; one date when both are the same."""
        if end is None or end == start:
            return self.date(start)
        return f"{self.date(start)} – {self.date(end)}"

    def as_list(self, items: Iterable[str]) -> str:
        """Return the items as a sentence lists them: one, two and three."""
        return str(format_list([*items], locale=self.cldr))

    def in_order(self, items: Iterable[Any], key: Callable[[Any], str]) -> list[Any]:
        """Return the items in this language's alphabetical order of key(item)."""
        return sorted(items, key=lambda item: self.sort_key(key(item)))

    def sort_key(self, text: str) -> tuple[tuple[tuple[str, int], ...], str, str]:
        """Return a key that sorts as a dictionary of this language does; case and other accents only break ties."""
        lowered = unicodedata.normalize("NFC", text.casefold())
        letters = []
        for match in self._letters.finditer(lowered):
            letter = match[0]
            letter = _SAME_LETTER.get(self.code, {}).get(letter, letter)
            base, rank = self._ranks.get(letter, ("", 0))
            if not rank:
                base = _without_accents(letter)
            if base.isalnum():
                letters.append((base, rank))
            elif base.isspace() or base in "-–":
                letters.append((" ", 0))
        return tuple(letters), lowered, text

    @cached_property
    def _ranks(self) -> dict[str, tuple[str, int]]:
        tailored = _TAILORED.get(self.code, {})
        return {letter: (base, rank) for base, own in tailored.items() for rank, letter in enumerate(own, start=1)}

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        known = (*self._ranks, *_SAME_LETTER.get(self.code, {}))
        several = sorted((letter for letter in known if len(letter) > 1), key=len, reverse=True)
        return re.compile("|".join([*several, "."]), re.DOTALL)


def _without_accents(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
