"""Faults of settings: violations of `settings.schema.json`, and names that cannot be used.

Settings are text from outside like the document. A valid name is an identifier or a project name,
so it can neither end a string nor begin a statement, a table or a path in the output.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from specpress.config import names
from specpress.document.problems import Step
from specpress.python.names.lock import Part, parse_part
from specpress.validate.findings import Finding, find_violations
from specpress.validate.messages import (
    Message,
    allowed_keys,
    format_value,
    suggest,
)
from specpress.validate.specification import Specification

PATHS = ("output", "templates", "names-lock", "root")
SCHEMA = "settings.schema.json"
HINT = "`specpress schema` prints the settings"
TYPES = {
    "array": "an array",
    "boolean": "true or false",
    "object": "a table",
    "string": "a string",
}
KINDS = {
    bool: "a boolean",
    datetime.date: "a date",
    datetime.datetime: "a date with a time",
    datetime.time: "a time",
    dict: "a table",
    float: "a number",
    int: "a number",
    list: "an array",
    str: "a string",
}
# The keywords of which only the first one is reported for a value.
ORDER = ("type", "minLength", "maxLength", "enum", "pattern")
# Settings are not nested more deeply.
MAX_DEPTH = 6
_SURROGATE = re.compile(r"[\ud800-\udfff]")
Path = tuple[Step, ...]
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def read_schema() -> str:
    """Return the JSON Schema of the settings."""
    return files("specpress").joinpath(SCHEMA).read_text("utf-8")


@cache
def load_schema() -> Specification:
    """Return the compiled JSON Schema of the settings."""
    schema = json.loads(read_schema())
    return Specification("the settings", schema, HINT, is_openapi=False)


def find_faults(table: Mapping[str, Any]) -> list[Message]:
    """Return the faults of a table of settings, one for each value."""
    # The paths of other faults are those of a table that UTF-8 can encode.
    if unreadable := [*_find_surrogates(table)]:
        return unreadable
    faults: dict[tuple[Step, ...], Message] = {}
    specification = load_schema()
    findings = [*find_violations(_to_json(table), specification)]
    findings.sort(key=lambda f: ORDER.index(f.keyword) if f.keyword in ORDER else -1)
    for finding in findings:
        if finding.keyword in ORDER and finding.path in faults:
            continue
        for fault in _describe(finding, table, specification):
            faults.setdefault(fault.path, fault)
    for prefix, part in [((), table), *list_apis(table)]:
        for fault in _find_invalid_names(part, prefix, faults):
            faults.setdefault(fault.path, fault)
    return [*faults.values()]


def list_apis(table: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    """Return the paths and tables of the APIs."""
    apis = table.get("api")
    entries = enumerate(apis if isinstance(apis, (list, tuple)) else ())
    return [(("api", i), entry) for i, entry in entries if isinstance(entry, Mapping)]


def format_path(path: tuple[Step, ...]) -> str:
    """Return the dotted key of a setting, as TOML writes it."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
            continue
        key = step if _BARE_KEY.fullmatch(step) else json.dumps(step)
        text += f".{key}" if text else key
    return text


def _to_json(value: Any, depth: int = 0) -> Any:
    """Return a value with JSON types only: others have a type that no setting has."""
    if isinstance(value, str):
        # Surrogates below the depth of all settings.
        return _SURROGATE.sub("?", value)
    if isinstance(value, Mapping):
        entries = value.items() if depth < MAX_DEPTH else ()
        return {key: _to_json(v, depth + 1) for key, v in entries}
    if isinstance(value, (list, tuple)):
        return [_to_json(item, depth + 1) for item in value if depth < MAX_DEPTH]
    return value if isinstance(value, bool) else 0 if type(value) is int else None


