"""Names: tables of what becomes what, and the properties that hold for all."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.names import Claim, escape, pascal, screaming, settle, snake


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
    ],
)
def test_snake(text: str, expected: str) -> None:
    assert snake(text) == expected


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
    ],
)
def test_escape(name: str, role: str, expected: str) -> None:
    assert escape(name, role) == expected


@given(
    st.text(max_size=40),
    st.sampled_from(["field", "parameter", "class", "member", "method", "module"]),
)
def test_any_text_becomes_a_name(text: str, role: str) -> None:
    name = escape(snake(text), role)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)


def test_a_clash_moves_the_whole_family() -> None:
    claims = [Claim("a", ("x", "x_a")), Claim("b", ("x", "x_b")), Claim("c", ("y",))]
    assert settle(claims) == {"a": "x_a", "b": "x_b", "c": "y"}


@given(st.lists(st.sampled_from(["a", "b", "c", "A"]), max_size=6))
def test_names_are_unique_and_order_does_not_matter(names: list[str]) -> None:
    claims = [Claim(f"{index}", (name,)) for index, name in enumerate(names)]
    settled = settle(claims)
    assert len({name.casefold() for name in settled.values()}) == len(names)
    assert settle(reversed(claims)) == settled


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_a_new_name_renames_no_other(names: list[str]) -> None:
    claims = [Claim(f"{index}", (name,)) for index, name in enumerate(names)]
    assert settle(claims).items() <= settle([Claim("new", ("zzz",)), *claims]).items()
