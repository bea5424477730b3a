"""The smallest change of the document that makes it accept recorded values; nothing is narrowed."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Any

from specpress.document.media_types import is_json
from specpress.document.problems import Step
from specpress.document.resolve import Cursor
from specpress.repair.checker import (
    MEDIA_TYPE,
    PARAMETERS,
    REQUEST_BODY,
    STATUS,
)
from specpress.repair.findings import NONE, SEVERAL, WHOLE, Finding
from specpress.repair.inference import (
    MAX_PROPERTIES,
    distinct,
    infer_schema,
    type_of,
)
from specpress.repair.overlay_text import can_name, quote, to_jsonpath
from specpress.repair.tags import find_tag
from specpress.repair.values import show_values
from specpress.schema.json_values import to_json
from specpress.schema.table import ADDITIONAL, CHOICES, Role, names_of_role

Path = tuple[Step, ...]
# Keywords whose removal makes a schema accept any value.
CONSTRAINTS = names_of_role(
    Role.ASSERTION, Role.VALUES, Role.COMPOSITION, Role.REFERENCE
)
LOWER = {
    "minimum": 0,
    "exclusiveMinimum": 0,
    "minLength": 1,
    "minItems": 1,
    "minProperties": 1,
}
UPPER = {
    "maximum": 0,
    "exclusiveMaximum": 0,
    "maxLength": 1,
    "maxItems": 1,
    "maxProperties": 1,
}
INCLUSIVE = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
# Findings of one keyword at one schema.
Findings = list[Finding]


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: removes the value at a JSONPath, or merges `update` into it."""

    target: str
    update: Any = None


@dataclass(frozen=True, slots=True)
class Change:
    """The effects of one change, and what it does in words.

    Attributes:
        moves: True if it moves values: other changes below must wait.
    """

    effects: tuple[Effect, ...]
    summary: str
    moves: bool = False


def plan_change(findings: Findings) -> Change:
    """Return the change for the findings of one keyword at one schema."""
    first = findings[0]
    plan = _PLANS.get(first.keyword)
    if plan is not None:
        return plan(first.at, findings)
    if first.keyword in LOWER or first.keyword in UPPER:
        return _widen_limit(first.at, findings)
    return remove_keyword(first.at, first.keyword)


def remove_keyword(at: Cursor, keyword: str) -> Change:
    """Return the change that removes a keyword."""
    if keyword not in at.value:
        return loosen(at)
    return Change((_remove(at, keyword),), f"`{keyword}` is removed")


def loosen(at: Cursor) -> Change:
    """Return the change after which a schema accepts any value."""
    if not isinstance(at.value, dict):
        # The schema `false`.
        return Change((Effect(to_jsonpath(at.path)),), "the schema `false` is removed")
    names = [name for name in at.value if name in CONSTRAINTS]
    effects = tuple(_remove(at, name) for name in names)
    return Change(effects, "any value is allowed", True)


def _remove(at: Cursor, *steps: Step) -> Effect:
    return Effect(to_jsonpath((*at.path, *steps)))


def _update(at: Cursor, value: Any) -> Effect:
    return Effect(to_jsonpath(at.path), value)


def _values(findings: Findings) -> list[Any]:
    return distinct(finding.value for finding in findings)


# -- schemas ----------------------------------------------------------------------------------------


def _widen_type(at: Cursor, findings: Findings) -> Change:
    values = _values(findings)
    is_3_0 = at.workspace.version == "3.0"
    types = [*dict.fromkeys(map(type_of, values))]
    if is_3_0 and "null" in types:
        types.remove("null")
        if not types:
            return Change((_update(at, {"nullable": True}),), "null is allowed")
    declared = at.value.get("type")
    if "number" in types and "integer" in types:
        types.remove("integer")
    summary = f"{_join(types)} {_verb(types)} allowed"
    if declared == "integer" and types == ["number"]:
        return Change((_update(at, {"type": "number"}),), summary)
    if isinstance(declared, list):
        return Change((_update(at, {"type": types}),), summary)
    if not is_3_0:
        effects = (_remove(at, "type"), _update(at, {"type": [declared, *types]}))
        return Change(effects, summary)
    if "anyOf" in at.value or "oneOf" in at.value:
        return remove_keyword(at, "type")
    schemas = [_simple_schema(name) for name in (declared, *types)]
    return Change((_remove(at, "type"), _update(at, {"anyOf": schemas})), summary)


