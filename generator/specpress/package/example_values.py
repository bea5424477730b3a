"""Values of arguments in examples: those of the document where it has valid ones, else the smallest valid ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.package.example_scalars import is_value, is_within_limits
from specpress.package.samples import SCALARS
from specpress.python import unions
from specpress.python.types import PythonTypes
from specpress.schema.table import DEMANDING

MAX_STEPS = 300  # per value: a type may expand exponentially
# Keywords that constrain no value.
ANNOTATIONS = ("title", "description", "example", "examples", "default", "deprecated")
MAX_CHARS = 300  # of an example of the document with any content
Parents = frozenset[ir.TypeId]  # the types that contain a value


class NoExample(Exception):
    """The type has no finite value, or one that is too large for an example."""


@dataclass(slots=True)
class ExampleValues:
    """Builds JSON values: of an object the required properties, of an array one item."""

    python: PythonTypes
    is_sent: bool = True
    """True for values of requests, False for those of responses."""
    _built: dict[ir.TypeId, tuple[Any, bool]] = field(default_factory=dict)
    """Values of objects and unions without an example, and whether a constraint may forbid them."""
    _scalars: dict[str, Any] = field(default_factory=dict)
    _steps: int = 0
    _is_checked: bool = False
    """True if a constraint may forbid the value."""

    def build_argument(self, source: ir.Parameter) -> Any:
        """Return a value of a parameter.

        Raises:
            NoExample: the type has no value for an example.
        """
        value = self._start(source.type, source.wire, source.example)
        schema = self.python.plain(source.type)
        if value == {} and isinstance(schema, ir.Object):
            value = self._build_first_property(schema, source.example)
        value = self._repair(source.type, value)
        if value is None or (source.location == "path" and not _is_segment(value)):
            raise NoExample
        return value

    def build_body(self, type_id: ir.TypeId, example: Any = None) -> Any:
        """Return a value of a body, of which at least one property is given.

        `example` is a value of the document, whose required properties are used.

        Raises:
            NoExample: the type has no value for an example.
        """
        value = self._start(type_id, "text", example)
        schema = self.python.plain(type_id)
        if value == {} and isinstance(schema, ir.Object):
            value = self._build_first_property(schema, example)
        return self._repair(type_id, value)

    def build_property(self, source: ir.Field) -> Any:
        """Return a value of a property.

        Raises:
            NoExample: the type has no value for an example.
        """
        return self._start(source.type, source.wire, None)

    def _start(self, type_id: ir.TypeId, text: str, example: Any) -> Any:
        self._steps, self._is_checked = 0, False
        return self._build(type_id, text, example, frozenset())

    def _repair(self, type_id: ir.TypeId, value: Any) -> Any:
        """Return a value that the schema allows: compiling a schema takes time, and most have no constraints."""
        if not self._is_checked:
            return value
        return self.python.repairer(type_id, value, self.is_sent)

    def _build_first_property(self, schema: ir.Object, example: Any) -> dict[str, Any]:
        """Return an object with its first property that is sent."""
        examples = example if isinstance(example, Mapping) else {}
        for source in schema.fields:
            if source.read_only or source.deprecated:
                continue
            try:
                hint = examples.get(source.wire)
                return {
                    source.wire: self._build(
                        source.type, source.wire, hint, frozenset()
                    )
                }
            except NoExample:
                continue
        return {}

    def _build(
        self, type_id: ir.TypeId, text: str, example: Any, parents: Parents
    ) -> Any:
        schema = self.python.plain(type_id)
        self._steps += 1
        if schema.id in parents or self._steps > MAX_STEPS:
            raise NoExample
        inside = parents | {schema.id}
        match schema:
            case ir.Scalar():
                return self._build_scalar(schema, text, example)
            case ir.Const(value=value):
                return value
            case ir.Enum(members=members):
                values = [m.value for m in members]
                return example if example in values else values[0]
            case ir.Array(item=item):
                self._note_constraints(schema.id)
                if example is None:
                    example = get_example(self.python.repairer.get_keywords(schema.id))
                return self._build_array(item, text, example, inside)
            case ir.Tuple(items=items):
                return [self._build(i, text, None, inside) for i in items]
            case ir.Map():
                self._note_constraints(schema.id)
                return {}
            case ir.JsonText(content=content):
                return json.dumps(self._build(content, text, None, inside))
            case ir.Object() | ir.Union():
                return self._build_composite(schema, text, example, inside)
            case _:
                return self._find_content(schema, example, text)

    def _build_scalar(self, schema: ir.Scalar, text: str, example: Any) -> Any:
        keywords = self.python.repairer.get_keywords(schema.id)
        candidates = (example, get_example(keywords))
        valid = (value for value in candidates if is_value(schema.kind, value))
        value = next(valid, SCALARS.get(schema.kind, text))
        return self._repair_scalar(schema.id, keywords, value)

    def _repair_scalar(
        self, type_id: ir.TypeId, keywords: Mapping[str, Any], value: Any
    ) -> Any:
        """Return a value that a schema allows; the result for equal schemas is the same.

        Compiling a schema takes time, and most only limit lengths, or are those of other parameters.
        """
        if is_within_limits(keywords, value):
            return value
        constraints = {k: v for k, v in keywords.items() if k not in ANNOTATIONS}
        key = repr((constraints, value))
        if key not in self._scalars:
            repairer = self.python.repairer
            self._scalars[key] = repairer(type_id, value, self.is_sent)
        return self._scalars[key]

    def _find_content(self, schema: ir.Type, example: Any, text: str) -> Any:
        """Return an example of a schema that allows anything."""
        declared = example
        if declared is None:
            declared = get_example(self.python.repairer.get_keywords(schema.id))
        is_short = (
            declared is not None and len(json.dumps(declared, default=str)) < MAX_CHARS
        )
        return declared if is_short else text

    def _build_array(
        self, item: ir.TypeId, text: str, example: Any, parents: Parents
    ) -> list[Any]:
        first = example[0] if isinstance(example, list) and example else None
        try:
            value = self._build(item, text, first, parents)
        except NoExample:
            return []
        # A parameter cannot send null.
        return [] if value is None else [value]

    def _build_composite(
        self, schema: ir.Object | ir.Union, text: str, example: Any, parents: Parents
    ) -> Any:
        if example is None and schema.id in self._built:
            value, is_checked = self._built[schema.id]
            self._is_checked |= is_checked
            return value
        before, self._is_checked = self._is_checked, False
        if isinstance(schema, ir.Union):
            self._is_checked = True
            value = self._build_variant(schema, text, example, parents)
        else:
            value = self._build_object(schema, example, parents)
        if example is None:
            self._built[schema.id] = value, self._is_checked
        self._is_checked |= before
        return value

    def _note_constraints(self, type_id: ir.TypeId) -> None:
        """Note whether a schema of an array or a map has a constraint of its content."""
        keywords = self.python.repairer.get_keywords(type_id)
        self._is_checked |= any(key in keywords for key in DEMANDING)

    def _build_object(
        self, schema: ir.Object, example: Any, parents: Parents
    ) -> dict[str, Any]:
        examples = example if isinstance(example, Mapping) else {}
        value: dict[str, Any] = {}
        for source in schema.fields:
            if not self._is_required(source):
                continue
            if source.preset is not None:
                value[source.wire] = source.preset
                continue
            try:
                value[source.wire] = self._build(
                    source.type, source.wire, examples.get(source.wire), parents
                )
            except NoExample:
                if not self.python.accepts_null(source.type):
                    raise
                value[source.wire] = None
        return value

    def _is_required(self, source: ir.Field) -> bool:
        if self.is_sent:
            return source.required and not source.read_only
        return source.is_required_in_responses

    def _build_variant(
        self, union: ir.Union, text: str, example: Any, parents: Parents
    ) -> Any:
        """Return a value of the first variant that has one, with the value of the discriminator."""
        tag = unions.find_tag(self.python, union)
        for variant in union.variants:
            try:
                value = self._build(variant, text, example, parents)
            except NoExample:
                continue
            if tag is None or not isinstance(value, dict):
                return value
            key, variants = tag
            tags = [text for text, target in variants.items() if target == variant]
            if not tags:
                return value
            return {key: unions.tag_from_text(tags[0], value.get(key)), **value}
        raise NoExample


def _is_segment(value: Any) -> bool:
    """Return whether a value can be a part of a path: it is neither empty nor a relative segment."""
    return bool(value.strip(". ")) if isinstance(value, str) else value not in ({}, [])


def get_example(keywords: Mapping[str, Any]) -> Any:
    """Return the first example in a schema; None if it has none."""
    examples = keywords.get("examples")
    first = examples[0] if isinstance(examples, list) and examples else None
    return keywords.get("example", first)
