"""Response bodies by media type: JSON, text in any charset, and bytes."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.wire.clients import call, catch_error, generate_package
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /report:
    get:
      operationId: readReport
      tags: [reports]
      responses:
        '200': {description: The report., content: CONTENT}
        '400': {description: Wrong., content: ERRORS}
components:
  schemas:
    Report: {type: object, required: [pages], properties: {pages: {type: integer}}}
    Problem: {type: object, required: [title], properties: {title: {type: string}}}
"""
JSON = "application/json: {schema: {$ref: '#/components/schemas/Report'}}"
XML = "application/xml: {schema: {$ref: '#/components/schemas/Report'}}"
BYTES = "{schema: {type: string, format: binary}}"


def generate(content: str, errors: str = "text/plain: {}") -> ModuleType:
    document = DOCUMENT.replace("CONTENT", f"{{{content}}}")
    return generate_package(document.replace("ERRORS", f"{{{errors}}}"))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"pages":3}', "application/json"),
        (b'{"pages":3}', "application/json; charset=utf-8"),
        (b'{"pages":3}', "APPLICATION/JSON"),
        (b'\xef\xbb\xbf{"pages":3}', "application/json"),
        ('{"pages":3}'.encode("utf-16"), "application/json; charset=utf-16"),
        (b'{"pages":3}', "application/vnd.acme.report+json"),
        (b'{"pages":3}', "text/plain"),
        (b'{"pages":3}', ""),
        (b' {"pages":3}\r\n', "application/json;charset=x-unknown"),
    ],
)
def test_json_is_decoded_whatever_its_content_type(
    server: RecordingServer, body: bytes, content_type: str
) -> None:
    server.responses[:] = [response(200, body, content_type)]
    assert call(generate(JSON), server, lambda c: c.reports.read()).pages == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html>", "JSON"),
        (b'{"pages":', "JSON"),
        (b'{"pages":NaN}', "JSON"),
        (b'{"pages":Infinity}', "JSON"),
        (b'{"pages":"\xff"}', "text in utf-8"),
        (b"[" * 100_000, "JSON"),
        (b'"pages"', "an object"),
        (b"{}", "an integer"),
    ],
)
def test_invalid_json_raises_with_raw_body(
    server: RecordingServer, body: bytes, expected: str
) -> None:
    acme = generate(JSON)
    server.responses[:] = [response(200, body)]
    error = catch_error(acme, server, lambda c: c.reports.read(), acme.APIDecodeError)
    assert error.raw == body
    assert [fault.expected for fault in error.faults] == [expected]


@pytest.mark.parametrize(
    ("content", "body", "content_type", "expected"),
    [
        ("text/plain: {}", "é".encode(), "text/plain", "é"),
        ("text/plain: {}", "é".encode("latin-1"), "text/plain; charset=latin1", "é"),
        ("text/plain: {}", "é".encode(), 'text/plain; charset="UTF-8"', "é"),
        ("text/plain: {}", b"\xef\xbb\xbfa", "text/plain", "a"),
        ("text/plain: {schema: {type: string}}", b"{}", "text/plain", "{}"),
        ("text/plain: {schema: {type: integer}}", b"42", "text/plain", 42),
        ("text/csv: {schema: {type: array, items: {}}}", b"a,b", "text/csv", "a,b"),
        ("application/xml: {}", b"<report/>", "application/xml", "<report/>"),
        ("image/svg+xml: {}", b"<svg/>", "image/svg+xml", "<svg/>"),
        (f"application/pdf: {BYTES}", b"%PDF\xff", "application/pdf", b"%PDF\xff"),
        ("image/png: {}", b"\x89PNG", "image/png", b"\x89PNG"),
        ("application/octet-stream: {}", b"\0", "application/octet-stream", b"\0"),
        ("image/*: {}", b"\x89PNG", "image/png", b"\x89PNG"),
        (f"application/json: {BYTES}", b"%PDF\xff", "application/pdf", b"%PDF\xff"),
        (f"'*/*': {BYTES}", b"{}", "application/json", b"{}"),
        ("'*/*': {schema: {type: string}}", b"plain", "text/plain", "plain"),
        ("'*/*': {schema: {type: string}}", b'"quoted"', "application/json", "quoted"),
        ("'*/*': {}", b"[1]", "application/json", [1]),
        ("'*/*': {}", b"[1]", "text/html", "[1]"),
        ("'*/*': {}", b"\xff", "image/png", b"\xff"),
        ("text/*: {}", b"a", "text/markdown", "a"),
        ("application/json: {schema: {type: string}}", b'"a"', "application/json", "a"),
        ("application/json: {}", b'{"a":[1]}', "application/json", {"a": [1]}),
    ],
)
def test_content_is_decoded_by_media_type_and_schema(
    server: RecordingServer,
    content: str,
    body: bytes,
    content_type: str,
    expected: object,
) -> None:
    server.responses[:] = [response(200, body, content_type)]
    result = call(generate(content), server, lambda c: c.reports.read())
    assert (type(result), result) == (type(expected), expected)


