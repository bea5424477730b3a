"""The changes of a document for recorded values: the smallest one for each keyword."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.repair.recorded import (
    exchange,
    find_contradictory,
    repair_text,
    repaired_tree,
)

HEAD = """
openapi: {version}
info: {{title: Acme, version: '1'}}
servers: [{{url: 'https://api.example.com/v1'}}]
"""
OWNER = "{type: object, properties: {id: {type: integer}}}"


def document(schema: str, version: str = "3.1.0") -> str:
    """Return a document whose operation returns a schema."""
    return f"""{HEAD.format(version=version)}
paths:
  /things:
    get:
      responses:
        '200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}
components: {{schemas: {{Owner: {OWNER}}}}}
"""


def repaired_schema(text: str, values: list[Any]) -> tuple[Any, Any]:
    """Return the schema of the response after a repair, and the component."""
    exchanges = [exchange_of(value) for value in values]
    result = repair_text(text, exchanges)
    assert result.remaining == []
    tree = repaired_tree(text, result)
    assert find_contradictory(yaml.safe_dump(tree), exchanges) == set()
    content = tree["paths"]["/things"]["get"]["responses"]["200"]["content"]
    return content["application/json"]["schema"], tree["components"]["schemas"]["Owner"]


def exchange_of(value: Any) -> dict[str, Any]:
    recorded = exchange({})
    recorded["response"]["json"] = value
    return recorded


CASES: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("{const: null}", [[None], None], {"enum": [None, [None]]}),
    ("{type: string}", [None, "a"], {"type": ["string", "null"]}),
    ("{type: string}", [1, None, 2], {"type": ["string", "integer", "null"]}),
    ("{type: [string, integer]}", [1.5], {"type": ["string", "integer", "number"]}),
    ("{type: integer}", [1.5, 2], {"type": "number"}),
    ("{type: string, format: uuid}", ["x"], {"type": "string"}),
    ("{type: string, pattern: '^a'}", ["b"], {"type": "string"}),
    ("{enum: [a]}", ["c", "b", "c"], {"enum": ["a", "c", "b"]}),
    ("{enum: ['1']}", [1, True], {"enum": ["1", 1, True]}),
    ("{const: a}", ["b"], {"enum": ["a", "b"]}),
    ("{type: integer, minimum: 5, maximum: 7}", [9, 3, 4], {"type": "integer", "minimum": 3, "maximum": 9}),
    ("{exclusiveMinimum: 5}", [5], {"minimum": 5}),
    ("{exclusiveMaximum: 5}", [5, 8.5], {"maximum": 8.5}),
    ("{minLength: 2, maxLength: 3}", ["", "äöüß"], {"minLength": 0, "maxLength": 4}),
    ("{maxItems: 1, uniqueItems: true}", [[1, 1]], {"maxItems": 2, "uniqueItems": False}),
    ("{multipleOf: 2}", [3], {}),
    ("{required: [a, b]}", [{"b": 1}], {"required": ["b"]}),
    ("{required: [a]}", [{}], {}),
    ("{required: [it's, \"a\\tb\", \"a\\x01b\", c]}", [{"c": 1}], {"required": ["c"]}),
    (
        "{type: object, properties: {a: {type: integer}}, additionalProperties: false}",
        [{"b": [1, None]}, {"b": [], "it's": {"x": 1}}],
        {
            "type": "object",
            "properties": {
                "a": {"type": "integer"},
                "b": {"type": "array", "items": {"type": ["integer", "null"]}},
                "it's": {"type": "object", "properties": {"x": {"type": "integer"}}},
            },
            "additionalProperties": False,
        },
    ),
    (
        "{$ref: '#/components/schemas/Owner'}",
        [None],
        {"anyOf": [{"$ref": "#/components/schemas/Owner"}, {"type": "null"}]},
    ),
    (
        "{allOf: [{$ref: '#/components/schemas/Owner'}]}",
        [None],
        {"anyOf": [{"allOf": [{"$ref": "#/components/schemas/Owner"}]}, {"type": "null"}]},
    ),
    ("{anyOf: [{type: string}, {type: integer}]}", [None, True], {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": ["boolean", "null"]}]}),
    ("{oneOf: [{type: string}, {maxLength: 3}]}", ["a"], {"anyOf": [{"type": "string"}, {"maxLength": 3}]}),
    ("{oneOf: [{type: string, maxLength: 1}, {type: integer}]}", ["ab"], {"oneOf": [{"type": "string", "maxLength": 2}, {"type": "integer"}]}),
    # Values of the wider variant could match the other one.
    ("{oneOf: [{type: string, maxLength: 2}, {pattern: '^...$', type: string}]}", ["abcd"], {"anyOf": [{"type": "string", "maxLength": 4}, {"pattern": "^...$", "type": "string"}]}),
    ("{not: {type: string}}", ["a"], {}),
    ("{if: {type: string}, then: {minLength: 2}}", ["a"], {"if": {"type": "string"}, "then": {"minLength": 1}}),
    ("{type: array, items: {type: array, items: {type: string}}}", [[["a", 1]]], {"type": "array", "items": {"type": "array", "items": {"type": ["string", "integer"]}}}),
    ("{prefixItems: [{type: string}], items: false}", [["a", 1]], {"prefixItems": [{"type": "string"}]}),
    ("{properties: {a: false}}", [{"a": 1}], {"properties": {}}),
    ("{propertyNames: {maxLength: 1}}", [{"abc": 1}], {"propertyNames": {"maxLength": 3}}),
    ("{additionalProperties: {type: integer}}", [{"a": "x"}], {"additionalProperties": {"type": ["integer", "string"]}}),
    ("{properties: {a: {}}, unevaluatedProperties: false}", [{"a": 1, "b": 2}], {"properties": {"a": {}, "b": {"type": "integer"}}, "unevaluatedProperties": False}),
    ("{contains: {type: string}}", [[1]], {}),
    ("false", [1], {}),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "values", "expected"), CASES)
def test_smallest_change(
    schema: str, values: list[Any], expected: dict[str, Any]
) -> None:
    if schema == "false":
        result = repair_text(document("false"), [exchange_of(1)])
        assert result.remaining == []
        return
    changed, owner = repaired_schema(document(schema), values)
    assert changed == expected
    assert owner == yaml.safe_load(OWNER)


CASES_3_0: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("{type: string}", [None], {"type": "string", "nullable": True}),
    ("{type: string, enum: [a]}", [None, "b"], {"type": "string", "nullable": True, "enum": ["a", "b"]}),
    ("{type: string, maxLength: 3}", [1, []], {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "array", "items": {}}], "maxLength": 3}),
    ("{type: integer, minimum: 5, exclusiveMinimum: true}", [5], {"type": "integer", "minimum": 5, "exclusiveMinimum": False}),
    ("{$ref: '#/components/schemas/Owner'}", [None], {"nullable": True, "allOf": [{"$ref": "#/components/schemas/Owner"}]}),
    ("{oneOf: [{type: string}, {type: integer}]}", [None, True], {"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}], "nullable": True}),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "values", "expected"), CASES_3_0)
def test_smallest_change_in_3_0(
    schema: str, values: list[Any], expected: dict[str, Any]
) -> None:
    changed, owner = repaired_schema(document(schema, "3.0.3"), values)
    assert changed == expected
    assert owner == yaml.safe_load(OWNER)


TAGGED = """{oneOf: [
  {type: object, required: [kind], properties: {kind: {const: a}, n: {type: integer}}},
  {type: object, required: [kind], properties: {kind: {const: b}}}]}"""


def test_variant_with_the_tag_of_the_value_is_widened() -> None:
    changed, _ = repaired_schema(document(TAGGED), [{"kind": "a", "n": "x"}])
    assert changed["oneOf"][0]["properties"]["n"] == {"type": ["integer", "string"]}


def test_unknown_tag_adds_a_variant() -> None:
    changed, _ = repaired_schema(document(TAGGED), [{"kind": "c", "n": "x"}])
    assert changed["oneOf"][:2] == yaml.safe_load(TAGGED)["oneOf"]
    assert changed["oneOf"][2]["properties"]["kind"] == {
        "type": "string",
        "enum": ["c"],
    }
    assert changed["oneOf"][2]["required"] == ["kind", "n"]


def test_redacted_values_are_not_compared() -> None:
    schema = "{type: object, properties: {key: {type: string, format: uuid, enum: [a]}, n: {type: integer}}}"
    result = repair_text(document(schema), [exchange({"key": "***", "n": "x"})])
    assert [(place.keyword, place.at.key) for place in result.places] == [("type", "n")]


OPERATIONS = HEAD.format(version="3.1.0") + """
paths:
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    post:
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, maximum: 5}}
        - {name: X-Trace, in: header, schema: {enum: [a]}}
      requestBody: {required: true, content: {application/json: {schema: {type: string}}}}
      responses:
        '201':
          description: ok
          headers: {X-Count: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {type: object}}}
        4XX: {$ref: '#/components/responses/Error'}
    get: {responses: {'200': {description: ok}}}
