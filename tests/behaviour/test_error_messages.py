"""Messages of errors: one printable line with the message of the server, in any usual format."""

from __future__ import annotations

import copy
import pickle
import re
import warnings
from typing import Any

import pytest
from extend_client import APIError, APITimeoutError, Extend, errors
from extend_client._runtime.exchange import Exchange
from extend_client.testing import FakeTransport, response

PAGE = "<html><h1>Bad gateway</h1></html>"


def error_message(status: int, body: Any, **headers: str) -> str:
    transport = FakeTransport(response(status, body, **headers))
    with (
        Extend(token="t", transport=transport, max_retries=0) as client,
        pytest.raises(APIError) as caught,
    ):
        client.extract_runs.cancel("exr_1")
    return str(caught.value)


@pytest.mark.parametrize(("token", "count"), [(None, 1), ("t", 0)])
def test_error_names_the_missing_credential(
    token: str | None, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXTEND_API_KEY", raising=False)
    for status in (401, 403):
        transport = FakeTransport(response(status, {"message": "No."}))
        with (
            Extend(token=token, transport=transport, max_retries=0) as client,
            pytest.raises(APIError) as caught,
        ):
            client.extract_runs.cancel("exr_1")
        hint = "the client has no credential: pass token (or set EXTEND_API_KEY)"
        notes = getattr(caught.value, "__notes__", [])
        assert notes == [hint] * count * (status == 401)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"message": "No tea."}, ": No tea."),
        ({"error": {"message": "No tea."}}, ": No tea."),
        ({"error": "no_tea", "error_description": "No tea."}, ": No tea."),
        ({"title": "Teapot", "detail": "No tea."}, ": No tea."),
        ({"title": "Teapot", "status": 418}, ": Teapot"),
        ({"errors": [{"message": "No tea."}, {"message": "None."}]}, ": No tea."),
        ({"detail": [{"msg": "No tea.", "loc": ["body"]}]}, ": body: No tea."),
        ({"message": None, "error": "no_tea"}, ": no_tea"),
        ("no_tea", ": no_tea"),
        ({"message": "  "}, ""),
        ({"code": 7}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_message_of_the_server_is_included(body: Any, detail: str) -> None:
    message = error_message(418, body)
    assert message == f"POST /extract_runs/{{id}}/cancel returned 418{detail}"


def test_plain_text_is_included_and_html_is_not() -> None:
    assert error_message(418, b"No tea.", content_type="text/plain").endswith(
        "418: No tea."
    )
    assert error_message(418, PAGE.encode(), content_type="text/html").endswith("418")
    assert error_message(418, PAGE.encode(), content_type="text/plain").endswith("418")
    assert error_message(418, b'{"message": "No te').endswith("418")


@pytest.mark.parametrize("status", [418, 500])
def test_message_is_one_line_of_limited_length(status: int) -> None:
    text = "No tea.\r\n\x1b[31mINFO all is well\u2028\u202e" * 1000
    message = error_message(
        status, {"code": "C", "message": text, "requestId": "r\nINFO x"}
    )
    assert message.isprintable()
    assert len(message) < 400
    assert ": No tea. [31mINFO all is well" in message


def test_documented_error_tree_matches_the_classes() -> None:
    lines = (errors.__doc__ or "").splitlines()
    parents: dict[int, str] = {}
    documented = {}
    for line in lines[lines.index("APIError") :]:
        if name := re.search(r"\w+", line):
            parents[name.start()] = name[0]
            documented[name[0]] = parents.get(name.start() - 4)
    public = {n: c for n, c in vars(errors).items() if n in errors.__all__}
    exceptions = {n: c for n, c in public.items() if issubclass(c, APIError)}
    assert documented.keys() == exceptions.keys()
    for name, parent in documented.items():
        bases = [base.__name__ for base in exceptions[name].__bases__]
        assert parent is None or parent in bases


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        # FastAPI
        (
            {"detail": [{"loc": ["body", "a", 0, "b"], "msg": "No."}, {"loc": ["c"]}]},
            "body.a[0].b: No. (and 1 more)",
        ),
        # Laravel, Rails
        ({"message": "Invalid.", "errors": {"a": ["No."]}}, "Invalid: a: No."),
        # Django REST framework
        ({"a": ["No.", "Never."], "b": ["No."]}, "a: No. (and 2 more)"),
        # JSON:API
        (
            {"errors": [{"detail": "No.", "source": {"pointer": "/data/a"}}]},
            "/data/a: No.",
        ),
        # RFC 9457
        (
            {"title": "Invalid", "invalid-params": [{"name": "a", "reason": "No."}]},
            "Invalid: a: No.",
        ),
        # GitHub
        (
            {
                "message": "Failed",
                "errors": [{"resource": "R", "field": "a", "code": "x"}],
            },
            "Failed: a: x",
        ),
        # Google
        (
            {
                "error": {
                    "message": "Bad",
                    "details": [
                        {"fieldViolations": [{"field": "a", "description": "No."}]}
                    ],
                }
            },
            "Bad: a: No.",
        ),
        # Spring
        (
            {"path": "/x", "errors": [{"field": "a", "defaultMessage": "No."}] * 3},
            "a: No. (and 2 more)",
        ),
        # Zod, AJV
        ({"issues": [{"path": ["a", 0], "message": "No."}]}, "a[0]: No."),
        ([{"instancePath": "/a", "message": "No."}], "/a: No."),
        # No fields
        ({"errors": ["No."]}, "No."),
        ({"errors": [{"loc": {"loc": {}}}]}, ""),
        ({"detail": [[[[[["a"]]]]]]}, ""),
    ],
)
def test_first_field_of_a_validation_error_is_named(body: Any, detail: str) -> None:
    assert error_message(422, body).partition(" 422")[2].removeprefix(": ") == detail


def test_number_of_faults_is_not_cut_off() -> None:
    fault = {"loc": ["a" * 500], "msg": "b" * 500}
    message = error_message(422, {"message": "c" * 500, "errors": [fault] * 50})
    assert message.endswith("bb (and 49 more)")
    assert len(message) < 400


def test_plain_http_warning_has_a_switch() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Extend(token="t", base_url="http://example.com", allow_plain_http=True).close()
        with pytest.raises(UserWarning, match="allow_plain_http=True"):
            Extend(token="t", base_url="http://example.com")


def test_timeout_is_a_timeout_error_of_python_and_can_be_copied() -> None:
    exchange = Exchange("GET /", "GET", "https://a/", 1, 0.5)
    error = APITimeoutError(exchange, "late", False)
    assert isinstance(error, TimeoutError)
    assert (error.errno, error.strerror, error.filename) == (None, None, None)
    for copied in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert copied.args == (exchange, "late", False)
        assert str(copied) == "GET / failed without a response: late"
