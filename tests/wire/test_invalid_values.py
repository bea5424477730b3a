"""Values that callers pass: equivalent ones are converted, others are refused before a request."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /things/{key}:
    post:
      operationId: writeThing
      tags: [things]
      parameters:
        - {name: key, in: path, required: true, schema: {type: string, format: uuid}}
        - {name: ratio, in: query, schema: {type: number}}
        - {name: day, in: query, schema: {type: string, format: date}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: colours, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Colour'}}}
        - {name: area, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/Area'}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'204': {description: Done.}}
  /shapes:
    post:
      operationId: draw
      tags: [shapes]
      requestBody: {required: true, content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}], discriminator: {propertyName: kind, mapping: {circle: '#/components/schemas/Circle', square: '#/components/schemas/Square'}}}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Colour: {type: string, enum: [red, dark green]}
    Area: {type: object, properties: {x: {type: integer}, y: {type: integer}}}
    Circle: {type: object, required: [radius], properties: {kind: {type: string, const: circle, default: circle}, radius: {type: number}}}
    Square: {type: object, required: [kind, side], properties: {kind: {type: string, const: square}, side: {type: number}}}
    Open: {type: object, properties: {a: {type: integer}}, additionalProperties: true}
    Thing:
      type: object
      properties:
        colour: {$ref: '#/components/schemas/Colour'}
        at: {type: string, format: date-time}
        day: {type: string, format: date}
        key: {type: string, format: uuid}
        price: {type: string, format: decimal}
        area: {$ref: '#/components/schemas/Area'}
        areas: {type: array, items: {$ref: '#/components/schemas/Area'}}
        open: {$ref: '#/components/schemas/Open'}
        count: {type: integer}
        size: {type: number}
        flag: {type: boolean}
        names: {type: array, items: {type: string}}
        by-name: {type: object, additionalProperties: {type: integer}}
        pair: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 2}
        either: {oneOf: [{type: integer}, {type: string, format: date}]}
        shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
"""
KEY = "123e4567-e89b-12d3-a456-426614174000"
AT = datetime(2026, 2, 9, 1, 2, 3, tzinfo=UTC)


class Text(str):
    """Subclass of a str."""


class Level(int, Enum):
    """Subclass of an int."""

    ONE = 1


class Index:
    """A number of another library."""

    def __index__(self) -> int:
        return 7


