"""YAML is read without surprises: what an editor sees is what the site gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.problems import ProblemsFound
from community.read import parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("2021-09-30", "2021-09-30"),
        ("12", 12),
        ("012", "012"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("3.9", 3.9),
        ("'12'", "12"),
        ("~", None),
        ("null", None),
    ],
)
def test_a_plain_value_is_what_it_looks_like(text: str, value: object) -> None:
    assert parse_yaml(f"a: {text}", "x").value == {"a": value}


def test_every_value_has_its_line() -> None:
    tree = parse_yaml("# a comment\n- id: one\n  text: >-\n    folded\n- id: two\n", "x")
    assert tree.line((0, "id")) == 2
    assert tree.line((0, "text")) == 3
    assert tree.line((1, "id")) == 5
    assert tree.line((1, "missing", "deeper")) == 5


@pytest.mark.parametrize("text", ["!!python/name:os.system x", "!loud x", "&name x", "!!str 12", "[!x a]", "{!x a: b}"])
def test_a_tag_or_an_anchor_is_refused_and_not_lost(text: str) -> None:
    with pytest.raises(ProblemsFound, match=r"x:1: has the (tag|anchor) '"):
        parse_yaml(f"a: {text}", "x")


@pytest.mark.parametrize("text", ["9" * 16, "9" * 5000, "1e999", "1.0e5", f"{'9' * 400}.0", ".inf", ".nan"])
def test_what_nobody_counted_is_no_number(text: str) -> None:
    assert parse_yaml(f"a: {text}", "x").value == {"a": text}


def test_two_documents_are_refused() -> None:
    with pytest.raises(ProblemsFound, match="x:3: holds a second document"):
        parse_yaml("a: 1\n\n---\nb: 2\n", "x")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        parse_yaml(text, "x")
    except ProblemsFound as found:
        assert all(problem.line >= 1 for problem in found.problems)
