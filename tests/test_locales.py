"""Names, dates, numbers, lists and order are those of each language."""

from typing import Any

import pytest

from community.locales import Locale
from community.text import PartialDate
from reader import cases


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("case", cases("words"), ids=lambda case: case["locale"])
def test_words_of_a_language(case: dict[str, Any]) -> None:
    locale = Locale(case["locale"])
    assert locale.territory("CZ") == case["country"]
    assert locale.language("hr") == case["language"]
    assert locale.own_name == case["own"]
    assert plain(locale.date(PartialDate(2021, 8, 27))) == case["day"]
    assert plain(locale.date(PartialDate(2021, 8))) == case["month"]
    assert plain(locale.percent(79.6)) == case["percent"]
    assert plain(locale.as_list(["a", "b", "c"])) == case["list"]


@pytest.mark.parametrize("case", cases("sorting"), ids=lambda case: case["locale"])
def test_lists_are_in_the_order_of_the_language(case: dict[str, Any]) -> None:
    order = case["order"]
    assert Locale(case["locale"]).in_order(reversed(order), str) == order


def test_portuguese_is_that_of_portugal() -> None:
    assert Locale("pt").territory("CZ") == "Chéquia"  # Brazil says Tchéquia


def test_whole_numbers_have_no_decimals() -> None:
    assert Locale("hr").number(24.0) == "24"
    assert Locale("hr").number(3.9) == "3,9"


def test_a_period_of_one_day_is_that_day() -> None:
    day = PartialDate(2021, 10, 13)
    assert Locale("en").period(day, day) == Locale("en").period(day, None) == "13 October 2021"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'qq' is no language that CLDR knows"):
        Locale("qq").check()
