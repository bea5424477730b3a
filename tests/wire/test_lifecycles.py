"""A life that is not Extend's: an order of five states and four operations, pressed, faked, and asked."""

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
from specpress.files import write
from specpress.press import press
from tests.wire.pressing import call, package, part, refused
from tests.wire.server import Wire, answer

ORDER = Path(__file__).parents[1] / "golden/cases/lifecycle_of_an_order/openapi.yaml"
STATES = ("placed", "paid", "shipped", "delivered", "cancelled")
ALLOWED = {
    "pay": {"placed": "paid"},
    "ship": {"paid": "shipped"},
    "cancel": {"placed": "cancelled", "paid": "cancelled"},
}
GIVEN = {"pay": {"body": {"method": "card"}}}
REFUSED = {
    "pay": "PayOrderRefusedError",
    "ship": "ShipOrderRefusedError",
    "cancel": "OrderTooLateToCancelError",
}


@pytest.fixture
def made() -> ModuleType:
    return package(ORDER.read_text("utf-8"))


@pytest.fixture
def fake(made: ModuleType) -> Any:
    return part(made, "testing").FakeAcme()


def act(client: Any, operation: str, key: int) -> Any:
    given = dict(GIVEN.get(operation, {}))
    if "body" in given:
        models = part(package(ORDER.read_text("utf-8")), "models")
        given["body"] = models.Payment.from_dict(given["body"])
    return getattr(client.orders, operation)(key, **given)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("operation", ALLOWED)
def test_each_operation_is_allowed_only_where_the_document_says(
    made: ModuleType, fake: Any, operation: str, state: str
) -> None:
    order = fake.orders.add(state=state)
    can = order.may_ship if operation == "ship" else getattr(order, f"can_{operation}")
    target = ALLOWED[operation].get(state)
    assert can is (target is not None)
    with fake.client() as client:
        if target is not None:
            act(client, operation, order.id)
            assert client.orders.get(order.id).state == target
        else:
            kind = getattr(part(made, "errors"), REFUSED[operation])
            with pytest.raises(kind):
                act(client, operation, order.id)
            assert fake.orders[order.id] == order


@pytest.mark.parametrize("state", STATES)
def test_what_is_there_depends_on_the_state(fake: Any, state: str) -> None:
    order = fake.orders.add(state=state)
    assert order.is_terminal is (state in ("delivered", "cancelled"))
    assert (order.paid_at is not None) is (state in ("paid", "shipped", "delivered"))
    assert (order.parcel is not None) is (state in ("shipped", "delivered"))
    assert type(order.life_state).__name__ == state.capitalize()


def test_a_condition_of_two_clauses(fake: Any) -> None:
    assert fake.orders.add(gift=True, greeting="Hi").greeting == "Hi"
    with pytest.raises(ValueError, match="gift == true and state != cancelled"):
        fake.orders.add(gift=False, greeting="Hi")
    with pytest.raises(ValueError, match="gift == true and state != cancelled"):
        fake.orders.add(gift=True, greeting="Hi", state="cancelled")


@pytest.mark.parametrize("state", STATES)
def test_the_outcome_of_a_race(made: ModuleType, fake: Any, state: str) -> None:
    outcomes = part(made, "outcomes")
    order = fake.orders.add(state=state)
    with fake.client() as client:
        found = outcomes.outcome(client.orders.cancel)(order.id)
    match state:
        case "placed" | "paid":
            assert found == outcomes.Done(None)
        case "shipped":
            assert found == outcomes.UnderWay(order, False)
        case _:
            assert found == outcomes.AlreadyOver(order)


def test_a_payment_whose_answer_is_lost_is_found_out(
    made: ModuleType, fake: Any
) -> None:
    lost = part(made, "testing").TransportError("reset", True)
    order = fake.orders.add(state="placed")
    fake.orders.change(order.id, "orders.pay")
    fake.script.append(lost)
    with fake.client() as client:
        assert act(client, "pay", order.id).state == "paid"
    assert [request.method for request in fake.asked] == ["PUT", "PUT", "GET"]


def test_the_refusal_on_the_wire(made: ModuleType, server: Wire) -> None:
    server.answers[:] = [answer(409, b'{"reason": "wrong-state"}')]
    kind = part(made, "errors").ShipOrderRefusedError
    error = refused(made, server, lambda client: client.orders.ship(1), kind)
    assert error.reason == "wrong-state"
    assert error.current_state is None


def test_another_conflict_is_no_refusal(made: ModuleType, server: Wire) -> None:
    server.answers[:] = [answer(409, b'{"reason": "out-of-stock"}')]
    kind = part(made, "errors").ConflictError
    error = refused(made, server, lambda client: client.orders.ship(1), kind)
    assert type(error) is kind


def test_a_page_in_the_place_of_a_refusal_is_none(
    made: ModuleType, server: Wire
) -> None:
    server.answers[:] = [answer(409, b"<html>", "text/html")]
    kind = part(made, "errors").ConflictError
    error = refused(made, server, lambda client: client.orders.ship(1), kind)
    assert type(error) is kind


def test_the_generated_tests_pass(tmp_path: Path) -> None:
    pressed = press(Settings(str(ORDER), tmp_path, "shop", "shop", "Shop"))
    write(pressed.files, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "tests/test_lifecycles.py" in pressed.files


def test_a_state_of_tomorrow_is_unforeseen(made: ModuleType, server: Wire) -> None:
    server.answers[:] = [answer(200, b'{"id": 1, "state": "lost", "total": 2}')]
    order = call(made, server, lambda client: client.orders.get(1))
    assert order.life_state == part(made, "states").UnknownState(order.state)
    assert not order.is_terminal
    assert not order.can_cancel


@pytest.fixture
def pauses(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been slept."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(part(made, "_runtime.waiting_sync"), "sleep", found.append)
    monkeypatch.setattr(part(made, "_runtime.waiting_async"), "sleep", sleep)
    return found


def test_the_end_is_waited_for(
    made: ModuleType, fake: Any, pauses: list[float]
) -> None:
    order = fake.orders.add(state="delivered")
    under_way = fake.orders.add(id=order.id + 1, state="shipped")
    fake.script += [_shown(made, under_way), _shown(made, under_way)]
    with fake.client() as client:
        assert part(made, "waiting").wait(client.orders.get)(order.id) == order
    assert pauses == [1.0, 1.5]


def test_the_asynchronous_client_waits_too(
    made: ModuleType, fake: Any, pauses: list[float]
) -> None:
    order = fake.orders.add(state="cancelled")
    fake.script.append(_shown(made, fake.orders.add(id=7, state="paid")))

    async def run() -> Any:
        async with fake.async_client() as client:
            return await part(made, "waiting").async_wait(client.orders.get)(order.id)

    assert asyncio.run(run()) == order
    assert pauses == [1.0]


def test_what_goes_on_for_too_long_is_given_up(
    made: ModuleType, fake: Any, pauses: list[float]
) -> None:
    order = fake.orders.add(state="paid")
    wait = part(made, "waiting").wait
    with (
        fake.client() as client,
        pytest.raises(TimeoutError, match=r"not over after 0\.5"),
    ):
        wait(client.orders.get, timeout=0.5)(order.id)
    assert not pauses


def _shown(made: ModuleType, order: Any) -> Any:
    return part(made, "testing").answer(200, order.to_dict())
