"""Redaction of credentials that a server echoes, in any encoding, from exceptions, logs and hooks."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import random
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import extend_client
import pytest
from extend_client import AsyncExtend, Attempt, Extend, Hooks
from extend_client._runtime.codec.codec import Fault
from extend_client._runtime.codec.encodings import MIN_SECRET_LENGTH
from extend_client._runtime.redaction import Redactor, Secret
from extend_client.testing import (
    AsyncFakeTransport,
    FakeTransport,
    Response,
    TransportError,
    response,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.behaviour.token_encodings import (
    ENCODINGS,
    encode_html_decimal,
    encode_html_hex,
    encode_html_named,
    encode_json,
    encode_json_upper,
    encode_plain,
    percent_encode,
)
from tests.behaviour.visible_texts import check_redacted, list_visible_texts
from tests.faults.secret_scan import reveals
from tests.sandbox.server import make_run

TOKEN = 'sk_q7F+zK/31v"X=8p&L<w'


def catch_error(
    *responses: Any, token: str = TOKEN, hooks: Hooks | None = None, **settings: Any
) -> BaseException:
    """Return the error of a call with these responses."""
    client = Extend(
        **{
            "token": token,
            "transport": FakeTransport(*responses),
            "max_retries": 0,
            "hooks": [hooks] if hooks else [],
            **settings,
        }
    )
    with pytest.raises(extend_client.APIError) as caught:
        client.extract_runs.cancel("exr_1")
    return caught.value


def catch_error_async(*responses: Any, token: str = TOKEN) -> BaseException:
    async def run() -> None:
        transport = AsyncFakeTransport(*responses)
        client = AsyncExtend(token=token, transport=transport, max_retries=0)
        await client.extract_runs.cancel("exr_1")

    with pytest.raises(extend_client.APIError) as caught:
        asyncio.run(run())
    return caught.value


def json_response(status: int, text: str, charset: str = "") -> Response:
    media_type = "application/json" + (f"; charset={charset}" if charset else "")
    return Response(
        status, {"content-type": media_type}, text.encode(charset or "utf-8")
    )


def error_body(echo: str) -> str:
    """Return a documented error with a text in its message and in an undeclared property."""
    return (
        '{"code": "INVALID_REQUEST", "message": "No such key: ECHO", "requestId": "r",'
        ' "retryable": false, "more": {"ECHO": ["ECHO"]}}'.replace("ECHO", echo)
    )


def invalid_run(echo: str) -> str:
    """Return a run that contradicts the document, with a text in several places."""
    run = make_run("exr_1", "CANCELLED")
    run |= {"status": "ECHO", "metadata": "ECHO", "ECHO": 1, "id": ["ECHO"]}
    return json.dumps(run).replace("ECHO", echo)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_in_a_json_error(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    assert reveals(error_body(echo), TOKEN)
    error: Any = catch_error(json_response(400, error_body(echo)))
    check_redacted(error, TOKEN)
    assert error.body.code == "INVALID_REQUEST"
    assert "***" in error.body.message
    check_redacted(catch_error_async(json_response(400, error_body(echo))), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_in_a_text_error(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    for media_type in ("text/plain", "text/html"):
        headers = {"content-type": media_type}
        failed = Response(500, headers, f"Bad: {echo}.".encode())
        check_redacted(catch_error(failed), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_in_an_invalid_body(encoding: str) -> None:
    error: Any = catch_error(
        json_response(200, invalid_run(ENCODINGS[encoding](TOKEN)))
    )
    check_redacted(error, TOKEN)
    assert type(error).__name__ == "APIDecodeError"
    assert error.partial is not None
    check_redacted(
        catch_error_async(json_response(200, invalid_run(ENCODINGS[encoding](TOKEN)))),
        TOKEN,
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_in_headers(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    headers = {"location": f"/{echo}", "x-echo": echo, "x-extend-request-id": echo}
    check_redacted(catch_error(Response(303, headers, b"")), TOKEN)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_in_the_attempts_of_hooks(encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    refused = Response(400, {"x-echo": echo}, error_body(echo).encode())
    attempts: list[Any] = []

    def hook(attempt: Attempt) -> None:
        attempts.append(
            [
                copy.deepcopy(attempt),
                attempt.error and [*list_visible_texts(attempt.error)],
            ]
        )

    hooks = Hooks(response=hook, error=hook)
    check_redacted(catch_error(refused, hooks=hooks), TOKEN, attempts)
    lost = TransportError(f"no: {echo}")
    check_redacted(catch_error(lost, hooks=hooks), TOKEN, attempts)
    assert len(attempts) == 3


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_in_logs(encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    lost = TransportError(f"no: {echo}", may_have_arrived=False)
    with caplog.at_level(logging.DEBUG):
        check_redacted(
            catch_error(lost, json_response(400, error_body(echo)), max_retries=1),
            TOKEN,
        )
    assert "retrying in" in caplog.text
    assert not reveals(caplog.text, TOKEN)


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037", "latin-1"]
)
@pytest.mark.parametrize("encoding", ["plain", "JSON", "percent", "HTML, named"])
def test_echo_in_other_charsets(charset: str, encoding: str) -> None:
    echo = ENCODINGS[encoding](TOKEN)
    for status, body in ((400, error_body(echo)), (200, invalid_run(echo))):
        error: Any = catch_error(json_response(status, body, charset))
        check_redacted(error, TOKEN)
        content = error.raw.decode(charset)
        assert not reveals(content, TOKEN)
        json.loads(content)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32"])
def test_echo_in_an_undeclared_charset(charset: str) -> None:
    content = f"é {TOKEN}".encode(charset)
    check_redacted(
        catch_error(Response(500, {"content-type": "text/plain"}, content)),
        TOKEN,
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_that_is_cut_off(encoding: str) -> None:
    """Check a body that is too large and so ends in the middle of the echo."""
    echo = ENCODINGS[encoding](TOKEN)
    for cut in (len(echo) - 1, len(echo) - 2, len(echo) * 3 // 4):
        text = '{"message": "' + echo[:cut]
        error = catch_error(json_response(200, text), max_response_bytes=len(text) - 1)
        check_redacted(error, TOKEN[:8])


def test_token_that_is_cut_off() -> None:
    padding = "x" * ((1 << 16) - 10)
    body = f'"{padding}{TOKEN}{padding}'
    error: Any = catch_error(json_response(200, body), max_response_bytes=1 << 16)
    assert TOKEN[:5] not in error.raw.decode()


def test_numeric_token_in_a_json_number() -> None:
    # The redacted content is not JSON, so that the decoded value is redacted instead.
    error: Any = catch_error(
        json_response(400, error_body("x").replace("false", "123456789")),
        token="123456789",
    )
    check_redacted(error, "123456789")
    body = invalid_run("x").replace(': "x"', ": 123456789")
    error = catch_error(json_response(200, body), token="123456789")
    check_redacted(error, "123456789")
    assert error.partial is not None


def test_echo_in_the_current_state() -> None:
    run = {**make_run("exr_1", "PROCESSED"), "metadata": {"x": TOKEN, TOKEN: 1}}
    responses = response(503), json_response(400, error_body("x")), response(200, run)
    error: Any = catch_error(TransportError("lost"), *responses, max_retries=2)
    if getattr(error, "current", None) is not None:
        assert error.current.id == "exr_1"
    check_redacted(error, TOKEN)


def test_token_from_a_provider() -> None:
    client = Extend(
        token=lambda: TOKEN, transport=FakeTransport(response(400)), max_retries=0
    )
    with pytest.raises(extend_client.APIError) as caught:
        client.extract_runs.cancel("exr_1")
    check_redacted(caught.value, TOKEN)


def test_successful_result_is_not_redacted() -> None:
    run = {**make_run("exr_1", "CANCELLED"), "metadata": {"x": TOKEN}}
    client = Extend(token=TOKEN, transport=FakeTransport(response(200, run)))
    raw = client.raw(client.extract_runs.cancel)("exr_1")
    assert raw.parsed.metadata == {"x": TOKEN}
    assert json.loads(raw.content) == run


def test_success_builds_no_patterns() -> None:
    token = Secret(TOKEN)
    run = response(200, make_run("exr_1", "CANCELLED"))
    Extend(token=token, transport=FakeTransport(run)).extract_runs.cancel("exr_1")
    assert not hasattr(token, "_patterns")


def test_text_without_a_secret_is_unchanged() -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret(TOKEN)])
    for text in ("", "sk_", "sk_q7F", r"a\\b\u0073k %73k &amp; &#115;", "=" * 99):
        assert redactor.redact_text(text) == text
        assert redactor.redact_content(text.encode()) == text.encode()
    assert redactor.redact_content(b"\xff\xfe\x00s") == b"\xff\xfe\x00s"


@pytest.mark.parametrize("escape", ["%5c", "\\\\", "&amp;", "\\u005c"])
def test_text_with_too_many_escapes_is_hidden(escape: str) -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret(TOKEN)])
    assert redactor.redact_text(f"{escape * 60_000}{TOKEN}") == "***"
    assert (
        redactor.redact_text(f"{escape * 100} no secret") == f"{escape * 100} no secret"
    )


def test_error_contains_the_first_mebibyte_of_a_body() -> None:
    content = b"x" * ((1 << 20) - 4) + TOKEN.encode() + b"y" * 100
    error = catch_error(response(500, content, content_type="text/plain"))
    assert isinstance(error, extend_client.APIStatusError)
    assert error.raw == b"x" * ((1 << 20) - 4) + b"***"
    check_redacted(error, TOKEN)


def test_partial_value_that_is_too_long_is_hidden() -> None:
    run = make_run("exr_1", "PROCESSED")
    run |= {"object": 7, "dashboardUrl": "x" * (1 << 20)}
    error = catch_error(response(200, {**run, "parseRunId": TOKEN}))
    assert isinstance(error, extend_client.APIDecodeError)
    check_redacted(error, TOKEN)
    assert error.partial.dashboard_url == "***"


def test_short_secret_is_not_redacted() -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret("x" * (MIN_SECRET_LENGTH - 1))])
    assert redactor.redact_text("xxx") == "xxx"


def test_secret_in_the_pointer_of_a_fault() -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret("sk_a/b~c")])
    fault = redactor.redact_fault(Fault("/x/sk_a~1b~0c/y", "a string", 5, ""))
    assert fault.pointer == "/x/***/y"


CHARACTER_ENCODERS: list[Callable[[str], str]] = [
    encode_plain,
    encode_json,
    encode_json_upper,
    percent_encode,
    lambda c: c if c.isalnum() else percent_encode(c).lower(),
    encode_html_decimal,
    encode_html_hex,
    lambda c: encode_plain(encode_html_named(c)),
    lambda c: "+" if c == " " else encode_plain(c),
]
# Hypothesis also draws string constants of the loaded modules, such as names of operations, which are
# in every error. The prefix makes each token unlike them.
TOKENS = (
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8)
    .filter(lambda text: not any(c in text for c in "%&\\+"))
    .map("~{}".format)
)


@settings(max_examples=40)
@given(TOKENS, st.integers(0, 2**32))
def test_random_mixture_of_encodings(token: str, seed: int) -> None:
    generator = random.Random(seed)
    echo = "".join(generator.choice(CHARACTER_ENCODERS)(c) for c in token)
    assert reveals(echo, token)
    for failed in (
        json_response(400, error_body(echo)),
        json_response(200, invalid_run(echo)),
        Response(500, {"content-type": "text/plain", "x-echo": echo}, echo.encode()),
    ):
        check_redacted(catch_error(failed, token=token), token)


@settings(max_examples=40)
@given(TOKENS, st.binary(max_size=9), st.binary(max_size=9), st.booleans())
def test_random_base64(token: str, before: bytes, after: bytes, is_url: bool) -> None:
    encode = urlsafe_b64encode if is_url else b64encode
    echo = encode(before + token.encode() + after).decode()
    check_redacted(
        catch_error(json_response(400, error_body(echo)), token=token), token
    )
    check_redacted(
        catch_error(json_response(200, invalid_run(echo)), token=token), token
    )


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=4))
def test_any_printable_token_is_redacted(token: str) -> None:
    redactor = Redactor(frozenset())
    redactor.add([Secret(token)])
    for encode in (str, encode_plain, encode_json, percent_encode, encode_html_decimal):
        assert "***" in redactor.redact_text(f"[{encode(token)}]"), encode
        assert encode(token) not in redactor.redact_text(f"[{encode(token)}]")
