"""Servers that requests cannot be sent to: a located problem, and a typed error of the client."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest
from extend_client._runtime import urls as runtime
from hypothesis import example, given
from hypothesis import strategies as st

from specpress.document.problems import Problem
from specpress.reader import server_urls
from tests.property.packages import generate_from_tree, import_package, render_tree

UNUSABLE = {
    "#\x0bx\x0b    y": "it contains '#'",
    "https://acme.test/\x0b": r"it contains '\x0b'",
    "https://ac me.test": "it contains ' '",
    "https://acme.test\\v1": r"it contains '\\'",
    "/v1#x": "it contains '#'",
    "https://": "its host or port is not valid",
    "https://:80/v1": "its host or port is not valid",
    "https://acme.test:99999": "its host or port is not valid",
    "https://acme.test:{port}0000000": "its host or port is not valid",
    "https://\u2028.test": "its host or port is not valid",
    "ftp://acme.test": "its scheme is 'ftp', not http or https",
    "https://acme.test/{": "it contains a brace that encloses no variable",
    "//[": "its host or port is not valid",
    "https://acme.test/" + "x" * 100_000: "it has 100018 characters",
}
USABLE = [
    *("", "/", "/v1", "v1", "../v1", "acme.test/v1", "//acme.test/v1"),
    *("https://acme.test", "HTTP://acme.test:80/v1?key=1", "https://[::1]:8080"),
    *(
        "https://user:pw@acme.test",
        "https://\xfcber.test/\xfc",
        "http://localhost:{port}",
    ),
    *("{server}", "{server}/v1", "{scheme}://acme.test", "http{s}://acme.test/{a}/{b}"),
    *("https://{region}.acme.test", "https://{a}{b}", "/{base}/v1", "https://{a}:{b}"),
]


def document(
    servers: list[Any] | None = None, own: list[Any] | None = None
) -> dict[str, Any]:
    """Return a document with servers, and with those of one operation."""
    get: dict[str, Any] = {"responses": {"204": {"description": "Done."}}}
    path = {"get": {**get, "operationId": "listThings", "tags": ["things"]}}
    if own is not None:
        path["get"]["servers"] = own
    root = {"openapi": "3.1.0", "info": {"title": "Acme", "version": "1"}}
    return {**root, "servers": servers or [], "paths": {"/things": path}}


def problems_of(tree: dict[str, Any]) -> list[Problem]:
    """Return the problems of servers."""
    warnings = generate_from_tree(tree).warnings
    return [p for p in warnings if p.code.startswith("unusable")]


def call_operation(tree: dict[str, Any], **settings: Any) -> str:
    """Return the URL of a request."""
    with import_package(render_tree(tree)) as acme:
        testing = importlib.import_module(f"{acme.__name__}.testing")
        transport = testing.FakeTransport(testing.response(204))
        with acme.Acme(transport=transport, **settings) as client:
            client.things.list()
        url: str = transport.requests[0].url
        return url


@pytest.mark.parametrize("url", UNUSABLE, ids=lambda url: ascii(url)[:30])
def test_unusable_server_of_the_document_is_ignored_with_a_problem(url: str) -> None:
    (problem,) = problems_of(document([{"url": url}, {"url": "https://b.test"}]))
    assert problem.code == "unusable-server" and problem.omits
    assert UNUSABLE[url] in problem.message and "base_url" in str(problem.hint)
    assert problem.pointer == "#/servers/0" and problem.position is not None
    assert "\x0b" not in problem.message and len(problem.message) < 300


@pytest.mark.parametrize("url", UNUSABLE, ids=lambda url: ascii(url)[:30])
def test_unusable_server_of_an_operation(url: str) -> None:
    tree = document([{"url": "https://b.test"}], [{"url": url}])
    (problem,) = problems_of(tree)
    assert problem.code == "unusable-server" and not problem.omits
    assert problem.pointer == "#/paths/~1things/get/servers/0/url"
    variables = re.findall(r"\{(\w+)\}", url)
    with pytest.raises(ValueError, match=r"things\.list|it has 1000") as caught:
        call_operation(tree)
    assert type(caught.value).__name__ == "InvalidArgumentError"
    assert str(caught.value).startswith("server_variables" if variables else "base_url")
    assert (
        call_operation(tree, base_url="https://c.test/v2") == "https://c.test/v2/things"
    )


def test_usable_server_of_an_operation_replaces_unusable_one() -> None:
    tree = document([], [{"url": "https://a b"}, {"url": "https://own.test"}])
    (problem,) = problems_of(tree)
    assert problem.omits and problem.pointer.endswith("/servers/0")
    assert call_operation(tree) == "https://own.test/things"


@pytest.mark.parametrize("url", USABLE)
def test_usable_server(url: str) -> None:
    assert server_urls.describe_fault(url) is None


def test_blanks_around_a_url_are_ignored() -> None:
    tree = document([{"url": " https://acme.test/v1\n"}])
    (problem,) = [p for p in generate_from_tree(tree).warnings if "blanks" in p.message]
    assert problem.pointer == "#/servers/0/url"
    assert call_operation(tree) == "https://acme.test/v1/things"


@pytest.mark.parametrize(
    ("url", "default"),
    [
        ("https://{name}.test", "a/b"),
        ("https://{name}.test", "a b"),
        ("https://{name}.test", "me@evil"),
        ("https://{name}", ""),
        ("https://acme.test:{name}", "http"),
        ("{name}://acme.test", "ftp"),
        ("{name}/v1", "https://a b"),
        ("{name}", "mailto:a@b"),
    ],
)
def test_default_that_cannot_be_sent(url: str, default: str) -> None:
    server = {"url": url, "variables": {"name": {"default": default}}}
    for tree in (document([server]), document([{"url": "https://b.test"}], [server])):
        (problem,) = problems_of(tree)
        assert problem.code == "unusable-variable" and "'name'" in problem.message
        assert problem.pointer.endswith("/servers/0/variables/name/default")
        with pytest.raises(ValueError, match=r"server_variables\['name'\]") as caught:
            call_operation(tree)
        assert type(caught.value).__name__ == "InvalidArgumentError"


@pytest.mark.parametrize("value", ["a/b", "a@b", "\ud800", 1, None, b"a"])
def test_value_of_the_caller_that_cannot_be_sent(value: Any) -> None:
    server = {"url": "https://{name}.test", "variables": {"name": {"default": "a"}}}
    for tree in (document([server]), document([{"url": "https://b.test"}], [server])):
        with pytest.raises(ValueError, match=r"server_variables\['name'\]") as caught:
            call_operation(tree, server_variables={"name": value})
        assert type(caught.value).__name__ == "InvalidArgumentError"


PIECES = st.sampled_from(
    (
        *(
            "https://",
            "http",
            "{a}",
            "{b}",
            "://",
            "/",
            "//",
            "acme.test",
            ":80",
            ":",
            "@",
        ),
        *("?x=1", "#", " ", "\x0b", "\\", "{", "[::1]", "\xfc", "%41", "..", "\x85"),
    )
)
TEXTS = st.sampled_from(["a", "", "https", "https://a", "80", "a/b", "a b", "//a", "@"])


@given(st.lists(PIECES, max_size=5).map("".join), TEXTS, TEXTS)
@example("{a}://{b}", "https", "a")
@example("/{a}/https://", "", "a")
@example("{a}/{b}/:", "", "")
def test_generator_and_client_accept_the_same_urls(url: str, a: str, b: str) -> None:
    """A server without a problem, with the defaults that remain, has a URL that can be sent."""
    texts = {"a": a, "b": b}
    if server_urls.describe_fault(url) is not None:
        return
    for name in server_urls.find_faulty_texts(url, texts):
        del texts[name]
    filled = runtime.fill_variables(url, texts)
    assert filled == server_urls.fill(url, texts).rstrip("/")
    if "{" not in filled:
        assert runtime.parse_origin(runtime.resolve_server("https://a", filled))


def test_generator_and_client_have_one_pattern() -> None:
    assert runtime._URL.pattern == server_urls.URL.pattern


def test_unusable_token_url() -> None:
    tree = document([{"url": "https://b.test"}])
    flow = {"tokenUrl": "https://id.test/\x0b", "scopes": {}}
    scheme = {"type": "oauth2", "flows": {"clientCredentials": flow}}
    tree["components"] = {"securitySchemes": {"oauth": scheme}}
    tree["security"] = [{"oauth": []}]
    (problem,) = problems_of(tree)
    assert problem.pointer.endswith("/clientCredentials/tokenUrl")
    with import_package(render_tree(tree)) as acme:
        assert acme.Acme(token="t")
