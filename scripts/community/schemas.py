"""JSON Schemas of the files in data/, made from the records, so that an editor's program helps while they type."""

import json
from typing import Any

from pydantic import TypeAdapter

from community.model import COLLECTIONS
from community.records.network import Network

# Editors' programs (the YAML language server) read no newer draft.
_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_files() -> dict[str, str]:
    """Return the text of every schema by its file name: clusters.json for data/clusters.yaml."""
    kinds: dict[str, Any] = {"community": Network, **{name: tuple[kind, ...] for name, kind in COLLECTIONS.items()}}
    return {f"{name}.json": _schema(kind) for name, kind in kinds.items()}


def _schema(kind: Any) -> str:
    schema = _plain(TypeAdapter(kind).json_schema(ref_template="#/definitions/{model}"))
    definitions = schema.pop("$defs", {})
    whole = {"$schema": _DRAFT, **schema, "definitions": definitions}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _plain(node: Any) -> Any:
    """Return a schema as editors write: `unknown` where a required field may be missing, no null anywhere."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _plain(value) for key, value in node.items() if key not in ("default", "title", "properties")}
    if "properties" in node:
        required = node.get("required", ())
        fields = node["properties"].items()
        made["properties"] = {name: _without_null(_plain(field), name in required) for name, field in fields}
    if "items" in made:
        made["items"] = _without_null(made["items"], True)
    return made


def _without_null(field: Any, required: bool) -> Any:
    if not isinstance(field, dict) or "anyOf" not in field:
        return field
    choices = [choice for choice in field["anyOf"] if choice.get("type") != "null"]
    if required and len(choices) < len(field["anyOf"]):
        choices.append({"const": "unknown"})
    rest = {key: value for key, value in field.items() if key != "anyOf"}
    return {**rest, **choices[0]} if len(choices) == 1 else {**rest, "anyOf": choices}
