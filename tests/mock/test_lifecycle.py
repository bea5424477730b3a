"""Resources with a lifecycle are stored in memory and change their state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from specpress import ir
from specpress.mock import lifecycle
from specpress.mock.lifecycle import NEVER
from tests.mock.serving import MockServer, serve_document

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "tests/golden/cases/lifecycle_of_an_order/openapi.yaml"
STATES = ("placed", "paid", "shipped", "delivered", "cancelled")
IDS = {state: number for number, state in enumerate(STATES, 1)}
OPERATIONS = {
    "payOrder": ("PUT", "payment", {"placed": "paid"}, 409),
    "shipOrder": ("POST", "shipment", {"paid": "shipped"}, 409),
    "cancelOrder": (
        "POST",
        "cancellation",
        {"placed": "cancelled", "paid": "cancelled"},
        410,
    ),
}


@pytest.fixture
def orders() -> Iterator[MockServer]:
    with serve_document(ORDERS.read_text("utf-8"), advance=NEVER) as running:
        yield running


def test_initial_resources_have_available_properties(
    orders: MockServer,
) -> None:
    for state, number in IDS.items():
        order = orders.request("GET", f"/orders/{number}").json
        assert (order["id"], order["state"]) == (number, state)
        assert ("paid_at" in order) is (state in ("paid", "shipped", "delivered"))
        assert ("parcel" in order) is (state in ("shipped", "delivered"))
        assert ("greeting" in order) is (order["gift"] and state != "cancelled")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_in_each_state(
    orders: MockServer, operation: str, state: str
) -> None:
    method, path, allowed, refusal = OPERATIONS[operation]
    number = IDS[state]
    response = orders.request(
        method,
        f"/orders/{number}/{path}",
        '{"method": "cash"}',
        content_type="application/json",
    )
    current_state = orders.request("GET", f"/orders/{number}").json["state"]
    if state in allowed:
        assert response.status in (200, 204)
        assert current_state == allowed[state]
        assert response.status == 204 or response.json["state"] == current_state
    else:
        assert response.status == refusal
        assert current_state == state
        if refusal == 409:
            assert response.json["reason"] == "wrong-state"


def test_unknown_id(orders: MockServer) -> None:
    response = orders.request("GET", "/orders/99")
    assert response.status == 404
    assert "'99'" in response.json["text"] or "'99'" in response.json["reason"]


def test_state_header(orders: MockServer) -> None:
    assert orders.request("GET", "/orders/99", x_mock_state="shipped").json["id"] == 99
    assert orders.request("GET", "/orders/99").json["state"] == "shipped"
    response = orders.request("GET", "/orders/99", x_mock_state="lost")
    assert response.status == 400
    assert "got 'lost'" in response.json["detail"]


def test_state_advances_after_read() -> None:
    with serve_document(ORDERS.read_text("utf-8")) as server:
        states = [server.request("GET", "/orders/3").json["state"] for _ in range(3)]
    assert states == ["shipped", "delivered", "delivered"]


def test_state_advances_over_time() -> None:
    now = [0.0]
    with serve_document(
        ORDERS.read_text("utf-8"), advance=5.0, clock=lambda: now[0]
    ) as server:
        assert server.request("GET", "/orders/3").json["state"] == "shipped"
        now[0] = 4.9
        assert server.request("GET", "/orders/3").json["state"] == "shipped"
        now[0] = 5.0
        assert server.request("GET", "/orders/3").json["state"] == "delivered"


JOBS = """
paths:
  /jobs:
    get:
      parameters: [{name: state, in: query, schema: {$ref: '#/components/schemas/State'}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [items],
        properties: {items: {type: array, items: {$ref: '#/components/schemas/Job'}}, more: {const: false}}}}}}}
    post:
      operationId: createJob
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
  /jobs/{jobId}:
    parameters: [{name: jobId, in: path, required: true, schema: {type: string}}]
    get: {responses: &job {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}},
      '404': {description: none}}}
    patch: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: *job}
    delete: {responses: {'204': {description: gone}, '404': {description: none}}}
  /jobs/{jobId}/stop:
    parameters: [{name: jobId, in: path, required: true, schema: {type: string}}]
    post: {operationId: stopJob, responses: {'204': {description: ok}, '404': {description: none}, '409': {description: no}}}
