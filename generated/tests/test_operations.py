# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""Operations: what each sends, how each answer and each error is read, and when it is sent again.

`operations.json` was made from the document.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from extend_client import (
    AsyncExtend,
    Extend,
    errors,
    models,
)
from extend_client._runtime.encode import encode_any
from extend_client.testing import (
    AsyncFakeTransport,
    FakeTransport,
    Request,
    Response,
    answer,
)

TABLES = Path(__file__).parent
OPERATIONS: dict[str, dict[str, Any]] = json.loads(
    (TABLES / "operations.json").read_text("utf-8")
)
MODELS: dict[str, dict[str, Any]] = json.loads(
    (TABLES / "models.json").read_text("utf-8")
)
SECRET = "not-to-be-seen"
URL = "http://127.0.0.1"
NEVER = 418
"""A status after which there is no other attempt."""

ANSWERS = [
    (name, status, shape)
    for name, told in OPERATIONS.items()
    for status, values in told.get("answers", {}).items()
    for shape in values
]
WRONG = [
    (name, status)
    for name, told in OPERATIONS.items()
    for status in told.get("wrong", {})
]
ERRORS = [
    (name, status)
    for name, told in OPERATIONS.items()
    for status in told.get("errors", {})
]
AGAIN = [
    (name, status) for name, told in OPERATIONS.items() for status in told["again"]
]
RETRYABLE = [
    (name, status, told["retryable"])
    for name, told in OPERATIONS.items()
    if "retryable" in told
    for status, error in told.get("errors", {}).items()
    if told["retryable"] in MODELS[error["body"]]["keys"]
]
REPETITIONS = [name for name, told in OPERATIONS.items() if "repetition" in told]

Asked = tuple[Any, list[Request]]
"""What came of a call, and what was asked."""


def call(client: object, name: str) -> Any:
    told = OPERATIONS[name]
    resource, method = name.split(".")
    bodies = {
        "body": getattr(models, kind).from_dict(value)
        for kind, value in told.get("body", {}).items()
    }
    arguments = {**told.get("arguments", {}), **bodies}
    return getattr(getattr(client, resource), method)(**arguments)


def call_sync(name: str, *answers: Response, retries: int = 0) -> Asked:
    transport = FakeTransport(*answers)
    with Extend(
        token=SECRET,
        base_url=URL,
        transport=transport,
        max_retries=retries,
    ) as client:
        try:
            return call(client, name), transport.asked
        except errors.APIError as error:
            return error, transport.asked


def call_async(name: str, *answers: Response, retries: int = 0) -> Asked:
    transport = AsyncFakeTransport(*answers)

    async def run() -> Any:
        async with AsyncExtend(
            token=SECRET,
            base_url=URL,
            transport=transport,
            max_retries=retries,
        ) as client:
            try:
                return await call(client, name)
            except errors.APIError as error:
                return error

    return asyncio.run(run()), transport.asked


Flavour = Callable[..., Asked]
FLAVOURS = pytest.mark.parametrize("flavour", [call_sync, call_async])


def ids(cases: Sequence[tuple[str, ...]]) -> list[str]:
    return [" ".join(case) for case in cases]


def whole(name: str) -> dict[str, Any]:
    """The JSON of a model with each key."""
    return {
        key: next(iter(told["values"].values()))
        for key, told in MODELS[name]["keys"].items()
        if "values" in told
    }


@FLAVOURS
@pytest.mark.parametrize("name", OPERATIONS)
def test_what_is_sent_is_what_the_document_says(name: str, flavour: Flavour) -> None:
    _, (asked,) = flavour(name, answer(NEVER))
    told = OPERATIONS[name]
    sends, url = told["sends"], urlsplit(asked.url)
    assert asked.method == sends["method"]
    assert url.path == sends["path"]
    query = parse_qsl(url.query, keep_blank_values=True)
    assert query == [(key, text) for key, text in sends["query"]]
    assert asked.headers.items() >= sends["headers"].items()
    for body in told.get("body", {}).values():
        assert isinstance(asked.content, bytes)
        assert json.loads(asked.content) == body
        assert asked.headers["content-type"].partition(";")[0].endswith("json")


