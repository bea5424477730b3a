"""Tests of the project against the in-memory API."""

from __future__ import annotations

import asyncio
from typing import assert_type

import pytest
from extend_client.errors import ExtractRunNotCancellableError, NotFoundError
from extend_client.models import ApiError
from extend_client.testing import FakeExtend, error, extract_run, response
from invoices import cancel, cancel_async, describe_run

DESCRIPTIONS = {
    "PENDING": "in progress",
    "PROCESSING": "in progress",
    "PROCESSED": "processed: ExtractOutputJson",
    "FAILED": "failed: OUT_OF_CREDITS, No money.",
    "CANCELLED": "cancelled",
    "CANCELLING": "unknown: CANCELLING",
}
FIELDS = {
    "FAILED": {"failure_reason": "OUT_OF_CREDITS", "failure_message": "No money. "}
}


@pytest.mark.parametrize("status", DESCRIPTIONS)
def test_description_of_each_status(status: str) -> None:
    assert (
        describe_run(extract_run(status, **FIELDS.get(status, {})))
        == DESCRIPTIONS[status]
    )


def test_run_is_cancelled(fake_extend: FakeExtend) -> None:
    run = fake_extend.extract_runs.add(status="PROCESSING")
    with fake_extend.client() as client:
        assert cancel(client, run.id) == f"cancelled {run.id}"
        assert cancel(client, run.id) == "too late: cancelled"
    assert fake_extend.extract_runs[run.id].is_terminal


def test_pending_run_continues(fake_extend: FakeExtend) -> None:
    run = fake_extend.extract_runs.add()
    with fake_extend.client() as client:
        assert cancel(client, run.id) == "continues: in progress, refused"
        with pytest.raises(ExtractRunNotCancellableError):
            client.extract_runs.cancel(run.id)


def test_run_that_finishes_first(fake_extend: FakeExtend) -> None:
    done = extract_run("PROCESSED")
    fake_extend.script.append(response(200, done.to_dict()))
    with fake_extend.client() as client:
        assert cancel(client, done.id).startswith("too late: processed")


def test_async_client(fake_extend: FakeExtend) -> None:
    run = fake_extend.extract_runs.add(status="PROCESSING")

    async def run_cancel() -> str:
        async with fake_extend.async_client() as client:
            return await cancel_async(client, run.id)

    assert asyncio.run(run_cancel()) == f"cancelled {run.id}"


def test_result_of_an_operation(fake_extend: FakeExtend) -> None:
    fake_extend.extract_runs.cancel.returns(extract_run("CANCELLED", id="exr_1"))
    with fake_extend.client() as client:
        assert cancel(client, "exr_1") == "cancelled exr_1"
    (call,) = fake_extend.extract_runs.cancel.calls
    assert_type(call.id, str)
    assert (call.id, call.workspace_id) == ("exr_1", None)
    assert len(fake_extend.extract_runs) == 0


def test_error_of_an_operation(fake_extend: FakeExtend) -> None:
    gone = ApiError(code="NOT_FOUND", message="Gone.", retryable=False, request_id="r")
    fake_extend.extract_runs.cancel.raises(404, gone)
    with fake_extend.client() as client, pytest.raises(NotFoundError, match="Gone"):
        cancel(client, "exr_1")
    assert error(404, gone).body == gone
