"""Path parameters in every style of the specification, exploded or not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.parameters import send_parameter
from tests.wire.server import RecordingServer

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def path(keywords: str, schema: str) -> str:
    """Return a path parameter in YAML."""
    return f"in: path, required: true, {keywords}, schema: {schema}"


STYLES = [
    ("simple", "false", TEXT, "blue", "blue"),
    ("simple", "false", LIST, COLOURS, "blue,black"),
    ("simple", "false", OBJECT, RGB, "R,100,G,200"),
    ("simple", "true", LIST, COLOURS, "blue,black"),
    ("simple", "true", OBJECT, RGB, "R=100,G=200"),
    ("label", "false", TEXT, "blue", ".blue"),
    ("label", "false", LIST, COLOURS, ".blue,black"),
    ("label", "false", OBJECT, RGB, ".R,100,G,200"),
    ("label", "true", LIST, COLOURS, ".blue.black"),
    ("label", "true", OBJECT, RGB, ".R=100.G=200"),
    ("matrix", "false", TEXT, "blue", ";color=blue"),
    ("matrix", "false", TEXT, "", ";color"),
    ("matrix", "false", LIST, COLOURS, ";color=blue,black"),
    ("matrix", "false", OBJECT, RGB, ";color=R,100,G,200"),
    ("matrix", "true", LIST, COLOURS, ";color=blue;color=black"),
    ("matrix", "true", OBJECT, RGB, ";R=100;G=200"),
    ("simple", "false", TEXT, "a/b?c#d é;=,", "a%2Fb%3Fc%23d%20%C3%A9%3B%3D%2C"),
    ("simple", "false", LIST, ["a,b", "c"], "a%2Cb,c"),
    ("simple", "false", "{type: boolean}", True, "true"),
    ("simple", "false", "{type: number}", 1.5, "1.5"),
    ("simple", "false", "{type: integer}", 2**64, "18446744073709551616"),
    (
        "simple",
        "false",
        "{type: string, format: date}",
        date(2026, 2, 9),
        "2026-02-09",
    ),
]
ROWS = [
    *dict.fromkeys(path(f"style: {s}, explode: {e}", t) for s, e, t, _, _ in STYLES)
]


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("style", "explode", "schema", "value", "expected"), STYLES)
def test_path_parameter_style(
    server: RecordingServer,
    version: str,
    style: str,
    explode: str,
    schema: str,
    value: object,
    expected: str,
) -> None:
    parameter = path(f"style: {style}, explode: {explode}", schema)
    request = send_parameter(server, ROWS, parameter, value, version)
    assert request.target == f"/{ROWS.index(parameter)}/{expected}"


@pytest.mark.parametrize(
    "value", ["", ".", "..", "%2e%2E", "../secret", "a/../../b", "a\\..\\b", "%2e."]
)
def test_dot_segment_in_path_argument_is_rejected(
    server: RecordingServer, value: str
) -> None:
    parameter = path("style: simple, explode: false", TEXT)
    with pytest.raises(ValueError, match="change the path"):
        send_parameter(server, ROWS, parameter, value)
    assert server.requests == []


@pytest.mark.parametrize(("schema", "value"), [(LIST, []), (OBJECT, {}), (LIST, [""])])
def test_empty_path_argument_is_rejected(
    server: RecordingServer, schema: str, value: object
) -> None:
    parameter = path("style: simple, explode: false", schema)
    with pytest.raises(ValueError, match="not blank"):
        send_parameter(server, ROWS, parameter, value)
    assert server.requests == []


def test_allow_reserved_path_argument_still_escapes_delimiters(
    server: RecordingServer,
) -> None:
    parameter = path("allowReserved: true", TEXT)
    request = send_parameter(
        server, [parameter], parameter, "a:b@c;d=e/f?g%20h", "3.2.0"
    )
    assert request.target == "/0/a:b@c;d=e%2Ff%3Fg%20h"


def test_path_parameter_with_content_is_encoded_by_media_type(
    server: RecordingServer,
) -> None:
    parameter = "in: path, required: true, content: {application/json: {schema: {type: object}}}"
    request = send_parameter(server, [parameter], parameter, {"a": ["é"]})
    assert request.target == "/0/%7B%22a%22%3A%5B%22%C3%A9%22%5D%7D"


TEMPLATES = """
paths:
  /files/{name}.{ext}:
    parameters:
      - {name: ext, in: path, required: true, schema: {type: string}}
      - {name: name, in: path, required: true, schema: {type: string}}
    get: {operationId: partial, tags: [calls], responses: {'204': {description: Done.}}}
  /{first}{second}/end:
    get: {operationId: glued, tags: [calls], responses: {'204': {description: Done.}}}
  /other:  # With one tag, the paths would determine the resources.
    get: {operationId: other, tags: [others], responses: {'204': {description: Done.}}}
  /things?kind=big&of={owner}:
    get:
      operationId: queried
      tags: [calls]
      parameters:
        - {name: owner, in: path, required: true, schema: {type: string}}
        - {name: page, in: query, schema: {type: integer}}
      responses: {'204': {description: Done.}}
  /#Action=List:
    post:
      operationId: fragment
      tags: [calls]
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses: {'204': {description: Done.}}
  /signs/{;one*}/{+two}/{.three}:
    get:
      operationId: signs
      tags: [calls]
      parameters:
        - {name: one, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: string}}}
        - {name: two, in: path, required: true, schema: {type: string}}
        - {name: three, in: path, required: true, style: label, schema: {type: string}}
      responses: {'204': {description: Done.}}
  /naïve path/{class}/{user-id}:
    get:
      operationId: named
      tags: [calls]
      parameters:
        - {name: user-id, in: path, required: true, schema: {type: string}}
        - {name: class, in: path, required: true, schema: {type: string}}
      responses: {'204': {description: Done.}}