@FLAVOURS
@pytest.mark.parametrize(("name", "status", "shape"), ANSWERS, ids=ids(ANSWERS))
def test_an_answer_is_read_as_the_document_says(
    name: str, status: str, shape: str, flavour: Flavour
) -> None:
    value = OPERATIONS[name]["answers"][status][shape]
    result, _ = flavour(name, answer(int(status), value))
    if shape.isidentifier():
        assert type(result).__name__ in (shape, "NoneType", f"Wire{shape.title()}")
    assert encode_any(result) == value


@FLAVOURS
@pytest.mark.parametrize(("name", "status"), WRONG, ids=ids(WRONG))
def test_an_answer_that_contradicts_the_document_is_told(
    name: str, status: str, flavour: Flavour
) -> None:
    value = OPERATIONS[name]["wrong"][status]
    error, _ = flavour(name, answer(int(status), value))
    assert isinstance(error, errors.APIDecodeError)
    assert error.status == int(status)
    assert json.loads(error.raw) == value
    assert error.faults


@FLAVOURS
@pytest.mark.parametrize(("name", "status"), ERRORS, ids=ids(ERRORS))
def test_an_error_is_raised_with_what_it_says(
    name: str, status: str, flavour: Flavour
) -> None:
    told = OPERATIONS[name]["errors"][status]
    body = whole(told["body"])
    error, _ = flavour(name, answer(int(status), body))
    assert type(error) is getattr(errors, told["error"])
    assert error.status == int(status)
    assert type(error.body) is getattr(models, told["body"])
    assert error.body.to_dict() == body
    for field in told["fields"]:
        assert getattr(error, field) is not None
        assert getattr(error, field) == getattr(error.body, field)


@FLAVOURS
@pytest.mark.parametrize(("name", "status"), AGAIN, ids=ids(AGAIN))
def test_another_attempt_follows_where_it_does_no_harm(
    name: str, status: str, flavour: Flavour
) -> None:
    failed = answer(int(status), retry_after="0")
    _, asked = flavour(name, failed, answer(NEVER), retries=1)
    assert len(asked) == 1 + OPERATIONS[name]["again"][status]
    assert len({request.url for request in asked}) == 1


@FLAVOURS
@pytest.mark.parametrize(("name", "status", "key"), RETRYABLE, ids=ids(RETRYABLE))
def test_an_error_says_whether_another_attempt_may_follow(
    name: str, status: str, key: str, flavour: Flavour
) -> None:
    body = whole(OPERATIONS[name]["errors"][status]["body"])
    for flag in (True, False):
        failed = answer(int(status), {**body, key: flag}, retry_after="0")
        _, asked = flavour(name, failed, answer(NEVER), retries=1)
        assert len(asked) == 1 + flag


@FLAVOURS
@pytest.mark.parametrize("name", REPETITIONS)
def test_a_refusal_after_a_lost_answer_is_cleared_up(
    name: str, flavour: Flavour
) -> None:
    told = OPERATIONS[name]
    known = told["repetition"]
    state = next(v for row in told["answers"].values() for v in row.values())
    lost = answer(500, retry_after="0")
    for refused in map(answer, known["refused"]):
        for value in known["values"]:
            done = {**state, known["property"]: value}
            result, asked = flavour(name, lost, refused, answer(200, done), retries=1)
            assert encode_any(result) == done
            assert asked[-1].method == "GET"
            assert urlsplit(asked[-1].url).path == known["path"]
        undone = {**state, known["property"]: "of-tomorrow"}
        error, _ = flavour(name, lost, refused, answer(200, undone), retries=1)
        assert isinstance(error, errors.APIStatusError)
        assert error.status == refused.status
        assert error.current is not None
        error, asked = flavour(name, refused)
        assert isinstance(error, errors.APIStatusError)
        assert len(asked) == 1
