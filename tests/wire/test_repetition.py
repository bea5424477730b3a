"""What is sent again after a failure: by the method, by the document, and by a key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.pressing import package

DOCUMENT = """
paths:
  /plain:
    post: {operationId: plain, tags: [t], responses: {'204': {description: Done.}}}
    get: {operationId: fetch, tags: [t], responses: {'204': {description: Done.}}}
    delete: {operationId: remove, tags: [t], responses: {'204': {description: Done.}}}
  /marked:
    post:
      {operationId: marked, tags: [t], x-idempotent: true, responses: {'204': {description: Done.}}}
    put:
      {operationId: counted, tags: [t], x-idempotent: false, responses: {'204': {description: Done.}}}
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
        '409': {description: Not now., x-retryable: true}
        '423':
          description: Locked.
          content:
            application/json:
              schema:
                type: object
                properties: {again: {type: boolean, x-retryable: true}}
"""


def sent(name: str, *answers: Any, **arguments: Any) -> list[Any]:
    """The requests that reach a transport which gives the answers, then 204."""
    made = package(DOCUMENT)
    testing = __import__(f"{made.__name__}.testing", fromlist=["testing"])
    errors = made.APIError
    told = [
        (
            testing.TransportError(answer, answer != "refused")
            if isinstance(answer, str)
            else testing.answer(answer[0], answer[1], retry_after="0")
        )
        for answer in answers
    ]
    transport = testing.FakeTransport(*told, testing.answer(204))
    client = made.Acme(base_url="http://127.0.0.1", transport=transport)
    try:
        getattr(client.t, name)(**arguments)
    except errors:
        transport.asked.append("error")
    return list(transport.asked)


@pytest.mark.parametrize(
    ("name", "answers", "requests"),
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
def test_what_is_sent_again(
    name: str, answers: list[Any], requests: int | None
) -> None:
    found = sent(name, *answers)
    assert found[1:] == ["error"] if requests is None else len(found) == requests


def test_a_key_makes_a_repetition_harmless_and_stays_the_same() -> None:
    first, second = sent("keyed", "reset")
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] != ""
    (other,) = sent("keyed")
    assert other.headers["idempotency-key"] != first.headers["idempotency-key"]
    (given,) = sent("keyed", idempotency_key="mine")
    assert given.headers["idempotency-key"] == "mine"


def test_a_refusal_after_a_lost_answer_may_be_the_doing_of_this_call() -> None:
    made = package(DOCUMENT)
    testing = __import__(f"{made.__name__}.testing", fromlist=["testing"])
    script = testing.TransportError("reset"), testing.answer(404)
    client = made.Acme(
        base_url="http://127.0.0.1", transport=testing.FakeTransport(*script)
    )
    with pytest.raises(made.APIStatusError) as caught:
        client.t.remove()
    assert caught.value.may_be_done
