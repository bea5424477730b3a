"""The table of models for the generated tests, as JSON: what each key may hold, and what it must not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from specpress import ir
from specpress.views.models import default, field_names
from specpress.views.python_types import PythonTypes, Uses
from specpress.views.sample_values import NoSpecimen, Specimens

MOST = 150_000
"""So many characters a table of the tests has at most: a large document is tested by its first models."""


@dataclass(frozen=True, slots=True)
class Payloads:
    """The table of models."""

    rows: dict[str, Any]
    count: int
    """How many models there are, those for which the table has no room among them."""

    @property
    def text(self) -> str:
        """The table as JSON."""
        return table(self.rows)

    @property
    def told(self) -> list[dict[str, Any]]:
        """What is told of each key."""
        return [told for row in self.rows.values() for told in row["keys"].values()]

    def whole(self, name: str) -> dict[str, Any]:
        """A model of the table with each key that may have a value."""
        keys = self.rows[name]["keys"].items()
        return {
            key: next(iter(t["values"].values())) for key, t in keys if "values" in t
        }


def payloads(python: PythonTypes) -> Payloads:
    """The table of all models for which it has room."""
    objects = [
        made
        for i, made in python.named.items()
        if isinstance(made, ir.Object) and i not in python.twins
    ]
    maker = _Maker(python, Specimens(python))
    rows = within((python.names[made.id], partial(maker.row, made)) for made in objects)
    return Payloads(rows, len(objects))


def within(rows: Iterable[tuple[str, Callable[[], Any]]]) -> dict[str, Any]:
    """The first rows, as many as a table has room for, those left out that are large or of which nothing can be found."""
    found: dict[str, Any] = {}
    room = MOST
    for name, make in rows:
        try:
            row = make()
        except NoSpecimen:
            continue
        size = len(json.dumps(row))
        if size > MOST // 10:
            continue
        if size > room:
            break
        found[name] = row
        room -= size
    return found


def table(rows: dict[str, Any]) -> str:
    """Rows as JSON: a line for each entry of an entry."""
    return (
        "{\n" + ",\n".join(f"  {_json(n)}: {_row(r)}" for n, r in rows.items()) + "\n}"
    )


def _row(row: dict[str, Any]) -> str:
    lines = [f"    {_json(key)}: {_entry(value)}" for key, value in row.items()]
    return "{\n" + ",\n".join(lines) + "\n  }"


def _entry(value: Any) -> str:
    """An object a line for each of its keys, where they are objects, too."""
    if (
        not isinstance(value, dict)
        or not all(isinstance(v, dict) for v in value.values())
        or not value
    ):
        return _json(value)
    lines = [f"      {_json(key)}: {_json(inside)}" for key, inside in value.items()]
    return "{\n" + ",\n".join(lines) + "\n    }"


def _json(value: Any) -> str:
    return json.dumps(value)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the rows."""

    python: PythonTypes
    specimens: Specimens

    def row(self, made: ir.Object) -> dict[str, Any]:
        """One model.

        Raises:
            NoSpecimen: no value of something that is required can be found.
        """
        names, keys = field_names(made), {}
        for source in made.fields:
            try:
                keys[source.wire] = self._key(made, source, names[source.wire])
            except NoSpecimen:
                if source.required:
                    raise
        row: dict[str, Any] = {"keys": keys}
        if made.additional is not None and not self.python.takes_all(made.additional):
            row["undeclared"] = {
                "values": self.specimens.values(made.additional, "more"),
                "wrong": self.specimens.wrong(made.additional),
            }
        return row

    def _key(self, made: ir.Object, source: ir.Field, name: str) -> dict[str, Any]:
        values = self._values(source)
        told = {
            "field": name,
            "is": self._presence(made, source),
            "values": values,
            "wrong": self.specimens.wrong(source.type),
            "tomorrow": self.specimens.tomorrow(source.type),
        }
        return {key: value for key, value in told.items() if value}

    def _values(self, source: ir.Field) -> dict[str, Any]:
        """What the key may hold; null, where it must hold that."""
        found = self.specimens.values(source.type, source.wire)
        if source.preset and len(found) == 1:
            found = dict.fromkeys(found, source.preset)
        told = {shape: value for shape, value in found.items() if value is not None}
        return told or (found if source.required else {})

    def _presence(self, made: ir.Object, source: ir.Field) -> str:
        """Whether the key must be there, may be null, or may be left out."""
        if not source.required:
            return "optional"
        if self.specimens.takes_null(source.type):
            return "nullable"
        module = self.python.modules[made.id]
        has_default = default(self.python, source, Uses(module=module))
        return "constant" if has_default else "needed"
