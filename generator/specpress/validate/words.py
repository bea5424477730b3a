"""Words: takes a finding, gives what is told of it: the message, the hint, and whether its key is at fault."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from specpress.problems import Step, kind_of, named
from specpress.validate.findings import Finding
from specpress.validate.specification import Specification

KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}
LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}
LONGEST = 60
_NAMES = re.compile(r"\^\(([A-Za-z|]+)\)\$")
"""A pattern that lists names."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of a finding, at the value at `path`, or at its key."""

    path: tuple[Step, ...]
    message: str
    hint: str | None = None
    key: bool = False


def said(finding: Finding, by: Specification) -> Iterator[Said]:
    """A finding in the words of the document: which key, and what should stand there."""
    name, told, instance = named(finding.path), finding.told, finding.instance
    match finding.keyword:
        case "required":
            yield _missing(finding, f"{name} has no `{told}`", by)
        case "none":
            keys = " nor ".join(f"`{key}`" for key in told)
            yield _missing(finding, f"{name} has neither {keys}", by, "one of them")
        case "several" | "not" if _keys(told):
            keys = " and ".join(f"`{key}`" for key in _keys(told))
            hint = "only one of them may be there"
            yield Said(finding.path, f"{name} has both {keys}", hint, key=True)
        case "additionalProperties" | "unevaluatedProperties":
            for key in map(str, told):
                yield _unknown(finding, key, by)
        case "pattern" if finding.path == ("openapi",):
            message = f"`openapi` must be a whole version, not {shown(instance)}"
            line = ".".join(str(instance).split(".")[:2])
            yield Said(finding.path, message, f"write such as {line}.0")
        case "enum" | "const":
            yield _none_of(finding, name)
        case "type" if finding.path[-1:] == ("required",) and instance in (True, False):
            hint = "list the property in the `required` of the object that has it"
            yield Said(finding.path, f"{name} {_demand(finding)}", hint)
        case "type" if finding.path[-1:] == ("$ref",) and _is_text(instance):
            message = (
                f"the specification allows no reference for {named(finding.path[:-1])}"
            )
            yield Said(finding.path, message, "it is followed all the same", key=True)
        case "falseSchema":
            yield Said(finding.path, f"{name} may not stand here", key=True)
        case _:
            yield Said(finding.path, f"{name} {_demand(finding)}")


def shown(value: Any) -> str:
    """A value as JSON; a mapping, a list and what is long by its kind."""
    if isinstance(value, (dict, list)):
        return kind_of(value)
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= LONGEST else kind_of(value)


def close(word: str, known: Iterable[str]) -> str | None:
    """The question whether a known word was meant."""
    found = difflib.get_close_matches(word, sorted({*known}), 1, 0.7)
    return f"did you mean `{found[0]}`?" if found else None


def _missing(
    finding: Finding, message: str, by: Specification, wanted: str = "it"
) -> Said:
    hint = f"{by.name} requires {wanted}"
    return Said(finding.path, message, hint, key=True)


def _keys(told: Any) -> list[str]:
    """The keys that may not stand together."""
    return list(told.get("required", ())) if isinstance(told, dict) else list(told)


def _none_of(finding: Finding, name: str) -> Said:
    value = finding.instance
    values = list(finding.told) if finding.keyword == "enum" else [finding.told]
    listed = ", ".join(f"`{v}`" if isinstance(v, str) else shown(v) for v in values)
    one = f"one of {listed}" if len(values) > 1 else listed
    hint = close(value, filter(_is_text, values)) if _is_text(value) else None
    return Said(finding.path, f"{name} must be {one}, not {shown(value)}", hint)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _unknown(finding: Finding, key: str, by: Specification) -> Said:
    """A key that may not be: of a path, of an answer, or of what the specification describes."""
    path = (*finding.path, key)
    where = finding.path[-1] if finding.path else "the document"
    if finding.path == ("paths",):
        return Said(
            path, f"`{key}` is no path", f"a path begins with /: `/{key}`", True
        )
    if where == "responses":
        hint = "write a status such as `200`, a range such as `4XX`, or `default`"
        return Said(path, f"`{key}` is no status of an answer", hint, True)
    hint = close(key, known_keys(finding, by)) or by.hint
    message = f"{by.name} knows no `{key}` in {named(finding.path)}"
    return Said(path, message, hint, True)


def known_keys(finding: Finding, by: Specification) -> set[str]:
    """The keys of what the schema that is broken describes."""
    return set(_listed(by.at(finding.location[:-1])))


def _listed(schema: Any) -> Iterator[str]:
    """The names in `properties`, and in patterns that list names, of a schema and of its parts."""
    if isinstance(schema, list):
        for part in schema:
            yield from _listed(part)
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", ())
    for pattern in schema.get("patternProperties", ()):
        found = _NAMES.fullmatch(pattern)
        yield from str(found[1]).split("|") if found else ()
    for keyword in ("allOf", "anyOf", "oneOf", "then"):
        yield from _listed(schema.get(keyword))
    yield from _listed([*schema.get("$defs", {}).values()])


def _demand(finding: Finding) -> str:
    """What the specification asks of a value."""
    told, instance = finding.told, finding.instance
    match finding.keyword:
        case "type":
            kinds = told if isinstance(told, list) else [told]
            both = {*kinds} == {"boolean", "object"}
            wanted = "a schema" if both else " or ".join(KINDS[kind] for kind in kinds)
            return f"must be {wanted}, not {kind_of(instance)}"
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            return f"must be {LIMITS[finding.keyword]} {told}, not {shown(instance)}"
        case "minItems" | "minProperties":
            return "must not be empty"
        case "maxItems" | "maxProperties":
            return f"may have {told} entr{'ies' if told > 1 else 'y'} at most"
        case "uniqueItems":
            return "has an item twice"
        case "pattern" | "propertyNames":
            return f"is not written as the specification wants it: {shown(instance)}"
        case _:
            return "is not as the specification wants it"