def _simple_schema(name: Any) -> dict[str, Any]:
    # OpenAPI 3.0 requires `items`.
    return {"type": name, "items": {}} if name == "array" else {"type": name}


def _widen_enum(at: Cursor, findings: Findings) -> Change:
    values = to_json(_values(findings))
    summary = f"{show_values(values)} {_verb(values)} added to `enum`"
    return Change((_update(at, {"enum": values}),), summary)


def _widen_const(at: Cursor, findings: Findings) -> Change:
    if "enum" in at.value:
        return remove_keyword(at, "const")
    values = [at.value["const"], *_values(findings)]
    effects = (_remove(at, "const"), _update(at, {"enum": to_json(values)}))
    return Change(effects, f"`const` becomes an `enum` with {show_values(values[1:])}")


def _widen_limit(at: Cursor, findings: Findings) -> Change:
    keyword = findings[0].keyword
    is_size = (LOWER | UPPER)[keyword] == 1
    numbers = [len(f.value) if is_size else f.value for f in findings]
    limit = to_json(min(numbers) if keyword in LOWER else max(numbers))
    limit = float(limit) if isinstance(limit, str) else limit
    if keyword not in INCLUSIVE:
        return Change((_update(at, {keyword: limit}),), f"`{keyword}` becomes {limit}")
    inclusive = INCLUSIVE[keyword]
    summary = f"`{keyword}` becomes `{inclusive}` {limit}"
    if at.value.get(keyword) is True:
        return Change((_update(at, {inclusive: limit, keyword: False}),), summary)
    if inclusive in at.value:
        return remove_keyword(at, keyword)
    return Change((_remove(at, keyword), _update(at, {inclusive: limit})), summary)


def _allow_duplicates(at: Cursor, findings: Findings) -> Change:
    return Change((_update(at, {"uniqueItems": False}),), "duplicates are allowed")


def _remove_required(at: Cursor, findings: Findings) -> Change:
    names = [*dict.fromkeys(finding.detail for finding in findings)]
    required = at.value["required"]
    if not isinstance(required, list):
        return Change((_update(at, {"required": False}),), "it is optional")
    quoted = _join([f"`{name}`" for name in names])
    summary = f"{quoted} {_verb(names)} not required"
    if set(names) >= set(map(str, required)):
        return Change((_remove(at, "required"),), summary)
    target = to_jsonpath((*at.path, "required"))
    indexes = [index for index, name in enumerate(required) if str(name) in names]
    effects = tuple(
        (
            Effect(f"{target}[{index}]")
            if not can_name((*at.path, "required", required[index]))
            else Effect(f"{target}[?@ == {quote(required[index])}]")
        )
        # From the end: removing an item moves those behind it.
        for index in reversed(indexes)
    )
    return Change(effects, summary)


def _declare_properties(at: Cursor, findings: Findings) -> Change:
    values: dict[str, list[Any]] = {}
    for finding in findings:
        values.setdefault(finding.detail, []).append(finding.value)
    keyword, version = findings[0].keyword, at.workspace.version
    if len(values) > MAX_PROPERTIES:
        return remove_keyword(at, keyword)
    properties = {k: infer_schema(v, version) for k, v in values.items()}
    quoted = _join([f"`{name}`" for name in values])
    summary = f"{quoted} {_verb(values)} declared"
    return Change((_update(at, {"properties": properties}),), summary)


def _widen_union(at: Cursor, findings: Findings) -> Change:
    keyword, version = findings[0].keyword, at.workspace.version
    details = {finding.detail for finding in findings}
    if details != {NONE}:
        return _replace_one_of(at, SEVERAL in details)
    values = _values(findings)
    if None in values and version == "3.0":
        return Change((_update(at, {"nullable": True}),), "null is allowed")
    schema = infer_schema(values, version, is_variant=True)
    variants = [schema]
    if version == "3.0" and schema.keys() == {"anyOf"}:
        variants = schema["anyOf"]
    _restrict_tag(at, keyword, variants, values)
    types = [*dict.fromkeys(map(type_of, values))]
    summary = f"{_join(types)} {_verb(types)} added to `{keyword}`"
    return Change((_update(at, {keyword: variants}),), summary)


def _restrict_tag(
    at: Cursor, keyword: str, variants: list[dict[str, Any]], values: list[Any]
) -> None:
    """Limit the tag of a new variant to the recorded values."""
    name = find_tag(at, keyword)
    tags = distinct(v[name] for v in values if isinstance(v, dict) and name in v)
    for variant in variants:
        if tags and name in variant.get("properties", {}):
            variant["properties"][name]["enum"] = tags


