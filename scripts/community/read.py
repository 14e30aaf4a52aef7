"""Read files that editors write: UTF-8 text, and YAML without surprises, each value with its line."""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from community.problems import Problem, ProblemsFound, shown

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
NOT_REGULAR = "is no regular file; links, devices and folders of that name are not published"

Key = str | int
Lines = dict[tuple[Key, ...], int]

# Longer ones are no numbers that anybody counted; they stay text, and the records tell so.
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
# A text can be made to read differently from what a reviewer sees.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Nobody sees these, but they part words that readers search for, or carry words for machines only.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\uffff"
    "\ue000-\uf8ff\U000e0000-\U0010ffff"
)
# Joiners are letters' matter in some scripts, and a disguise behind ours.
_JOINERS = "\u200c\u200d"
_OUR_LETTER = re.compile("[A-Za-z\u00c0-\u052f]")
_FORBIDDEN = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f{_TURNING}{_INVISIBLE}{_JOINERS}]")


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a YAML file (dict, tuple, str, int, float, bool, None) and the line of each, by its path.

    `tags` has the tag of each value that may have one; only the configuration's may.
    """

    value: Any
    lines: Lines
    tags: dict[tuple[Key, ...], str] = field(default_factory=dict)

    def line(self, path: tuple[Key, ...]) -> int:
        """Return the line of the value at the path, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_text(path: Path, name: str, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file with line ends as on Unix and composed (NFC) characters.

    Raises ProblemsFound, with `name` as the path, for a file that is missing, no regular one, larger than `max_bytes`,
    not UTF-8 or that holds control characters.
    """
    try:
        # Before it is opened: reading a named pipe would wait for ever.
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise ProblemsFound([Problem(name, 1, NOT_REGULAR)])
        size = path.stat().st_size
        if size > max_bytes:
            raise ProblemsFound([Problem(name, 1, f"has {size} bytes; the limit is {max_bytes}. Split the file")])
        raw = path.read_bytes()
    except OSError as error:
        raise ProblemsFound([Problem(name, 1, f"can't be read: {error.strerror}")]) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 text (byte {error.start}); save the file with the encoding UTF-8"
        raise ProblemsFound([Problem(name, line, message)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [Problem(name, text.count("\n", 0, place) + 1, message) for place, message in hidden_characters(text)]
    if problems:
        raise ProblemsFound(problems)
    return unicodedata.normalize("NFC", text)


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each character that a reviewer would not see as readers do, and what to do about it."""
    for match in _FORBIDDEN.finditer(text):
        start = match.start()
        if match[0] not in _JOINERS or (start and _OUR_LETTER.match(text, start - 1)):
            yield start, _forbidden_message(match[0])


def _forbidden_message(character: str) -> str:
    if re.match(f"[{_TURNING}]", character):
        reason = "a character that turns the direction"
    else:
        reason = "a control character" if unicodedata.category(character) == "Cc" else "an invisible character"
    return f"holds {reason} (U+{ord(character):04X}); remove it"


def read_yaml(path: Path, name: str, tags: Set[str] = frozenset()) -> Tree:
    """Return the values of a YAML file with their lines.

    Only `true` and `false` are booleans, dates stay text; there are no aliases, and no tags but those named.
    Raises ProblemsFound with all that can be found in one pass.
    """
    return parse_yaml(read_text(path, name), name, tags=tags)


def parse_yaml(text: str, name: str, first_line: int = 1, tags: Set[str] = frozenset()) -> Tree:
    """Return the values of a YAML text; `first_line` is where it begins in its file. Raises ProblemsFound."""
    reader = _Reader(name, first_line, tags)
    try:
        value = reader.read(text)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        message = (
            f"can't be read as YAML: {error.problem or error.context}. Look at the spaces at the start of this line "
            "and the one above; put a text that holds ': ' or '#' in quotes"
        )
        raise ProblemsFound([*reader.problems, Problem(name, line, message)]) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + first_line
        raise ProblemsFound([Problem(name, line, f"can't be read as YAML: {error}".splitlines()[0])]) from None
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return Tree(value, reader.lines, reader.tags)


class _Reader:
    """Builds values from YAML events, so that nothing is resolved, aliased or constructed behind our back."""

    def __init__(self, name: str, first_line: int, allowed: Set[str]) -> None:
        self.name = name
        self.first_line = first_line
        self.allowed = allowed
        self.problems: list[Problem] = []
        self.lines: Lines = {}
        self.tags: dict[tuple[Key, ...], str] = {}
        self.events: Any = None

    def read(self, text: str) -> Any:
        self.events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self.events), (), 0)
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._problem(after, "holds a second document ('---'); keep one in each file")
        return value

    def _problem(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.name, _line(event) + self.first_line, message))

    def _value(self, event: yaml.Event, path: tuple[Key, ...], depth: int) -> Any:
        self.lines.setdefault(path, _line(event) + self.first_line)
        if depth > MAX_DEPTH:
            self._problem(event, f"is nested deeper than {MAX_DEPTH} levels")
            raise ProblemsFound(self.problems)
        if isinstance(event, yaml.AliasEvent):
            self._problem(
                event, f"uses the alias '*{shown(event.anchor or '')}'; write the value out, or put the text in quotes"
            )
            return None
        self._mark(event, path)
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"' and (hidden := next(hidden_characters(event.value), None)):
                self._problem(event, hidden[1])  # written as an escape
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _mark(self, event: Any, path: tuple[Key, ...]) -> None:
        """Refuse what YAML takes for a tag or an anchor: such a word is not part of the text, and would be lost."""
        if event.tag in self.allowed:
            self.tags[path] = event.tag
        elif event.tag is not None:
            # libyaml spells `!!x` out.
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._problem(event, f"has the tag '{shown(tag)}', which YAML takes for a command; put the text in quotes")
        if event.anchor is not None:
            self._problem(
                event,
                f"has the anchor '&{shown(event.anchor)}'; remove it, or put the text that begins with '&' in quotes",
            )

    def _sequence(self, path: tuple[Key, ...], depth: int) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return tuple(items)

    def _mapping(self, path: tuple[Key, ...], depth: int) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                self._problem(event, "has a field whose name is not plain text")
                key = f"?{len(items)}"
                if not isinstance(event, yaml.AliasEvent):
                    self._value(event, (*path, key), depth + 1)  # read over all that the name is made of
            elif key in items:
                first = self.lines[(*path, key)]
                self._problem(event, f"field '{shown(key)}' is written twice; the first is on line {first}")
                key = f"{key}?{len(items)}"
            else:
                self._mark(event, path)
            self.lines[(*path, key)] = _line(event) + self.first_line
            items[key] = self._value(next(self.events), (*path, key), depth + 1)
        return items


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if event.style in ("'", '"', "|", ">"):
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