def _describe(
    finding: Finding, table: Mapping[str, Any], specification: Specification
) -> Iterator[Message]:
    path, expected = finding.path, finding.expected
    name, schema = f"`{format_path(path)}`", specification.at(finding.location[:-1])
    hint: str | None
    match finding.keyword:
        case "required":
            is_item = isinstance(path[-1], int)
            key = expected if is_item else format_path((*path, expected))
            hint = f"write {key} = …"
            text = f"{name} has no `{expected}`"
            yield Message(path, text, hint, key=True, code="missing-setting")
        case "falseSchema":
            hint = "write it in each `api`"
            text = f"{name} is not allowed beside `api`"
            yield Message(path, text, hint, key=True, code="misplaced-setting")
        case "additionalProperties":
            known = allowed_keys(finding, specification)
            for key in map(str, expected):
                unknown = (*path, key)
                text = f"unknown setting `{format_path(unknown)}`"
                yield Message(
                    unknown,
                    text,
                    _suggest(key, known),
                    key=True,
                    code="unknown-setting",
                )
        case "propertyNames":
            for key in _get(table, path):
                yield from _describe_name(path, key, schema)
        case _:
            requirement, hint = _require(finding, schema, _get(table, path))
            yield Message(
                path, f"{name} must {requirement}", hint, code="invalid-setting"
            )


def _suggest(key: str, known: Iterable[str]) -> str:
    """Return a hint that names the most similar key, or the command that prints all."""
    close = difflib.get_close_matches(key.replace("_", "-"), sorted(known), 1)
    return f"did you mean `{close[0]}`?" if close else HINT


def _describe_name(
    path: tuple[Step, ...], key: str, schema: Mapping[str, Any]
) -> Iterator[Message]:
    """Describe a key that does not have the form of a name."""
    if not key or len(key) > schema["maxLength"]:
        text = f"a key of `{format_path(path)}` must have 1 to {schema['maxLength']} characters"
        yield Message((*path, key), text, key=True, code="invalid-setting")
    elif "pattern" in schema and not re.fullmatch(schema["pattern"], key):
        text = f"a key of `{format_path(path)}` must be {schema['title']}, got {format_value(key)}"
        yield Message(
            (*path, key), text, _get_cure(schema), key=True, code="invalid-setting"
        )


def _require(
    finding: Finding, schema: Mapping[str, Any], value: Any
) -> tuple[str, str | None]:
    """Return what the value must be, and a hint."""
    expected = finding.expected
    match finding.keyword:
        case "type":
            (kind,) = expected if isinstance(expected, list) else [expected]
            got = KINDS.get(type(value), type(value).__name__)
            return f"be {TYPES[kind]}, got {got}", None
        case "enum":
            listed = ", ".join(f"`{choice}`" for choice in expected)
            hint = suggest(value, expected)
            return f"be one of {listed}, got {format_value(value)}", hint
        case "minLength" | "minItems":
            return "not be empty", _get_cure(schema)
        case "maxItems":
            return f"have at most {expected} items, got {len(value):,}", None
        case "maxLength":
            length = f"at most {expected} characters, got {len(value):,}"
            return f"have {length}", None
        case _:
            text = f"be {schema['title']}, got {format_value(value)}"
            return text, _get_cure(schema)


def _get_cure(schema: Mapping[str, Any]) -> str | None:
    """Return the part of a description that says what to write."""
    _, _, cure = schema.get("description", "").rpartition("Write ")
    return (
        f"write {cure.rstrip('.')}" if cure != schema.get("description", "") else None
    )


