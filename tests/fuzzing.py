"""What must hold for every text that anybody could write: no traceback, no hang, nothing but what is allowed.

Each function takes one text and fails by an assertion or any exception; test_fuzz.py brings the texts.
"""

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from markdown import Markdown
from markupsafe import Markup, escape

from community import markup
from community.blocks import mark_faults
from community.catalogue import read_catalogue
from community.configuration import CONFIG_FILE, read_configuration
from community.page_addresses import check_pages
from community.page_markdown import markdown_faults
from community.problems import Problem, ProblemsFound
from community.project import ROOT, Project
from community.prose import check_markdown, check_marks, read_page
from community.read import hidden_characters, read_yaml
from community.rules import text_faults
from community.safety import check_page

PLAIN = (dict, tuple, str, int, float, bool, type(None))
ELEMENTS = set("a abbr blockquote br code dd div dl dt em h2 h3 h4 h5 h6 hr kbd li ol p pre strong sub sup".split())
ELEMENTS |= set("table tbody td th thead tr ul section span".split())
# What Markdown itself sets: anchors, notes, columns, the language of code.
ATTRIBUTES = {"id", "href", "title", "class", "start", "colspan", "type"}
ELSEWHERE = re.compile(r"(?!https?://[^/\\]|mailto:)(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)

BLOCK = re.compile(r"^\{\{ *[a-z0-9-]+ *\}\}$", re.MULTILINE)
MARK = re.compile(r"\{(?:source:)?[a-z0-9-]+\}")


@cache
def example() -> Project:
    """The example network."""
    return Project.load(ROOT / "tests" / "example")


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


def folder() -> Path:
    """A folder for the files that some texts must be put into; it goes with the process."""
    return Path(_folder().name)


def check_problems(problems: tuple[Problem, ...] | list[Problem], text: str) -> None:
    """Every problem has a line of the text, and a message that can be read."""
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 2, problem
        assert 5 < len(problem.message) < 900, problem
        assert "\n" not in problem.message, problem


def yaml_text(text: str) -> None:
    """YAML is read into plain values, each with its line, or refused."""
    path = folder() / "text.yaml"
    path.write_text(text, "utf-8", newline="")  # what YAML takes for the end of a line is refused in files
    try:
        tree = read_yaml(path, "x")
    except ProblemsFound as found:
        check_problems(found.problems, text)
        return
    _check_plain(tree.value)
    assert all(1 <= line <= text.count("\n") + text.count("\r") + 2 for line in tree.lines.values())


def _check_plain(value: Any) -> None:
    assert type(value) in PLAIN, value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        _check_plain(item)


def settings_text(text: str) -> None:
    """Settings that are let through hold no tag but !ENV, so that MkDocs runs nothing when it reads them."""
    path = folder() / CONFIG_FILE
    path.write_text(text, "utf-8", newline="")
    try:
        problems = read_configuration(folder()).problems
    except ProblemsFound as found:
        problems = found.problems
    check_problems(problems, text)
    if not problems:
        tags = {getattr(event, "tag", None) for event in yaml.parse(text, Loader=yaml.CSafeLoader)}
        assert tags <= {None, "!ENV"}, tags


def po_text(text: str) -> None:
    """Whatever is taken over from a PO file can be filled in, and brings no markup along."""
    path = folder() / "interface.po"
    path.write_text(text, "utf-8", newline="")
    try:
        catalogue = read_catalogue(folder(), "de", "docs/de")
    except ProblemsFound as found:
        check_problems(found.problems, text)
        return
    check_problems(catalogue.faults, text)
    for singular, message in catalogue.interface.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        names = re.findall(
            r"%\(([a-z_]+)\)s", "".join(map(str, message.id if isinstance(message.id, tuple) else (message.id,)))
        )
        for form in forms:
            filled = escape(str(form)) % dict.fromkeys(names, Markup("x"))
            assert "<" not in filled
        if len(forms) > 1:
            for number in (0, 1, 2, 5, 11, 21, 101, 1000):
                assert catalogue.ngettext(singular, singular, number)
        catalogue.gettext(singular)
    for (_, english), translation in catalogue.records.items():
        record_text(english)
        assert "javascript:" not in str(markup.to_html(translation)).split("href=")[1:2]


def page_text(text: str) -> None:
    """A page is read, or refused with its lines; one that is let through is as markdown_text says."""
    path = folder() / "page.md"
    path.write_text(text, "utf-8", newline="")
    try:
        page = read_page(path, "en", "about/page.md", "docs/en/about/page.md")
    except ProblemsFound as found:
        check_problems(found.problems, text)
        return
    community = example().community
    problems = [*check_markdown(page), *check_marks(page, community)]
    problems += check_pages([page], community, ("en", "de", "nb"))
    check_problems(problems, text)
    if not problems:
        markdown_text(page.markdown)


@cache
def _markdown() -> Markdown:
    extensions = ["abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "tables", "toc"]
    return Markdown(extensions=extensions, extension_configs={"toc": {"toc_depth": "2-3"}})


def to_html(text: str) -> str:
    """Return Markdown as the engine's parser turns it into HTML."""
    made = _markdown()
    made.reset()
    return made.convert(text)


def markdown_text(text: str) -> None:
    """What the rules let through comes out as allowed elements with allowed attributes and addresses of the web."""
    faults = list(markdown_faults(text))
    check_problems([Problem("x", line + 1, message) for line, message in faults], text)
    if faults or list(mark_faults(text, example().community)) or list(hidden_characters(text)):
        return
    # Blocks have tests of their own; a mark becomes a link, as in a page.
    filled = MARK.sub('<a class="figure-link" href="../evidence/#x">x</a>', BLOCK.sub("", text))
    _check_html(to_html(filled))


def record_text(text: str) -> None:
    """What the rules of records let through comes out as small Markdown."""
    faults = list(text_faults(text, example().community))
    assert all(len(fault) < 900 for fault in faults)
    if not faults and not list(hidden_characters(text)):
        _check_html(markup.to_html(text))
        _check_html(markup.to_inline(text))
    markup.to_plain(text)


def _check_html(fragment: str) -> None:
    root = html.fragment_fromstring(fragment, create_parent="main")
    for element in root.iterdescendants():
        assert element.tag in ELEMENTS, (element.tag, fragment)
        for attribute, value in element.items():
            assert attribute in ATTRIBUTES, (attribute, fragment)
            if attribute == "href":
                assert not ELSEWHERE.match(re.sub(r"[\x00-\x20]", "", value)), (value, fragment)
    assert list(check_page(root, "x")) == []


TARGETS = (yaml_text, settings_text, po_text, page_text, markdown_text, record_text)
