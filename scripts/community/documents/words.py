"""The words in Typst's templates: `w("Key messages")`, found for translators and looked up for each language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

FOLDER = Path(__file__).parents[1] / "templates" / "documents"

_WORD = re.compile(r'(?<![\w-])w\(\s*"((?:[^"\\]|\\.)*)"')
_IMPORT = re.compile(r'^#import "([^"@]+)"', re.MULTILINE)
_ESCAPED = re.compile(r'\\(["\\])')


def words_in(source: str) -> list[tuple[int, str]]:
    """Return the words of a template with their lines."""
    return [
        (source.count("\n", 0, match.start()) + 1, _ESCAPED.sub(r"\1", match[1])) for match in _WORD.finditer(source)
    ]


def extract(file: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the words of a template as Babel's extractors do."""
    for line, words in words_in(file.read().decode("utf-8")):
        yield line, "gettext", words, []


def templates_of(template: str, folder: Path = FOLDER) -> dict[str, str]:
    """Return the text of a template and of all that it imports, by name."""
    found: dict[str, str] = {}
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = (folder / name).read_text(encoding="utf-8")
            waiting += _IMPORT.findall(found[name])
    return found
