"""Whatever stands in a field comes out as characters: no field of any record can put markup into a page."""

from dataclasses import replace
from typing import Any

import pytest
from lxml.html import fragment_fromstring
from pydantic import BaseModel

from community.catalogue import Catalogue
from community.model import COLLECTIONS
from community.pages import Writer
from community.project import Project
from community.text import PartialDate, Ref, Text

MARK = "<img src=x onerror=alert(1)>\"'&amp; */_`{: onclick=x }"
# Fields that the rules let through only in a shape of their own.
SHAPED = {"id", "url", "archived", "email", "language", "languages", "locale", "code", "aliases"}


def poisoned(value: Any, field: str = "") -> Any:
    """Return a value with the mark at the end of every free text in it."""
    if isinstance(value, Text):
        return Text(value.value + MARK, value.locale)
    if isinstance(value, Ref | PartialDate) or field in SHAPED or field.endswith("_language"):
        return value
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        literal = {name for name, info in fields.items() if "Literal" in str(info.annotation)}
        return value.model_copy(
            update={name: poisoned(getattr(value, name), name) for name in fields if name not in literal}
        )
    if isinstance(value, tuple):
        return tuple(poisoned(item, field) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, field) for key, item in value.items()}
    return value + MARK if isinstance(value, str) else value


@pytest.mark.parametrize("locale", ["en", "de", "nb"])
def test_no_field_can_put_markup_into_a_page(example: Project, locale: str) -> None:
    community = example.community
    changed = {name: {k: poisoned(r) for k, r in community.collection(name).items()} for name in COLLECTIONS}
    writer = Writer(replace(community, network=poisoned(community.network), **changed), example.catalogues[locale])
    pages = list(writer.pages())
    assert any("&lt;img src=x" in page.markdown for page in pages)
    for page in pages:
        html = f"{page.markdown}{page.head.title_html}{page.head.lead_html}{page.head.kind}{page.head.facts}"
        assert "<img" not in html, page.path
        # A mark may stand in an attribute as characters, but it never makes one.
        attributes = {
            name for element in fragment_fromstring(html, create_parent="div").iter() for name in element.attrib
        }
        assert not [name for name in attributes if name.startswith("on")], page.path


class Poisoned(Catalogue):
    """A catalogue whose every word tries to leave the place that it stands in."""

    def gettext(self, message: str) -> str:
        return f'{message}" onclick="x()" & <b>'


def test_no_word_of_the_interface_can_leave_its_attribute(example: Project) -> None:
    """Words of the interface stand in attributes too, and jinja takes translations for markup."""
    pages = list(Writer(example.community, Poisoned("de")).pages())
    assert any("&#34; onclick=&#34;" in page.markdown for page in pages)
    for page in pages:
        html = f"{page.markdown}{page.head.kind}{page.head.facts}"
        assert '" onclick="' not in html, page.path
        assert "<b>" not in html, page.path
        assert "&amp;amp;" not in html, page.path
        assert "&amp;#34;" not in html, page.path
