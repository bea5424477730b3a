"""Paths of violations: the validator omits empty keys, which documents and settings may have."""

from __future__ import annotations

from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from specpress.validate.findings import find_violations
from specpress.validate.specification import Specification

# Each leaf that is a number violates it.
SCHEMA: dict[str, Any] = {
    "type": ["object", "array", "string"],
    "additionalProperties": {"$ref": "#"},
    "items": {"$ref": "#"},
}
KEYS = st.sampled_from(["", "a", "7", " "])
TREES = st.recursive(
    st.integers(0, 1000) | st.just("text"),
    lambda inner: st.dictionaries(KEYS, inner) | st.lists(inner, max_size=2),
)


@given(TREES)
def test_paths_are_those_of_another_validator(tree: Any) -> None:
    specification = Specification("the test", SCHEMA, is_openapi=False)
    judge = jsonschema.Draft202012Validator(SCHEMA)
    expected = [(tuple(e.absolute_path), e.instance) for e in judge.iter_errors(tree)]
    findings = [*find_violations(tree, specification)]
    # Equal values beside each other, one below an empty key, have no certain path.
    values = [instance for _, instance in expected]
    assert sorted(f.instance for f in findings) == sorted(values)
    if len({*values}) == len(values):
        assert {f.path for f in findings} == {path for path, _ in expected}


def test_empty_keys_at_the_end_and_inside() -> None:
    specification = Specification("the test", SCHEMA, is_openapi=False)
    for tree, path in [
        ({"": 1}, ("",)),
        ({"a": {"": {"": [{"": 1}]}}}, ("a", "", "", 0, "")),
        ({"": {"a": 1}, "a": "x"}, ("", "a")),
    ]:
        (finding,) = find_violations(tree, specification)
        assert finding.path == path
