"""Errors: takes what is wrong with a request, gives the answer that the operation documents for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from specpress.mock.responses import ResponseBuilder, Change, NotAcceptable, MockResponse
from specpress.mock.requests import Rejection
from specpress.mock.schemas import ContradictoryDocument

WORDS = (
    "message",
    "detail",
    "error_description",
    "error_message",
    "errormessage",
    "msg",
    "title",
)
WORDS_AFTER = ("description", "reason", "error")
"""Properties of an error that tell in words what is wrong: the first that is a text."""
NUMBERS = ("status", "status_code", "statuscode", "code")
"""Properties of an error that say the status."""
REASON = "x-mock-reason"
"""A header that tells what is wrong, whatever the body can say."""


def refused(
    answers: ResponseBuilder, fault: Rejection, accept: str, said: Mapping[str, Any]
) -> MockResponse:
    """The answer of the documented status that fits best; where there is none, a problem (RFC 9457).

    `said` are properties that the error has.
    """
    status = next(
        (s for s in fault.statuses if str(s) in answers.statuses), fault.statuses[0]
    )
    reply = _documented(answers, status, accept, fault.message, said)
    reply = reply or problem(status, fault.message)
    return reply.with_headers(*fault.headers, (REASON, _header(fault.message)))


def _documented(
    answers: ResponseBuilder, status: int, accept: str, message: str, said: Mapping[str, Any]
) -> MockResponse | None:
    """The documented answer with the message in it, where its schema has a place; None where there is none."""
    if answers.key(status) is None:
        return None
    for told in _changes(status, message, said):
        for wanted in (accept, ""):
            try:
                return answers.reply(status, wanted, told)
            except (ContradictoryDocument, NotAcceptable):
                continue
    return None


def problem(status: int, message: str) -> MockResponse:
    """An answer that no operation describes."""
    value = {
        "type": "about:blank",
        "status": status,
        "title": "specpress mock",
        "detail": message,
    }
    headers = (("content-type", "application/problem+json"),)
    return MockResponse(status, headers, json.dumps(value).encode(), value)


def _changes(status: int, message: str, said: Mapping[str, Any]) -> Iterator[Change]:
    """What is tried, one after the other: the schema may not take each."""

    def saying(value: Any) -> Any:
        return {**value, **said} if isinstance(value, dict) else value

    yield lambda value: saying(_numbered(_worded(value, message), status))
    yield lambda value: saying(_worded(value, message))
    yield saying
    yield lambda value: value


def _worded(value: Any, message: str) -> Any:
    return _set(value, (*WORDS, *WORDS_AFTER), message, str)


def _numbered(value: Any, status: int) -> Any:
    return _set(value, NUMBERS, status, int)


def _set(value: Any, names: tuple[str, ...], told: Any, kind: type) -> Any:
    """The error with the first property of these names and this type set; it may lie one level deeper."""
    if isinstance(value, list):
        return [_set(value[0], names, told, kind), *value[1:]] if value else value
    if not isinstance(value, dict):
        return value
    for name in names:
        for key, entry in value.items():
            if key.lower() == name and type(entry) is kind:
                return {**value, key: told}
    for key in ("error", "errors"):
        if isinstance(value.get(key), dict | list):
            return {**value, key: _set(value[key], names, told, kind)}
    return value


def _header(text: str) -> str:
    """A text as a header can hold it."""
    shown = "".join(s if s.isascii() and s.isprintable() else "?" for s in text)
    return shown[:500].strip()
