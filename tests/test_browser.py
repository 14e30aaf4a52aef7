"""What the frame of every page does in a real browser."""

import pytest

from browser import DESKTOP, PHONE, Reader

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("address", ["", "hr/", "cs/guidelines/observe-lessons/", "hu/resources/"])
def test_a_page_opens_without_error_and_fits_its_width(reader: Reader, address: str, width: int) -> None:
    page = reader.open(address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_choice_of_dark_holds_on_the_next_page(reader: Reader) -> None:
    page = reader.open("hr/")
    page.locator("[data-theme-toggle]").click()
    page.goto(reader.root + "hr/guidelines/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_escape_closes_the_language_chooser_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.open("cs/")
    page.locator(".languages summary").click()
    assert page.locator(".languages").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator(".languages").get_attribute("open") is None
    assert page.evaluate("document.activeElement.closest('.languages') !== null")
