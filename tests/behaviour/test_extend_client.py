"""The Extend client over a real socket, with valid and invalid responses."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extend_client import APIDecodeError, AsyncExtend, Extend
from extend_client._runtime import client_async
from extend_client._runtime.codec.codec import InvalidDataError
from extend_client.errors import BadRequestError, NotFoundError, UnauthorizedError
from extend_client.models import (
    ExtractConfigLegacy,
    ExtractRun,
    FailureReason,
    ProcessorRunStatus,
)
from tests.sandbox.server import Sandbox, make_run, run_sandbox
from tests.wire.server import response, run_server

from specpress.output.sync_twins import to_sync

ROOT = Path(__file__).parents[2]
PAYLOADS = ROOT.parent / "shared" / "payloads"


@pytest.fixture
def server() -> Iterator[Sandbox]:
    with run_sandbox() as sandbox:
        yield sandbox


def test_cancel_returns_the_run_and_a_second_cancel_raises(
    server: Sandbox,
) -> None:
    with Extend(token="sk_1", base_url=server.url, workspace_id="ws_1") as client:
        run = client.extract_runs.cancel("exr_processing")
        assert isinstance(run, ExtractRun)
        assert run.status is ProcessorRunStatus.CANCELLED
        with pytest.raises(BadRequestError) as caught:
            client.extract_runs.cancel("exr_processing")
    error = caught.value
    assert (error.code, error.retryable, error.request_id) == (
        "INVALID_REQUEST",
        False,
        "req_Xj8mK2pL9nR4vT7qY5wZ",
    )
    headers = server.requests[0]["headers"]
    assert headers["authorization"] == "Bearer sk_1"
    assert headers["x-extend-api-version"] == "2026-02-09"
    assert headers["x-extend-workspace-id"] == "ws_1"
    assert server.requests[0]["body"] == b""
    assert len(server.requests) == 2


def test_cancel_of_the_asynchronous_client(server: Sandbox) -> None:
    async def run() -> ExtractRun:
        async with AsyncExtend(token="sk_1", base_url=server.url) as client:
            with pytest.raises(NotFoundError):
                await client.extract_runs.cancel("exr_nobody")
            return await client.extract_runs.cancel(
                "exr_processing", timeout=5, max_retries=0
            )

    assert asyncio.run(run()).status == "CANCELLED"


@pytest.mark.parametrize("run_id", ["", ".", "..", "%2e%2E", ".%2e"])
def test_id_that_changes_the_path_is_rejected_before_sending(
    server: Sandbox, run_id: str
) -> None:
    with (
        Extend(token="sk_1", base_url=server.url) as client,
        pytest.raises(ValueError, match="id"),
    ):
        client.extract_runs.cancel(run_id)
    assert server.requests == []


def test_id_is_percent_encoded(server: Sandbox) -> None:
    with (
        Extend(token="sk_1", base_url=server.url) as client,
        pytest.raises(NotFoundError),
    ):
        client.extract_runs.cancel("a/b?c#d%2fé")
    assert server.requests[0]["path"] == "/extract_runs/a%2Fb%3Fc%23d%252f%C3%A9/cancel"


def test_header_with_a_line_break_is_rejected(server: Sandbox) -> None:
    with (
        Extend(token="sk_1", base_url=server.url) as client,
        pytest.raises(ValueError, match="line break"),
    ):
        client.extract_runs.cancel("exr_processing", workspace_id="ws\r\nx: y")
    assert server.requests == []


def test_token_from_the_environment(
    server: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXTEND_API_KEY", "sk_env")
    with Extend(base_url=server.url) as client:
        client.extract_runs.cancel("exr_processing")
    assert server.requests[0]["headers"]["authorization"] == "Bearer sk_env"
    monkeypatch.delenv("EXTEND_API_KEY")
    with Extend(base_url=server.url) as client, pytest.raises(UnauthorizedError):
        client.extract_runs.cancel("exr_processing")


def test_request_equals_that_of_the_vendor_sdk(server: Sandbox) -> None:
    vendor = pytest.importorskip(
        "extend_ai", reason="the vendor's SDK is not installed"
    )
    vendor_client = vendor.Extend(token="sk_1", base_url=server.url)
    vendor_client.extract_runs.cancel(
        "exr_processing",
        request_options={"additional_headers": {"x-extend-workspace-id": "ws_1"}},
    )
    server.put("exr_processing", "PROCESSING")
    with Extend(token="sk_1", base_url=server.url, workspace_id="ws_1") as client:
        client.extract_runs.cancel("exr_processing")
    names = (
        "authorization",
        "x-extend-api-version",
        "x-extend-workspace-id",
        "content-length",
    )
    first, second = (
        (r["method"], r["path"], r["body"], {n: r["headers"].get(n) for n in names})
        for r in server.requests
    )
    assert first == second


@pytest.mark.skipif(not PAYLOADS.is_dir(), reason="the shared payloads are missing")
@pytest.mark.parametrize(
    "path", sorted(PAYLOADS.glob("*.json")), ids=lambda path: path.stem
)
def test_payload_survives_decoding_and_encoding(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    assert ExtractRun.from_dict(data).to_dict() == data


def run_json(**changes: Any) -> dict[str, Any]:
    return {**make_run("exr_1", "PROCESSING"), **changes}


def test_compatible_changes_are_decoded() -> None:
    data = run_json(
        status="PAUSED",
        failureReason="METEORITE",
        dataRetention={"mode": "zero"},
        id="x" * 255,
        createdAt="2026-10-01T08:00:00.004123456Z",
        output={"novel": [1]},
    )
    del data["usage"]
    run = ExtractRun.from_dict(data)
    assert run.status == "PAUSED"
    assert not run.status.is_known
    assert isinstance(run.failure_reason, FailureReason)
    assert run.usage is None
    assert run.extra == {"dataRetention": {"mode": "zero"}}
    assert run.created_at.microsecond == 4123
    assert run.output is not None
    assert run.to_dict() == data


def test_unknown_enum_values_are_kept() -> None:
    first, second = ProcessorRunStatus("NEW_A"), ProcessorRunStatus("NEW_B")
    assert first != second
    assert first == "NEW_A" == str(first)
    assert pickle.loads(pickle.dumps(first)) == first
    assert copy.deepcopy(first) == first
    assert list(ProcessorRunStatus)[-1].is_known


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"reviewed": "yes"}, "/reviewed"),
        ({"edited": None}, "/edited"),
        ({"createdAt": "yesterday"}, "/createdAt"),
        ({"object": "other"}, "/object"),
        ({"id": 7}, "/id"),
        ({"files": [{"object": "file"}]}, "/files/0/id"),
        ({"usage": {"credits": True}}, "/usage/credits"),
        ({"config": {"schema": 5}}, "/config/schema"),
    ],
)
def test_contradiction_is_reported_with_its_pointer(
    change: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        ExtractRun.from_dict(run_json(**change))
    faults = caught.value.faults
    assert pointer in [fault.pointer for fault in faults]
    assert all(
        fault.declared_at.startswith("#/components/schemas/") for fault in faults
    )
    assert isinstance(caught.value.partial, ExtractRun)


def test_decode_error_contains_all_faults_with_status_and_body() -> None:
    body = make_run("exr_1", "CANCELLED") | {"reviewed": "yes", "createdAt": 5}
    with run_server() as server:
        server.responses = [response(200, json.dumps(body).encode())]
        with (
            Extend(token="sk_1", base_url=server.url) as client,
            pytest.raises(APIDecodeError) as caught,
        ):
            client.extract_runs.cancel("exr_1")
    error = caught.value
    assert error.status == 200
    assert {fault.pointer for fault in error.faults} == {"/reviewed", "/createdAt"}
    assert error.partial.status is ProcessorRunStatus.CANCELLED
    assert json.loads(error.raw)["reviewed"] == "yes"
    assert "sk_1" not in repr(error) + str(error)


def test_legacy_config_is_recognized_by_its_fields() -> None:
    fields = [{"id": "f", "name": "n", "type": "string", "description": "d"}]
    run = ExtractRun.from_dict(run_json(config={"fields": fields}))
    assert isinstance(run.config, ExtractConfigLegacy)


def test_sync_client_is_derived_from_the_async_one() -> None:
    from extend_client._runtime import client_sync

    assert to_sync(inspect.getsource(client_async)) == inspect.getsource(client_sync)


def test_import_of_the_client_loads_no_http_library() -> None:
    code = (
        "import sys; from extend_client import Extend; "
        "assert not {'httpx2', 'httpx', 'http.client', 'ssl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "generated", check=True)


def test_star_import_of_models() -> None:
    namespace: dict[str, Any] = {}
    exec("from extend_client.models import *", namespace)
    assert namespace["ExtractRun"] is ExtractRun
    assert {"ApiError", "FileSummary", "Model", "UnknownVariant"} <= namespace.keys()
