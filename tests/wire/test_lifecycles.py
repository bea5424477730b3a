"""The lifecycle of an order with five states and four operations, with a fake and a server."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specpress.config import Settings
from specpress.pipeline import generate
from tests.shared import write_files
from tests.wire.clients import call, catch_error, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

ORDER = Path(__file__).parents[1] / "golden/cases/lifecycle_of_an_order/openapi.yaml"
STATES = ("placed", "paid", "shipped", "delivered", "cancelled")
ALLOWED = {
    "pay": {"placed": "paid"},
    "ship": {"paid": "shipped"},
    "cancel": {"placed": "cancelled", "paid": "cancelled"},
}
ARGUMENTS = {"pay": {"body": {"method": "card"}}}
REFUSED = {
    "pay": "PayOrderRefusedError",
    "ship": "ShipOrderRefusedError",
    "cancel": "OrderTooLateToCancelError",
}


@pytest.fixture
def acme() -> ModuleType:
    return generate_package(ORDER.read_text("utf-8"))


@pytest.fixture
def fake(acme: ModuleType) -> Any:
    return import_submodule(acme, "testing").FakeAcme()


def perform(client: Any, operation: str, key: int) -> Any:
    arguments = dict(ARGUMENTS.get(operation, {}))
    if "body" in arguments:
        models = import_submodule(generate_package(ORDER.read_text("utf-8")), "models")
        arguments["body"] = models.Payment.from_dict(arguments["body"])
    return getattr(client.orders, operation)(key, **arguments)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("operation", ALLOWED)
def test_operation_is_allowed_in_declared_states_only(
    acme: ModuleType, fake: Any, operation: str, state: str
) -> None:
    order = fake.orders.add(state=state)
    can = order.may_ship if operation == "ship" else getattr(order, f"can_{operation}")
    target = ALLOWED[operation].get(state)
    assert can is (target is not None)
    with fake.client() as client:
        if target is not None:
            perform(client, operation, order.id)
            assert client.orders.get(order.id).state == target
        else:
            refusal = getattr(import_submodule(acme, "errors"), REFUSED[operation])
            with pytest.raises(refusal):
                perform(client, operation, order.id)
            assert fake.orders[order.id] == order


@pytest.mark.parametrize("state", STATES)
def test_fields_depend_on_the_state(fake: Any, state: str) -> None:
    order = fake.orders.add(state=state)
    assert order.is_terminal is (state in ("delivered", "cancelled"))
    assert (order.paid_at is not None) is (state in ("paid", "shipped", "delivered"))
    assert (order.parcel is not None) is (state in ("shipped", "delivered"))
    assert type(order.life_state).__name__ == state.capitalize()


def test_field_condition_with_two_clauses(fake: Any) -> None:
    assert fake.orders.add(gift=True, greeting="Hi").greeting == "Hi"
    with pytest.raises(ValueError, match="gift == true and state != cancelled"):
        fake.orders.add(gift=False, greeting="Hi")
    with pytest.raises(ValueError, match="gift == true and state != cancelled"):
        fake.orders.add(gift=True, greeting="Hi", state="cancelled")


@pytest.mark.parametrize("state", STATES)
def test_outcome_in_each_state(acme: ModuleType, fake: Any, state: str) -> None:
    outcomes = import_submodule(acme, "outcomes")
    order = fake.orders.add(state=state)
    with fake.client() as client:
        result = outcomes.outcome(client.orders.cancel)(order.id)
    match state:
        case "placed" | "paid":
            assert result == outcomes.Done(None)
        case "shipped":
            assert result == outcomes.InProgress(order, False)
        case _:
            assert result == outcomes.AlreadyFinished(order)


def test_lost_response_is_confirmed_by_reading_the_order(
    acme: ModuleType, fake: Any
) -> None:
    lost = import_submodule(acme, "testing").TransportError("reset", True)
    order = fake.orders.add(state="placed")
    fake.orders.change_state(order.id, "orders.pay")
    fake.script.append(lost)
    with fake.client() as client:
        assert perform(client, "pay", order.id).state == "paid"
    assert [request.method for request in fake.requests] == ["PUT", "PUT", "GET"]


def test_refusal_from_server(acme: ModuleType, server: RecordingServer) -> None:
    server.responses[:] = [response(409, b'{"reason": "wrong-state"}')]
    expected = import_submodule(acme, "errors").ShipOrderRefusedError
    error = catch_error(acme, server, lambda client: client.orders.ship(1), expected)
    assert error.reason == "wrong-state"
    assert error.current_state is None


def test_other_conflict_is_not_a_refusal(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [response(409, b'{"reason": "out-of-stock"}')]
    expected = import_submodule(acme, "errors").ConflictError
    error = catch_error(acme, server, lambda client: client.orders.ship(1), expected)
    assert type(error) is expected


def test_html_conflict_is_not_a_refusal(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [response(409, b"<html>", "text/html")]
    expected = import_submodule(acme, "errors").ConflictError
    error = catch_error(acme, server, lambda client: client.orders.ship(1), expected)
    assert type(error) is expected


def test_generated_tests_pass(tmp_path: Path) -> None:
    generated = generate(Settings(str(ORDER), tmp_path, "shop", "shop", "Shop"))
    write_files(generated.files, tmp_path)
    completed = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout[-3000:]
    assert "tests/test_lifecycles.py" in generated.files


def test_unknown_state(acme: ModuleType, server: RecordingServer) -> None:
    server.responses[:] = [response(200, b'{"id": 1, "state": "lost", "total": 2}')]
    order = call(acme, server, lambda client: client.orders.get(1))
    assert order.life_state == import_submodule(acme, "states").UnknownState(
        order.state
    )
    assert not order.is_terminal
    assert not order.can_cancel


@pytest.fixture
def pauses(acme: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that the client makes, without sleeping."""
    seconds_slept: list[float] = []

    async def sleep(seconds: float) -> None:
        seconds_slept.append(seconds)

    monkeypatch.setattr(
        import_submodule(acme, "_runtime.lifecycle.waiting_sync"),
        "sleep",
        seconds_slept.append,
    )
    monkeypatch.setattr(
        import_submodule(acme, "_runtime.lifecycle.waiting_async"), "sleep", sleep
    )
    return seconds_slept


