"""Attributes of exceptions: the request id, and properties of the body with the name of an attribute."""

from __future__ import annotations

import keyword
from typing import Any

import pytest
import yaml
from extend_client import APIStatusError, Extend
from extend_client.testing import FakeTransport, response
from tests.wire.clients import generate_package, import_submodule

HEADER = {"x_extend_request_id": "from-header"}
# Attributes that differ between any two classes.
CLASS_ATTRIBUTES = {
    "__annotations__",
    "__dict__",
    "__doc__",
    "__init_subclass__",
    "__module__",
    "__subclasshook__",
    "__weakref__",
}


def request_error(status: int, body: Any, **headers: str) -> APIStatusError:
    """Return the error of a call with this response."""
    transport = FakeTransport(response(status, body, **headers))
    with (
        Extend(token="t", transport=transport, max_retries=0) as client,
        pytest.raises(APIStatusError) as caught,
    ):
        client.extract_runs.cancel("exr_1")
    return caught.value


@pytest.mark.parametrize("status", [400, 418, 500, 503])
@pytest.mark.parametrize(
    "body", [b"<html>Bad gateway</html>", b"", b"{", b"[]", b'{"requestId": 7}']
)
def test_request_id_from_the_header_if_the_body_is_not_decoded(
    status: int, body: bytes
) -> None:
    error = request_error(status, body, content_type="text/html", **HEADER)
    assert error.request_id == "from-header"
    assert "(request id from-header)" in str(error)


def test_request_id_of_the_body_takes_precedence() -> None:
    body = {"code": "C", "message": "M", "retryable": False, "requestId": "from-body"}
    assert request_error(400, body, **HEADER).request_id == "from-body"
    assert request_error(400, body).request_id == "from-body"


def test_request_id_is_none_without_header_and_body() -> None:
    assert request_error(500, b"").request_id is None


def error_attributes() -> list[str]:
    """Return the attributes of an error that can also be names of properties."""
    names = {*dir(APIStatusError), *vars(request_error(500, b""))}
    return sorted(name for name in names if not keyword.iskeyword(name))


def test_property_of_a_body_does_not_hide_an_attribute() -> None:
    properties = {name: {"type": "integer"} for name in (*error_attributes(), "colour")}
    schema = {"type": "object", "properties": properties}
    content = {"application/json": {"schema": schema}}
    responses = {
        status: {"description": "Refused.", "content": content}
        for status in ("400", "404", "5XX")
    }
    operation = {"operationId": "read", "tags": ["things"], "responses": responses}
    document = yaml.safe_dump({"paths": {"/things": {"get": operation}}})
    errors = import_submodule(generate_package(document), "errors")
    for name in ("BadRequestError", "NotFoundError", "OtherServerError"):
        class_ = getattr(errors, name)
        assert isinstance(class_.colour, property)
        hidden = [
            attribute
            for attribute in error_attributes()
            if attribute not in CLASS_ATTRIBUTES
            and getattr(class_, attribute, None)
            != getattr(errors.APIStatusError, attribute, None)
        ]
        assert hidden == []