def send(server: RecordingServer, body: Any, **arguments: Any) -> Any:
    """Return the body that both clients send."""
    server.responses[:] = [response(204)]
    acme = generate_package(DOCUMENT)
    arguments = {"key": KEY, **arguments}
    call(acme, server, lambda c: c.things.write(body=body, **arguments))
    return json.loads(server.last.body) if server.last.body else None


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("colour", "dark green", "dark green"),
        ("colour", Text("red"), "red"),
        ("at", AT, "2026-02-09T01:02:03Z"),
        ("at", AT.astimezone(timezone(timedelta(hours=1))), "2026-02-09T02:02:03+01:00"),
        ("day", date(2026, 2, 9), "2026-02-09"),
        ("key", UUID(KEY), KEY),
        ("key", KEY.upper(), KEY.upper()),
        ("price", Decimal("1.50"), "1.50"),
        ("price", 2, "2"),
        ("area", {"x": 1}, {"x": 1}),
        ("areas", ({"x": 1}, {}), [{"x": 1}, {}]),
        ("open", {"a": 1, "b": {"c": [AT]}}, {"a": 1, "b": {"c": ["2026-02-09T01:02:03Z"]}}),
        ("count", 3.0, 3),
        ("count", Level.ONE, 1),
        ("count", Index(), 7),
        ("size", 3, 3),
        ("size", Decimal("0.10"), 0.1),
        ("names", ("a", Text("b")), ["a", "b"]),
        ("names", range(0), []),
        ("by-name", {"a b": 1}, {"a b": 1}),
        ("pair", ["a", 1], ["a", 1]),
        ("pair", ("a", 1), ["a", 1]),
        ("either", date(2026, 2, 9), "2026-02-09"),
        ("shape", {"radius": 1}, {"kind": "circle", "radius": 1}),
        ("shape", {"kind": "square", "side": 1}, {"kind": "square", "side": 1}),
    ],
)  # fmt: skip
def test_equivalent_value_is_converted(
    server: RecordingServer, field: str, value: Any, expected: Any
) -> None:
    models = import_submodule(generate_package(DOCUMENT), "models")
    assert send(server, {field: value}) == {field: expected}
    model = models.Thing(**{field.replace("-", "_"): value})
    assert send(server, model) == {field: expected}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("colour", "blue", ".colour: expected 'red' or 'dark green', got 'blue'; Colour('blue') sends it nevertheless"),
        ("colour", "rde", ".colour: expected 'red' or 'dark green', got 'rde'; did you mean 'red'?"),
        ("colour", "Dark-Green", ".colour: expected 'red' or 'dark green', got 'Dark-Green'; did you mean 'dark green'?"),
        ("colour", 1, ".colour: expected 'red' or 'dark green', got 1"),
        ("at", "2026-02-09T01:02:03Z", ".at: expected a datetime, got '2026-02-09T01:02:03Z'"),
        ("at", date(2026, 2, 9), ".at: expected a datetime, got a value of type date"),
        ("at", datetime(2026, 2, 9), ".at: expected a datetime with an offset"),
        ("day", "2026-02-09", ".day: expected a date, got '2026-02-09'"),
        ("day", AT, ".day: expected a date, got a value of type datetime"),
        ("key", "123", ".key: expected a UUID, got '123'"),
        ("price", "1.50", ".price: expected a finite Decimal, got '1.50'"),
        ("price", Decimal("nan"), ".price: expected a finite Decimal"),
        ("area", 1, ".area: expected Area or a dict, got 1"),
        ("area", {"x": "1"}, ".area.x: expected an int, got '1'"),
        ("area", {"z": 1}, ".area.z: expected a key of Area, got 'z'"),
        ("areas", [{"x": 1}, {"x": 0.5}], ".areas[1].x: expected an int, got 0.5"),
        ("areas", {"x": 1}, ".areas: expected a list"),
        ("open", {"a": "b"}, ".open.a: expected an int, got 'b'"),
        ("count", "3", ".count: expected an int, got '3'"),
        ("count", True, ".count: expected an int, got True"),
        ("size", float("nan"), ".size: expected a finite number, got nan"),
        ("size", Decimal("sNaN"), ".size: expected a float, got a value of type Decimal"),
        ("size", Decimal("0.1234567890123456789"), ".size: expected a float, got a value of type Decimal"),
        ("size", "1", ".size: expected a float, got '1'"),
        ("flag", 1, ".flag: expected a bool, got 1"),
        ("names", "abc", ".names: expected a list, got 'abc'"),
        ("names", ["a", None], ".names[1]: expected a str, got None"),
        ("names", {"a"}, ".names: expected a list, got a value of type set"),
        ("pair", ["a"], ".pair: expected a tuple of 2 items"),
        ("pair", ["a", "b"], ".pair[1]: expected an int, got 'b'"),
        ("either", 0.5, ".either: expected a date or an int, got 0.5"),
        ("shape", {"kind": "square", "radius": 1}, ".shape: expected Square or Circle, got a value of type dict"),
    ],
)  # fmt: skip
def test_other_value_is_refused(
    server: RecordingServer, field: str, value: Any, message: str
) -> None:
    acme = generate_package(DOCUMENT)
    models = import_submodule(acme, "models")
    for body in ({field: value}, models.Thing(**{field: value})):
        for text in refuse(
            acme, server, lambda c, body=body: c.things.write(key=KEY, body=body)
        ):
            assert text.startswith(f"body{message}")
    assert server.requests == []


def refuse(acme: Any, server: RecordingServer, use: Any) -> list[str]:
    """Return the messages of the errors of both clients."""

    async def use_async() -> None:
        async with acme.AsyncAcme(base_url=server.url) as client:
            await use(client)

    messages = []
    with acme.Acme(base_url=server.url) as client:
        for action in (lambda: use(client), lambda: asyncio.run(use_async())):
            with pytest.raises(acme.InvalidArgumentError) as caught:
                action()
            assert isinstance(caught.value, (TypeError, ValueError))
            messages.append(str(caught.value))
    return messages


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"key": None}, "key: expected a UUID, got None"),
        ({"ratio": "0.5"}, "ratio: expected a float, got '0.5'"),
        ({"ratio": float("inf")}, "ratio: expected a finite number, got inf"),
        ({"day": AT}, "day: expected a date, got a value of type datetime"),
        ({"since": datetime(2026, 2, 9)}, "since: expected a datetime with an offset"),
        ({"since": "today"}, "since: expected a datetime, got 'today'"),
        ({"colours": ["blue"]}, "colours[0]: expected 'red' or 'dark green', got 'blue'"),
        ({"colours": "red"}, "colours: expected a list, got 'red'"),
        ({"area": {"x": "1"}}, "area.x: expected an int, got '1'"),
        ({"limt": 1}, "limt: expected an argument of things.write, got 'limt'; did you mean 'limit'?"),
    ],
)  # fmt: skip
def test_argument_is_refused(
    server: RecordingServer, arguments: dict[str, Any], message: str
) -> None:
    acme, arguments = generate_package(DOCUMENT), {"key": KEY, **arguments}
    for text in refuse(acme, server, lambda c: c.things.write(**arguments)):
        assert text.startswith(message)
    assert server.requests == []


