"""Turn what was read into records, or into problems that say what to write instead."""

import types
import typing
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from community.problems import Problem, nearest, shown
from community.read import Key, Lines, Tree

P = TypeVar("P", bound=BaseModel)


def parse_part(tree: Tree, at: tuple[Key, ...], kind: type[P], name: str) -> tuple[P | None, list[Problem]]:
    """Return the value at a path of the tree as a record, or None and every problem with it."""
    value: Any = tree.value
    for key in at:
        value = value[key]
    try:
        return kind.model_validate(value), []
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            path = _path_in_file(details["loc"], value)
            message = _message(details, path, kind)
            problems.append(Problem(name, tree.line((*at, *path)), message))
        return None, problems


def lines_of_entries(tree: Tree) -> dict[Key, Lines]:
    """Return the lines of everything below each entry of a list, by the rest of the path."""
    entries: dict[Key, Lines] = {}
    for path, line in tree.lines.items():
        if path:
            entries.setdefault(path[0], {})[path[1:]] = line
    return entries


def _path_in_file(location: tuple[int | str, ...], value: Any) -> tuple[Key, ...]:
    """Return an error's location without what pydantic adds for unions and validators."""
    path: list[Key] = []
    last = len(location) - 1
    for position, key in enumerate(location):
        if isinstance(value, dict) and isinstance(key, str) and (key in value or position == last):
            path.append(key)
            value = value.get(key)
        elif isinstance(value, tuple) and isinstance(key, int):
            path.append(key)
            value = value[key] if key < len(value) else None
    return tuple(path)


def _message(details: ErrorDetails, path: tuple[Key, ...], kind: type[BaseModel]) -> str:
    field = ".".join(str(key + 1) if isinstance(key, int) else shown(key) for key in path) or "the entry"
    given = details["input"]
    match details["type"]:
        case "extra_forbidden":
            known = _fields_at(kind, path[:-1], details["loc"][-2:-1])
            near = nearest(str(path[-1]), known) or f"; known here: {', '.join(known)}"
            return f"unknown field '{field}'{near}"
        case "missing":
            hint = "; write 'unknown' if no source tells it" if _may_be_unknown(kind, path) else ""
            return f"field '{field}' is missing{hint}"
        case "literal_error":
            allowed = [part.strip(" '") for part in details["ctx"]["expected"].replace(" or ", ", ").split(",")]
            allowed = [{"True": "true", "False": "false"}.get(part, part) for part in allowed]  # as YAML writes them
            near = nearest(str(given), allowed)
            return f"{field} {_quoted(given)} is not one of {', '.join(allowed)}{near}"
        case "union_tag_not_found" | "union_tag_invalid":
            # Of several models, this field tells which one is meant.
            name = details["ctx"]["discriminator"].strip("'")
            allowed = _values_of(name, kind, path)
            if "tag" not in details["ctx"]:
                return f"field '{field}.{name}' is missing; it is one of {', '.join(allowed)}"
            tag = details["ctx"]["tag"]
            return f"{field}.{name} {_quoted(tag)} is not one of {', '.join(allowed)}{nearest(tag, allowed)}"
        case "string_type":
            if given is None:
                return f"{field} is empty; write the text, or remove the field"
            if isinstance(given, dict | tuple):
                return f"{field} is {_kind_of(given)} where text is due; if it is meant as text, put it in quotes"
            return f"{field} {_quoted(given)} is {_kind_of(given)} where text is due; put it in quotes"
        case "int_type" | "float_type" | "int_from_float":
            return f"{field} {_quoted(given)} is {_kind_of(given)} where a number is due; write digits without quotes"
        case "bool_type":
            return f"{field} {_quoted(given)} is not true or false"
        case "tuple_type":
            return f"{field} {_quoted(given)} is not a list; begin each item on its own line with '- '"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{field} {_quoted(given)} is {_kind_of(given)} where a group of fields ('name: value') is due"
        case "greater_than_equal" | "less_than_equal":
            return f"{field} {_quoted(given)} is out of range: {details['msg'][0].lower()}{details['msg'][1:]}"
        case _:
            return f"{field} {_quoted(given)} {details['msg']}"


def _quoted(value: Any) -> str:
    text = "true" if value is True else "false" if value is False else "" if value is None else value
    if isinstance(value, dict | tuple):
        return "(a list)" if isinstance(value, tuple) else "(a group of fields)"
    return f"'{shown(str(text))}'"


def _kind_of(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", dict: "a group of fields", tuple: "a list"}
    return names.get(type(value), "empty" if value is None else "text")


def _may_be_unknown(kind: type[BaseModel], path: tuple[Key, ...]) -> bool:
    models = list(_models_at(kind, path[:-1]))
    fields = [model.model_fields[str(path[-1])] for model in models if path[-1] in model.model_fields]
    return any(type(None) in get_args(field.annotation) for field in fields)


def _fields_at(kind: type[BaseModel], path: tuple[Key, ...], tag: tuple[int | str, ...]) -> list[str]:
    """Return the fields of the model at a path; of several, the one that pydantic names by its tag is meant."""
    models = list(_models_at(kind, path))
    meant = [m for m in models if any(tag[0] in get_args(f.annotation) for f in m.model_fields.values())] if tag else []
    return sorted({field for model in meant or models for field in model.model_fields})


def _values_of(field: str, kind: type[BaseModel], path: tuple[Key, ...]) -> list[str]:
    """Return the values that a field of fixed values has in the models that the value at the path may be."""
    return [value for model in _models_at(kind, path) for value in get_args(model.model_fields[field].annotation)]


def _models_at(annotation: Any, path: tuple[Key, ...]) -> typing.Iterator[type[BaseModel]]:
    """Yield the models that the value at the path may be, from the annotations alone."""
    origin = get_origin(annotation)
    if origin in (typing.Annotated, typing.Union, types.UnionType):
        for part in get_args(annotation):
            yield from _models_at(part, path)
    elif origin in (tuple, dict):
        if path:
            yield from _models_at(get_args(annotation)[-1 if origin is dict else 0], path[1:])
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not path:
            yield annotation
        elif path[0] in annotation.model_fields:
            yield from _models_at(annotation.model_fields[str(path[0])].annotation, path[1:])
