"""The tests of the project: against the API in memory, through the fixture."""

from __future__ import annotations

import asyncio

import pytest
from extend_client.errors import ExtractRunNotCancellableError
from extend_client.testing import FakeExtend, answer, extract_run
from invoices import stop, stop_later, told

TOLD = {
    "PENDING": "under way",
    "PROCESSING": "under way",
    "PROCESSED": "read: ExtractOutputJson",
    "FAILED": "failed: OUT_OF_CREDITS, No money.",
    "CANCELLED": "cancelled",
    "CANCELLING": "unforeseen: CANCELLING",
}
GIVEN = {
    "FAILED": {"failure_reason": "OUT_OF_CREDITS", "failure_message": "No money. "}
}


@pytest.mark.parametrize("status", TOLD)
def test_a_run_in_words(status: str) -> None:
    assert told(extract_run(status, **GIVEN.get(status, {}))) == TOLD[status]


def test_a_run_is_stopped(fake_extend: FakeExtend) -> None:
    run = fake_extend.extract_runs.add(status="PROCESSING")
    with fake_extend.client() as client:
        assert stop(client, run.id) == f"stopped {run.id}"
        assert stop(client, run.id) == "too late: cancelled"
    assert fake_extend.extract_runs[run.id].is_terminal


def test_a_run_that_has_not_begun_goes_on(fake_extend: FakeExtend) -> None:
    run = fake_extend.extract_runs.add()
    with fake_extend.client() as client:
        assert stop(client, run.id) == "goes on: under way, refused"
        with pytest.raises(ExtractRunNotCancellableError):
            client.extract_runs.cancel(run.id)


def test_a_run_that_finishes_first(fake_extend: FakeExtend) -> None:
    done = extract_run("PROCESSED")
    fake_extend.script.append(answer(200, done.to_dict()))
    with fake_extend.client() as client:
        assert stop(client, done.id).startswith("too late: read")


def test_the_asynchronous_client(fake_extend: FakeExtend) -> None:
    run = fake_extend.extract_runs.add(status="PROCESSING")

    async def act() -> str:
        async with fake_extend.async_client() as client:
            return await stop_later(client, run.id)

    assert asyncio.run(act()) == f"stopped {run.id}"
