"""Query parameters in every style, exploded or not, with values of every type."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.parameters import build_document, send_parameter
from tests.wire.server import RecordingServer

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def query(keywords: str, schema: str) -> str:
    """Return a query parameter in YAML."""
    return f"in: query, {keywords}{', ' if keywords else ''}schema: {schema}"


def query_string(
    server: RecordingServer, rows: list[str], parameter: str, value: object
) -> str:
    """Return the query string of the request."""
    return send_parameter(server, rows, parameter, value).target.partition("?")[2]


STYLES = [
    ("form", "false", TEXT, "blue", "color=blue"),
    ("form", "true", TEXT, "", "color="),
    ("form", "false", LIST, COLOURS, "color=blue,black"),
    ("form", "true", LIST, COLOURS, "color=blue&color=black"),
    ("form", "false", OBJECT, RGB, "color=R,100,G,200"),
    ("form", "true", OBJECT, RGB, "R=100&G=200"),
    ("spaceDelimited", "false", LIST, COLOURS, "color=blue%20black"),
    ("spaceDelimited", "true", LIST, COLOURS, "color=blue&color=black"),
    ("spaceDelimited", "false", OBJECT, RGB, "color=R%20100%20G%20200"),
    ("pipeDelimited", "false", LIST, COLOURS, "color=blue%7Cblack"),
    ("pipeDelimited", "true", LIST, COLOURS, "color=blue&color=black"),
    ("pipeDelimited", "false", OBJECT, RGB, "color=R%7C100%7CG%7C200"),
    ("deepObject", "true", OBJECT, RGB, "color%5BR%5D=100&color%5BG%5D=200"),
    ("deepObject", "false", OBJECT, RGB, "color%5BR%5D=100&color%5BG%5D=200"),
]
ALL_STYLES = [query(f"style: {s}, explode: {e}", t) for s, e, t, _, _ in STYLES]


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("style", "explode", "schema", "value", "expected"), STYLES)
def test_query_parameter_style(
    server: RecordingServer,
    version: str,
    style: str,
    explode: str,
    schema: str,
    value: object,
    expected: str,
) -> None:
    parameter = query(f"style: {style}, explode: {explode}", schema)
    request = send_parameter(server, ALL_STYLES, parameter, value, version)
    assert request.target.endswith(f"/things?{expected}")


@pytest.mark.parametrize("parameter", [p for p in ALL_STYLES if TEXT not in p])
def test_empty_or_absent_query_parameter_is_omitted(
    server: RecordingServer, parameter: str
) -> None:
    empty: object = [] if LIST in parameter else {}
    assert send_parameter(server, ALL_STYLES, parameter, empty).target.endswith(
        "/things"
    )
    assert send_parameter(server, ALL_STYLES, parameter, None).target.endswith(
        "/things"
    )


ANYTHING = [
    query(keywords, "{}") for keywords in ("", "explode: false", "style: deepObject")
]


@pytest.mark.parametrize(
    ("keywords", "value", "expected"),
    [
        ("", {"a": [1, {"b": None}]}, "a=%5B1%2C%7B%22b%22%3Anull%7D%5D"),
        (
            "style: deepObject",
            {"size": {"gt": 1, "lt": 9}, "tags": ["a", "b c"]},
            "color%5Bsize%5D%5Bgt%5D=1&color%5Bsize%5D%5Blt%5D=9"
            "&color%5Btags%5D=a&color%5Btags%5D=b%20c",
        ),
    ],
)
def test_nested_values_are_encoded(
    server: RecordingServer, keywords: str, value: object, expected: str
) -> None:
    assert query_string(server, ANYTHING, query(keywords, "{}"), value) == expected


@pytest.mark.parametrize(
    ("keywords", "value", "path"),
    [
        ("", ["a", None], "color[1]"),
        ("", {"a": None}, "color.a"),
        ("explode: false", ["a", None, "b"], "color[1]"),
        ("style: deepObject", {"a": 1, "b": None}, "color.b"),
    ],
)
def test_null_inside_of_a_value_is_refused(
    server: RecordingServer, keywords: str, value: object, path: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{path}: expected a value, got")):
        query_string(server, ANYTHING, query(keywords, "{}"), value)
    assert server.requests == []


TYPES = [
    ("{type: boolean}", True, "true"),
    ("{type: boolean}", False, "false"),
    ("{type: integer}", 0, "0"),
    ("{type: integer}", 2**70, "1180591620717411303424"),
    ("{type: number}", 1.0, "1.0"),
    ("{type: number}", 1e100, "1e%2B100"),
    ("{type: number}", 0.1, "0.1"),
    ("{type: string, format: decimal}", Decimal("1.10"), "1.10"),
    ("{type: string, format: date}", date(2026, 2, 9), "2026-02-09"),
    (
        "{type: string, format: date-time}",
        datetime(2026, 2, 9, 12, 30, tzinfo=UTC),
        "2026-02-09T12%3A30%3A00Z",
    ),
    (
        "{type: string, format: uuid}",
        UUID(int=7),
        "00000000-0000-0000-0000-000000000007",
    ),
    ("{type: string, format: byte}", b"\xff\xfe", "%2F%2F4%3D"),
    (TEXT, "a&b=c+d e/é#?%", "a%26b%3Dc%2Bd%20e%2F%C3%A9%23%3F%25"),
    (TEXT, "\r\n", "%0D%0A"),
    (TEXT, "null", "null"),
    ("{type: string, enum: [light blue]}", "light blue", "light%20blue"),
]
ALL_TYPES = [query("", schema) for schema, _, _ in TYPES]


@pytest.mark.parametrize(("schema", "value", "expected"), TYPES)
def test_value_encoding_by_type(
    server: RecordingServer, schema: str, value: object, expected: str
) -> None:
    encoded = query_string(server, ALL_TYPES, query("", schema), value)
    assert encoded == f"color={expected}"


def test_enum_member_is_sent_as_its_value(server: RecordingServer) -> None:
    enum = "{type: string, enum: [light blue]}"
    acme = generate_package(build_document([query("", enum)]))
    value = import_submodule(acme, "models").Call0Color.LIGHT_BLUE
    call(acme, server, lambda client: client.calls.call0(color=value))
    assert server.last.target == "/0/things?color=light%20blue"


def test_model_fields_are_sent_with_property_names(server: RecordingServer) -> None:
    schema = "{type: object, properties: {redPart: {type: integer}, at: {type: string, format: date}}}"
    acme = generate_package(build_document([query("style: deepObject", schema)]))
    value = import_submodule(acme, "models").Call0Color(red_part=3, at=date(2026, 2, 9))
    call(acme, server, lambda client: client.calls.call0(color=value))
    expected = "color%5BredPart%5D=3&color%5Bat%5D=2026-02-09"
    assert server.last.target == f"/0/things?{expected}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (":/?@!$()*,;", ":/?@!$()*,;"),
        ("a&b=c+d", "a&b=c+d"),
        ("50% of a%20b", "50%25%20of%20a%20b"),
        ("a#b[c]é'", "a%23b%5Bc%5D%C3%A9%27"),
    ],
)
def test_allow_reserved_keeps_reserved_characters(
    server: RecordingServer, value: str, expected: str
) -> None:
    parameter = query("allowReserved: true", TEXT)
    assert query_string(server, [parameter], parameter, value) == f"color={expected}"


@pytest.mark.parametrize(("value", "expected"), [("", "color="), (7, "color=7")])
def test_allow_empty_value_accepts_empty_string(
    server: RecordingServer, value: object, expected: str
) -> None:
    parameter = query("allowEmptyValue: true", "{type: integer}")
    assert query_string(server, [parameter], parameter, value) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_non_finite_query_parameter_is_rejected(
    server: RecordingServer, value: float
) -> None:
    parameter = query("", "{type: number}")
    with pytest.raises(ValueError, match="color: expected a finite number"):
        send_parameter(server, ALL_TYPES, parameter, value)
    assert server.requests == []
