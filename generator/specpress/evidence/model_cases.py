"""The JSON table of models that the generated tests read: valid and invalid values of each key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from specpress import ir
from specpress.evidence.sample_values import NoSampleValue, SampleValues
from specpress.package.defaults import get_default
from specpress.python.types import PythonTypes

# Limit of a table: of a large document only the first models are tested.
MAX_TABLE_CHARS = 150_000


@dataclass(frozen=True, slots=True)
class ModelCases:
    """The table of models."""

    rows: dict[str, Any]
    """The values to test for each key, by model."""
    count: int
    """Number of models of the document, including those not in the table."""

    @property
    def keys(self) -> list[dict[str, Any]]:
        """The entries of the keys of all models."""
        return [key for row in self.rows.values() for key in row["keys"].values()]

    def complete_payload(self, name: str) -> dict[str, Any]:
        """Return a payload of a model with all keys that may have a value."""
        keys = self.rows[name]["keys"].items()
        return {
            key: next(iter(t["values"].values())) for key, t in keys if "values" in t
        }


def build_model_cases(python: PythonTypes) -> ModelCases:
    """Return the table of as many models as it may contain."""
    objects = [
        schema
        for i, schema in python.named.items()
        if isinstance(schema, ir.Object) and i not in python.shared_schemas
    ]
    builder = _ModelCaseBuilder(python, SampleValues(python))
    rows = limit_rows(
        (python.names[schema.id], partial(builder.build_row, schema))
        for schema in objects
    )
    return ModelCases(rows, len(objects))


def limit_rows(rows: Iterable[tuple[str, Callable[[], Any]]]) -> dict[str, Any]:
    """Build rows until the table is full, without large ones and those without sample values."""
    table: dict[str, Any] = {}
    remaining = MAX_TABLE_CHARS
    for name, build in rows:
        try:
            row = build()
        except NoSampleValue:
            continue
        size = len(json.dumps(row))
        if size > MAX_TABLE_CHARS // 10:
            continue
        if size > remaining:
            break
        table[name] = row
        remaining -= size
    return table


@dataclass(frozen=True, slots=True)
class _ModelCaseBuilder:
    """Builds the rows."""

    python: PythonTypes
    sample_values: SampleValues

    def build_row(self, schema: ir.Object) -> dict[str, Any]:
        """Return the row of a model.

        Raises:
            NoSampleValue: a required field has no sample value.
        """
        names, keys = self.python.name_fields(schema), {}
        for source in schema.fields:
            try:
                keys[source.wire] = self._build_key(schema, source, names[source.wire])
            except NoSampleValue:
                if source.is_required_in_responses:
                    raise
        row: dict[str, Any] = {"keys": keys}
        extra = schema.additional
        if extra is not None and not self.python.accepts_anything(extra):
            row["undeclared"] = {
                "values": self.sample_values.list_values(extra, "more"),
                "invalid": self.sample_values.list_invalid(extra),
            }
        return row

    def _build_key(
        self, schema: ir.Object, source: ir.Field, name: str
    ) -> dict[str, Any]:
        entry = {
            "field": name,
            "presence": self._presence(schema, source),
            "values": self._list_values(source),
            "invalid": self.sample_values.list_invalid(source.type),
            "future": self.sample_values.list_future_values(source.type),
            "null": self._sends_null(source),
        }
        return {key: value for key, value in entry.items() if value}

    def _list_values(self, source: ir.Field) -> dict[str, Any]:
        """Return valid values of a key; null only if it must be null."""
        values = self.sample_values.list_values(source.type, source.wire)
        if source.preset and len(values) == 1:
            values = dict.fromkeys(values, source.preset)
        not_null = {
            shape: value for shape, value in values.items() if value is not None
        }
        return not_null or (values if source.is_required_in_responses else {})

    def _sends_null(self, source: ir.Field) -> bool:
        """Return whether None as an argument of the model is sent as null."""
        has_no_default = source.must_be_given or (source.required and source.write_only)
        accepts_null = has_no_default or self.python.accepts_null(source.type)
        # None is the default of a read-only key that responses may omit.
        is_default = source.read_only and not source.is_required_in_responses
        return accepts_null and not is_default

    def _presence(self, schema: ir.Object, source: ir.Field) -> str:
        """Return whether a response must contain the key: it is required, constant, nullable or optional."""
        if not source.is_required_in_responses:
            return "optional"
        if self.python.accepts_null(source.type):
            return "nullable"
        default = get_default(self.python, source, self.python.roots[schema.id])
        return "required" if default is None else "constant"
