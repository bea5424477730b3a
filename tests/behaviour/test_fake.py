"""The fake of the Extend API: its runs, transitions, scripted responses and recorded requests."""

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


def test_cancel_of_a_run_in_the_fake() -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")
    with fake.client() as client:
        assert client.extract_runs.cancel(run.id).status == "CANCELLED"
    assert fake.extract_runs[run.id].is_terminal
    assert [request.method for request in fake.requests] == ["POST"]


def test_asynchronous_cancel_of_a_run_in_the_fake() -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")

    async def cancel() -> ExtractRun:
        async with fake.async_client() as client:
            return await client.extract_runs.cancel(run.id)

    assert asyncio.run(cancel()).status == "CANCELLED"


@pytest.mark.parametrize("status", [s for s in STATES if s != "PROCESSING"])
def test_cancel_in_another_state_is_refused(status: str) -> None:
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


def test_cancel_of_an_unknown_run_is_not_found() -> None:
    with FakeExtend().client() as client, pytest.raises(errors.NotFoundError) as caught:
        client.extract_runs.cancel("exr_none")
    assert caught.value.code == "NOT_FOUND"


def test_scripted_responses_come_first() -> None:
    fake = FakeExtend()
    run = fake.extract_runs.add(status="PROCESSING")
    fake.script += [TransportError("reset", may_have_arrived=False), response(503)]
    with fake.client() as client:
        assert client.extract_runs.cancel(run.id).status == "CANCELLED"
    assert len(fake.requests) == 3


def test_server_transitions_follow_the_document() -> None:
    runs = FakeExtend().extract_runs
    run = runs.add()
    assert run.status == "PENDING"
    assert runs.advance(run.id).status == "PROCESSING"
    done = runs.advance(run.id, to="PROCESSED")
    assert isinstance(done.state, Processed)
    with pytest.raises(ValueError, match="possible targets: none"):
        runs.advance(run.id)
    other = runs.add()
    message = r"no server transition from PENDING to .*; possible targets: PROCESSING"
    with pytest.raises(ValueError, match=message):
        runs.advance(other.id, to="CANCELLED")
    assert {r.id for r in runs} == {run.id, other.id}
    assert len(runs) == 2


def test_server_transition_keeps_other_fields() -> None:
    runs = FakeExtend().extract_runs
    run = runs.add(metadata={"mine": 1})
    assert runs.advance(run.id).metadata == {"mine": 1}


@pytest.mark.parametrize("status", STATES)
def test_built_run_can_be_decoded(status: str) -> None:
    run = extract_run(status)
    assert ExtractRun.from_dict(run.to_dict()) == run
    assert run.status is type(run.status)(status)
    assert not isinstance(run.state, UnknownState)
    assert (run.output is not None) is (status == "PROCESSED")


def test_fields_of_a_built_run_follow_the_arguments() -> None:
    run = extract_run("PROCESSED", reviewed=True, edited=True)
    assert run.initial_output is not None
    assert run.edits is not None
    assert run.extractor_version is None
    failed = extract_run("FAILED", failure_reason="OUT_OF_CREDITS").state
    assert isinstance(failed, Failed)
    assert failed.failure_reason.is_known
    assert extract_run("PROCESSED", usage=None).usage is None


def test_builder_rejects_contradictions() -> None:
    with pytest.raises(
        ValueError, match="output is available only if status == PROCESSED"
    ):
        extract_run("PENDING", output={"value": {}, "metadata": {}})
    with pytest.raises(ValueError, match="output must not be None if"):
        extract_run("PROCESSED", output=None)
    with pytest.raises(TypeError, match="ExtractRun has no field colour"):
        extract_run(colour="red")
    with pytest.raises(ValueError, match="boolean"):
        extract_run(reviewed="yes")


def test_built_run_with_an_unknown_status() -> None:
    run = extract_run("CANCELLING")
    assert run.state == UnknownState(run.status)
    assert not run.is_terminal


def test_unknown_operation_of_the_fake() -> None:
    url = "https://fake.invalid/elsewhere"
    request = Request("GET", url, {}, None, Timeout(), "GET /elsewhere")
    with pytest.raises(LookupError, match="has no operation for GET /elsewhere"):
        FakeExtend().respond(request)


def test_fake_with_values_that_contradict_the_document() -> None:
    with pytest.raises(ValueError, match="expected"):
        FakeExtend().extract_runs.add(status="PROCESSING", reviewed="no")
    fake = FakeExtend(on_contradiction="accept")
    run = fake.extract_runs.add(status="PROCESSING", reviewed="no")
    with fake.client() as client:
        cancelled = client.extract_runs.cancel(run.id)
    assert (cancelled.reviewed, cancelled.status) == ("no", "CANCELLED")
    other = fake.extract_runs.add(status="PROCESSING", reviewed="no")
    with (
        fake.client(on_contradiction="raise") as client,
        pytest.raises(errors.APIDecodeError, match="/reviewed"),
    ):
        client.extract_runs.cancel(other.id)
