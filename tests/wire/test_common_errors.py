"""Exceptions of common statuses: every package has them, documented or not."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import generate_package, import_submodule

COMMON = {
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "TooManyRequestsError",
}
DOCUMENT = """
paths:
  /orders:
    get: {operationId: readOrder, tags: [orders], responses: {'200': {description: Done.}, RESPONSES}}
components:
  schemas:
    Fault: {type: object, required: [reason], properties: {reason: {type: string}}}
"""
FAULT = "{content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}, description: Wrong.}"
DECLARATIONS = {
    "nothing": "'204': {description: Done.}",
    "one": f"'404': {FAULT}",
    "range": f"4XX: {FAULT}",
    "default": f"default: {FAULT}",
    "range and one": f"4XX: {FAULT}, '404': {{description: Missing.}}",
    "two": f"'404': {FAULT}, '409': {FAULT}",
}


def raise_error(package: ModuleType, status: int) -> Any:
    """Return the error of a call that receives a status with a body."""
    testing = import_submodule(package, "testing")
    transport = testing.FakeTransport(testing.response(status, {"reason": "why"}))
    with (
        package.Acme(
            base_url="https://x.test", transport=transport, max_retries=0
        ) as client,
        pytest.raises(package.errors.APIStatusError) as caught,
    ):
        client.orders.read()
    return caught.value


@pytest.mark.parametrize("declared", DECLARATIONS)
def test_common_statuses_have_their_class(declared: str) -> None:
    package = generate_package(DOCUMENT.replace("RESPONSES", DECLARATIONS[declared]))
    errors = import_submodule(package, "errors")
    for status, name in COMMON.items():
        error = raise_error(package, status)
        assert type(error) is getattr(package, name) is getattr(errors, name)
        assert isinstance(error, package.ClientStatusError)
        assert name in errors.__all__
    for status in (500, 502, 599):
        assert isinstance(raise_error(package, status), package.ServerStatusError)


@pytest.mark.parametrize("declared", ["range", "default"])
def test_class_of_a_declared_range_is_their_base(declared: str) -> None:
    package = generate_package(DOCUMENT.replace("RESPONSES", DECLARATIONS[declared]))
    errors = import_submodule(package, "errors")
    for status in COMMON:
        error = raise_error(package, status)
        assert isinstance(error, errors.OtherClientError)
        assert error.body.reason == error.reason == "why"


def test_body_of_an_undeclared_status_is_json() -> None:
    package = generate_package(DOCUMENT.replace("RESPONSES", DECLARATIONS["nothing"]))
    assert raise_error(package, 404).body == {"reason": "why"}


def test_package_exports_are_loaded_on_first_access() -> None:
    package = importlib.import_module("extend_client")
    assert "NotFoundError" in package.__all__
    assert package.NotFoundError is package.errors.NotFoundError
