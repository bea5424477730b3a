"""Exceptions of the Extend client for every documented status, against the mock server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from extend_client import Extend, errors
from tests.sandbox.server import Sandbox, run_sandbox

STATUSES = {
    400: (errors.BadRequestError, "INVALID_REQUEST"),
    401: (errors.UnauthorizedError, "UNAUTHORIZED"),
    402: (errors.PaymentRequiredError, "USAGE_BLOCKED"),
    403: (errors.ForbiddenError, "FORBIDDEN"),
    404: (errors.NotFoundError, "NOT_FOUND"),
    422: (errors.UnprocessableEntityError, "UNPROCESSABLE"),
    429: (errors.TooManyRequestsError, "RATE_LIMIT_EXCEEDED"),
    500: (errors.InternalServerError, "INTERNAL_ERROR"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with run_sandbox() as sandbox:
        yield sandbox


@pytest.mark.parametrize("status", STATUSES)
def test_documented_status_raises_its_exception(server: Sandbox, status: int) -> None:
    error_class, code = STATUSES[status]
    with (
        Extend(token="sk_1", base_url=server.url, max_retries=0) as client,
        pytest.raises(error_class) as caught,
    ):
        client.extract_runs.cancel(
            "exr_processing", headers={"x-mock-status": str(status)}
        )
    assert isinstance(caught.value, errors.APIStatusError)
    assert (caught.value.status, getattr(caught.value, "code", None)) == (status, code)


def test_success_returns_a_run(server: Sandbox) -> None:
    with Extend(token="sk_1", base_url=server.url) as client:
        run = client.extract_runs.cancel(
            "exr_x", headers={"x-mock-state": "PROCESSING"}
        )
    assert (run.id, run.status) == ("exr_x", "CANCELLED")
