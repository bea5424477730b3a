"""Python names: conversion, reserved names and clashes."""

from __future__ import annotations

import keyword
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.python.names import (
    Claim,
    assign_names,
    capitals,
    escape,
    name_variable,
    pascal,
    screaming,
    snake,
)
from specpress.python.names.case import fit, words
from specpress.python.names.difference import describe_differences, describe_origin
from specpress.python.names.reserve import reserved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("createdAt", "created_at"),
        ("Retry-After", "retry_after"),
        ("HTTPServer", "http_server"),
        ("ocrConfidence", "ocr_confidence"),
        ("x-extend-api-version", "x_extend_api_version"),
        ("+1", "plus_1"),
        ("-1", "minus_1"),
        ("", "empty"),
        ("page2", "page2"),
        ("résuméFile", "résumé_file"),
        ("Größe", "größe"),
        ("हिन्दी", "हिन्दी"),
        ("日本", "日本"),
        ("¯", "macron"),
        ("size ¯", "size"),
        ("ｆｕｌｌ", "full"),
        ("a" * 300, f"{'a' * 55}_9835fa6b"),
    ],
)
def test_snake(text: str, expected: str) -> None:
    assert snake(text) == expected


def test_long_name_fits_into_a_file_name() -> None:
    for text in ("漢" * 200, "𐌰" * 200, "ﷺ" * 40, "x y" * 90):
        name = snake(text)
        assert len(name) <= 64
        assert len(name.encode()) <= 128


def test_letters_combine_across_words() -> None:
    assert escape("PageSize\u0304", "class") == "PageSiz\u0113"


@given(st.text(max_size=8))
def test_names_are_normalized(text: str) -> None:
    for name in (snake(text), pascal(text), screaming(text)):
        for role in ("class", "member", "module"):
            escaped = escape(name, role)
            assert unicodedata.normalize("NFKC", escaped) == escaped


def test_pascal_and_screaming() -> None:
    assert pascal("extract run status") == "ExtractRunStatus"
    assert screaming("in-between") == "IN_BETWEEN"


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("class", "field", "class_"),
        ("extra", "field", "extra_"),
        ("id", "field", "id"),
        ("timeout", "parameter", "timeout_"),
        ("2fa", "field", "n2fa"),
        ("mro", "member", "mro_"),
        ("TYPE_CHECKING", "member", "TYPE_CHECKING_"),
        ("con", "module", "con_"),
        ("日本", "class", "N日本"),
        ("\u0301", "field", "ń"),
    ],
)
def test_escape(name: str, role: str, expected: str) -> None:
    assert escape(name, role) == expected


@given(
    st.text(max_size=40),
    st.sampled_from(["field", "parameter", "class", "member", "method", "module"]),
)
def test_any_text_becomes_a_valid_name(text: str, role: str) -> None:
    name = escape(snake(text), role)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)


def test_clash_renames_all_claims() -> None:
    claims = [Claim("a", ("x", "x_a")), Claim("b", ("x", "x_b")), Claim("c", ("y",))]
    assert assign_names(claims, "field") == {"a": "x_a", "b": "x_b", "c": "y"}


def test_lowest_rank_keeps_its_name() -> None:
    claims = [
        Claim("userId", ("user_id", "user_id_field"), 1),
        Claim("user_id", ("user_id",)),
    ]
    assert assign_names(claims, "field") == {
        "user_id": "user_id",
        "userId": "user_id_field",
    }


def test_clash_after_escaping() -> None:
    claims = [Claim("2fa", ("2fa", "2fa_field")), Claim("n2fa", ("n2fa", "n2fa_field"))]
    assert len(set(assign_names(claims, "field").values())) == 2


@given(st.lists(st.sampled_from(["a", "b", "c", "A"]), max_size=6))
def test_names_are_unique_and_independent_of_order(names: list[str]) -> None:
    claims = [Claim(f"{index}", (name,)) for index, name in enumerate(names)]
    assigned = assign_names(claims, "field")
    assert len({name.casefold() for name in assigned.values()}) == len(names)
    assert assign_names(reversed(claims), "field") == assigned


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_new_claim_renames_no_other(names: list[str]) -> None:
    claims = [Claim(f"{index}", (name,)) for index, name in enumerate(names)]
    with_new = assign_names([Claim("new", ("zzz",)), *claims], "field")
    assert assign_names(claims, "field").items() <= with_new.items()


@given(st.lists(st.text(max_size=12).map(snake), min_size=2, unique=True))
def test_environment_variables_are_ascii_and_distinct(arguments: list[str]) -> None:
    variables = [name_variable("acme", argument) for argument in arguments]
    assert all(re.fullmatch("[A-Z][A-Z0-9_]*", name) for name in variables)
    assert len({*variables}) == len({*map(capitals, arguments)})
    assert name_variable("acme", "token") == "ACME_TOKEN"


def test_fields_have_no_names_of_attributes_of_classes() -> None:
    """A dataclass reads the default of a field from its class."""
    attributes = {name for name in dir(type) if not name.startswith("_")}
    assert attributes <= reserved("field")
    assert escape("mro", "field") == "mro_"


def test_long_texts_have_short_work_and_different_names() -> None:
    texts = [f"{'ab c' * 50_000}{middle}{'d e' * 50_000}" for middle in "xy"]
    assert [len(words(text)) < 2_000 for text in texts] == [True, True]
    first, second = (fit(words(text), "_".join) for text in texts)
    assert first != second
    assert describe_origin("name", texts[0]) == ""
    assert all(len(text) < 10_000 for text in describe_differences(texts[0]))
