"""Attributes of exceptions: the request id, and members of a body that have the same names."""

from __future__ import annotations

import keyword
from typing import Any

import pytest
import yaml
from extend_client import APIStatusError, Extend
from extend_client.testing import FakeTransport, response
from tests.wire.clients import generate_package, import_submodule

HEADER = {"x_extend_request_id": "from-header"}


def error_of(status: int, body: Any, **headers: str) -> APIStatusError:
    """The error of a call that the server answers like this."""
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
def test_request_id_comes_from_the_header_without_a_decoded_body(
    status: int, body: bytes
) -> None:
    error = error_of(status, body, content_type="text/html", **HEADER)
    assert error.request_id == "from-header"
    assert "(request id from-header)" in str(error)


def test_request_id_of_the_body_comes_first() -> None:
    body = {"code": "C", "message": "M", "retryable": False, "requestId": "from-body"}
    assert error_of(400, body, **HEADER).request_id == "from-body"
    assert error_of(400, body).request_id == "from-body"


def test_request_id_is_none_without_any() -> None:
    assert error_of(500, b"").request_id is None


def members() -> list[str]:
    """Every attribute that an error has, as the name of a property of its body."""
    return sorted(n for n in dir(APIStatusError) if not keyword.iskeyword(n))


def test_member_of_a_body_hides_no_attribute() -> None:
    properties = {name: {"type": "integer"} for name in (*members(), "colour")}
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
            for attribute in members()
            if attribute not in CLASS_OWN
            and getattr(class_, attribute) != getattr(errors.APIStatusError, attribute)
        ]
        assert hidden == []


CLASS_OWN = {
    "__annotations__",
    "__dict__",
    "__doc__",
    "__init_subclass__",
    "__module__",
    "__subclasshook__",
    "__weakref__",
}
"""Attributes that every class has for itself."""
