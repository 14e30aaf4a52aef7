"""A national edition as its page shows it and as its PDF says it, in words that can be compared."""

import re
import subprocess
from copy import deepcopy
from itertools import chain
from pathlib import Path

from lxml import html

_LETTERS = re.compile(r"[^\W_]+")
_HEADER, _FOOTER, _WIDTH, _HEIGHT = 56, 50, 596, 842  # of a page of A4, in points


def letters(text: str) -> str:
    """Return the letters and digits of a text: what no line break, hyphen or bullet can change."""
    return "".join(_LETTERS.findall(text))


def chosen(page: html.HtmlElement, brief: str) -> html.HtmlElement:
    """Return what a page of national editions shows once a reader has chosen one brief, as compiler.js does."""
    (prose,) = deepcopy(page).xpath("//div[@class='prose']")
    boxes = prose.xpath(".//input[@name='recommendation']")
    wanted = {box.get("value") for box in boxes if brief in box.get("data-of").split()}
    resting = prose.xpath(".//*[contains(@class, 'edition-cover')]/@data-sources")
    resting += prose.xpath(".//*[@data-sources][@data-briefs=$brief]/@data-sources", brief=brief)
    gone = prose.xpath(".//form | .//*[@data-several] | .//*[contains(@class, 'edition-tell')] | .//*[@hidden]")
    for name, shown in (("briefs", {brief}), ("all-in", {brief}), ("recommendation", wanted)):
        gone += [e for e in prose.xpath(f".//*[@data-{name}]") if not shown & set(e.get(f"data-{name}").split())]
    for element in gone:
        element.drop_tree()
    cites = [cite.findall("a") for cite in prose.xpath(".//*[contains(@class, 'cite')][a]")]
    named = [[mark.get("href").removeprefix("#source-") for mark in marks] for marks in cites]
    order = list(dict.fromkeys([*chain(*named), *" ".join(resting).split()]))
    for marks, sources in zip(cites, named, strict=True):
        for mark, number in zip(marks, sorted(order.index(source) + 1 for source in sources), strict=True):
            mark.text = str(number)
    (listed,) = prose.xpath(".//ol[@class='sources']")
    entries = {entry.get("id").removeprefix("source-"): entry for entry in listed}
    listed[:] = [entries[source] for source in order]
    for steps in prose.xpath(".//ol[@class='steps']"):
        for number, step in enumerate(steps, 1):
            step.text = f"{number} {step.text or ''}"
    return prose


def page_letters(prose: html.HtmlElement) -> str:
    """Return the text of an edition on its page, from the first heading to the sources, in letters."""
    words = []
    for child in prose.xpath("h2[@id='answers'] | h2[@id='answers']/following-sibling::*"):
        if child.get("id") == "sources":
            break
        words += child.itertext()
    return letters(" ".join(words))


def pdf_letters(pdf: Path) -> str:
    """Return the text of an edition's PDF as it was set, without the head and foot of its pages, in letters."""
    inside = ["-x", "0", "-y", str(_HEADER), "-W", str(_WIDTH), "-H", str(_HEIGHT - _HEADER - _FOOTER)]
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *inside, str(pdf), "-"]
    return letters(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def source_letters(prose: html.HtmlElement) -> list[str]:
    """Return the sources of an edition with their numbers, without the link to what the site says of each."""
    entries = []
    for number, entry in enumerate(prose.xpath(".//ol[@class='sources']/li"), 1):
        about = entry.xpath("./a")[-1].text_content()
        entries.append(letters(f"{number} {entry.text_content().strip().removesuffix(about)}"))
    return entries


def column_heads(prose: html.HtmlElement) -> list[str]:
    """Return the heads of an edition's tables, which a document repeats where a table goes on over the page."""
    return [letters(" ".join(head.itertext())) for head in prose.xpath(".//thead")]


def without(text: str, parts: list[str]) -> str:
    """Return a text without some parts, wherever they stand."""
    for part in parts:
        text = text.replace(part, "")
    return text


def between(text: str, first: str, last: str) -> str:
    """Return the part of a text in letters from the first words to the last ones."""
    start = text.index(letters(first))
    return text[start : text.index(letters(last), start)]