def test_wait_polls_until_terminal(
    acme: ModuleType, fake: Any, pauses: list[float]
) -> None:
    order = fake.orders.add(state="delivered")
    under_way = fake.orders.add(id=order.id + 1, state="shipped")
    fake.script += [_read_response(acme, under_way), _read_response(acme, under_way)]
    with fake.client() as client:
        assert (
            import_submodule(acme, "waiting").wait(client.orders.get)(order.id) == order
        )
    assert pauses == [1.0, 1.5]


def test_async_wait_polls_until_terminal(
    acme: ModuleType, fake: Any, pauses: list[float]
) -> None:
    order = fake.orders.add(state="cancelled")
    fake.script.append(_read_response(acme, fake.orders.add(id=7, state="paid")))

    async def run() -> Any:
        async with fake.async_client() as client:
            return await import_submodule(acme, "waiting").async_wait(
                client.orders.get
            )(order.id)

    assert asyncio.run(run()) == order
    assert pauses == [1.0]


def test_wait_times_out(acme: ModuleType, fake: Any, pauses: list[float]) -> None:
    order = fake.orders.add(state="paid")
    wait = import_submodule(acme, "waiting").wait
    with (
        fake.client() as client,
        pytest.raises(TimeoutError, match=r"no terminal state after 0\.5"),
    ):
        wait(client.orders.get, timeout=0.5)(order.id)
    assert not pauses


def _read_response(acme: ModuleType, order: Any) -> Any:
    return import_submodule(acme, "testing").response(200, order.to_dict())
