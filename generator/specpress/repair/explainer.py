"""The schemas that a recorded value violates, followed in the document itself.

The validator decides if a value is valid for a schema. Here references and variants are followed by
cursors, so that each violation has the place that an overlay can change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.repair.findings import NONE, OVERLAPPING, SEVERAL, WHOLE, Finding
from specpress.repair.inference import type_of
from specpress.repair.keywords import Visit, list_findings
from specpress.repair.recording import has_hidden
from specpress.repair.tags import find_tag, is_constant
from specpress.samples.choices import possible_types
from specpress.schema.dialect import Schema, Subtypes
from specpress.schema.discriminators import property_name
from specpress.schema.validation import Schemas

# A violation of a tag weighs more than others: the value belongs to another variant.
TAG_WEIGHT = 10


@dataclass(slots=True)
class Explainer:
    """Finds the violated keywords of the schemas for one direction."""

    schemas: Schemas
    subtypes: Mapping[str, Subtypes]
    problems: Problems
    _active: set[tuple[str, str]] = field(default_factory=set)

    def explain(self, schema: Cursor, value: Any, pointer: str = "") -> list[Finding]:
        """Return the violated keywords; none if the value is valid as far as it is not redacted."""
        place = schema.id, pointer
        if place in self._active or self._allows(schema, value):
            return []
        self._active.add(place)
        try:
            findings = [*self._list_findings(schema, value, pointer)]
        finally:
            self._active.remove(place)
        if not findings and not has_hidden(value):
            return [Finding(schema, WHOLE, value, pointer)]
        return findings

    def _allows(self, schema: Cursor, value: Any) -> bool:
        return self.schemas.allows(self.schemas.reference(schema), value)

    def _fits(self, schema: Cursor, value: Any) -> bool:
        """Return whether a value is valid, as far as it is not redacted."""
        if self._allows(schema, value):
            return True
        return has_hidden(value) and not self.explain(schema, value)

    def _list_findings(
        self, schema: Cursor, value: Any, pointer: str
    ) -> Iterator[Finding]:
        if not isinstance(schema.value, dict):
            yield Finding(schema, WHOLE, value, pointer)
            return
        is_3_0 = schema.workspace.version == "3.0"
        if schema.is_ref:
            yield from self._explain_reference(schema, value, pointer)
            if is_3_0:
                return
        elif value is None and is_3_0:
            yield Finding(schema, "type", value, pointer)
            return
        visit = Visit(self, schema, self._read(schema), value, pointer)
        yield from list_findings(visit)

    def _read(self, schema: Cursor) -> dict[str, Schema]:
        """Return a schema without the union with null that `nullable` means."""
        translated: dict[str, Schema] = self.schemas.read(schema)
        if schema.value.get("nullable") is True and "anyOf" in translated:
            inner: dict[str, Schema] = translated["anyOf"][0]
            return inner
        return translated

    def _explain_reference(
        self, schema: Cursor, value: Any, pointer: str
    ) -> Iterator[Finding]:
        target = schema.target(self.problems)
        if target is None or (self._allows(target, value) and value is None):
            return
        if value is None:
            # Widening the target would allow null wherever something refers to it.
            yield Finding(schema, "$ref", value, pointer)
            return
        subtypes = self.subtypes.get(target.id)
        if subtypes is not None and isinstance(value, dict):
            extended = _extending_schema(schema)
            if extended not in subtypes.variants:
                name = str(value.get(subtypes.property_name))
                target = subtypes.selected.get(name, target)
        yield from self.explain(target, value, pointer)

    def explain_variants(
        self, union: Cursor, keyword: str, value: Any, pointer: str
    ) -> Iterator[Finding]:
        """Yield the violations of `oneOf` or `anyOf`: those of the variant that is meant."""
        variants = [*union.child(keyword).elements()]
        selected = self._select(union, keyword, variants, value)
        if selected is not None:
            yield from self.explain(selected, value, pointer)
            return
        matches = [variant for variant in variants if self._fits(variant, value)]
        is_one_of = keyword == "oneOf"
        if len(matches) > 1 and is_one_of:
            yield Finding(union, keyword, value, pointer, SEVERAL)
        if matches:
            return
        variant, findings = self._closest(variants, value, pointer)
        others = [other for other in variants if other is not variant]
        if is_one_of and not find_tag(union, keyword) and self._overlap(others, value):
            # A wider variant may accept values of another one, which `oneOf` does not allow.
            yield Finding(union, keyword, value, pointer, OVERLAPPING)
        else:
            yield from findings or [Finding(union, keyword, value, pointer, NONE)]

    def _overlap(self, variants: list[Cursor], value: Any) -> bool:
        """Return whether one of the variants accepts other values of the same type."""
        schemas = [self.schemas.reference(variant) for variant in variants]
        types = {t for s in schemas for t in possible_types(self.schemas, [s])}
        numbers = {"integer", "number"}
        own = {type_of(value)}
        return bool(types & (numbers if own & numbers else own))

    def _select(
        self, union: Cursor, keyword: str, variants: list[Cursor], value: Any
    ) -> Cursor | None:
        """Return the variant that the discriminator selects."""
        translated = self._read(union)
        name = property_name(translated)
        if name is None or not isinstance(value, dict) or name not in value:
            return None
        selecting = self.schemas.list_selecting(translated, keyword)
        for cursor, values in zip(variants, selecting, strict=True):
            if value[name] in values.accepted:
                return cursor
        return None

    def _closest(
        self, variants: list[Cursor], value: Any, pointer: str
    ) -> tuple[Cursor | None, list[Finding]]:
        """Return the closest variant and its violations; nothing if the value belongs to no variant."""
        if value is None:
            return None, []
        explained = [(v, self.explain(v, value, pointer)) for v in variants]
        compatible = [
            (variant, findings)
            for variant, findings in explained
            if findings and not any(_is_other_type(f, pointer) for f in findings)
        ]
        if not compatible:
            return None, []
        closest = min(compatible, key=lambda entry: sum(map(_weigh, entry[1])))
        is_tagged = len(compatible) > 1 and any(map(_is_tag, closest[1]))
        return (None, []) if is_tagged else closest


def _extending_schema(reference: Cursor) -> str:
    """Return the id of the schema that refers to its base in `allOf`; "" for another reference."""
    members = reference.parent
    is_member = members is not None and members.key == "allOf"
    owner = members.parent if is_member and members is not None else None
    return owner.id if owner is not None else ""


def _is_other_type(finding: Finding, pointer: str) -> bool:
    is_same = finding.pointer == pointer
    return is_same and finding.keyword in ("type", "$ref", WHOLE)


def _is_tag(finding: Finding) -> bool:
    """Return whether a finding is about a value that names the variant."""
    return finding.keyword in ("const", "enum") and is_constant(finding.at.value)


def _weigh(finding: Finding) -> int:
    return TAG_WEIGHT if _is_tag(finding) else 1
