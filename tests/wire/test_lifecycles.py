"""A life that is not Extend's: an order of five states and four operations, pressed, faked, and asked."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

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


def test_a_state_of_tomorrow_is_unforeseen(made: ModuleType, server: Wire) -> None:
    server.answers[:] = [answer(200, b'{"id": 1, "state": "lost", "total": 2}')]
    order = call(made, server, lambda client: client.orders.get(1))
    assert order.life_state == part(made, "states").Unforeseen(order.state)
    assert not order.is_terminal
    assert not order.can_cancel
