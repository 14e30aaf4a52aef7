"""A community as one language shows it: every text translated where a translation exists, English where not."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from community.catalogue import Catalogue
from community.model import COLLECTIONS, Community, leaves
from community.text import SOURCE_LOCALE, Text


def context_of(collection: str, record_id: str, path: tuple[str | int, ...]) -> str:
    """Return the context of a text in records.po: `guidelines/<id>.steps.text`, without positions in lists.

    Positions would make every later text look changed when an editor puts one in the middle.
    """
    fields = ".".join(str(key) for key in path if not isinstance(key, int))
    return f"{collection}/{record_id}.{fields}"


def localise(community: Community, catalogue: Catalogue) -> Community:
    """Return the community in the catalogue's language."""
    if catalogue.locale == SOURCE_LOCALE:
        return community
    changed: dict[str, Any] = {
        "network": _translated(community.network, catalogue, "community", "community", ()),
    }
    for name in COLLECTIONS:
        records = community.collection(name)
        changed[name] = {key: _translated(record, catalogue, name, key, ()) for key, record in records.items()}
    return replace(community, **changed)


def _translated(value: Any, catalogue: Catalogue, collection: str, record_id: str, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, Text):
        return catalogue.text(context_of(collection, record_id, path), value)
    if isinstance(value, tuple):
        return tuple(_translated(item, catalogue, collection, record_id, (*path, i)) for i, item in enumerate(value))
    if isinstance(value, BaseModel):
        update = {
            name: _translated(item, catalogue, collection, record_id, (*path, name))
            for name in type(value).model_fields
            if isinstance(item := getattr(value, name), Text | tuple | BaseModel)
        }
        return value.model_copy(update=update)
    return value


def untranslated(record: Any, locale: str) -> int:
    """Return how many texts of a localised record are not in the language."""
    return sum(1 for _, value in leaves(record) if isinstance(value, Text) and value.locale != locale)