def test_arguments_are_converted(server: RecordingServer) -> None:
    area = import_submodule(generate_package(DOCUMENT), "models").Area(x=1)
    for value in (area, {"x": 1}):
        send(server, None, ratio=1, colours=("red",), area=value, day=date(2026, 2, 9))
        query = "?ratio=1&day=2026-02-09&colours=red&area%5Bx%5D=1"
        assert server.last.target.endswith(query)


def test_unknown_discriminator_is_refused(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    body = {"kind": "circel", "radius": 1}
    for text in refuse(acme, server, lambda c: c.shapes.draw(body=body)):
        expected = "body.kind: expected 'circle' or 'square', got 'circel'"
        assert text == f"{expected}; did you mean 'circle'?"


def test_missing_body_is_refused(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    for text in refuse(acme, server, lambda c: c.shapes.draw(body=None)):
        assert text == "body: expected a value, got None"


def test_model_of_another_class_is_refused(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    area = import_submodule(acme, "models").Area(x=1)
    for text in refuse(acme, server, lambda c: c.things.write(key=KEY, body=area)):
        assert text == "body: expected Thing or a dict, got a value of type Area"
    for text in refuse(acme, server, lambda c: c.shapes.draw(body=area)):
        assert text == "body: expected Square or Circle, got a value of type Area"


def test_cyclic_value_is_refused(server: RecordingServer) -> None:
    acme, value = generate_package(DOCUMENT), dict[str, Any]()
    value["open"] = value
    models = import_submodule(acme, "models")
    open_ = models.Open(extra=value)
    value["more"] = open_
    for text in refuse(
        acme, server, lambda c: c.things.write(key=KEY, body=models.Thing(open=open_))
    ):
        assert "expected a value nested less deeply" in text


def test_constant_is_always_sent_by_a_value_that_was_built(
    server: RecordingServer,
) -> None:
    acme = generate_package(DOCUMENT)
    models = import_submodule(acme, "models")
    server.responses[:] = [response(204)]
    for body in (models.Circle(radius=1), {"radius": 1}):
        call(acme, server, lambda c, body=body: c.shapes.draw(body=body))
        assert json.loads(server.last.body) == {"kind": "circle", "radius": 1}
    read = models.Circle.from_dict({"radius": 1})
    call(acme, server, lambda c: c.shapes.draw(body=read))
    assert json.loads(server.last.body) == {"radius": 1}


def test_one_of_several_discriminator_values_must_be_given(
    server: RecordingServer,
) -> None:
    document = DOCUMENT.replace(
        "square: '#/", "disc: '#/components/schemas/Circle', square: '#/"
    ).replace("{type: string, const: circle, default: circle}", "{type: string}")
    acme = generate_package(document)
    models = import_submodule(acme, "models")
    with pytest.raises(TypeError, match="kind"):
        models.Circle(radius=1)
    for text in refuse(
        acme, server, lambda c: c.things.write(key=KEY, body={"shape": {"radius": 1}})
    ):
        assert ".kind: expected a value, got nothing; the key is required" in text
    server.responses[:] = [response(204)]
    for body in (models.Circle(kind="disc", radius=1), {"kind": "disc", "radius": 1}):
        call(acme, server, lambda c, body=body: c.shapes.draw(body=body))
        assert json.loads(server.last.body) == {"kind": "disc", "radius": 1}
    read = models.Circle.from_dict({"radius": 1})
    call(acme, server, lambda c: c.shapes.draw(body=read))
    assert json.loads(server.last.body) == {"radius": 1}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("utc", "2026-02-09T00:00:00Z"),
        ("as-is", "2026-02-09T00:00:00"),
        ("local", None),
    ],
)
def test_naive_datetimes_setting(
    server: RecordingServer, choice: str, expected: str | None
) -> None:
    acme, naive = generate_package(DOCUMENT), datetime(2026, 2, 9)
    server.responses[:] = [response(204)]
    call(
        acme,
        server,
        lambda c: c.things.write(key=KEY, since=naive, body={"at": naive}),
        naive_datetimes=choice,
    )
    sent = json.loads(server.last.body)["at"]
    assert sent == (expected or naive.astimezone().isoformat())
    assert server.last.target.endswith(f"?since={quote(sent)}".replace("/", "%2F"))


def test_datetime_without_offset_is_written_back_as_it_was_read(
    server: RecordingServer,
) -> None:
    models = import_submodule(generate_package(DOCUMENT), "models")
    thing = models.Thing.from_dict({"at": "2026-02-09T01:02:03"})
    assert thing.at.tzinfo is None
    assert send(server, thing, since=thing.at) == {"at": "2026-02-09T01:02:03"}
