"""Report schemas that apply together although their types exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress.schema import keywords

if TYPE_CHECKING:
    from specpress.reader.conjunction import Conjunct
    from specpress.reader.types import TypeSpace


def report_conflict(
    space: TypeSpace, conjuncts: list[Conjunct], best: Conjunct
) -> None:
    """Report schemas whose types exclude each other."""
    typed = [c for c in conjuncts if keywords.get_json_types(c.schema)]
    accepted = [_get_accepted_types(conjunct) for conjunct in typed]
    if accepted and not set.intersection(*accepted):
        declared = dict.fromkeys(
            t for c in typed for t in keywords.get_json_types(c.schema)
        )
        message = f"conflicting types {' and '.join(declared)}: no value satisfies all of them"
        used = keywords.infer_json_type(best.schema)
        omits = " and ".join(f"type {name!r}" for name in declared if name != used)
        losers = [
            c.schema for c in conjuncts if used not in keywords.get_json_types(c.schema)
        ]
        types = (schema.get("type") for schema in losers)
        at = next(filter(None, types), best.schema)
        space.problems.omission(
            at, omits, message, f"{used} is used", code="conflicting-types"
        )


def _get_accepted_types(conjunct: Conjunct) -> set[str]:
    json_types = {*keywords.get_json_types(conjunct.schema)}
    return json_types | {"integer"} if "number" in json_types else json_types
