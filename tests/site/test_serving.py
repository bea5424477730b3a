"""`specpress docs --serve`: pages and mock server at one origin, which refuses others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape

import httpx2
import pytest

from specpress.document.problems import Problems
from specpress.mock.app import Mock
from specpress.mock.serving import serve_in_background
from specpress.site.documenting import Documentation
from specpress.site.serving import SiteServer
from tests.harden.pages import Page
from tests.site.building import build_bookshop, build_extend, build_tree, create_tree


def serve(documentation: Documentation) -> SiteServer:
    source = documentation.source
    mock = Mock(source.workspace, source.api, Problems()).create_app()
    return SiteServer(documentation.files, mock, "127.0.0.1")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve_in_background(serve(build_bookshop(has_mock=True))) as url:
        yield url


def test_pages_and_mock_server(url: str) -> None:
    page = httpx2.get(f"{url}/")
    assert page.status_code == 200
    assert page.text == build_bookshop(True).files["index.html"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    style = httpx2.get(f"{url}/assets/site.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    books = httpx2.get(f"{url}/mock/books", headers={"authorization": "Bearer a"})
    assert books.status_code == 200
    assert "items" in books.json()
    assert httpx2.get(f"{url}/mock/missing").status_code == 404


@pytest.mark.parametrize(
    "path", ["/missing.html", "/../pyproject.toml", "/assets/", "/%2e%2e/x", "/mocks"]
)
def test_only_pages_are_sent(url: str, path: str) -> None:
    assert httpx2.get(f"{url}{path}").status_code == 404


def test_pages_are_only_read(url: str) -> None:
    assert httpx2.post(f"{url}/index.html").status_code == 405
    assert httpx2.head(f"{url}/index.html").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"host": "evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "[", "origin": "http://["},
    ],
)
@pytest.mark.parametrize("path", ["/", "/mock/books"])
def test_other_origins_are_refused(
    url: str, path: str, headers: dict[str, str]
) -> None:
    headers = {"authorization": "Bearer a", **headers}
    response = httpx2.get(f"{url}{path}", headers=headers)
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_only_link_to_pages(url: str, site: str) -> None:
    headers = {"authorization": "Bearer a", "sec-fetch-site": site}
    assert httpx2.get(f"{url}/", headers=headers).status_code == 200
    assert httpx2.get(f"{url}/mock/books", headers=headers).status_code == 403


def test_own_origin_is_accepted(url: str) -> None:
    headers = {"authorization": "Bearer a", "origin": url}
    assert httpx2.get(f"{url}/mock/books", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("documentation", "expected"),
    [(build_bookshop(True), 10), (build_extend(True), 1)],
    ids=["bookshop", "extend"],
)
def test_requests_of_examples_succeed(
    documentation: Documentation, expected: int
) -> None:
    requests = [
        json.loads(unescape(text))
        for path, page in documentation.files.items()
        if path.endswith(".html")
        for text in Page(page).list_values("data-request")
    ]
    assert len(requests) >= expected
    with serve_in_background(serve(documentation)) as url:
        for request in requests:
            headers = dict(request["headers"])
            for credential in request["credentials"]:
                value = credential["prefix"] + credential["value"]
                headers[credential["wire"]] = value
            if request["states"]:
                headers["x-mock-state"] = request["states"][0]
            response = httpx2.request(
                request["method"],
                f"{url}/mock{request['target']}",
                headers=headers,
                content=request["body"],
            )
            assert response.status_code < 300, (request, response.text)


@pytest.mark.parametrize(
    ("parameter", "target"),
    [
        ({"in": "query", "name": "q&", "schema": {"type": "string"}, "example": "a b"}, "?q%26=a%20b"),
        ({"in": "query", "name": "q", "schema": {"type": "array", "items": {"type": "integer"}}}, "?q=1"),
        ({"in": "query", "name": "q", "style": "deepObject", "schema": {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}, "?q%5Ba%5D=1"),
        ({"in": "query", "name": "q", "content": {"application/json": {"schema": {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}}}, "?q=%7B%22a%22%3A%201%7D"),
        ({"in": "header", "name": "X-A", "schema": {"type": "integer"}}, ""),
        ({"in": "cookie", "name": "c", "schema": {"type": "string"}}, None),
        ({"in": "query", "name": "q", "style": "pipeDelimited", "explode": False, "schema": {"type": "array", "items": {"type": "string"}}}, None),
    ],
    ids=["text", "array", "deepObject", "json", "header", "cookie", "pipes"],
)  # fmt: skip
def test_request_of_an_example(
    parameter: dict[str, object], target: str | None
) -> None:
    item = create_tree()["paths"]["/things/{id}"]["get"]
    parameters = [*item["parameters"], {**parameter, "required": True}]
    page = build_tree(create_tree(parameters=parameters), has_mock=True)
    texts = Page(page.files["reference/things.html"]).list_values("data-request")
    targets = [json.loads(text)["target"] for text in texts]
    assert targets == ([] if target is None else [f"/v1/things/a%20b{target}"])
