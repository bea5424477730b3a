"""Check defaults and examples against their whole schema: a client refuses values that contradict it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from specpress.document.descriptions import describe_path
from specpress.document.media_types import is_json
from specpress.document.problems import Problems, Step
from specpress.document.resolve import Cursor
from specpress.schema import json_types
from specpress.schema.dialect import Schema, SchemaReader, read_pattern
from specpress.schema.facts import has_only_type
from specpress.schema.json_values import to_json
from specpress.schema.validation import UNLOCATED, ContradictoryDocument, Schemas
from specpress.validate import messages
from specpress.validate.findings import Finding, to_finding
from specpress.validate.specification import load_specification

# The formats that generated clients check.
FORMATS = ("date", "date-time", "time", "uuid")
DIRECTIONS = ("readOnly", "writeOnly")
# Violations whose messages `messages` has; that of the validator describes others.
DESCRIBED = ("type", "enum", "const", "required")
DESCRIBED_LIMITS = tuple(messages.LIMITS)
DEFAULT_HINT = "the default is documented, but never sent"
EXAMPLE_HINT = "correct the example, or the schema that it contradicts"
MAX_MESSAGE_LENGTH = 120


class _ExampleReader(SchemaReader):
    """A translator for values of any direction, with the formats that clients check."""

    def _adapt_keywords(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        super()._adapt_keywords(cursor, schema)
        if schema.get("format") not in FORMATS:
            schema.pop("format", None)

    def _add_examples(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        """Add nothing: examples do not validate each other."""

    def _is_required(self, cursor: Cursor, name: str) -> bool:
        is_required = []
        for direction in DIRECTIONS:
            self.excluded = direction
            is_required.append(super()._is_required(cursor, name))
        return all(is_required)


class _ExampleSchemas(Schemas):
    def __init__(self) -> None:
        super().__init__(DIRECTIONS[0], Problems())
        self._reader = _ExampleReader(DIRECTIONS[0], Problems())


@dataclass(slots=True)
class ExampleChecker:
    """Checks each default, example and pattern of a document once, all of them together."""

    seen: set[str] = field(default_factory=set)
    pending: list[tuple[Cursor, Cursor, bool]] = field(default_factory=list)
    """Examples with their schemas; True if the value may be the text of JSON."""
    patterns: dict[str, Cursor] = field(default_factory=dict)

    def add_schema(self, schema: Cursor) -> None:
        """Add the default and the examples of a schema."""
        # OpenAPI 3.0 ignores keywords beside `$ref`.
        if schema.is_ref and schema.workspace.version == "3.0":
            return
        for example in _list_examples(schema):
            self._add(example, schema)

    def add_pattern(self, schema: Cursor) -> None:
        """Add the pattern of a schema, if it has one."""
        pattern = schema.get("pattern") if isinstance(schema.value, dict) else None
        if pattern is not None:
            self.patterns[schema.id] = pattern

    def add_holder(self, holder: Cursor, media_type: str) -> None:
        """Add the examples of a parameter, a header or a media type.

        Args:
            media_type: Empty for a parameter or a header.
        """
        schema = holder.get("schema")
        if schema is not None and (not media_type or is_json(media_type)):
            for example in _list_examples(holder):
                # The example of a parameter or a header may be its text in the request or response.
                is_text = not media_type and isinstance(example.value, str)
                if not (is_text and _is_container(schema)):
                    self._add(example, schema, is_json_text=bool(media_type))

    def _add(
        self, example: Cursor, schema: Cursor, *, is_json_text: bool = False
    ) -> None:
        if example.id in self.seen or not isinstance(schema.value, dict):
            return
        self.seen.add(example.id)
        # Most schemas have only a type, and a validator is slow to compile.
        if not has_only_type(schema, example.value):
            self.pending.append((example, schema, is_json_text))

    def check(self, problems: Problems) -> None:
        """Report the added examples that contradict their schema, and patterns that cannot be read."""
        for pattern in self.patterns.values():
            read_pattern(pattern, problems)
        self.patterns.clear()
        schemas = _ExampleSchemas()
        references = [schemas.reference(schema) for _, schema, _ in self.pending]
        schemas.compile_together(references)
        for (example, _, is_json_text), reference in zip(
            self.pending, references, strict=True
        ):
            value = to_json(example.value)
            value = _parse(value) if is_json_text else value
            fault = _find_fault(schemas, reference, value)
            if fault is not None:
                _report(example, *fault, problems)
        self.pending.clear()


def _find_fault(
    schemas: Schemas, reference: Schema, value: Any
) -> tuple[Finding, str] | None:
    """Return the first fault of a value with the message of the validator."""
    try:
        validator = schemas.validator(reference)
    except ContradictoryDocument:
        # The schema itself is invalid, which is reported separately.
        return None
    wrapped = validator.wrap(value)
    if validator.compiled.is_valid(wrapped):
        return None
    if schemas.is_costly(reference, value):
        return Finding((), "", None, value), UNLOCATED
    error = next(iter(validator.compiled.iter_errors(wrapped)))
    finding = to_finding(error, wrapped)
    depth = 0 if validator.key is None else 1
    return replace(finding, path=finding.path[depth:]), error.message


def _is_container(schema: Cursor) -> bool:
    return bool(json_types.get_effective_types(schema) & {"array", "object"})


def _list_examples(holder: Cursor) -> Iterator[Cursor]:
    """Yield the values of `default`, `example` and `examples`."""
    for key in ("default", "example"):
        value = holder.get(key)
        if value is not None:
            yield value
    examples = holder.get("examples")
    if examples is not None:
        yield from examples.elements()
        for _, entry in examples.items():
            target = entry.follow(Problems())
            values = (target.get(key) for key in ("value", "dataValue"))
            yield from filter(None, values)


def _parse(value: Any) -> Any:
    """Return the value of an example that is written as the text of an object or array."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _report(at: Cursor, inner: Finding, fault: str, problems: Problems) -> None:
    example = _get_named_path(at)
    # The path starts at the document, so that the message can name the value.
    path = (*example, *inner.path)
    hint = DEFAULT_HINT if at.key == "default" else EXAMPLE_HINT
    place = "" if len(inner.path) < 2 else f" (in {describe_path(example)})"
    if inner.keyword not in (*DESCRIBED, *DESCRIBED_LIMITS):
        fault = _describe_fault(inner, fault)
        problems.warning(
            at,
            f"{describe_path(path)} {fault}{place}",
            hint,
            code="invalid-default" if at.key == "default" else "invalid-example",
        )
        return
    located = Finding(path, inner.keyword, inner.expected, inner.instance)
    specification = load_specification(at.workspace.version)
    for described in messages.describe_finding(located, specification):
        is_required = inner.keyword == "required"
        cure = hint if is_required else described.hint or hint
        problems.warning(
            at,
            f"{described.text}{place}",
            cure,
            code="invalid-default" if at.key == "default" else "invalid-example",
        )


def _get_named_path(example: Cursor) -> tuple[Step, ...]:
    """Return the path of an example whose last step names it."""
    is_value = example.key in ("value", "dataValue")
    return example.path[:-1] if is_value else example.path


def _describe_fault(finding: Finding, message: str) -> str:
    """Return the fault of an example, without its name."""
    match finding.keyword:
        case "oneOf" | "anyOf" as keyword:
            is_ambiguous = not all(finding.expected or ())
            found = "more than one variant" if is_ambiguous else "no variant"
            return f"matches {found} of `{keyword}`"
        case "additionalProperties" | "unevaluatedProperties":
            return "has an undeclared key: " + ", ".join(
                f"`{key}`" for key in finding.expected
            )
        case "falseSchema" if finding.location[-1:] == ("additionalProperties",):
            return "has an undeclared key"
        case "falseSchema" | "not":
            return "is a value that its schema excludes"
    is_long = len(message) > MAX_MESSAGE_LENGTH
    text = f"…{message[-MAX_MESSAGE_LENGTH:]}" if is_long else message
    return f"contradicts its schema: {text}"
