"""Names of inline variants."""

from __future__ import annotations

from typing import Any

from specpress.reader.variant_names import name_variants


def test_an_optional_property_does_not_change_a_name() -> None:
    def build(value: str, **properties: Any) -> Any:
        own = {"size": {"type": "string", "enum": [value, f"{value}er"]}}
        schema = {"type": "object", "properties": {**own, **properties}}
        return {**schema, "required": ["size"]}

    others = [build("low"), build("tall")]
    expected = ["size low or lower", "size tall or taller"]
    assert name_variants(others) == expected
    added = [build("low", age={"type": "integer"}), build("tall")]
    assert name_variants(added) == expected
