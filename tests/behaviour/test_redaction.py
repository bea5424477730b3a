"""Redaction: a credential that a server echoes, in whatever encoding, is in no part of an exception or log."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import pickle
import random
import traceback
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import extend_client
import pytest
from extend_client import AsyncExtend, Attempt, Extend, Hooks
from extend_client._runtime.codec import Fault
from extend_client._runtime.encodings import SHORTEST
from extend_client._runtime.redaction import Redactor
from extend_client._runtime.secret import Secret
from extend_client.testing import (
    AsyncFakeTransport,
    FakeTransport,
    Response,
    TransportError,
    response,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.faults.secret_scan import reveals
from tests.sandbox.server import make_run

TOKEN = 'sk_q7F+zK/31v"X=8p&L<w'
PREFIXES = ("", "a", "ab", "Bearer ", "me:", "a long prefix: ")


def json_escaped(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


def json_upper(text: str) -> str:
    return "".join(f"\\u{ord(c):04X}" for c in text)


def json_mixed(text: str) -> str:
    escapes = {"/": "\\/", '"': '\\"', "\\": "\\\\"}
    return f"\\u{ord(text[0]):04x}" + "".join(escapes.get(c, c) for c in text[1:])


def percent_encoded(text: str) -> str:
    return "".join(f"%{ord(c):02X}" for c in text)


def percent_lower(text: str) -> str:
    return "".join(c if c.isalnum() else f"%{ord(c):02x}" for c in text)


def html_decimal(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


def html_hex(text: str) -> str:
    return "".join(f"&#x{ord(c):X};" for c in text)


def html_named(text: str) -> str:
    names = {
        "&": "&amp;",
        "<": "&lt;",
        '"': "&quot;",
        "/": "&sol;",
        "+": "&plus;",
        "=": "&equals;",
        "_": "&lowbar;",
    }
    return "".join(names.get(c, c) for c in text)


def go_escaped(text: str) -> str:
    """HTML in JSON, as Go writes it."""
    return json.dumps(html_hex(text))[1:-1].replace("&", "\\u0026")


def json_twice(text: str) -> str:
    return json.dumps(json.dumps(text).replace("/", "\\/"))[1:-1]


def plain(text: str) -> str:
    return json.dumps(text)[1:-1]


def base64_forms() -> Iterator[tuple[str, Callable[[str], str]]]:
    for prefix in PREFIXES:
        for encode in (b64encode, urlsafe_b64encode, encodebytes):

            def write(text: str, prefix: str = prefix, encode: Any = encode) -> str:
                return str(encode(f"{prefix}{text} end".encode()).decode())

            name = f"{encode.__name__} after {prefix!r}"
            yield name, lambda text, write=write: plain(write(text))
            yield f"{name}, no padding", lambda text, write=write: plain(
                write(text).rstrip("=\n")
            )
            yield f"{name}, escaped", lambda text, write=write: (
                plain(write(text)).replace("/", "\\/")
            )


ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": plain,
    "JSON": json_escaped,
    "JSON, upper case": json_upper,
    "JSON, mixed": json_mixed,
    "JSON in JSON": json_twice,
    "percent": percent_encoded,
    "percent, lower case, partial": percent_lower,
    "percent twice": lambda text: percent_encoded(text).replace("%", "%25"),
    "HTML, decimal": html_decimal,
    "HTML, hexadecimal": html_hex,
    "HTML, named": lambda text: plain(html_named(text)),
    "HTML in JSON": go_escaped,
    **dict(base64_forms()),
}
"""How a server may write a token between the quotes of a JSON string."""


def parts(value: Any) -> Iterator[str]:
    """Return all that an object contains: texts, keys, attributes."""
    if isinstance(value, bytes):
        yield value.decode("latin-1")
        yield value.replace(b"\0", b"").decode("latin-1")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (*parts(key), *parts(item))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from parts(item)
    else:
        yield str(value)
        yield repr(value)
        names = getattr(value, "__dataclass_fields__", {})
        for name in names:
            yield from parts(getattr(value, name))


def is_of_client(frame: FrameType) -> bool:
    return "_client" in frame.f_code.co_filename


def surfaces(error: BaseException) -> Iterator[str]:
    """Return everything that can be seen of an exception."""
    yield from traceback.format_exception(error)
    copies = pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)
    yield from parts(pickle.dumps(error))
    for shown in (error, *copies):
        yield from (str(shown), repr(shown))
        yield from parts(shown.args)
        yield from parts(vars(shown))
        for name in ("raw", "headers", "request_id"):
            yield from parts(getattr(shown, name, ""))
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if is_of_client(frame):
            yield from (repr(value) for value in frame.f_locals.values())
    for other in (error.__context__, error.__cause__):
        if other is not None:
            yield from surfaces(other)


def check(error: BaseException, token: str, *more: Any) -> None:
    """Nothing that can be seen reveals the token."""
    texts = [*surfaces(error), *(text for item in more for text in parts(item))]
    assert [text for text in dict.fromkeys(texts) if reveals(text, token)] == []


def failing(
    *answers: Any, token: str = TOKEN, hooks: Hooks | None = None, **more: Any
) -> BaseException:
    """Return the error of a call."""
    client = Extend(
        **{
            "token": token,
            "transport": FakeTransport(*answers),
            "max_retries": 0,
            "hooks": [hooks] if hooks else [],
            **more,
        }
    )
    with pytest.raises(extend_client.APIError) as caught:
        client.extract_runs.cancel("exr_1")
    return caught.value


def failing_async(*answers: Any, token: str = TOKEN) -> BaseException:
    async def run() -> None:
        transport = AsyncFakeTransport(*answers)
        client = AsyncExtend(token=token, transport=transport, max_retries=0)
        await client.extract_runs.cancel("exr_1")

    with pytest.raises(extend_client.APIError) as caught:
        asyncio.run(run())
    return caught.value


def as_json(status: int, text: str, charset: str = "") -> Response:
    kind = "application/json" + (f"; charset={charset}" if charset else "")
    return Response(status, {"content-type": kind}, text.encode(charset or "utf-8"))


def refusal(echo: str) -> str:
    """A documented error whose message, and an undeclared member, contain a text."""
    return (
        '{"code": "INVALID_REQUEST", "message": "No such key: HERE", "requestId": "r",'
        ' "retryable": false, "more": {"HERE": ["HERE"]}}'.replace("HERE", echo)
    )


def contradiction(echo: str) -> str:
    """A run that contradicts the document and contains a text in several places."""
    run = make_run("exr_1", "CANCELLED")
    told = {**run, "status": "HERE", "metadata": "HERE", "HERE": 1, "id": ["HERE"]}
    return json.dumps(told).replace("HERE", echo)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_error_with_an_echo(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    assert reveals(refusal(echo), TOKEN)
    error: Any = failing(as_json(400, refusal(echo)))
    check(error, TOKEN)
    assert error.body.code == "INVALID_REQUEST"
    assert "***" in error.body.message
    check(failing_async(as_json(400, refusal(echo))), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_error_with_an_echo(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    for kind in ("text/plain", "text/html"):
        told = Response(500, {"content-type": kind}, f"Bad: {echo}.".encode())
        check(failing(told), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_contradiction_with_an_echo(encoding: str) -> None:
    error: Any = failing(as_json(200, contradiction(ENCODINGS[encoding](TOKEN))))
    check(error, TOKEN)
    assert type(error).__name__ == "APIDecodeError"
    assert error.partial is not None
    check(failing_async(as_json(200, contradiction(ENCODINGS[encoding](TOKEN)))), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_headers_and_location_with_an_echo(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    named = {"location": f"/{echo}", "x-echo": echo, "x-extend-request-id": echo}
    check(failing(Response(303, named, b"")), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_attempts_of_hooks_contain_no_echo(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    told = Response(400, {"x-echo": echo}, refusal(echo).encode())
    seen: list[Any] = []

    def hook(attempt: Attempt) -> None:
        seen.append(
            [copy.deepcopy(attempt), attempt.error and [*surfaces(attempt.error)]]
        )

    hooks = Hooks(response=hook, error=hook)
    check(failing(told, hooks=hooks), TOKEN, seen)
    lost = TransportError(f"no: {echo}")
    check(failing(lost, hooks=hooks), TOKEN, seen)
    assert len(seen) == 3


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_logs_contain_no_echo(encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    lost = TransportError(f"no: {echo}", may_have_arrived=False)
    with caplog.at_level(logging.DEBUG):
        check(failing(lost, as_json(400, refusal(echo)), max_retries=1), TOKEN)
    assert "again in" in caplog.text
    assert not reveals(caplog.text, TOKEN)


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037", "latin-1"]
)
@pytest.mark.parametrize("encoding", ["plain", "JSON", "percent", "HTML, named"])
def test_other_charsets(charset: str, encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    for status, body in ((400, refusal(echo)), (200, contradiction(echo))):
        error: Any = failing(as_json(status, body, charset))
        check(error, TOKEN)
        content = error.raw.decode(charset)
        assert not reveals(content, TOKEN)
        json.loads(content)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32"])
def test_undeclared_charsets(charset: str) -> None:
    told = Response(500, {"content-type": "text/plain"}, f"é {TOKEN}".encode(charset))
    check(failing(told), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_truncated_content_contains_no_beginning(encoding: str) -> None:
    """A body that is too large ends in the middle of the echo."""
    echo = ENCODINGS[encoding](TOKEN)
    for cut in (len(echo) - 1, len(echo) - 2, len(echo) * 3 // 4):
        text = '{"message": "' + echo[:cut]
        told = as_json(200, text)
        error = failing(told, max_response_bytes=len(text) - 1)
        check(error, TOKEN[:8])


def test_the_beginning_of_a_truncated_token_is_hidden() -> None:
    padding = "x" * ((1 << 16) - 10)
    body = f'"{padding}{TOKEN}{padding}'
    error: Any = failing(as_json(200, body), max_response_bytes=1 << 16)
    assert TOKEN[:5] not in error.raw.decode()


def test_a_numeric_token_in_a_number() -> None:
    """The redacted content is not JSON any more: the decoded value is redacted instead."""
    error: Any = failing(
        as_json(400, refusal("x").replace("false", "123456789")), token="123456789"
    )
    check(error, "123456789")
    body = contradiction("x").replace(': "x"', ": 123456789")
    error = failing(as_json(200, body), token="123456789")
    check(error, "123456789")
    assert error.partial is not None


def test_current_state_contains_no_echo() -> None:
    run = {**make_run("exr_1", "PROCESSED"), "metadata": {"x": TOKEN, TOKEN: 1}}
    told = response(503), as_json(400, refusal("x")), response(200, run)
    error: Any = failing(TransportError("lost"), *told, max_retries=2)
    if getattr(error, "current", None) is not None:
        assert error.current.id == "exr_1"
    check(error, TOKEN)


def test_a_token_from_a_function_is_in_no_local() -> None:
    client = Extend(
        token=lambda: TOKEN, transport=FakeTransport(response(400)), max_retries=0
    )
    with pytest.raises(extend_client.APIError) as caught:
        client.extract_runs.cancel("exr_1")
    check(caught.value, TOKEN)


def test_a_successful_result_is_not_changed() -> None:
    run = {**make_run("exr_1", "CANCELLED"), "metadata": {"x": TOKEN}}
    client = Extend(token=TOKEN, transport=FakeTransport(response(200, run)))
    raw = client.raw(client.extract_runs.cancel)("exr_1")
    assert raw.parsed.metadata == {"x": TOKEN}
    assert json.loads(raw.content) == run


def test_a_success_prepares_no_form() -> None:
    token = Secret(TOKEN)
    run = response(200, make_run("exr_1", "CANCELLED"))
    Extend(token=token, transport=FakeTransport(run)).extract_runs.cancel("exr_1")
    assert not hasattr(token, "_forms")


def test_texts_without_secret_stay_as_they_are() -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret(TOKEN)])
    for text in ("", "sk_", "sk_q7F", r"a\\b\u0073k %73k &amp; &#115;", "=" * 99):
        assert redactor.redact_text(text) == text
        assert redactor.redact_content(text.encode()) == text.encode()
    assert redactor.redact_content(b"\xff\xfe\x00s") == b"\xff\xfe\x00s"


@pytest.mark.parametrize("escape", ["%5c", "\\\\", "&amp;", "\\u005c"])
def test_text_with_too_many_escapes_is_hidden(escape: str) -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret.from_value(TOKEN)])
    assert redactor.redact_text(f"{escape * 60_000}{TOKEN}") == "***"
    assert redactor.redact_text(f"{escape * 100} no secret") == f"{escape * 100} no secret"


def test_error_keeps_the_first_mebibyte_of_a_body() -> None:
    content = b"x" * ((1 << 20) - 4) + TOKEN.encode() + b"y" * 100
    error = failing(answer(500, content, content_type="text/plain"))
    assert isinstance(error, extend_client.APIStatusError)
    assert error.raw == b"x" * ((1 << 20) - 4) + b"***"
    check(error, TOKEN)


def test_long_partial_value_is_hidden_where_it_is_not_searched() -> None:
    run = make_run("exr_1", "PROCESSED")
    run |= {"object": 7, "dashboardUrl": "x" * (1 << 20)}
    error = failing(answer(200, {**run, "parseRunId": TOKEN}))
    assert isinstance(error, extend_client.APIDecodeError)
    check(error, TOKEN)
    assert error.partial.dashboard_url == "***"


def test_a_secret_that_is_too_short_is_not_searched_for() -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret("x" * (SHORTEST - 1))])
    assert redactor.redact_text("xxx") == "xxx"


def test_a_pointer_contains_no_secret() -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret("sk_a/b~c")])
    fault = redactor.redact_fault(Fault("/x/sk_a~1b~0c/y", "a string", 5, ""))
    assert fault.pointer == "/x/***/y"


WAYS: list[Callable[[str], str]] = [
    plain,
    json_escaped,
    json_upper,
    percent_encoded,
    lambda c: c if c.isalnum() else percent_encoded(c).lower(),
    html_decimal,
    html_hex,
    lambda c: plain(html_named(c)),
    lambda c: "+" if c == " " else plain(c),
]
TOKENS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8).filter(
    lambda text: not any(c in text for c in "%&\\+")
)


@settings(max_examples=40)
@given(TOKENS, st.integers(0, 2**32))
def test_random_mixtures_of_encodings(token: str, seed: int) -> None:
    choice = random.Random(seed)
    echo = "".join(choice.choice(WAYS)(c) for c in token)
    assert reveals(echo, token)
    for told in (
        as_json(400, refusal(echo)),
        as_json(200, contradiction(echo)),
        Response(500, {"content-type": "text/plain", "x-echo": echo}, echo.encode()),
    ):
        check(failing(told, token=token), token)


@settings(max_examples=40)
@given(TOKENS, st.binary(max_size=9), st.binary(max_size=9), st.booleans())
def test_random_base64(token: str, before: bytes, after: bytes, is_url: bool) -> None:
    encode = urlsafe_b64encode if is_url else b64encode
    echo = encode(before + token.encode() + after).decode()
    check(failing(as_json(400, refusal(echo)), token=token), token)
    check(failing(as_json(200, contradiction(echo)), token=token), token)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=4))
def test_any_printable_token_is_hidden_literally_and_escaped(token: str) -> None:
    """Also one with characters that escapes begin with."""
    redactor = Redactor(frozenset())
    redactor.add([Secret(token)])
    for way in (str, plain, json_escaped, percent_encoded, html_decimal):
        assert "***" in redactor.redact_text(f"[{way(token)}]"), way
        assert way(token) not in redactor.redact_text(f"[{way(token)}]")