components:
  schemas:
    Job:
      type: object
      required: [job_id, state]
      properties:
        job_id: {type: string, readOnly: true, example: job_7}
        state: {$ref: '#/components/schemas/State', readOnly: true}
        name: {type: string}
        result: {type: [object, 'null'], x-specpress-availability: state == done}
    State:
      enum: [waiting, running, done, stopped]
      x-specpress-lifecycle:
        initial: [waiting]
        terminal: [done, stopped]
        transitions:
          - {from: [waiting], to: [running]}
          - {from: [running], to: [done]}
          - {from: [waiting, running], to: [stopped], operation: stopJob}
        refused: {status: 409}
"""


def test_create_list_update_delete() -> None:
    headers = {"content_type": "application/json"}
    with serve_document(JOBS, advance=NEVER) as server:
        created = server.request(
            "POST", "/jobs", '{"name": "mine", "unknown": 1}', **headers
        )
        job = created.json
        assert created.status == 201
        assert job == {"job_id": "job_5", "state": "waiting", "name": "mine"}
        assert server.request("GET", "/jobs/job_5").json == job
        listed = server.request("GET", "/jobs").json["items"]
        assert [j["job_id"] for j in listed] == [
            "job_waiting", "job_running", "job_done", "job_stopped", "job_5"
        ]  # fmt: skip
        assert [
            j["job_id"] for j in server.request("GET", "/jobs?state=done").json["items"]
        ] == ["job_done"]
        updated = server.request(
            "PATCH",
            "/jobs/job_5",
            json.dumps({"name": "b", "state": "done"}),
            **headers,
        )
        assert updated.json == {**job, "name": "b"}
        assert server.request("POST", "/jobs/job_5/stop").status == 204
        assert server.request("POST", "/jobs/job_5/stop").status == 409
        assert server.request("GET", "/jobs/job_5").json["state"] == "stopped"
        assert server.request("DELETE", "/jobs/job_5").status == 204
        assert server.request("GET", "/jobs/job_5").status == 404
        assert "result" in server.request("GET", "/jobs/job_done").json


def test_contradictory_lifecycle_is_skipped() -> None:
    broken = JOBS.replace(
        "[object, 'null'], x-specpress-availability", "'null', x-specpress-availability"
    )
    with serve_document(broken) as server:
        assert server.request("GET", "/jobs/any").status == 200
        assert server.mock.store.lifecycles == []


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_RESOURCES", 10), ("MAX_STORED", 1_500)]
)
def test_store_is_bounded(
    orders: MockServer, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    """The oldest resources are removed, never the new one."""
    monkeypatch.setattr(lifecycle, limit, value)
    for number in range(100, 200):
        response = orders.request("GET", f"/orders/{number}", x_mock_state="paid")
        assert response.status == 200
    [store] = orders.mock.store.lifecycles
    assert 1 <= len(store.resources) <= 20
    assert [*store.resources][-1] == "199"
    assert orders.request("GET", "/orders/1").status == 404


def test_cycle_of_the_server_ends(orders: MockServer) -> None:
    """An interval that is short for the time since the last request."""
    [store] = orders.mock.store.lifecycles
    moves = ir.Transition(("placed",), ("placed",), None, None, "")
    store.lifecycle = replace(store.lifecycle, transitions=(moves,))
    store.advance, store.clock = 1e-300, lambda: 1e9
    assert orders.request("GET", "/orders/1").json["state"] == "placed"
    assert orders.request("GET", "/orders/2").json["state"] == "paid"


def test_path_names_the_id_differently_or_not_at_all() -> None:
    document = ORDERS.read_text("utf-8").replace(
        "  /orders/{order_id}/shipment:\n    parameters: [{$ref: '#/components/parameters/OrderId'}]",
        "  /shipments/{id}:\n    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]",
    )
    document = document.replace("/orders/{order_id}/cancellation", "/cancellations")
    with serve_document(document, advance=NEVER) as running:
        shipped = running.request("POST", f"/shipments/{IDS['paid']}").json
        assert (shipped["id"], shipped["state"]) == (IDS["paid"], "shipped")
        # The document does not say which order is cancelled: a response without an effect.
        assert running.request("POST", "/cancellations").status < 300
        assert running.request("GET", f"/orders/{IDS['paid']}").json["state"] == (
            "shipped"
        )
