"""No text that anybody could write breaks the readers, hangs them, or comes out as more than text.

`make fuzz` tries many times more texts, other ones each time.
"""

import csv
import json
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fuzzing
from community import rules
from community.model import COLLECTIONS
from community.parse import parse_part
from community.problems import nearest
from community.project import ROOT
from community.read import Tree, read_yaml
from community.structured import as_script
from community.translation_report import as_csv
from community.translations import Unit

pytestmark = pytest.mark.xdist_group("fuzz")

TIMES = int(os.environ.get("FUZZ", "1"))
EXAMPLE = ROOT / "tests" / "example"


def trying(number: int) -> Callable[[Any], Any]:
    """Return settings that try so many inputs, or as many times more as FUZZ says."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(max_examples=number * TIMES, suppress_health_check=checks)


@st.composite
def soups(draw: st.DrawFn, pieces: str, most: int = 12) -> str:
    """Draw texts put together from pieces that mean something to a parser, and some other characters."""
    piece = st.one_of(
        st.sampled_from(pieces.split("¦")), st.text(max_size=3), st.sampled_from(["\n", "\n\n", " ", "a"])
    )
    return "".join(draw(st.lists(piece, max_size=most)))


@st.composite
def mutants(draw: st.DrawFn, seed: str, pieces: str) -> str:
    """Draw texts that differ from a sound one in a few places."""
    text = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 1, 2, 5, 20, 100]))
        text = text[:start] + draw(soups(pieces, 3)) + text[start + length :]
    return text


YAML = (
    "- ¦: ¦{¦}¦[¦]¦&a ¦*a¦!!python/object:x ¦!x ¦'¦\"¦|\n¦>-\n¦---\n¦...\n¦# ¦? ¦, ¦<<: *a¦  ¦\t¦%YAML 1.1\n¦"
    "\\x00¦\\u2028¦true¦"
    "0x1f¦1e9¦.nan¦12:30¦2020-01-01¦~¦id: ¦name: ¦\ufeff¦\u202e¦\x07¦\u0308¦99999999999999999999"
)
PO = (
    'msgid "¦msgstr "¦msgctxt "¦msgid_plural "¦msgstr[0] "¦msgstr[1] "¦msgstr[9] "¦"\n¦\\n¦\\"¦\\\\¦\\q¦%¦%%¦'
    "%(count)s¦%(x¦%s¦{a}"
    "¦{source:x}¦<b>¦<b onclick=x>¦&lt;¦#, fuzzy\n¦#| msgid ¦#~ ¦# reviewed: x\n¦#: a:1\n¦](javascript:x)¦"
    "[a](https://x.example)¦"
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n¦"Plural-Forms: nplurals=9; plural=n/0;\\n"\n¦'
    '"Content-Type: text/plain; charset=x\\n"\n¦'
    'msgid ""\nmsgstr ""\n¦fuzzy¦¦\u202e'
)
MARKDOWN = (
    "<¦>¦</¦<script>¦<img src=x onerror=x>¦<div onclick=x>¦</div>¦<br>¦<kbd>¦</kbd>¦<sub>¦</sub>¦<sup>¦</sup>¦"
    '<abbr title="¦">¦</abbr>¦'
    "<!--¦-->¦<![CDATA[¦]]>¦<?x¦?>¦<https://x.example/>¦<a@b.example>¦<x@y>¦`¦``¦```¦```\n¦~~~¦~~~\n¦\\¦\\`¦[¦"
    "]¦(¦)¦](¦]: ¦][¦![¦[x]: ¦"
    "[x]: javascript:x\n¦[a](javascript:x)¦[a](<javascript:x>)¦[a](java\nscript:x)¦[a](java&#9;script:x)¦"
    "javascript&colon;x¦data:x¦//x¦"
    "https://x.example¦mailto:a@b¦index.md¦#x¦*¦**¦_¦__¦{¦}¦{: ¦{ #x }¦{: onclick=x }¦{.x}¦{#x}¦"
    "{ href=javascript:x }¦{lamps}¦{{ x }}¦"
    "# ¦## ¦## A { #a }\n¦=====\n¦-----\n¦- ¦1. ¦> ¦    ¦\t¦: ¦|¦|---|\n¦a|b\n---|---\n¦[^1]¦[^1]: ¦*[a]: ¦"
    '!!! note\n¦!!! x "y"\n¦    x\n¦'
    "&lt;¦&amp;¦&#60;¦&#x3c;¦&colon;¦\"¦'¦onclick=x¦ style=x¦\x02¦\x03¦\u0002wzxhzdk:0\u0003¦wzxhzdk:0¦\u2028¦"
    "\u202e¦{source:lamp-report}"
)
# What pages may hold, put together in all ways.
MILD = (
    "<br>¦<kbd>A</kbd>¦H<sub>x</sub>¦<https://x.example/>¦<a@b.example>¦`<b>`¦```\n<b>\n```\n¦`a`¦"
    "[a](index.md)¦[b][x]¦\n[x]: "
    "https://x.example\n¦*¦**¦_¦a_b¦{lamps}¦ {source:lamp-report}¦\n## A { #a }\n¦\n- a\n¦\n1. b\n¦\n> c\n¦"
    "    - d\n¦\n    e\n¦|a|b|\n"
    "|---|---|\n|c|d|\n¦|`<b>`|\n¦\nT\n:   d\n¦[^1]¦\n[^1]: n\n¦\n*[HTML]: h\n¦HTML¦\n!!! note\n    n\n¦"
    "&lt;b&gt;¦&amp;¦\"¦'¦\\¦<¦>¦(¦)¦]¦["
)
PAGE = (EXAMPLE / "docs/en/community/index.md").read_text("utf-8")
SETTINGS = (EXAMPLE / "mkdocs.yml").read_text("utf-8").replace("../../", f"{ROOT.as_posix()}/")
MESSAGES = (EXAMPLE / "docs/de/interface.po").read_text("utf-8")[:1500]
RECORDS = (EXAMPLE / "data/topics.yaml").read_text("utf-8")


@trying(3000)
@given(st.one_of(soups(YAML, 20), mutants(RECORDS, YAML), st.text(max_size=60)))
def test_yaml_is_read_or_refused(text: str) -> None:
    fuzzing.yaml_text(text)


@trying(1000)
@given(mutants(SETTINGS, YAML))
def test_settings_that_are_let_through_run_nothing(text: str) -> None:
    fuzzing.settings_text(text)


@trying(2500)
@given(st.one_of(soups(PO, 20), mutants(MESSAGES, PO)))
def test_translations_can_be_filled_in_or_are_set_aside(text: str) -> None:
    fuzzing.po_text(text)


@trying(2500)
@given(
    st.one_of(mutants(PAGE, MARKDOWN + "¦---\n¦title: "), soups(YAML, 6).map(lambda front: f"---\n{front}\n---\na\n"))
)
def test_pages_are_sound_or_refused(text: str) -> None:
    fuzzing.page_text(text)


@trying(5000)
@given(st.one_of(soups(MARKDOWN, 14), soups(MILD, 14), soups(MARKDOWN + MILD, 8)))
def test_markdown_of_pages_is_allowed_or_refused(text: str) -> None:
    fuzzing.markdown_text(text)


@trying(2000)
@given(soups(MARKDOWN, 10))
def test_texts_of_records_are_small_markdown_or_refused(text: str) -> None:
    fuzzing.record_text(text)


TREES = {name: read_yaml(EXAMPLE / "data" / f"{name}.yaml", name) for name in COLLECTIONS}
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(["", " ", "unknown", "x", "javascript:x", "2020-13", "NO", "{x}", "a" * 300, "<b>"]),
    st.just(()),
    st.just({}),
    st.just({"id": "x", "?0": 1}),
    st.lists(st.sampled_from(["x", 1, None]), max_size=2).map(tuple),
)


@st.composite
def odd_records(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw a record of the example with one value somewhere in it replaced, taken out or added."""
    name = draw(st.sampled_from(sorted(COLLECTIONS)))
    return name, draw(odd(draw(st.sampled_from(TREES[name].value))))


