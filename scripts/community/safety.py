"""Nothing in a built site runs, loads or leads to what it should not: the last look, at the files themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from community.problems import Problem, shown

# No frame, no plug-in, no other base for links, no style of an element's own: the policy that hosts send forbids each.
_FORBIDDEN = set("iframe object embed base applet frame frameset portal style foreignobject".split())
_DATA = "application/ld+json"
_ACTING = {"style", "srcdoc", "ping"}
_ADDRESSES = set("href src action formaction poster data background manifest xlink:href".split())
# What a browser fetches or sends unasked, besides what links.py follows.
_FETCHED = set("srcset imagesrcset poster background action formaction xlink:href".split())
_FETCHING = set("video audio track input use image".split())
_AHEAD = re.compile(r"preconnect|prefetch|prerender", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:^|[\s,=])(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})[^\"')\s;]*", re.IGNORECASE)
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0]")


def check_page(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    """A page holds no code, no frame and no address but of the web, and fetches nothing from elsewhere."""
    for element in tree.iter(etree.Element):
        tag = str(element.tag)
        if tag in _FORBIDDEN or (tag == "script" and not _is_harmless(element)):
            yield Problem(name, element.sourceline or 1, f"holds a <{tag}> that pages may not have")
        elif tag == "meta":
            content = element.get("content", "")
            if element.get("http-equiv", "").lower() == "refresh" and _ELSEWHERE.search(content):
                yield Problem(name, element.sourceline or 1, f"sends readers to '{shown(content)}', on another host")
        for attribute, value in element.items():
            if message := _fault(element, tag, str(attribute), str(value)):
                yield Problem(name, element.sourceline or 1, message)


def _is_harmless(script: html.HtmlElement) -> bool:
    """Tell whether a script is a file of its own, or data in which no text can end it."""
    text = (script.text or "").strip()
    return not text if script.get("src") else script.get("type") == _DATA and "<" not in text


def _fault(element: html.HtmlElement, tag: str, attribute: str, value: str) -> str | None:
    if attribute in _ADDRESSES:
        address = _HIDDEN.sub("", value)
        if _SCHEME.match(address) and not _ALLOWED.match(address):
            return f"has the address '{shown(address)}'; only https://, http:// and mailto: may stand there"
    elif attribute in _ACTING or attribute.startswith("on"):
        return f"holds the attribute {attribute}, which pages may not have"
    fetched = attribute in _FETCHED or (attribute in ("src", "href") and tag in _FETCHING)
    if tag == "link" and attribute == "href":
        fetched = bool(_AHEAD.search(element.get("rel", "")))
    if fetched and _ELSEWHERE.search(value):
        return f"fetches '{shown(value)}' from another host"
    return None


def check_assets(site_dir: Path, names: set[str]) -> Iterator[Problem]:
    """No style sheet and no drawing of a site fetches from elsewhere, and no drawing holds code."""
    for name in sorted(names):
        if name.endswith((".css", ".svg")):
            content = (site_dir / name).read_bytes()
            for match in _STYLE_ADDRESS.finditer(text := content.decode("utf-8", "replace")):
                line = text.count("\n", 0, match.start()) + 1
                yield Problem(name, line, f"fetches '{shown(match[0])}' from another host")
            if name.endswith(".svg"):
                yield from _check_drawing(content, name)


def _check_drawing(drawing: bytes, name: str) -> Iterator[Problem]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(drawing, parser)
    except etree.XMLSyntaxError as error:
        yield Problem(name, error.lineno or 1, f"is no drawing that can be read: {error.msg}")
        return
    for entity in root.iter(etree.Entity):
        yield Problem(name, _line(entity), "holds an entity; write it out")
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in ("script", "foreignObject", "iframe"):
            yield Problem(name, _line(element), f"holds a <{tag}> that drawings may not have")
        for attribute, value in element.items():
            local = etree.QName(str(attribute)).localname
            if local.startswith("on") or (local == "href" and not str(value).startswith("#")):
                yield Problem(name, _line(element), f"holds the attribute {local}, which drawings may not have")


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1
