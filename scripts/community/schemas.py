"""JSON Schemas of the files in data/, made from the records, so that an editor's program helps while they type."""

import json
from typing import Any

from pydantic import BaseModel

from community.model import COLLECTIONS
from community.records.network import Network

# Editors' programs (the YAML language server) read no newer draft.
_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_files() -> dict[str, str]:
    """Return the text of every schema by its file name: clusters.json for data/clusters.yaml."""
    files = {"community.json": _schema(Network, is_list=False)}
    return files | {f"{name}.json": _schema(kind, is_list=True) for name, kind in COLLECTIONS.items()}


def _schema(kind: type[BaseModel], is_list: bool) -> str:
    schema = _plain(kind.model_json_schema(ref_template="#/definitions/{model}"))
    definitions = schema.pop("$defs", {})
    if is_list:
        definitions[kind.__name__] = schema
        schema = {"type": "array", "items": {"$ref": f"#/definitions/{kind.__name__}"}}
    whole = {"$schema": _DRAFT, **schema, "definitions": definitions}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _plain(node: Any) -> Any:
    """Return a schema as editors write: `unknown` where a required field may be missing, no null anywhere."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {
        key: _plain(value)
        for key, value in node.items()
        if key not in ("default", "title", "properties", "discriminator")
    }
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