def _replace_one_of(at: Cursor, is_seen: bool) -> Change:
    """Accept values of several variants: they were seen, or the next change leads to them."""
    verb = "matches" if is_seen else "may match"
    summary = f"`oneOf` becomes `anyOf`, as a value {verb} several variants"
    if "anyOf" in at.value:
        return Change((_remove(at, "oneOf"),), "`oneOf` is removed", True)
    effects = (_update(at, {"anyOf": at.value["oneOf"]}), _remove(at, "oneOf"))
    return Change(effects, summary, True)


def _wrap(at: Cursor, findings: Findings) -> Change:
    """Allow null beside a reference or `allOf`, which have no `type` to extend."""
    keyword = findings[0].keyword
    inner = {keyword: at.value[keyword]}
    if at.workspace.version == "3.0":
        effects = (
            _remove(at, keyword),
            _update(at, {"nullable": True, "allOf": [inner]}),
        )
        return Change(effects, "null is allowed", True)
    union = next((name for name in sorted(CHOICES) if name not in at.value), None)
    if union is None:
        return remove_keyword(at, keyword)
    variants = [inner, {"type": "null"}]
    return Change(
        (_remove(at, keyword), _update(at, {union: variants})), "null is allowed", True
    )


# -- parts of operations ----------------------------------------------------------------------------


def _declare_status(at: Cursor, findings: Findings) -> Change:
    effects = []
    statuses = [*dict.fromkeys(finding.detail for finding in findings)]
    for status in statuses:
        response = {"description": "Seen in a recording."}
        effects.append(_update(at, {"responses": {status: response}}))
    summary = f"status {_join(statuses)} {_verb(statuses)} declared"
    return Change(tuple(effects), summary)


def _declare_parameters(at: Cursor, findings: Findings) -> Change:
    values: dict[str, list[Any]] = {}
    for finding in findings:
        values.setdefault(finding.detail, []).append(finding.value)
    version = at.workspace.version
    parameters = [
        {"name": name, "in": "query", "schema": infer_schema(texts, version)}
        for name, texts in values.items()
    ]
    names = [f"`{name}`" for name in values]
    noun = "parameter" if len(names) == 1 else "parameters"
    summary = f"{noun} {_join(names)} {_verb(names)} declared"
    return Change((_update(at, {"parameters": parameters}),), summary)


def _declare_media_type(at: Cursor, findings: Findings) -> Change:
    values: dict[str, list[Any]] = {}
    for finding in findings:
        values.setdefault(finding.detail, []).extend(finding.value or [])
    content = {name: _media_type(at, name, v) for name, v in values.items()}
    update: dict[str, Any] = {"content": content}
    if findings[0].keyword == REQUEST_BODY:
        update = {"requestBody": update}
    summary = f"media type {_join([*values])} {_verb(values)} declared"
    return Change((_update(at, update),), summary)


def _media_type(at: Cursor, name: str, values: list[Any]) -> dict[str, Any]:
    """Return a media type with the schema of the same content in other JSON, or with a new one."""
    content = at.get("content")
    for other, entry in content.items() if content is not None else ():
        if is_json(name) and is_json(other) and "schema" in entry.value:
            return {"schema": entry.value["schema"]}
    version = at.workspace.version
    if values:
        return {"schema": infer_schema(values, version)}
    if name.startswith("text/"):
        return {"schema": {"type": "string"}}
    is_3_0 = version == "3.0"
    return {"schema": {"type": "string", "format": "binary"}} if is_3_0 else {}


def _join(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]


def _verb(names: Sized) -> str:
    return "is" if len(names) == 1 else "are"


_PLANS: dict[str, Callable[[Cursor, Findings], Change]] = {
    WHOLE: lambda at, findings: loosen(at),
    "$ref": _wrap,
    "allOf": _wrap,
    "type": _widen_type,
    "enum": _widen_enum,
    "const": _widen_const,
    "uniqueItems": _allow_duplicates,
    "required": _remove_required,
    **dict.fromkeys(ADDITIONAL, _declare_properties),
    **dict.fromkeys(CHOICES, _widen_union),
    STATUS: _declare_status,
    PARAMETERS: _declare_parameters,
    MEDIA_TYPE: _declare_media_type,
    REQUEST_BODY: _declare_media_type,
}
