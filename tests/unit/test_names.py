"""Names: tables of what becomes what, and the properties that hold for all."""

from __future__ import annotations

import keyword
import unicodedata

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
        ("résuméFile", "résumé_file"),
        ("Größe", "größe"),
        ("हिन्दी", "हिन्दी"),
        ("日本", "日本"),
        ("ｆｕｌｌ", "full"),
        ("a" * 300, f"{'a' * 55}_9835fa6b"),
    ],
)
def test_snake(text: str, expected: str) -> None:
    assert snake(text) == expected


def test_a_name_fits_into_a_file_name() -> None:
    for text in ("漢" * 200, "𐌰" * 200, "ﷺ" * 40, "x y" * 90):
        name = snake(text)
        assert len(name) <= 64
        assert len(name.encode()) <= 128


@given(st.text(max_size=8))
def test_a_name_is_as_python_reads_it(text: str) -> None:
    for name in (snake(text), pascal(text), screaming(text)):
        for role in ("class", "member", "module"):
            found = escape(name, role)
            assert unicodedata.normalize("NFKC", found) == found


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
def test_any_text_becomes_a_name(text: str, role: str) -> None:
    name = escape(snake(text), role)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)


def test_a_clash_moves_the_whole_family() -> None:
    claims = [Claim("a", ("x", "x_a")), Claim("b", ("x", "x_b")), Claim("c", ("y",))]
    assert settle(claims, "field") == {"a": "x_a", "b": "x_b", "c": "y"}


def test_what_is_written_as_python_would_keeps_its_name() -> None:
    claims = [
        Claim("userId", ("user_id", "user_id_field"), 1),
        Claim("user_id", ("user_id",)),
    ]
    assert settle(claims, "field") == {"user_id": "user_id", "userId": "user_id_field"}


def test_names_are_told_apart_as_they_come_out() -> None:
    claims = [Claim("2fa", ("2fa", "2fa_field")), Claim("n2fa", ("n2fa", "n2fa_field"))]
    assert len(set(settle(claims, "field").values())) == 2


@given(st.lists(st.sampled_from(["a", "b", "c", "A"]), max_size=6))
def test_names_are_unique_and_order_does_not_matter(names: list[str]) -> None:
    claims = [Claim(f"{index}", (name,)) for index, name in enumerate(names)]
    settled = settle(claims, "field")
    assert len({name.casefold() for name in settled.values()}) == len(names)
    assert settle(reversed(claims), "field") == settled


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_a_new_name_renames_no_other(names: list[str]) -> None:
    claims = [Claim(f"{index}", (name,)) for index, name in enumerate(names)]
    with_new = settle([Claim("new", ("zzz",)), *claims], "field")
    assert settle(claims, "field").items() <= with_new.items()
