"""Content in XML: models as elements and attributes, in requests and responses."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, catch_error, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

PATHS = """
paths:
  /things:
    put:
      operationId: replaceThing
      tags: [things]
      requestBody: {required: true, content: {MEDIA: {schema: SCHEMA}}}
      responses: {'200': {description: OK, content: {MEDIA: {schema: SCHEMA}}}}
"""
COMPONENTS = """
components:
  schemas:
    Size: {type: object, properties: {width: {type: number}, height: {type: number}}}
    Tag: {type: object, required: [id], properties: {id: {type: integer}}, xml: {name: tag}}
    Thing:
      type: object
      required: [name]
      properties:
        id: {type: integer, xml: {attribute: true}}
        name: {type: string}
        born: {type: string, format: date}
        size: {$ref: '#/components/schemas/Size'}
        is_new: {type: boolean, xml: {name: isNew}}
        codes: {type: array, items: {type: integer}}
        urls: {type: array, items: {type: string, xml: {name: url}}, xml: {wrapped: true}}
        tags: {type: array, items: {$ref: '#/components/schemas/Tag'}, xml: {wrapped: true}}
        note: {type: [string, 'null']}
        part: {$ref: '#/components/schemas/Thing'}
"""
REF = "{$ref: '#/components/schemas/Thing'}"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def generate(schema: str = REF, media_type: str = "application/xml") -> ModuleType:
    paths = PATHS.replace("MEDIA", media_type).replace("SCHEMA", schema)
    return generate_package(paths + COMPONENTS)


def send(acme: ModuleType, server: RecordingServer, body: Any, xml: bytes = b"") -> Any:
    """Return the result of a call whose response is `xml`, or else the request body."""
    content = xml or b"<none/>"
    server.responses[:] = [response(200, content, "application/xml")]
    return call(acme, server, lambda c: c.things.replace(body=body))


def to_json(value: Any) -> Any:
    if isinstance(value, list):
        return [*map(to_json, value)]
    return value.to_dict() if hasattr(value, "to_dict") else value


FULL = (
    b'<Thing id="7"><name>a &lt;b&gt; &amp; "c"</name><born>2026-01-02</born>'
    b"<size><width>1.5</width></size><isNew>true</isNew><codes>1</codes><codes>2</codes>"
    b"<urls><url>u</url><url/></urls><tags><tag><id>3</id></tag></tags>"
    b'<note xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
    b"<part><name/></part></Thing>"
)


def build_thing(models: Any) -> Any:
    return models.Thing(
        id=7,
        name='a <b> & "c"',
        born=date(2026, 1, 2),
        size=models.Size(width=1.5),
        is_new=True,
        codes=[1, 2],
        urls=["u", ""],
        tags=[models.Tag(id=3)],
        note=None,
        part=models.Thing(name=""),
    )


def test_model_is_sent_and_read(server: RecordingServer) -> None:
    acme = generate()
    thing = build_thing(import_submodule(acme, "models"))
    assert send(acme, server, thing, FULL) == thing
    assert server.last.body == DECLARATION + FULL
    assert server.last.headers["content-type"] == "application/xml"
    body = thing.to_dict() | {"born": thing.born}
    assert send(acme, server, body, FULL) == thing
    assert server.last.body == DECLARATION + FULL


@pytest.mark.parametrize("body", ["<x>é</x>", "<x>é</x>".encode()])
def test_text_and_bytes_are_sent_unchanged(server: RecordingServer, body: Any) -> None:
    send(generate(), server, body, b"<Thing><name/></Thing>")
    expected = body.encode() if isinstance(body, str) else body
    assert server.last.body == expected
    assert server.last.headers["content-type"] == "application/xml"


@pytest.mark.parametrize(
    ("schema", "value", "xml"),
    [
        ("{xml: {name: a}, properties: {b: {type: string, xml: {name: c}}}}", {"b": "x"}, "<a><c>x</c></a>"),
        (
            "{xml: {name: a, namespace: 'urn:a', prefix: p}, properties: {b: {type: string}}}",
            {"b": "x"},
            '<p:a xmlns:p="urn:a"><b>x</b></p:a>',
        ),
        (
            "{xml: {name: a, namespace: 'urn:a'}, properties: {b: {type: string, xml: {prefix: q, namespace: 'urn:b'}}}}",
            {"b": "x"},
            '<a xmlns="urn:a"><q:b xmlns:q="urn:b">x</q:b></a>',
        ),
        (
            "{xml: {name: a, namespace: 'urn:a', prefix: p}, properties: {b: {type: integer, xml: {attribute: true, prefix: p, namespace: 'urn:a'}}}}",
            {"b": 5},
            '<p:a xmlns:p="urn:a" p:b="5"/>',
        ),
        # Examples of the specification.
        (
            "{xml: {name: r}, properties: {animals: {type: array, items: {type: string, xml: {name: animal}}, xml: {name: aliens}}}}",
            {"animals": ["x", "y"]},
            "<r><animal>x</animal><animal>y</animal></r>",
        ),
        (
            "{xml: {name: r}, properties: {animals: {type: array, items: {type: string, xml: {name: animal}}, xml: {name: aliens, wrapped: true}}}}",
            {"animals": ["x", "y"]},
            "<r><aliens><animal>x</animal><animal>y</animal></aliens></r>",
        ),
        (
            "{xml: {name: r}, properties: {animals: {type: array, items: {type: string}, xml: {name: aliens, wrapped: true}}}}",
            {"animals": ["x"]},
            "<r><aliens><aliens>x</aliens></aliens></r>",
        ),
        (
            "{xml: {name: r}, properties: {animals: {type: array, items: {type: string}, xml: {wrapped: true}}}}",
            {"animals": []},
            "<r><animals/></r>",
        ),
        # nodeType of 3.2.
        (
            "{xml: {name: r}, properties: {k: {type: integer, xml: {nodeType: attribute}}, t: {type: string, xml: {nodeType: text}}}}",
            {"k": 1, "t": "x<"},
            '<r k="1">x&lt;</r>',
        ),
        (
            "{xml: {name: r}, required: [t], properties: {t: {type: string, xml: {nodeType: cdata}}}}",
            {"t": "<b>]]>\r"},
            "<r><![CDATA[<b>]]]]><![CDATA[>]]>&#13;<![CDATA[]]></r>",
        ),
        (
            "{xml: {name: r}, properties: {a: {type: array, xml: {nodeType: element}, items: {type: integer, xml: {name: i}}}}}",
            {"a": [1]},
            "<r><a><i>1</i></a></r>",
        ),
        (
            "{xml: {name: r}, properties: {o: {type: object, xml: {nodeType: none}, properties: {x: {type: integer}}}, y: {type: integer}}}",
            {"o": {"x": 1}, "y": 2},
            "<r><x>1</x><y>2</y></r>",
        ),
        ("{type: array, items: {$ref: '#/components/schemas/Tag'}}", [{"id": 1}], "<root><tag><id>1</id></tag></root>"),
        ("{type: object, additionalProperties: {type: integer}}", {"a": 1, "b": 2}, "<root><a>1</a><b>2</b></root>"),
        ("{xml: {name: r}, required: [a], properties: {a: {type: array, items: {type: string}}}}", {"a": []}, "<r/>"),
        ("{xml: {name: r}, properties: {a: {type: string, xml: {attribute: true}}}}", {"a": '"\t\n<'}, '<r a="&quot;&#9;&#10;&lt;"/>'),
        ("{xml: {name: r}, properties: {a: {type: array, items: {type: array, items: {type: integer}}}}}", {"a": [[1, 2], [3]]}, "<r><a><a>1</a><a>2</a></a><a><a>3</a></a></r>"),
        ("{xml: {name: r}, properties: {'a b': {type: string}}}", {"a b": "x"}, "<r><a_b>x</a_b></r>"),
        ("{xml: {name: 's:r'}, properties: {a: {type: string, xml: {name: 's:a'}}}}", {"a": "x"}, "<s:r><s:a>x</s:a></s:r>"),
    ],
)  # fmt: skip
def test_xml_objects(
    server: RecordingServer, schema: str, value: Any, xml: str
) -> None:
    acme = generate(schema)
    result = send(acme, server, value, xml.encode())
    assert server.last.body == DECLARATION + xml.encode()
    assert to_json(result) == value


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<Thing", "XML"),
        ("", "XML"),
        ("text", "XML"),
        ("<a><b></a>", "XML"),
        ("<a/><b/>", "XML"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><Thing><name>&x;</name></Thing>', "XML without a document type declaration"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><Thing/>', "XML without a document type declaration"),
        ("<Thing><name>&x;</name></Thing>", "XML"),
        ("<a>" * 100_000, "XML nested less deeply"),
        ('<?xml version="1.0" encoding="x-none"?><Thing/>', "XML"),
        ("<Thing/>", "a string"),
        ('<Thing id="x"><name/></Thing>', "an integer"),
        ("<Thing>text</Thing>", "an object"),
        ("<Thing><name>a</name><name>b</name></Thing>", "a string"),
    ],
)  # fmt: skip
def test_invalid_xml(server: RecordingServer, xml: str, expected: str) -> None:
    acme = generate()
    server.responses[:] = [response(200, xml.encode(), "application/xml")]
    error = catch_error(
        acme, server, lambda c: c.things.replace(body="<x/>"), acme.APIDecodeError
    )
    assert [fault.expected for fault in error.faults] == [expected]
    assert error.raw == xml.encode()


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("<Thing><name>é</name></Thing>".encode(), "application/xml"),
        ("\ufeff<Thing><name>é</name></Thing>".encode(), "text/xml; charset=utf-8"),
        ("<Thing><name>é</name></Thing>".encode("utf-16"), "application/xml"),
        ("<Thing><name>é</name></Thing>".encode("latin-1"), "application/xml; charset=iso-8859-1"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><Thing><name>é</name></Thing>".encode("latin-1"), "application/xml"),
        ("<?xml version='1.0' encoding='ascii'?><Thing><name>é</name></Thing>".encode(), "text/xml;charset=UTF-8"),
        (b"<x:Thing xmlns:x='urn:x'>\n  <x:name>&#233;</x:name>\n <!-- c --></x:Thing>", ""),
        ('{"name":"é"}'.encode(), "application/json"),
    ],
)  # fmt: skip
def test_charsets_and_namespaces(
    server: RecordingServer, content: bytes, content_type: str
) -> None:
    server.responses[:] = [response(200, content, content_type)]
    thing = call(generate(), server, lambda c: c.things.replace(body="<x/>"))
    assert thing.to_dict() == {"name": "é"}


def test_declared_charset_of_a_request(server: RecordingServer) -> None:
    acme = generate(media_type='"text/xml; charset=iso-8859-1"')
    server.responses[:] = [response(200, b"<Thing><name/></Thing>", "text/xml")]
    call(acme, server, lambda c: c.things.replace(body={"name": "é€"}))
    assert server.last.body.endswith(b"<Thing><name>\xe9&#8364;</name></Thing>")
    assert b'encoding="iso-8859-1"' in server.last.body


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"name": 5}, "body.name"),
        ({"nam": "x"}, "body.nam"),
        ({"name": "\x00"}, "body.name"),
        ({"name": "a", "tags": [{"id": 1}, {"id": "x"}]}, "body.tags[1].id"),
        ({"name": "a", "urls": ["", "\ufffe"]}, "body.urls[1]"),
        ({"name": "a", "part": {"name": "\x1b"}}, "body.part.name"),
    ],
)
def test_values_that_xml_cannot_contain(
    server: RecordingServer, body: Any, path: str
) -> None:
    acme = generate()
    error = catch_error_unsent(acme, server, body)
    assert error.path == path


def catch_error_unsent(acme: ModuleType, server: RecordingServer, body: Any) -> Any:
    errors = import_submodule(acme, "errors")
    with (
        acme.Acme(base_url=server.url) as client,
        pytest.raises(errors.InvalidArgumentError) as caught,
    ):
        client.things.replace(body=body)
    assert server.requests == []
    return caught.value


def test_undeclared_keys(server: RecordingServer) -> None:
    acme = generate()
    xml = b'<Thing a="1"><name>n</name><x b="2">t<y/></x><z>1</z><z>2</z></Thing>'
    thing = send(acme, server, "<x/>", xml)
    extra = {"@a": "1", "x": {"@b": "2", "y": "", "#text": "t"}, "z": ["1", "2"]}
    assert thing.extra == extra
    assert send(acme, server, thing, xml) == thing
    models = import_submodule(acme, "models")
    error = catch_error_unsent_of_key(acme, models)
    assert error.path == "body['a b']"


def catch_error_unsent_of_key(acme: ModuleType, models: Any) -> Any:
    errors = import_submodule(acme, "errors")
    with (
        acme.Acme(base_url="http://127.0.0.1:9") as client,
        pytest.raises(errors.InvalidArgumentError) as caught,
    ):
        client.things.replace(body=models.Thing(name="x", extra={"a b": 1}))
    return caught.value


JSON_AND_XML = """
paths:
  /things:
    post:
      operationId: createThing
      tags: [things]
      requestBody:
        required: true
        content:
          application/xml: {schema: {$ref: '#/components/schemas/Thing'}}
          application/json: {schema: {$ref: '#/components/schemas/Thing'}}
      responses:
        '200':
          description: OK
          content:
            application/xml: {schema: {$ref: '#/components/schemas/Thing'}}
            application/json: {schema: {$ref: '#/components/schemas/Thing'}}
            text/csv: {}
        '400':
          description: Wrong.
          content: {application/xml: {schema: {$ref: '#/components/schemas/Problem'}}}
  /upload:
    post:
      operationId: uploadThing
      tags: [things]
      requestBody:
        content:
          multipart/form-data:
            schema:
              properties:
                thing: {$ref: '#/components/schemas/Thing'}
                tags: {type: array, items: {$ref: '#/components/schemas/Tag'}}
            encoding: {thing: {contentType: application/xml}, tags: {contentType: text/xml}}
      responses: {'204': {description: OK}}
  /search:
    get:
      operationId: searchThings
      tags: [things]
      parameters:
        - {name: tag, in: query, content: {application/xml: {schema: {$ref: '#/components/schemas/Tag'}}}}
      responses: {'204': {description: OK}}