"""


@pytest.mark.parametrize(
    ("name", "arguments", "target"),
    [
        ("partial", ("a.b", "tar.gz"), "/files/a.b.tar.gz"),
        ("glued", ("a/", "b"), "/a%2Fb/end"),
        ("queried", ("me & you",), "/things?kind=big&of=me%20%26%20you"),
        ("fragment", (), "/"),
        ("signs", (["a", "b"], "c", "d"), "/signs/;one=a;one=b/c/.d"),
        ("named", ("x", "y"), "/na%C3%AFve%20path/x/y"),
    ],
)
def test_positional_arguments_follow_the_path_template(
    server: RecordingServer, name: str, arguments: tuple[object, ...], target: str
) -> None:
    acme = generate_package(TEMPLATES)
    call(acme, server, lambda client: getattr(client.calls, name)(*arguments))
    assert server.last.target == target


def test_path_parameter_names_invalid_in_python(server: RecordingServer) -> None:
    acme = generate_package(TEMPLATES)
    arguments = {"class_": "x", "user_id": "y"}
    call(acme, server, lambda client: client.calls.named(**arguments))
    assert server.last.target == "/na%C3%AFve%20path/x/y"


def test_query_parameter_is_appended_to_query_in_path(server: RecordingServer) -> None:
    acme = generate_package(TEMPLATES)
    call(acme, server, lambda client: client.calls.queried("me", page=2))
    assert server.last.target == "/things?kind=big&of=me&page=2"
    call(acme, server, lambda client: client.calls.fragment(page=2))
    assert server.last.target == "/?page=2"


@pytest.mark.parametrize("arguments", [(".", "."), ("", ".."), ("..", "")])
def test_adjacent_path_arguments_cannot_form_a_dot_segment(
    server: RecordingServer, arguments: tuple[str, str]
) -> None:
    acme = generate_package(TEMPLATES)
    with pytest.raises(ValueError, match="change the path"):
        call(acme, server, lambda client: client.calls.glued(*arguments))
    assert server.requests == []


def test_none_as_path_argument_is_rejected(server: RecordingServer) -> None:
    acme = generate_package(TEMPLATES)
    with pytest.raises(ValueError, match="expected a str, got None"):
        call(acme, server, lambda client: client.calls.partial(None, "pdf"))
    assert server.requests == []
