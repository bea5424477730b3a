"""Constraints of a schema that no annotation can express, as sentences for docstrings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from specpress import ir
from specpress.document import nodes
from specpress.document.resolve import Cursor
from specpress.reader import constraints
from specpress.reader.api_docs import describe_external_docs
from specpress.schema.facts import get_facts
from specpress.schema.table import CHOICES

# Longer values and patterns are omitted: the reader finds them in the document.
MAX_VALUE_LENGTH = 60
# Formats with a dedicated type, or that need no explanation.
PLAIN_FORMATS = frozenset(
    [
        "base64url",
        "binary",
        "byte",
        "date",
        "date-time",
        "decimal",
        "decimal128",
        "double",
        "email",
        "float",
        "int32",
        "int64",
        "password",
        "string",
        "time",
        "uri",
        "url",
        "uuid",
    ]
)
# Keywords of the schema itself, which members of `allOf` do not add.
ANNOTATIONS = frozenset(["default", "externalDocs", "readOnly", "writeOnly"])
LIMITS = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
)
TYPE_PHRASES = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
# Returns the notes about keywords of a schema, of which it has at least one.
_Describe = Callable[[Cursor], Iterable[str]]
_Note = tuple[tuple[str, ...], _Describe]


def describe(cursor: Cursor, naming: ir.Naming) -> str:
    """Return the description of a schema with its notes."""
    if cursor.value is False:
        return "The document allows no value here."
    description = get_description(
        cursor, naming.steps[-1] if naming.steps else naming.root
    )
    notes = build_notes(cursor)
    if not notes:
        return description
    return "\n\n".join(filter(None, (description, " ".join(notes))))


def get_description(cursor: Cursor, name: str) -> str:
    """Return the description, that of a member that the schema consists of, or a title unlike the name."""
    names = get_facts(cursor).names
    if "description" in names:
        description = nodes.get_text(cursor, "description").strip()
        if description:
            return description
    if names.isdisjoint(("allOf", "title", *CHOICES)):
        return ""
    for member in _list_descriptive_members(cursor):
        if text := nodes.get_text(member, "description").strip():
            return text
    title = nodes.get_text(cursor, "title").strip()
    return title if title and _normalize(title) != _normalize(name) else ""


def _list_descriptive_members(cursor: Cursor) -> Iterator[Cursor]:
    """Yield the members of `allOf`, and a reference that is the only choice besides null."""
    for keyword in ("allOf", *CHOICES):
        node = cursor.get(keyword)
        members = (
            [*node.elements()] if node is not None and type(node.value) is list else []
        )
        if keyword != "allOf":
            members = [m for m in members if m.value != {"type": "null"}]
            members = members if len(members) == 1 and members[0].is_ref else []
        yield from members


def build_notes(cursor: Cursor) -> tuple[str, ...]:
    """Return the notes of a schema and of its `allOf` members, one sentence each."""
    facts = get_facts(cursor)
    if "allOf" not in facts.names:
        if not facts.notes:
            return ()
        notes = (describe(cursor) for _, describe in _select_notes(facts.notes))
        return tuple(dict.fromkeys(chain.from_iterable(notes)))
    parts = [cursor, *constraints.list_members(cursor)]
    noted = frozenset[str]().union(*(get_facts(part).notes for part in parts))
    limits = constraints.merge_limits(parts) if len(parts) > 1 else cursor
    sentences: list[str] = []
    for names, describe_keywords in _select_notes(noted):
        if names[0] in constraints.MERGED:
            sentences += describe_keywords(limits)
            continue
        # The annotations of a member are about the member only.
        is_annotation = ANNOTATIONS.issuperset(names)
        for part in parts[:1] if is_annotation else parts:
            if not get_facts(part).notes.isdisjoint(names):
                sentences += describe_keywords(part)
    return tuple(dict.fromkeys(sentences))


@lru_cache(1024)
def _select_notes(keywords: frozenset[str]) -> tuple[_Note, ...]:
    """Return the functions that describe these keywords, in the order of the notes."""
    return tuple(note for note in NOTES if not keywords.isdisjoint(note[0]))


def format_value(value: Any) -> str | None:
    """Return a value as JSON, or None if it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_VALUE_LENGTH else None


