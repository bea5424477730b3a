"""Versions of OpenAPI: the ones that are read, and a located error for all others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property.packages import generate_from_bytes, generate_from_tree

from specpress.document.problems import DocumentError, Problem, Severity
from specpress.document.versions import read_version

FULL = dict.fromkeys(("3.0.0", "3.0.4"), "3.0")
FULL |= dict.fromkeys(("3.1.0", "3.1.2", "3.1.0-rc0"), "3.1")
FULL |= dict.fromkeys(("3.2.0", "3.2.0-dev.1"), "3.2")
SHORT = ["3.0", "3.1", "3.2", 3.0, 3.1, 3.2]
ODD: list[Any] = [
    *(
        "31.1.0",
        "3.10.0",
        "3.3.0",
        "4.0.0",
        "2.0",
        "3",
        "3.",
        "3.1.",
        "3.1.x",
        "3.01.0",
    ),
    *(
        " 3.1.0",
        "3.1.0 ",
        "3.1.0\n",
        "\t3.1.0",
        "3.1.0\x00",
        "3.1.0\n3.1.0",
        "3.1\u2028",
    ),
    *("v3.1.0", "3.1.0-", "3.1.0-a/b", "3.1.0.0", "3,1,0", "-3.1.0", "", "../v3.1"),
    *("\uff13.\uff11.\uff10", "3.\u0661.0", "3" * 10_000),
    *(3, 4, -1, 31.1, 3.11, 3e300, True, False, [], ["3.1.0"], {}, {"3.1.0": 1}),
]


def document(version: Any) -> dict[str, Any]:
    """Return a document with an example that the schema rejects."""
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    example = {"type": "object", "required": ["id"], "example": {"name": 1}}
    return {
        "openapi": version,
        "info": {"title": "Acme", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Pet": {**schema, **example}}},
    }


def refuse(version: Any) -> Problem:
    """Return the only problem of a document with a version."""
    with pytest.raises(DocumentError) as caught:
        generate_from_tree(document(version))
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(("version", "line"), FULL.items())
def test_full_version(version: str, line: str) -> None:
    warnings = generate_from_tree(document(version)).warnings
    assert not [p for p in warnings if p.pointer == "#/openapi"]
    assert read_version(version) == line


@pytest.mark.parametrize("version", SHORT, ids=repr)
def test_version_without_patch_number_is_a_warning(version: Any) -> None:
    warnings = generate_from_tree(document(version)).warnings
    assert "#/openapi" in {p.pointer for p in warnings}


@pytest.mark.parametrize("version", ODD, ids=lambda value: repr(value)[:20])
def test_other_version_is_a_located_error(version: Any) -> None:
    problem = refuse(version)
    assert problem.code == "unsupported-version"
    assert problem.position is not None and problem.pointer == "#/openapi"
    assert problem.hint is not None and "3.1.0" in problem.hint


@given(st.text(alphabet="0123456789.- \n-rc", max_size=8).map("3.{}".format))
def test_any_text_is_a_known_version_or_unknown(version: str) -> None:
    line = read_version(version)
    assert line in ("3.0", "3.1", "3.2", None)
    assert line is None or version.startswith(line)


@pytest.mark.parametrize("version", ["3.10", "3.1e0", "0x3", "2026-11-29", "~"])
def test_unquoted_version_in_yaml(version: str) -> None:
    text = json.dumps(document("VERSION")).replace('"VERSION"', version)
    try:
        problems = generate_from_bytes(text.encode()).warnings
    except DocumentError as error:
        problems = error.problems
        assert {p.severity for p in problems} >= {Severity.ERROR}
    assert [p for p in problems if p.position is not None]
