"""Text that knows its language, dates that know how exact they are, and references that know where they point."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, LiteralString

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

SOURCE_LOCALE = "en"
SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$"


@dataclass(frozen=True, slots=True)
class Text:
    """A text for readers, in small Markdown, with the language it is written in.

    Records hold the English text; a catalogue turns it into a reader's language where a translation exists.
    """

    value: str
    locale: str = SOURCE_LOCALE

    def __str__(self) -> str:
        raise TypeError("a Text must not be printed without its language; use the filters of the templates")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def wrap(value: str) -> "Text":
            if not value.strip():
                raise PydanticCustomError("empty_text", "is empty; write the text, or remove the field")
            return cls(value.strip())

        return core_schema.no_info_after_validator_function(wrap, core_schema.str_schema(strict=True))


class Ref(str):
    """The id of a record in another file. Each subclass names the collection that it points into."""

    __slots__ = ()
    collection: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(strict=True))


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as exact as its source: a year (`2021`), a month (`2021-09`) or a day (`2021-09-30`)."""

    year: int
    month: int = 0
    day: int = 0

    _DAYS: ClassVar[tuple[int, ...]] = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

    @classmethod
    def parse(cls, value: str) -> "PartialDate":
        """Return the date written as YYYY, YYYY-MM or YYYY-MM-DD; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value)
        if not match:
            raise ValueError(value)
        year, month, day = (int(part or 0) for part in match.groups())
        if (match[2] and not 1 <= month <= 12) or (match[3] and not 1 <= day <= cls._DAYS[month - 1]):
            raise ValueError(value)
        return cls(year, month, day)

    def isoformat(self) -> str:
        """Return the date as it stands in the data."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def parse(value: Any) -> "PartialDate":
            # YAML reads a year alone as a number; an editor need not know.
            text = str(value) if type(value) in (int, str) else ""
            try:
                return cls.parse(text)
            except ValueError:
                raise PydanticCustomError("date", "is not a date; write 2021, 2021-09 or 2021-09-30") from None

        return core_schema.no_info_plain_validator_function(parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def known_to(name: LiteralString, knows: Callable[[str], bool], message: LiteralString) -> Callable[[str], str]:
    """Return a validator that lets a text through when `knows` says so, and otherwise says `message`."""

    def validate(value: str) -> str:
        if not knows(value):
            raise PydanticCustomError(name, message)
        return value

    return validate


def matching(name: LiteralString, pattern: str, message: LiteralString) -> Callable[[str], str]:
    """Return a validator that lets a text through when it matches, and otherwise says `message`."""

    def validate(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError(name, message)
        return value

    return validate
