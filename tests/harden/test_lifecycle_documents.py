"""Lifecycles whose operations return something else than the resource, or have other arguments."""

from __future__ import annotations

import copy
import importlib
from typing import Any

from tests.harden.canary import run_tests
from tests.harden.documents import EXTENDED_DOCUMENT
from tests.property.packages import generate_from_tree, import_package

RESULT = {"type": "object", "properties": {"success": {"type": "boolean"}}}


def document() -> Any:
    """Return a document with responses of every kind for operations that change a state."""
    tree = copy.deepcopy(EXTENDED_DOCUMENT)
    paths = tree["paths"]
    cancel = paths["/orders/{order_id}/cancellation"]["post"]
    cancel["responses"]["200"]["content"] = {"application/json": {"schema": RESULT}}
    paths["/orders/{order_id}/payment"]["put"]["responses"]["200"]["content"] = {
        "application/json": {}
    }
    delete = paths["/orders/{order_id}"]["delete"]
    delete["responses"]["200"]["content"] = {"application/json": {}}
    transitions = tree["components"]["schemas"]["State"]["x-specpress-lifecycle"][
        "transitions"
    ]
    nested = {
        "from": ["paid"],
        "to": ["cancelled"],
        "operation": "refund",
        "refused": {"status": 409},
    }
    transitions.append(nested)
    shop = {**paths["/orders/{order_id}"]["parameters"][0], "name": "shop_id"}
    refund = {**copy.deepcopy(cancel), "operationId": "refund"}
    paths["/orders/{order_id}/refunds/{shop_id}"] = {
        "parameters": [*paths["/orders/{order_id}"]["parameters"], shop],
        "post": refund,
    }
    return tree


def test_tests_of_the_package_pass() -> None:
    files = generate_from_tree(document()).files
    assert [str(finding) for finding in run_tests(files)] == []


def test_outcome_of_a_response_without_a_state() -> None:
    with import_package(generate_from_tree(document()).files) as acme:
        testing = importlib.import_module(f"{acme.__name__}.testing")
        outcomes = importlib.import_module(f"{acme.__name__}.outcomes")
        transport = testing.FakeTransport(testing.response(200, {"success": True}))
        with acme.Acme(token="t", transport=transport) as client:
            done = outcomes.outcome(client.orders.cancel)("1")
        assert type(done) is outcomes.Done
        assert done.resource.success is True


def test_operations_whose_requests_have_no_id() -> None:
    tree = copy.deepcopy(EXTENDED_DOCUMENT)
    paths = tree["paths"]
    # Declares the id, but has no place for it.
    paths["/cancellations"] = paths.pop("/orders/{order_id}/cancellation")
    order = paths["/orders/{order_id}"]["get"]["responses"]["200"]["content"]
    order["application/octet-stream"] = order.pop("application/json")
    files = generate_from_tree(tree).files
    assert [str(finding) for finding in run_tests(files)] == []
    assert "cancel" in files["acme_client/resources/cancellations.py"]


def test_adjacent_and_repeated_parameters() -> None:
    tree = copy.deepcopy(EXTENDED_DOCUMENT)
    paths = tree["paths"]
    shop = {**paths["/orders/{order_id}"]["parameters"][0], "name": "shop_id"}
    for path, new in (
        ("/orders/{order_id}", "/shops/{shop_id}{order_id}"),
        ("/orders/{order_id}/payment", "/shops/{shop_id}{order_id}/payment"),
        ("/orders/{order_id}/cancellation", "/{order_id}/{shop_id}/{order_id}"),
    ):
        paths[new] = paths.pop(path)
        paths[new]["parameters"].append(shop)
    paths["/shops/{shop_id}{order_id}"]["delete"]["x-specpress-idempotent"]["confirm"][
        "path"
    ] = "/shops/{shop_id}{order_id}"
    files = generate_from_tree(tree).files
    assert [str(finding) for finding in run_tests(files)] == []
