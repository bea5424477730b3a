"""Resources with a life are kept in memory and go through it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from specpress.mock.lifecycle import NEVER
from tests.mock.serving import Service, served

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
def orders() -> Iterator[Service]:
    with served(ORDERS.read_text("utf-8"), advance=NEVER) as found:
        yield found


def test_there_is_a_resource_in_each_state_with_what_is_there_then(
    orders: Service,
) -> None:
    for state, number in IDS.items():
        order = orders.ask("GET", f"/orders/{number}").json
        assert (order["id"], order["state"]) == (number, state)
        assert ("paid_at" in order) is (state in ("paid", "shipped", "delivered"))
        assert ("parcel" in order) is (state in ("shipped", "delivered"))
        assert ("greeting" in order) is (order["gift"] and state != "cancelled")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_in_every_state(
    orders: Service, operation: str, state: str
) -> None:
    method, path, allowed, refusal = OPERATIONS[operation]
    number = IDS[state]
    told = orders.ask(
        method,
        f"/orders/{number}/{path}",
        '{"method": "cash"}',
        content_type="application/json",
    )
    now = orders.ask("GET", f"/orders/{number}").json["state"]
    if state in allowed:
        assert told.status in (200, 204)
        assert now == allowed[state]
        assert told.status == 204 or told.json["state"] == now
    else:
        assert told.status == refusal
        assert now == state
        if refusal == 409:
            assert told.json["reason"] == "wrong-state"


def test_one_that_there_is_not_is_refused(orders: Service) -> None:
    told = orders.ask("GET", "/orders/99")
    assert told.status == 404
    assert "'99'" in told.json["text"] or "'99'" in told.json["reason"]


def test_a_request_can_choose_the_state_first(orders: Service) -> None:
    assert orders.ask("GET", "/orders/99", x_mock_state="shipped").json["id"] == 99
    assert orders.ask("GET", "/orders/99").json["state"] == "shipped"
    told = orders.ask("GET", "/orders/99", x_mock_state="lost")
    assert told.status == 400
    assert "there is no state 'lost'" in told.json["detail"]


def test_the_server_goes_on_when_it_is_read() -> None:
    with served(ORDERS.read_text("utf-8")) as service:
        states = [service.ask("GET", "/orders/3").json["state"] for _ in range(3)]
    assert states == ["shipped", "delivered", "delivered"]


def test_the_server_goes_on_by_time() -> None:
    now = [0.0]
    with served(
        ORDERS.read_text("utf-8"), advance=5.0, clock=lambda: now[0]
    ) as service:
        assert service.ask("GET", "/orders/3").json["state"] == "shipped"
        now[0] = 4.9
        assert service.ask("GET", "/orders/3").json["state"] == "shipped"
        now[0] = 5.0
        assert service.ask("GET", "/orders/3").json["state"] == "delivered"


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
        result: {type: [object, 'null'], x-availability: state == done}
    State:
      enum: [waiting, running, done, stopped]
      x-lifecycle:
        initial: [waiting]
        terminal: [done, stopped]
        transitions:
          - {from: [waiting], to: [running]}
          - {from: [running], to: [done]}
          - {from: [waiting, running], to: [stopped], operation: stopJob}
        refused: {status: 409}
"""


def test_resources_are_made_listed_changed_and_removed() -> None:
    kind = {"content_type": "application/json"}
    with served(JOBS, advance=NEVER) as service:
        made = service.ask("POST", "/jobs", '{"name": "mine", "unknown": 1}', **kind)
        job = made.json
        assert made.status == 201
        assert job == {"job_id": "job_5", "state": "waiting", "name": "mine"}
        assert service.ask("GET", "/jobs/job_5").json == job
        listed = service.ask("GET", "/jobs").json["items"]
        assert [j["job_id"] for j in listed] == [
            "job_waiting", "job_running", "job_done", "job_stopped", "job_5"
        ]  # fmt: skip
        assert [
            j["job_id"] for j in service.ask("GET", "/jobs?state=done").json["items"]
        ] == ["job_done"]
        changed = service.ask(
            "PATCH", "/jobs/job_5", json.dumps({"name": "b", "state": "done"}), **kind
        )
        assert changed.json == {**job, "name": "b"}
        assert service.ask("POST", "/jobs/job_5/stop").status == 204
        assert service.ask("POST", "/jobs/job_5/stop").status == 409
        assert service.ask("GET", "/jobs/job_5").json["state"] == "stopped"
        assert service.ask("DELETE", "/jobs/job_5").status == 204
        assert service.ask("GET", "/jobs/job_5").status == 404
        assert "result" in service.ask("GET", "/jobs/job_done").json


def test_a_life_that_cannot_be_told_leaves_the_rest() -> None:
    broken = JOBS.replace("[object, 'null'], x-availability", "'null', x-availability")
    with served(broken) as service:
        assert service.ask("GET", "/jobs/any").status == 200
        assert service.mock.world.lives == []
