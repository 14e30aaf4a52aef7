"""Files of word processors: a folder of XML templates, filled with a document's data and zipped.

A template is a folder such as `form.docx`, with the parts of the package as they lie in it. Everything is escaped, no
part knows the clock, and the archive's entries carry one date, so that the same data give the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from community.documents.file import File
from community.documents.tree import Node
from community.documents.words import FOLDER
from community.locales import Locale

_SUFFIX = ".jinja"
_EPOCH = (1980, 1, 1, 0, 0, 0)
# These come first in a package; what begins so is recognised by its first bytes.
_FIRST = ("mimetype", "[Content_Types].xml")
# No XML document may hold these characters, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks and sounds the same throughout; `tag` is its language where it is a foreign one."""

    text: str = ""
    tag: str = ""
    emphasis: bool = False
    strong: bool = False
    address: str = ""


def write(template: str, data: str) -> File:
    """Return the file that a folder of templates makes of a document's data, which is JSON."""
    values = json.loads(data)
    environment = _environment()
    numbers = count(1)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name in _parts(template):
            part = environment.get_template(f"{template}/{name}{_SUFFIX}")
            text = part.render(data=values, tag=Locale(values["language"]).tag, number=lambda: next(numbers))
            info = ZipInfo(name, _EPOCH)
            info.create_system = 3  # otherwise that of the machine
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            package.writestr(info, text.strip().encode())
    return File(buffer.getvalue(), pages=None)


def office_print(template: str) -> str:
    """Return a fingerprint of all that makes a file besides its data."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(path for path in (FOLDER / template).rglob("*") if path.is_file()):
        digest.update(f"\0{path.relative_to(FOLDER)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def runs(nodes: Iterable[Node], look: Run | None = None) -> Iterator[Run]:
    """Yield the stretches of a tree of one line."""
    look = look or Run()
    for node in nodes:
        if isinstance(node, str):
            yield replace(look, text=node)
            continue
        inner = look
        match node["kind"]:
            case "emphasis":
                inner = replace(look, emphasis=True)
            case "strong":
                inner = replace(look, strong=True)
            case "link":
                inner = replace(look, address=node["address"])
            case "foreign":
                inner = replace(look, tag=Locale(node["language"]).tag)
        yield from runs(node.get("content", ()), inner)


def plain(nodes: Iterable[Node]) -> str:
    """Return all that a tree says."""
    return "".join(run.text for run in runs(nodes))


def six(colour: str) -> str:
    """Return a colour of a style sheet as six digits: `#fff` is `ffffff`."""
    digits = colour.removeprefix("#")
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def word_date(pattern: str) -> str:
    """Return a pattern of CLDR's for dates as Word takes it, whose years have four digits."""
    return re.sub("y+", "yyyy", pattern).replace("LLL", "MMM")


def office_date(pattern: str) -> str:
    """Return a pattern of CLDR's for dates as LibreOffice takes it, which writes all letters as capitals."""
    quoted = re.sub("'([^']*)'", lambda match: f'"{match[1]}"', word_date(pattern))
    return re.sub('[dMy]+(?=(?:[^"]*"[^"]*")*[^"]*$)', lambda match: match[0].upper(), quoted)


def shares(body: Any) -> list[tuple[int, int]]:
    """Return every share of a width that a column of a form has, with what it is a share of."""
    tables = [field["widths"] for part in body["parts"] for field in part["fields"] if field["kind"] == "table"]
    return sorted({(width, sum(widths)) for widths in tables for width in widths})


def foreign_looks(data: Any) -> list[tuple[str, str]]:
    """Return the name and the language of every look that a text in a foreign language has in a document."""
    found = {}

    def look_at(value: Any) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                look_at(inner)
        elif isinstance(value, list):
            if all(isinstance(node, str) or (isinstance(node, dict) and "content" in node) for node in value):
                for run in runs(value):
                    if run.tag:
                        look = ("Strong" if run.strong else "") + ("Emphasis" if run.emphasis else "")
                        found[f"{look}-{run.tag}"] = run.tag
            else:
                for inner in value:
                    look_at(inner)

    look_at([data["heading"], data["body"]])
    return sorted(found.items())


def _clean(value: Any) -> str:
    """Return what a template prints, without the characters that would end the document for its reader."""
    return _NO_XML.sub("", str(value))


def _parts(template: str) -> list[str]:
    folder = FOLDER / template
    names = [path.relative_to(folder).as_posix().removesuffix(_SUFFIX) for path in folder.rglob(f"*{_SUFFIX}")]
    return sorted(names, key=lambda name: (name not in _FIRST, name))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if hasattr(value, "__html__") else _clean(value),
    )
    made.filters |= {"runs": lambda nodes: list(runs(nodes)), "plain": plain, "six": six, "shares": shares}
    made.filters |= {"word_date": word_date, "office_date": office_date, "foreign_looks": foreign_looks}
    return made