@st.composite
def odd(draw: st.DrawFn, value: Any) -> Any:
    """Draw a value that differs in one place."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        what = draw(st.integers(0, 9))
        if what == 0:
            return {k: v for k, v in value.items() if k != key}
        if what == 1:
            return value | {f"{key}x": draw(ODD)}
        return value | {key: draw(odd(value[key]))}
    if isinstance(value, tuple) and value and draw(st.integers(0, 9)):
        place = draw(st.integers(0, len(value) - 1))
        return (*value[:place], draw(odd(value[place])), *value[place + 1 :])
    return draw(ODD)


@trying(2500)
@given(odd_records())
def test_an_odd_record_is_parsed_or_refused(drawn: tuple[str, Any]) -> None:
    name, value = drawn
    record, problems = parse_part(Tree((value,), {(0,): 1}), (0,), COLLECTIONS[name], name)
    fuzzing.check_problems(problems, "")
    assert (record is None) == bool(problems)


@trying(400)
@given(odd_records())
def test_a_network_with_an_odd_record_is_checked(drawn: tuple[str, Any]) -> None:
    """What parses can still be wrong; the rules say so without breaking."""
    name, value = drawn
    community = fuzzing.example().community
    record, _ = parse_part(Tree((value,), {(0,): 1}), (0,), COLLECTIONS[name], name)
    if record is None or record.id not in community.collection(name):
        return
    changed = replace(community, **{name: community.collection(name) | {record.id: record}})
    problems = list(rules.check_references(changed))
    problems += [] if problems else rules.check_community(changed, ("en", "de", "nb"))
    fuzzing.check_problems(problems, "\n" * 2000)


JSON = st.recursive(
    st.one_of(st.text(max_size=20), st.sampled_from(["</script>", "<!--", "]]>", "\u2028", "&lt;/script&gt;"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)),
    max_leaves=5,
)


@trying(1000)
@given(st.dictionaries(st.text(max_size=9), JSON, max_size=3))
def test_no_text_ends_the_data_in_a_page(told: dict[str, Any]) -> None:
    script = as_script(told)
    assert not set("<>&") & set(script)
    assert json.loads(script) == told


@trying(500)
@given(st.sampled_from("=+-@\t").flatmap(lambda sign: st.text(max_size=9).map(lambda rest: sign + rest)))
def test_no_title_is_a_formula_in_a_spreadsheet(title: str) -> None:
    unit = Unit(locale="de", kind="page", source="x", path="x", title=title, state="missing", words=1, left=1)
    cells = list(csv.reader(as_csv({"de": [unit]}).splitlines(keepends=True)))[1]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@trying(600)
@given(st.text(max_size=400), st.lists(st.text(max_size=30), max_size=5))
def test_the_nearest_word_is_one_of_those_offered(word: str, words: list[str]) -> None:
    near = nearest(word, words)
    assert not near or any(f"'{offered}'" in near for offered in words)