components:
  responses: {Error: {description: error, content: {application/json: {schema: {type: string}}}}}
"""
URL = "https://api.example.com/v1/things/7?limit=3"
BARE = URL.partition("?")[0]


def post(body: Any = None, **changes: Any) -> dict[str, Any]:
    facts = {"method": "POST", "url": URL, "sent": "x", "headers": {"x-count": "1"}}
    return exchange(body, **{"status": 201, **facts, **changes})


def list_places(*exchanges: dict[str, Any]) -> list[tuple[str, str]]:
    """Return keyword and pointer of the contradictions, which a repair removes."""
    result = repair_text(OPERATIONS, [*exchanges])
    assert result.remaining == []
    return [
        (place.keyword, place.at.pointer.split("things~1{id}")[-1])
        for place in result.places
    ]


def test_exchange_without_contradictions() -> None:
    assert list_places(post({"a": 1}), exchange(url=BARE)) == []


@pytest.mark.parametrize(
    ("recorded", "places"),
    [
        (post({}, url=URL.replace("7", "x")), [("type", "/parameters/0/schema")]),
        (post({}, url=URL.replace("=3", "=9")), [("maximum", "/post/parameters/0/schema")]),
        (post({}, url=URL.partition("?")[0]), [("required", "/post/parameters/0")]),
        (post({}, sent=None), [("required", "/post/requestBody")]),
        (post({}, sent=1), [("type", "/post/requestBody/content/application~1json/schema")]),
        (post({}, headers={}), [("required", "/post/responses/201/headers/X-Count")]),
        (post({}, headers={"x-count": "a"}), [("type", "/post/responses/201/headers/X-Count/schema")]),
        (post({}, status=500), [("status", "/post")]),
        (post({}, status=404), [("type", "#/components/responses/Error/content/application~1json/schema")]),
        (exchange({"a": 1}, url=BARE), [("media type", "/get/responses/200")]),
        (exchange(url=BARE, sent={"a": 1}), [("request body", "/get")]),
        (post({}, headers={"x-count": "1", "content-type": "application/problem+json"}), [("media type", "/post/responses/201")]),
    ],
)  # fmt: skip
def test_parts_of_operations(
    recorded: dict[str, Any], places: list[tuple[str, str]]
) -> None:
    assert list_places(recorded) == places


def test_operation_is_found_below_another_server() -> None:
    result = repair_text(
        OPERATIONS, [post([], url="http://localhost:8/x/y/things/7?limit=3")]
    )
    assert [place.keyword for place in result.places] == ["type"]
    assert result.unknown == []


def test_unknown_operation_is_listed_with_the_nearest() -> None:
    result = repair_text(OPERATIONS, [exchange(method="PUT", url=URL)])
    assert [entry.method for entry in result.unknown] == ["PUT"]
    assert "/things/{id}?" in result.routes.suggest(result.unknown[0])
    assert result.actions == []


def test_what_no_overlay_can_declare_remains() -> None:
    broken = post({})
    del broken["response"]["json"]
    broken["response"]["text"] = "{"
    result = repair_text(OPERATIONS, [broken, post()])
    assert [place.keyword for place in result.remaining] == ["unreadable", "no body"]
    assert all(place.obstacle for place in result.remaining)


def test_description_says_what_was_seen_and_how_often() -> None:
    result = repair_text(OPERATIONS, [post([]), post([1]), post({})])
    first, second = result.actions
    assert first.target == (
        "$.paths['/things/{id}'].post.responses['201'].content['application/json'].schema.type"
    )
    assert first.description == second.description
    assert first.description.startswith(
        "Array is allowed: seen 2 times in response body 201 of POST /things/{id} (first: exchanges.json:"
    )


def test_incomplete_and_failed_exchanges_are_left_out() -> None:
    incomplete, failed = post([]), post([])
    incomplete["response"]["incomplete"] = {"message": "closed"}
    del failed["response"]
    failed["error"] = {"message": "reset"}
    result = repair_text(OPERATIONS, [incomplete, failed])
    assert (result.exchanges, result.places) == ([], [])


STREAMS = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /things:
    get:
      parameters:
        - {name: ids, in: query, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object, properties: {a: {type: string}}}}
      security: [{key: []}]
      responses:
        '200': {description: ok, content: {CONTENT}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: token}}
  schemas:
    Word: {type: object, required: [text], properties: {text: {type: string}, rank: {type: integer}}}
    Event:
      type: object
      required: [data]
      properties: {id: {type: string}, event: {type: string, enum: [word]}, data: {$ref: '#/components/schemas/Word'}}
    Note: {type: object, properties: {data: {type: string, maxLength: 3}}}
"""
WORD = "{$ref: '#/components/schemas/Word'}"
EVENT = "{$ref: '#/components/schemas/Event'}"
NOTE = "{$ref: '#/components/schemas/Note'}"
SSE = "text/event-stream"


