"""Query parameters: every style, exploded or not, and every kind of value that can stand in one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from tests.wire.pressing import call, package, part
from tests.wire.server import Wire
from tests.wire.single import document, send

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def query(how: str, schema: str) -> str:
    """A query parameter in YAML."""
    return f"in: query, {how}{', ' if how else ''}schema: {schema}"


def sent(server: Wire, rows: list[str], parameter: str, value: object) -> str:
    """What stands in the query."""
    return send(server, rows, parameter, value).target.partition("?")[2]


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
@pytest.mark.parametrize(("style", "explode", "schema", "value", "written"), STYLES)
def test_a_query_parameter_is_written_by_its_style(
    server: Wire,
    version: str,
    style: str,
    explode: str,
    schema: str,
    value: object,
    written: str,
) -> None:
    parameter = query(f"style: {style}, explode: {explode}", schema)
    asked = send(server, ALL_STYLES, parameter, value, version)
    assert asked.target.endswith(f"/things?{written}")


@pytest.mark.parametrize("parameter", [p for p in ALL_STYLES if TEXT not in p])
def test_nothing_is_sent_for_what_is_empty_or_not_given(
    server: Wire, parameter: str
) -> None:
    empty: object = [] if LIST in parameter else {}
    assert send(server, ALL_STYLES, parameter, empty).target.endswith("/things")
    assert send(server, ALL_STYLES, parameter, None).target.endswith("/things")


ANYTHING = [query(how, "{}") for how in ("", "explode: false", "style: deepObject")]


@pytest.mark.parametrize(
    ("how", "value", "written"),
    [
        ("", ["a", None], "color=a"),
        ("", {"a": [1, {"b": None}]}, "a=%5B1%2C%7B%22b%22%3Anull%7D%5D"),
        ("explode: false", ["a", None, "b"], "color=a,b"),
        ("style: deepObject", {"a": 1, "b": None}, "color%5Ba%5D=1"),
        (
            "style: deepObject",
            {"size": {"gt": 1, "lt": 9}, "tags": ["a", "b c"]},
            "color%5Bsize%5D%5Bgt%5D=1&color%5Bsize%5D%5Blt%5D=9"
            "&color%5Btags%5D=a&color%5Btags%5D=b%20c",
        ),
    ],
)
def test_what_is_nested_is_written_and_null_is_left_out(
    server: Wire, how: str, value: object, written: str
) -> None:
    assert sent(server, ANYTHING, query(how, "{}"), value) == written


KINDS = [
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
ALL_KINDS = [query("", schema) for schema, _, _ in KINDS]


@pytest.mark.parametrize(("schema", "value", "written"), KINDS)
def test_a_value_is_written_as_its_kind_says(
    server: Wire, schema: str, value: object, written: str
) -> None:
    found = sent(server, ALL_KINDS, query("", schema), value)
    assert found == f"color={written}"


def test_a_member_of_an_enum_is_its_value(server: Wire) -> None:
    enum = "{type: string, enum: [light blue]}"
    made = package(document([query("", enum)]))
    value = part(made, "models").Call0Color.LIGHT_BLUE
    call(made, server, lambda client: client.calls.call0(color=value))
    assert server.last.target == "/0/things?color=light%20blue"


def test_the_fields_of_a_model_have_their_names_on_the_wire(server: Wire) -> None:
    schema = "{type: object, properties: {redPart: {type: integer}, at: {type: string, format: date}}}"
    made = package(document([query("style: deepObject", schema)]))
    value = part(made, "models").Call0Color(red_part=3, at=date(2026, 2, 9))
    call(made, server, lambda client: client.calls.call0(color=value))
    written = "color%5BredPart%5D=3&color%5Bat%5D=2026-02-09"
    assert server.last.target == f"/0/things?{written}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (":/?@!$()*,;", ":/?@!$()*,;"),
        ("a&b=c+d", "a&b=c+d"),
        ("50% of a%20b", "50%25%20of%20a%20b"),
        ("a#b[c]é'", "a%23b%5Bc%5D%C3%A9%27"),
    ],
)
def test_reserved_characters_stay_where_the_document_allows_them(
    server: Wire, value: str, written: str
) -> None:
    parameter = query("allowReserved: true", TEXT)
    assert sent(server, [parameter], parameter, value) == f"color={written}"


@pytest.mark.parametrize(("value", "written"), [("", "color="), (7, "color=7")])
def test_an_empty_value_may_stand_for_any_type(
    server: Wire, value: object, written: str
) -> None:
    parameter = query("allowEmptyValue: true", "{type: integer}")
    assert sent(server, [parameter], parameter, value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused_before_anything_is_sent(
    server: Wire, value: float
) -> None:
    parameter = query("", "{type: number}")
    with pytest.raises(ValueError, match="JSON"):
        send(server, ALL_KINDS, parameter, value)
    assert server.asked == []


def test_more_parameters_than_the_document_declares(server: Wire) -> None:
    made = package(document([query("", TEXT)]))
    more = {"debug": "yes & no", "a b": ""}
    call(made, server, lambda client: client.calls.call0(color="x", extra_query=more))
    assert server.last.target == "/0/things?color=x&debug=yes%20%26%20no&a%20b="
