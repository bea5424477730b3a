"""Retries after a failure, depending on the method, the document and an idempotency key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
paths:
  /plain:
    post: {operationId: plain, tags: [t], responses: {'204': {description: Done.}}}
    get: {operationId: fetch, tags: [t], responses: {'204': {description: Done.}}}
    delete: {operationId: remove, tags: [t], responses: {'204': {description: Done.}}}
  /marked:
    post:
      {operationId: marked, tags: [t], x-specpress-idempotent: true, responses: {'204': {description: Done.}}}
    put:
      {operationId: counted, tags: [t], x-specpress-idempotent: false, responses: {'204': {description: Done.}}}
  /other:  # With one tag, the paths would determine the resources.
    get: {operationId: other, tags: [others], responses: {'204': {description: Done.}}}
  /keyed:
    post:
      operationId: keyed
      tags: [t]
      parameters:
        - {name: Idempotency-Key, in: header, schema: {type: string}}
      responses: {'204': {description: Done.}}
  /passing:
    post:
      operationId: passing
      tags: [t]
      responses:
        '204': {description: Done.}
        '409': {description: Not now., x-specpress-retryable: true}
        '423':
          description: Locked.
          content:
            application/json:
              schema:
                type: object
                properties: {again: {type: boolean, x-specpress-retryable: true}}
"""


def send(name: str, *replies: Any, **arguments: Any) -> list[Any]:
    """Return the requests sent to a transport that replies with `replies`, then 204."""
    acme = generate_package(DOCUMENT)
    testing = import_submodule(acme, "testing")
    script = [
        (
            testing.TransportError(reply, reply != "refused")
            if isinstance(reply, str)
            else testing.response(reply[0], reply[1], retry_after="0")
        )
        for reply in replies
    ]
    transport = testing.FakeTransport(*script, testing.response(204))
    client = acme.Acme(base_url="http://127.0.0.1", transport=transport)
    try:
        getattr(client.t, name)(**arguments)
    except acme.APIError:
        transport.requests.append("error")
    return list(transport.requests)


@pytest.mark.parametrize(
    ("name", "replies", "attempts"),
    [
        ("plain", ["refused"], 2),
        ("plain", ["reset"], None),
        ("plain", [(502, None)], None),
        ("plain", [(503, None)], 2),
        ("plain", [(409, None)], None),
        ("fetch", ["reset"], 2),
        ("fetch", [(500, None)], 2),
        ("remove", ["reset"], 2),
        ("marked", ["reset"], 2),
        ("marked", [(504, None)], 2),
        ("counted", ["reset"], None),
        ("passing", [(409, None)], 2),
        ("passing", [(423, {"again": True})], 2),
        ("passing", [(423, {"again": False})], None),
        ("passing", [(423, None)], None),
    ],
)
def test_number_of_attempts(
    name: str, replies: list[Any], attempts: int | None
) -> None:
    requests = send(name, *replies)
    if attempts is None:
        assert requests[1:] == ["error"]
    else:
        assert len(requests) == attempts


def test_idempotency_key_is_kept_across_attempts() -> None:
    first, second = send("keyed", "reset")
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] != ""
    (other,) = send("keyed")
    assert other.headers["idempotency-key"] != first.headers["idempotency-key"]
    (custom,) = send("keyed", idempotency_key="mine")
    assert custom.headers["idempotency-key"] == "mine"


def test_not_found_after_lost_response_may_be_done() -> None:
    acme = generate_package(DOCUMENT)
    testing = import_submodule(acme, "testing")
    script = testing.TransportError("reset"), testing.response(404)
    client = acme.Acme(
        base_url="http://127.0.0.1", transport=testing.FakeTransport(*script)
    )
    with pytest.raises(acme.APIStatusError) as caught:
        client.t.remove()
    assert caught.value.may_have_succeeded
