"""Texts that are generated for patterns match them, according to the validator."""

from __future__ import annotations

from random import Random

import jsonschema_rs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specpress.samples.patterns.formats import FORMAT_PATTERNS
from specpress.samples.patterns.generate import build_automaton, generate_matches

CHARACTERS = st.sampled_from(
    ["a", "b", "Z", "0", "_", "-", ".", r"\.", r"\d", r"\D", r"\w", r"\s", "[a-c]", "[^a-c]", "[0-9_]", r"\p{Lu}",
     r"[\p{L}\d]", r"\x41", r"\u00e9"]
)  # fmt: skip
QUANTIFIERS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}"])
GROUPS = st.sampled_from(["(%s)", "(?:%s)", "(?=%s)", "(?!%s)", "(?<=%s)", "(?<!%s)"])


def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda o: f"(?:{'|'.join(o)})"),
        st.tuples(GROUPS, inner).map(lambda pair: pair[0] % pair[1]),
        st.tuples(inner, QUANTIFIERS).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    )


BODIES = st.recursive(
    st.tuples(CHARACTERS, QUANTIFIERS).map("".join), extend, max_leaves=8
)
PATTERNS = st.one_of(BODIES, BODIES.map(lambda body: f"^{body}$"))


def validator(pattern: str, low: int, high: int | None) -> jsonschema_rs.Validator:
    limits = (
        {"minLength": low} if high is None else {"minLength": low, "maxLength": high}
    )
    try:
        return jsonschema_rs.validator_for({"pattern": pattern, **limits})
    except (ValueError, jsonschema_rs.ValidationError):
        assume(False)  # The validator does not support this pattern.
        raise


@given(BODIES, st.integers(0, 4), st.integers(0, 1000))
def test_patterns_without_assertions(body: str, low: int, seed: int) -> None:
    """Without lookarounds every text matches, and there is one unless the limits exclude all."""
    assume("(?=" not in body and "(?!" not in body and "(?<" not in body)
    pattern = f"^(?:{body})$"
    is_valid = validator(pattern, low, 40).is_valid
    texts = [*generate_matches([pattern], low, 40, Random(seed))]
    assert all(map(is_valid, texts))
    unlimited = [*generate_matches([pattern], 0, None, Random(seed))]
    assert unlimited
    assert texts or not any(map(is_valid, unlimited))


@given(PATTERNS, st.integers(0, 1000))
def test_patterns_with_assertions(pattern: str, seed: int) -> None:
    """Lookarounds inside of repetitions are approximate, others are exact."""
    is_valid = validator(pattern, 0, None).is_valid
    texts = [*generate_matches([pattern], 0, None, Random(seed))]
    if texts and not any(map(is_valid, texts)):
        assert "(?" in pattern.replace("(?:", "")


@pytest.mark.parametrize("name", FORMAT_PATTERNS)
def test_patterns_of_formats(name: str) -> None:
    is_valid = jsonschema_rs.validator_for(
        {"format": name}, validate_formats=True
    ).is_valid
    for high in (None, 30, 12, 8):
        texts = [*generate_matches([FORMAT_PATTERNS[name]], 0, high, Random(1))]
        assert all(map(is_valid, texts)), name


def test_unsupported_and_unsatisfiable_patterns() -> None:
    assert build_automaton((r"[a-z&&[^b]]",), 0, None) is None
    assert [*generate_matches(["^a$", "^b$"], 0, None, Random(1))] == []
    assert [*generate_matches(["^a{3}$"], 0, 2, Random(1))] == []
