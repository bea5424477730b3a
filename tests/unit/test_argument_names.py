"""Names of arguments that differ only in symbols, case or location."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from specpress import ir
from specpress.python.names.argument_names import has_other_words, name_arguments
from specpress.python.names.namer import Namer


def make_parameter(location: str, wire: str) -> ir.Parameter:
    return ir.Parameter(
        wire=wire,
        location=location,
        style="form",
        explode=True,
        required=False,
        type=ir.derive_id("#", wire),
        default=None,
        description="",
        notes=(),
        deprecated=False,
        content_type=None,
        allow_reserved=False,
        allow_empty=False,
        origin=f"{location} {wire}",
    )


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        (["query $top"], ["top"]),
        (["query $top", "query top"], ["dollar_top", "top"]),
        (["query @type", "query $type"], ["at_type", "dollar_type"]),
        (["query ids[]", "query ids"], ["ids_bracket", "ids"]),
        (["path id", "query id"], ["id", "id_query"]),
        (["query userId", "query user_id"], ["user_id_query", "user_id"]),
        (["query a.b", "query a[b]"], ["a_dot_b", "a_bracket_b"]),
        (["query class", "header timeout"], ["class_", "timeout_"]),
    ],
)
def test_argument_names(parameters: Sequence[str], expected: list[str]) -> None:
    entries = [make_parameter(*key.split(" ")) for key in parameters]
    assert list(name_arguments(entries, {}, Namer(), "listThings").values()) == expected
    reversed_names = name_arguments(entries[::-1], {}, Namer(), "listThings")
    assert [reversed_names[key] for key in parameters] == expected


@pytest.mark.parametrize(
    ("name", "wire", "expected"),
    [
        ("user_id", "userId", False),
        ("x_request_id", "X-Request-Id", False),
        ("top", "$top", True),
        ("class_", "class", False),
        ("id_query", "id", True),
    ],
)
def test_other_words(name: str, wire: str, expected: bool) -> None:
    assert has_other_words(name, wire) is expected
