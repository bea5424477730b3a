"""The reference of the settings in `docs/settings.md`, from their JSON Schema (`make golden` writes it)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from specpress.config.faults import load_schema

PATH = Path(__file__).parents[2] / "docs/settings.md"
Schema = Mapping[str, Any]
BEGINNING = """# Settings

Settings are in the table `[tool.specpress]` of `pyproject.toml`, or in `specpress.toml` without this table. `specpress init` writes them.
Options of the command have the same names and rules, and override them. If a command names another document than `spec`, only
`allow-http`, `strict` and `templates` apply to it.

Paths are relative to the settings file. Every fault is reported with its position. `specpress schema` prints the JSON Schema from which
this page is generated. Editors that support schemas for TOML complete and check the settings with it: run
`specpress schema > specpress.schema.json`, and begin `specpress.toml` with `#:schema ./specpress.schema.json`.

| key | type | default | since |
|---|---|---|---|
"""


def render() -> str:
    """Return the page."""
    properties: Mapping[str, Schema] = load_schema().schema["properties"]
    rows = "".join(_render_row(key, schema) for key, schema in properties.items())
    sections = "".join(
        _render_section(key, schema) for key, schema in properties.items()
    )
    return f"{BEGINNING}{rows}{sections}"


def _render_row(key: str, schema: Schema) -> str:
    default = f"`{_to_toml(schema['default'])}`" if "default" in schema else "–"
    return f"| [`{key}`](#{key}) | {_describe_type(schema)} | {default} | {schema['x-since']} |\n"


def _render_section(key: str, schema: Schema) -> str:
    lines = [f"\n## `{key}`\n\n{schema['description']}\n"]
    if "enum" in schema:
        lines.append(
            f"\nOne of {', '.join(f'`{value}`' for value in schema['enum'])}.\n"
        )
    entry = schema.get("items", schema.get("additionalProperties"))
    if isinstance(entry, dict) and "properties" in entry:
        lines.append("\n| key of an entry | type | required |\n|---|---|---|\n")
        lines += _render_entry(entry)
    examples = "".join(f"{line}\n" for line in _list_examples(key, schema))
    lines.append(f"\n```toml\n{examples}```\n")
    return "".join(lines)


def _render_entry(entry: Schema) -> Iterator[str]:
    for key, schema in entry["properties"].items():
        is_required = "yes" if key in entry.get("required", ()) else "no"
        if "$ref" in schema:
            text = f"that of this API: see [`{key}`](#{key})"
        else:
            text = f"{_describe_type(schema)}: {schema['description']}"
        yield f"| `{key}` | {text} | {is_required} |\n"


def _describe_type(schema: Schema) -> str:
    match schema["type"]:
        case "boolean":
            return "boolean"
        case "array" if "properties" in schema["items"]:
            return "array of tables"
        case "array":
            return f"array; items: {_describe_type(schema['items'])}"
        case "object":
            entry = schema["additionalProperties"]
            if "properties" in entry:
                return "table of tables"
            return f"table; values: {_describe_type(entry)}"
        case _ if "enum" in schema:
            return "choice"
        case _:
            return str(schema.get("title", "a string")).removeprefix("a ")


def _list_examples(key: str, schema: Schema) -> Iterator[str]:
    """Yield lines of TOML with an example of a setting; further ones are comments."""
    values = [v for v in schema.get("enum", ()) if v != schema.get("default")]
    if schema["type"] == "boolean":
        values = [True]
    first, *others = schema.get("examples", values[:1])
    if isinstance(first, dict):
        yield f"[{key}]"
        yield from _list_entries(first)
    elif isinstance(first, list) and isinstance(first[0], dict):
        for entry in first:
            yield f"[[{key}]]"
            yield from _list_entries(entry)
    else:
        yield f"{key} = {_to_toml(first)}"
        yield from (f"# or: {key} = {_to_toml(other)}" for other in others)


def _list_entries(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_to_key(key)} = {_to_toml(value)}" for key, value in table.items())


def _to_toml(value: Any) -> str:
    if isinstance(value, dict):
        entries = ", ".join(f"{_to_key(k)} = {_to_toml(v)}" for k, v in value.items())
        return f"{{{f' {entries} ' if entries else ''}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_to_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _to_key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else json.dumps(key)


def update() -> None:
    """Write the page."""
    PATH.write_text(render(), "utf-8", newline="\n")
