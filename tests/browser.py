"""A real browser on a built site, which tells everything that a reader would not forgive."""

from collections.abc import Callable
from time import sleep
from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page

from community.audit.browser import DESKTOP, PHONE, launch, serving

__all__ = ["DESKTOP", "PHONE", "Reader", "launch", "serving", "shown_address", "wait_until"]


class Reader:
    """Somebody who reads one site in Chromium. `faults` collects errors, failed requests and calls to other hosts."""

    def __init__(self, chromium: Chromium, root: str) -> None:
        self.root = root
        self.faults: list[str] = []
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []

    def open(self, address: str = "", *, width: int = DESKTOP, scripts: bool = True, **options: Any) -> Page:
        """Return a page of the site in a browser of its own, with nothing stored.

        `options` are those of Playwright's new_context: color_scheme, locale, reduced_motion and so on.
        """
        context = self._chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, **{"locale": "en-GB", **options}
        )
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._check_host(request.url))
        page.on("response", lambda response: response.status >= 400 and self.faults.append(response.url))
        page.goto(self.root + address)
        return page

    def _check_host(self, url: str) -> None:
        if not url.startswith((self.root, "data:", "blob:")):
            self.faults.append(f"another host: {url}")

    def close(self) -> None:
        """Close all that was opened."""
        for context in self._contexts:
            context.close()


def wait_until(holds: Callable[[], bool]) -> None:
    """Return as soon as something holds, and after five seconds at the latest: the test then tells what does not."""
    for _ in range(100):
        if holds():
            return
        sleep(0.05)


def shown_address(page: Page) -> str:
    """Return the address as the page itself knows it: Playwright's own copy is only renewed between other calls."""
    href: str = page.evaluate("location.href")
    return href
