"""Structured data for search engines: what a page offers, in the words of schema.org."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from community.documents.shelf import Made
from community.pages import PageHead
from community.view import View


def report(head: PageHead, view: View, documents: Iterable[Made], root: str, url: str) -> dict[str, Any]:
    """Return a page as a Report, with each of its documents as an encoding of it; `root` is the site's address."""
    network = view.community.network
    offered = list(documents)
    updated = next((made.document.updated for made in offered if made.document.updated), None)
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": url,
        "url": url,
        "name": head.title,
        "abstract": head.lead_html.striptags(),
        "inLanguage": view.locale.code,
        "isAccessibleForFree": True,
        "license": network.licence.url,
        "publisher": {"@type": "Organization", "name": network.name, "url": root},
        "encoding": [_encoding(made, root) for made in offered],
    }
    if updated:
        told["dateModified"] = updated.isoformat()
    return told


def _encoding(made: Made, root: str) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": made.document.label,
        "contentUrl": root + made.path,
        "encodingFormat": made.document.media_type,
        "contentSize": f"{made.size} B",
        "sha256": made.sha256,
        "inLanguage": made.document.locale,
    }


def as_script(told: dict[str, Any]) -> Markup:
    """Return JSON for a script element, which no text in it can end: it holds no `<`."""
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    escaped = written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)