def describe_stream(media_type: str, schema: str, text: str) -> list[str]:
    """Return the contradictions of a stream, after a check that a repair removes them."""
    document = STREAMS.replace("CONTENT", f"{media_type}: {schema}")
    recorded = exchange(headers={"content-type": media_type})
    recorded["response"]["text"] = text
    result = repair_text(document, [recorded])
    assert all(place.obstacle for place in result.remaining)
    if result.actions:
        tree = repaired_tree(document, result)
        assert find_contradictory(yaml.safe_dump(tree), [recorded]) == set()
    return [
        f"{place.keyword} {c.finding.pointer}"
        for place in result.places
        for c in place.contradictions
    ]


STREAM_CASES: list[tuple[str, str, str, list[str]]] = [
    (SSE, f"{{itemSchema: {WORD}}}", 'data: {"text": "a"}\n\ndata: {"text": 1}\n\ndata: {"te', ["type /1/text"]),
    (SSE, f"{{schema: {WORD}}}", ': hi\r\ndata: {"text": "a",\r\ndata: "rank": "x"}\r\n\r\n', ["type /0/rank"]),
    (SSE, f"{{schema: {{type: array, items: {WORD}}}}}", 'data: {}\n\n', ["required /0"]),
    (SSE, f"{{itemSchema: {EVENT}}}", 'id: 7\nevent: end\ndata: {"text": null}\n\n', ["enum /0/event", "type /0/data/text"]),
    (SSE, f"{{itemSchema: {EVENT}}}", 'event: word\ndata: {"text": "a"}\n\n', []),
    (SSE, f"{{itemSchema: {NOTE}}}", "data: 123\n\ndata: abcd\n\n", ["maxLength /1/data"]),
    (SSE, f"{{itemSchema: {WORD}}}", 'data: {"text": "a"}\n\ndata: [DONE]\n\n', []),
    (SSE, f"{{itemSchema: {WORD}}}", "data: {\n\n", ["unreadable "]),
    (SSE, "{schema: {type: string}}", "data: [DONE]\n\n", []),
    (SSE, "{}", "data: [DONE]\n\n", []),
    ("application/jsonl", f"{{itemSchema: {WORD}}}", '{"text": "a"}\n\n{"rank": 1}\n', ["required /1"]),
    ("application/x-ndjson", f"{{schema: {WORD}}}", '{"text": "a"}\n{"text": "b", "rank": 0.5}', ["type /1/rank"]),
    ("application/jsonl", f"{{schema: {{type: array, items: {WORD}}}}}", '{"text": 1}\n', ["type /0/text"]),
    ("application/jsonl", "{itemSchema: {type: array, items: {type: integer}}}", "[1]\n[1, null]\n", ["type /1/1"]),
    ("application/json-seq", f"{{itemSchema: {WORD}}}", '\x1e{\n"text": "a"\n}\n\x1e{"text": []}\n', ["type /1/text"]),
]  # fmt: skip