def _normalize(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _describe_flag(keyword: str, sentence: str) -> _Describe:
    return lambda cursor: [sentence] if cursor.value.get(keyword) is True else []


def describe_default(cursor: Cursor) -> Iterator[str]:
    """Yield a note with the default of a schema that has one."""
    default = format_value(cursor.value["default"])
    if default is not None:
        yield f"Default: {default}."


def _describe_pattern(cursor: Cursor) -> Iterator[str]:
    yield from _describe_expression("Matches", cursor.child("pattern"))


def _describe_expression(verb: str, pattern: Cursor | None) -> Iterator[str]:
    """Describe a pattern; a long one is shortened, with its pointer in the document."""
    text = pattern.value if pattern is not None else None
    if pattern is None or not isinstance(text, str):
        return
    if len(text) > MAX_VALUE_LENGTH:
        start = text[: MAX_VALUE_LENGTH - 1]
        yield f"{verb} `{start}…`, in full at `{pattern.id}` in the document."
    else:
        yield f"{verb} `{text}`."


def _describe_format(cursor: Cursor) -> Iterator[str]:
    declared = cursor.value["format"]
    if isinstance(declared, str) and declared not in PLAIN_FORMATS:
        yield f"Format: {declared}."


def _describe_keys(cursor: Cursor) -> Iterator[str]:
    keys = cursor.child("propertyNames")
    yield from _describe_expression("Keys match", keys.get("pattern"))
    listed = keys.get("enum")
    if listed is not None and isinstance(listed.value, list):
        yield f"Keys: {', '.join(map(str, listed.value))}."


def _describe_not(cursor: Cursor) -> Iterator[str]:
    sentence = constraints.describe_excluded_keys(cursor.child("not"))
    if sentence is not None:
        yield sentence
        return
    phrase = _phrase(cursor.value["not"])
    yield f"Not {phrase}." if phrase else "The document excludes some values."


def _describe_contains(cursor: Cursor) -> Iterator[str]:
    phrase = _phrase(cursor.value["contains"])
    yield f"Contains {phrase}." if phrase else "The document requires a specific item."


def _describe_condition(cursor: Cursor) -> Iterator[str]:
    yield "The document restricts the combination of fields by a condition."


def _describe_dependent(cursor: Cursor) -> Iterator[str]:
    dependent = cursor.value["dependentRequired"]
    for key, names in dependent.items() if isinstance(dependent, dict) else ():
        if isinstance(names, list):
            yield f"`{key}` requires {', '.join(f'`{name}`' for name in names)}."


def _phrase(schema: Any) -> str | None:
    """Describe a simple schema in a few words."""
    if not isinstance(schema, dict):
        return None
    if isinstance(schema.get("$ref"), str):
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    for keyword in ("const", "enum"):
        if keyword in schema:
            return format_value(schema[keyword])
    json_type = schema.get("type")
    if not isinstance(json_type, str) or len(schema) > 1:
        return None
    return TYPE_PHRASES.get(json_type)


def _link_docs(cursor: Cursor) -> Iterator[str]:
    if text := describe_external_docs(cursor):
        yield text


def _describe_range(min_keyword: str, max_keyword: str, unit: str) -> _Describe:
    def describe_range(cursor: Cursor) -> Iterator[str]:
        schema = cursor.value
        low, high = _get_count(schema, min_keyword), _get_count(schema, max_keyword)
        low = None if low == 0 else low
        if low is not None and low == high:
            yield f"{low}{_pluralize(unit, low)}."
        elif low is not None and high is not None:
            yield f"{low} to {high}{_pluralize(unit, high)}."
        elif low is not None:
            yield f"At least {low}{_pluralize(unit, low)}."
        elif high is not None:
            yield f"At most {high}{_pluralize(unit, high)}."

    return describe_range


_describe_item_count = _describe_range("minItems", "maxItems", " item")


def _describe_items(cursor: Cursor) -> Iterable[str]:
    # The type of a tuple has its length.
    return () if "prefixItems" in cursor.value else _describe_item_count(cursor)


def _pluralize(unit: str, count: int) -> str:
    if count == 1:
        return unit
    return f"{unit.removesuffix('y')}ies" if unit.endswith("y") else f"{unit}s"


def _describe_limits(cursor: Cursor) -> Iterator[str]:
    """Describe the limits of a number."""
    schema = cursor.value
    low, high = _get_limit(schema, "minimum"), _get_limit(schema, "maximum")
    above, below = _get_exclusive_limit(schema, "minimum"), _get_exclusive_limit(
        schema, "maximum"
    )
    if above is None and below is None and low is not None and high is not None:
        yield f"{low} to {high}."
    else:
        for phrase, limit in (
            ("More than", above),
            ("At least", None if above is not None else low),
            ("Less than", below),
            ("At most", None if below is not None else high),
        ):
            if limit is not None:
                yield f"{phrase} {limit}."
    step = _get_limit(schema, "multipleOf")
    if step is not None:
        yield f"A multiple of {step}."


def _get_exclusive_limit(schema: dict[str, Any], name: str) -> str | None:
    keyword = f"exclusive{name.capitalize()}"
    # In OpenAPI 3.0 the keyword is a boolean that makes `minimum` or `maximum` exclusive.
    if schema.get(keyword) is True:
        return _get_limit(schema, name)
    return _get_limit(schema, keyword)


def _get_limit(schema: dict[str, Any], keyword: str) -> str | None:
    value = schema.get(keyword)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return json.dumps(value) if is_number else None


def _get_count(schema: dict[str, Any], keyword: str) -> int | None:
    value = schema.get(keyword)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


# The functions that describe keywords, in the order of the notes.
NOTES: tuple[_Note, ...] = (
    (
        ("minLength", "maxLength"),
        _describe_range("minLength", "maxLength", " character"),
    ),
    (LIMITS, _describe_limits),
    (("minItems", "maxItems"), _describe_items),
    (
        ("minProperties", "maxProperties"),
        _describe_range("minProperties", "maxProperties", " entry"),
    ),
    (("uniqueItems",), _describe_flag("uniqueItems", "No item twice.")),
    (("pattern",), _describe_pattern),
    (("format",), _describe_format),
    (("propertyNames",), _describe_keys),
    (("not",), _describe_not),
    (("contains",), _describe_contains),
    (("then", "else"), _describe_condition),
    (("oneOf",), constraints.describe_exactly_one),
    (("anyOf",), constraints.describe_at_least_one),
    (("dependentRequired",), _describe_dependent),
    (("dependentSchemas",), constraints.describe_dependent_schemas),
    (("default",), describe_default),
    (("readOnly",), _describe_flag("readOnly", "Set by the server.")),
    (("writeOnly",), _describe_flag("writeOnly", "Never sent by the server.")),
    (("externalDocs",), _link_docs),
)