def test_object_with_wildcard_media_type_is_json(server: RecordingServer) -> None:
    report = JSON.replace("application/json", "'*/*'")
    server.responses[:] = [response(200, b'{"pages":3}', "application/json")]
    assert call(generate(report), server, lambda c: c.reports.read()).pages == 3


def test_invalid_text_raises_with_raw_body(server: RecordingServer) -> None:
    acme = generate("text/plain: {}")
    server.responses[:] = [response(200, b"\xff", "text/plain")]
    error = catch_error(acme, server, lambda c: c.reports.read(), acme.APIDecodeError)
    assert (error.raw, error.faults[0].expected) == (b"\xff", "text in utf-8")


def test_json_is_preferred_and_text_has_a_separate_method(
    server: RecordingServer,
) -> None:
    acme = generate(f"{XML}, {JSON}, text/csv: {{}}")
    server.responses[:] = [response(200, b'{"pages":3}')]
    assert call(acme, server, lambda c: c.reports.read()).pages == 3
    assert server.last.headers["accept"].startswith("application/json")
    assert "xml" not in server.last.headers["accept"]
    server.responses[:] = [response(200, b"a,b", "text/csv")]
    assert call(acme, server, lambda c: c.reports.read_text()) == "a,b"
    assert server.last.headers["accept"].startswith("text/csv")
    xml = b"<Report><pages>3</pages></Report>"
    server.responses[:] = [response(200, xml, "application/xml")]
    assert call(acme, server, lambda c: c.reports.read_xml()).pages == 3
    assert server.last.headers["accept"].startswith("application/xml")


def test_response_content_type_selects_the_media_type(server: RecordingServer) -> None:
    acme = generate(f"text/csv: {{}}, application/pdf: {BYTES}")
    for content_type, expected in (
        ("text/csv; header=present", "a,b"),
        ("application/pdf", b"a,b"),
        ("", "a,b"),
    ):
        server.responses[:] = [response(200, b"a,b", content_type)]
        result = call(acme, server, lambda c: c.reports.read())
        assert result == expected


def test_media_type_parameter_selects_the_schema(server: RecordingServer) -> None:
    old = (
        "application/json; version=1: {schema: {$ref: '#/components/schemas/Problem'}}"
    )
    new = "application/json; version=2: {schema: {$ref: '#/components/schemas/Report'}}"
    acme = generate(f"{old}, {new}")
    server.responses[:] = [response(200, b'{"pages":3}', "application/json; version=2")]
    result = call(acme, server, lambda c: c.reports.read())
    assert type(result) is acme.models.Report
    server.responses[:] = [
        response(200, b'{"title":"a"}', "application/json; version=1")
    ]
    result = call(acme, server, lambda c: c.reports.read())
    assert type(result) is acme.models.Problem


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b'{"title":"a"}', "application/problem+json", "Problem(title='a')"),
        (b'{"title":"a"}', "application/json", "Problem(title='a')"),
        (b"no pages", "text/plain", "'no pages'"),
        (b"<html>", "text/html", "None"),
    ],
)
def test_error_body_is_decoded_by_media_type(
    server: RecordingServer, body: bytes, content_type: str, expected: str
) -> None:
    problem = (
        "application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}"
    )
    acme = generate(JSON, f"{problem}, text/plain: {{schema: {{type: string}}}}")
    server.responses[:] = [response(400, body, content_type)]
    expected_error = acme.errors.BadRequestError
    error = catch_error(acme, server, lambda c: c.reports.read(), expected_error)
    assert repr(error.body) == expected
