"""The fake of the Extend API: arranged in a line, met by real clients, asked afterwards."""

from __future__ import annotations

import asyncio

import pytest
from extend_client import Timeout, errors
from extend_client.models import ExtractRun
from extend_client.states.extract_run import Failed, Processed, UnknownState
from extend_client.testing import (
    FakeExtend,
    Request,
    TransportError,
    extract_run,
    response,
)

STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")


def test_a_run_is_arranged_cancelled_and_asked_for() -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")
    with fake.client() as client:
        assert client.extract_runs.cancel(run.id).status == "CANCELLED"
    assert fake.extract_runs[run.id].is_terminal
    assert [request.method for request in fake.requests] == ["POST"]


def test_the_asynchronous_client_meets_the_same_fake() -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")

    async def cancel() -> ExtractRun:
        async with fake.async_client() as client:
            return await client.extract_runs.cancel(run.id)

    assert asyncio.run(cancel()).status == "CANCELLED"


@pytest.mark.parametrize("status", [s for s in STATES if s != "PROCESSING"])
def test_a_state_that_forbids_it_refuses_as_the_document_says(status: str) -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status=status)
    assert not run.can_cancel
    with (
        fake.client() as client,
        pytest.raises(errors.ExtractRunNotCancellableError) as caught,
    ):
        client.extract_runs.cancel(run.id)
    assert caught.value.code == "INVALID_REQUEST"
    assert fake.extract_runs[run.id] == run


def test_what_is_not_there_is_not_found() -> None:
    with FakeExtend().client() as client, pytest.raises(errors.NotFoundError) as caught:
        client.extract_runs.cancel("exr_none")
    assert caught.value.code == "NOT_FOUND"


def test_a_script_comes_before_what_the_fake_knows() -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")
    fake.script += [TransportError("reset", may_have_arrived=False), response(503)]
    with fake.client() as client:
        assert client.extract_runs.cancel(run.id).status == "CANCELLED"
    assert len(fake.requests) == 3


def test_the_server_goes_on_by_itself_only_as_the_document_says() -> None:
    runs = FakeExtend().extract_runs
    run = runs.add()
    assert run.status == "PENDING"
    assert runs.advance(run.id).status == "PROCESSING"
    done = runs.advance(run.id, to="PROCESSED")
    assert isinstance(done.state, Processed)
    with pytest.raises(ValueError, match="possible targets: none"):
        runs.advance(run.id)
    other = runs.add()
    with pytest.raises(
        ValueError, match="no server transition from PENDING to .*; possible targets: PROCESSING"
    ):
        runs.advance(other.id, to="CANCELLED")
    assert {r.id for r in runs} == {run.id, other.id}
    assert len(runs) == 2


def test_a_run_that_goes_on_keeps_what_it_has() -> None:
    runs = FakeExtend().extract_runs
    run = runs.add(metadata={"mine": 1})
    assert runs.advance(run.id).metadata == {"mine": 1}


@pytest.mark.parametrize("status", STATES)
def test_a_builder_makes_what_the_decoder_takes(status: str) -> None:
    run = extract_run(status)
    assert ExtractRun.from_dict(run.to_dict()) == run
    assert run.status is type(run.status)(status)
    assert not isinstance(run.state, UnknownState)
    assert (run.output is not None) is (status == "PROCESSED")


def test_what_is_there_follows_what_was_given() -> None:
    run = extract_run("PROCESSED", reviewed=True, edited=True)
    assert run.initial_output is not None
    assert run.edits is not None
    assert run.extractor_version is None
    failed = extract_run("FAILED", failure_reason="OUT_OF_CREDITS").state
    assert isinstance(failed, Failed)
    assert failed.failure_reason.is_known
    assert extract_run("PROCESSED", usage=None).usage is None


def test_what_contradicts_the_document_is_refused() -> None:
    with pytest.raises(
        ValueError, match="output is available only if status == PROCESSED"
    ):
        extract_run("PENDING", output={"value": {}, "metadata": {}})
    with pytest.raises(ValueError, match="output must not be None if"):
        extract_run("PROCESSED", output=None)
    with pytest.raises(TypeError, match="ExtractRun has no colour"):
        extract_run(colour="red")
    with pytest.raises(ValueError, match="boolean"):
        extract_run(reviewed="yes")


def test_a_status_of_tomorrow_can_be_arranged() -> None:
    run = extract_run("CANCELLING")
    assert run.state == UnknownState(run.status)
    assert not run.is_terminal


def test_what_the_fake_does_not_know_is_told() -> None:
    url = "https://fake.invalid/elsewhere"
    request = Request("GET", url, {}, None, Timeout(), "GET /elsewhere")
    with pytest.raises(LookupError, match="has no operation for GET /elsewhere"):
        FakeExtend().respond(request)