def _get(table: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        table = table[step]
    return table


def _find_surrogates(
    value: Any, path: tuple[Step, ...] = (), depth: int = 0
) -> Iterator[Message]:
    """Yield the strings that UTF-8 cannot encode, such as arguments that are no valid text."""
    if isinstance(value, str) and _SURROGATE.search(value):
        yield Message(
            path, f"`{format_path(path)}` is not valid UTF-8", code="invalid-setting"
        )
    if isinstance(value, Mapping) and depth < MAX_DEPTH:
        for key, entry in value.items():
            if not isinstance(key, str) or _SURROGATE.search(key):
                text = f"a key of `{format_path(path)}` is not a string in UTF-8"
                yield Message((*path, str(key)), text, key=True, code="invalid-setting")
            else:
                yield from _find_surrogates(entry, (*path, key), depth + 1)
    if isinstance(value, (list, tuple)) and depth < MAX_DEPTH:
        for index, item in enumerate(value):
            yield from _find_surrogates(item, (*path, index), depth + 1)


def _find_invalid_names(
    table: Mapping[str, Any], prefix: Path, faults: Mapping[Path, Message]
) -> Iterator[Message]:
    """Yield the faults of names that have the form of a name; the table is at `prefix`."""
    explain = {
        "package": names.explain_package,
        "distribution": names.explain_distribution,
        "client": names.explain_client,
    }
    for key in explain.keys() & table.keys():
        at = (*prefix, key)
        if at not in faults and (fault := explain[key](table[key])):
            text = f"`{format_path(at)}` cannot be {table[key]!r}: {fault}"
            yield Message(at, text, None, code="unusable-name")
    for path in _list_paths(table):
        at = (*prefix, *path)
        if at not in faults and (fault := names.explain_path(_get(table, path))):
            text = f"`{format_path(at)}` is too long: {fault}"
            yield Message(at, text, code="invalid-setting")
    yield from _find_invalid_arguments(table, prefix, faults)
    yield from _find_invalid_parts(_get_table(table, "names"), prefix)


def _list_paths(table: Mapping[str, Any]) -> Iterator[tuple[Step, ...]]:
    """Yield the settings that are paths in a file system."""
    yield from ((key,) for key in PATHS if isinstance(table.get(key), str))
    overlays = table.get("overlays")
    for index, path in enumerate(overlays if isinstance(overlays, list) else ()):
        if isinstance(path, str):
            yield ("overlays", index)


def _find_invalid_arguments(
    table: Mapping[str, Any], prefix: Path, faults: Mapping[Path, Message]
) -> Iterator[Message]:
    """Yield the arguments of the client that cannot be used, or that another setting has."""
    seen: dict[str, str] = {}
    for below in _list_arguments(table):
        path = (*prefix, *below)
        if any(path[:length] in faults for length in range(1, len(path) + 1)):
            continue
        name, at = _get(table, below), format_path(path)
        fault = names.explain_argument(name)
        if not fault and name.casefold() in seen:
            fault = f"`{seen[name.casefold()]}` has this name"
        seen.setdefault(name.casefold(), at)
        if fault:
            yield Message(
                path, f"`{at}` cannot be {name!r}: {fault}", None, code="unusable-name"
            )


def _list_arguments(table: Mapping[str, Any]) -> Iterator[tuple[Step, ...]]:
    for scheme, entry in _get_table(table, "credentials").items():
        if "argument" in _get_table({"entry": entry}, "entry"):
            yield ("credentials", scheme, "argument")
    for header in _get_table(table, "client-parameters"):
        yield ("client-parameters", header)


def _get_table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the table at a key; an empty one for another value, which is a fault."""
    value = table.get(key)
    return value if isinstance(value, Mapping) else {}


def _find_invalid_parts(table: Mapping[str, Any], prefix: Path) -> Iterator[Message]:
    """Yield the keys of `names` that identify no part, or the same part as another key."""
    above = (*prefix, "names")
    seen: dict[Part, str] = {}
    for key, name in table.items():
        part, at = parse_part(key), (*above, key)
        if not part:
            text = f"names: {key!r} does not identify a part of the document"
            hint = (
                "write the beginning of a line of the names lock, such as 'class Book'"
            )
            yield Message(at, text, hint, key=True, code="unknown-part")
        elif part in seen:
            text = f"names: {key!r} and {seen[part]!r} identify the same part"
            hint = "remove one of them"
            yield Message(at, text, hint, key=True, code="unknown-part")
        elif isinstance(name, str) and (fault := names.explain(part, name)):
            text = f"`{format_path(at)}` cannot be {name!r}: {fault}"
            yield Message(at, text, code="unusable-name")
        seen.setdefault(part, key)