@pytest.mark.parametrize(("media_type", "schema", "text", "expected"), STREAM_CASES)
def test_items_of_streams(
    media_type: str, schema: str, text: str, expected: list[str]
) -> None:
    assert describe_stream(media_type, schema, text) == expected


def repaired_parameters(*queries: str) -> list[dict[str, Any]]:
    """Return the parameters that a repair declares for these queries."""
    document = STREAMS.replace("CONTENT", "application/json: {}")
    url = "https://api.example.com/things?"
    exchanges = [exchange({}, url=url + query) for query in queries]
    result = repair_text(document, exchanges)
    assert result.remaining == []
    tree = repaired_tree(document, result)
    added: list[dict[str, Any]] = tree["paths"]["/things"]["get"]["parameters"][2:]
    return added


def test_undeclared_parameters() -> None:
    assert (
        repaired_parameters("ids=1&ids=2&filter[a]=b&token=x&ids[]=3&other=***") == []
    )
    added = repaired_parameters(
        "page=1&full=true&tag=a&tag=b&code=007", "page=2&sort=&tag=c"
    )
    schemas = {parameter["name"]: parameter["schema"] for parameter in added}
    assert all(parameter["in"] == "query" for parameter in added)
    assert {name: schema["type"] for name, schema in schemas.items()} == {
        "page": "integer",
        "full": "boolean",
        "tag": ["array", "string"],
        "code": "string",
        "sort": "string",
    }


def test_parameters_that_may_have_any_name() -> None:
    document = STREAMS.replace("CONTENT", "application/json: {}").replace(
        "style: deepObject, explode: true, schema: {type: object, properties: {a: {type: string}}}",
        "schema: {type: object, additionalProperties: true}",
    )
    url = "https://api.example.com/things?anything=1"
    assert repair_text(document, [exchange({}, url=url)]).places == []
