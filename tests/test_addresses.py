"""Addresses are the same in every language, and links lead from page to page wherever the site is served."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.addresses import address_of, record_address, relative


@pytest.mark.parametrize(
    ("page", "address"),
    [("index.md", ""), ("guidelines/index.md", "guidelines/"), ("guidelines/x.md", "guidelines/x/")],
)
def test_the_address_of_a_page(page: str, address: str) -> None:
    assert address_of(page) == address


@pytest.mark.parametrize(
    ("target", "here", "way"),
    [
        ("", "", "./"),
        ("", "a/b/", "../../"),
        ("a/b/", "", "a/b/"),
        ("a/c/", "a/b/", "../c/"),
        ("a/", "a/b/", "../"),
        ("a/b/#x", "a/b/", "#x"),
        ("e/#x", "a/b/", "../../e/#x"),
    ],
)
def test_the_way_from_one_address_to_another(target: str, here: str, way: str) -> None:
    assert relative(target, here) == way


_FOLDERS = st.sampled_from(["a/", "b/", "c-d/", "e/"])
ADDRESSES = st.lists(_FOLDERS, max_size=4).map("".join)


@given(ADDRESSES, ADDRESSES)
def test_the_way_leads_where_a_browser_would_go(target: str, here: str) -> None:
    assert urljoin(f"https://org.example/{here}", relative(target, here)) == f"https://org.example/{target}"


def test_a_record_is_a_page_or_an_entry_of_one() -> None:
    assert record_address("guidelines", "x") == "guidelines/x/"
    assert record_address("facts", "x") == "evidence/#x"