"""
PROBLEM = "    Problem: {type: object, required: [code], properties: {code: {type: integer}}}\n"


def test_json_is_preferred_and_xml_has_a_separate_method(
    server: RecordingServer,
) -> None:
    acme = generate_package(JSON_AND_XML + COMPONENTS + PROBLEM)
    server.responses[:] = [response(200, b"<Thing><name>x</name></Thing>", "text/xml")]
    thing = call(
        acme,
        server,
        lambda c: c.things.create_xml(
            body={"name": "n"}, content_type="application/xml"
        ),
    )
    assert thing.name == "x"
    assert server.last.body == DECLARATION + b"<Thing><name>n</name></Thing>"
    assert server.last.headers["accept"] == "application/xml"
    server.responses[:] = [response(200, b"a,b", "text/csv")]
    assert call(acme, server, lambda c: c.things.create_text(body=b"")) == "a,b"


def test_json_is_sent_by_default(server: RecordingServer) -> None:
    acme = generate_package(JSON_AND_XML + COMPONENTS + PROBLEM)
    server.responses[:] = [response(200, b'{"name":"x"}')]
    call(acme, server, lambda c: c.things.create(body={"name": "n"}))
    assert server.last.body == b'{"name":"n"}'
    thing = import_submodule(acme, "models").Thing(name="n")
    call(acme, server, lambda c: c.things.create(body=thing))
    assert server.last.headers["content-type"] == "application/json"
    call(acme, server, lambda c: c.things.create(body="<x/>"))
    assert server.last.headers["content-type"] == "application/xml"


def test_error_body(server: RecordingServer) -> None:
    acme = generate_package(JSON_AND_XML + COMPONENTS + PROBLEM)
    server.responses[:] = [
        response(400, b"<Problem><code>7</code></Problem>", "text/xml")
    ]
    error = catch_error(
        acme, server, lambda c: c.things.create(body="<x/>"), acme.APIError
    )
    assert error.body.code == 7


def test_parts_and_parameters(server: RecordingServer) -> None:
    acme = generate_package(JSON_AND_XML + COMPONENTS + PROBLEM)
    body = {"thing": {"name": "n"}, "tags": [{"id": 1}, {"id": 2}]}
    server.responses[:] = [response(204)]
    call(acme, server, lambda c: c.things.upload(body=body))
    for xml in (
        b"<Thing><name>n</name></Thing>",
        b"<tag><id>1</id></tag>",
        b"<tag><id>2</id></tag>",
    ):
        assert DECLARATION + xml + b"\r\n" in server.last.body
    call(acme, server, lambda c: c.things.search(tag={"id": 3}))
    assert server.last.target.endswith("%3Ctag%3E%3Cid%3E3%3C%2Fid%3E%3C%2Ftag%3E")


NAMES = [
    "id",
    "name",
    "born",
    "size",
    "width",
    "codes",
    "code",
    "urls",
    "url",
    "tags",
    "tag",
    "note",
    "part",
    "is_new",
    "isNew",
]


def write_random_element(numbers: random.Random, depth: int = 0) -> str:
    name = numbers.choice(NAMES)
    attributes = "".join(
        f' {attribute}="{numbers.choice(["1", "a", ""])}"'
        for attribute in {*numbers.choices([*NAMES, "x:id", "xsi:nil"], k=2)}
        if numbers.random() < 0.3
    )
    children = [
        write_random_element(numbers, depth + 1)
        for _ in range(numbers.choice([0, 0, 1, 3]) if depth < 4 else 0)
    ]
    text = numbers.choice(
        ["", "", " ", "1", "true", "a", "9" * 2_000, "1e99999", "null"]
    )
    return f"<{name}{attributes}>{text}{''.join(children)}</{name}>"


def test_any_element_is_read_or_refused_with_a_typed_error() -> None:
    codes = "codes: {type: array, items: {type: integer, xml: {name: code}}}"
    schema = REF.replace("{$ref", "{allOf: [{$ref").replace(
        "'}", "'}, {properties: {" + codes + "}}]}"
    )
    acme = generate(schema)
    testing, numbers = import_submodule(acme, "testing"), random.Random(16)
    documents = [
        "".join(write_random_element(numbers) for _ in range(4)) for _ in range(400)
    ]
    replies = [
        testing.response(200, f"<Thing>{d}</Thing>".encode(), content_type="text/xml")
        for d in documents
    ]
    settings = {"base_url": "https://a.test", "max_retries": 0}
    transport, read = testing.FakeTransport(*replies), 0
    with acme.Acme(transport=transport, **settings) as client:
        for _ in replies:
            with suppress(acme.APIDecodeError):
                client.things.replace(body="<Thing/>")
                read += 1
    assert read


def test_many_undeclared_elements_and_namespaces() -> None:
    acme = generate()
    reader = import_submodule(acme, "_runtime.codec.xml_reader")
    schemas = import_submodule(acme, "_runtime.codec.xml_schemas")
    children = "".join(f'<p{n}:x xmlns:p{n}="n:{n}"/>' for n in range(5_000))
    xml = f'<a xmlns:q="n"><q:y xmlns:q="m"/><q:y/>{children}</a>'.encode()
    element = reader._parse(xml, "")
    names = [child.namespace for child in element.children]
    assert names == ["m", "n", *(f"n:{n}" for n in range(5_000))]
    value = reader.read_element(schemas.Node(), element)
    assert value == {"y": ["", ""], "x": [""] * 5_000}
