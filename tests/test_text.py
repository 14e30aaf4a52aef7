"""Texts carry their language, and dates are as exact as their source."""

import pytest

from community.text import PartialDate, Text


@pytest.mark.parametrize("value", ["2021", "2021-09", "2021-09-30", "2024-02-29"])
def test_a_date_is_written_as_it_was_read(value: str) -> None:
    assert PartialDate.parse(value).isoformat() == value


@pytest.mark.parametrize(
    "value", ["today", "21", "2021-9", "2021-13", "2021-00", "2021-04-31", "2021-09-00", "30.9.2021"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=value):
        PartialDate.parse(value)


def test_dates_sort_by_time() -> None:
    dates = [PartialDate.parse(value) for value in ("2022", "2021-09-30", "2021-09", "2021")]
    assert [date.isoformat() for date in sorted(dates)] == ["2021", "2021-09", "2021-09-30", "2022"]


def test_a_text_can_not_lose_its_language() -> None:
    with pytest.raises(TypeError):
        f"{Text('Hello')}"
