"""Targets: a document whose paths and servers name other hosts; credentials reach only the server of the client."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from tests.faults.actions import THING_RESPONSE, RESET, head
from tests.faults.case import Case, Check, Expected, expect_value
from tests.faults.calls import Call, await_result
from tests.faults.secret_scan import SESSION, TOKEN
from tests.faults.server import ServerScript

CREDENTIALS = {"authorization": TOKEN, "cookie": SESSION}


def reading(method: str) -> Call:
    """A call of one method with an id."""

    async def call(client: Any) -> Any:
        return await await_result(getattr(client.things, method)("1"))

    return call


def signed(target: str, number: int = 0) -> Check:
    """A request must arrive at the server of the client, at this target, with all credentials."""

    def check(result: Any, script: ServerScript) -> object:
        request = script.requests[number]
        missing = [n for n, t in CREDENTIALS.items() if t not in request.headers[n]]
        path, _, query = request.target.partition("?")
        if path != target:
            return f"arrived at {path}, not at {target}"
        return missing or ("api_key=" not in query and "no api_key in the query")

    return check


def unsigned(result: Any, script: ServerScript) -> object:
    """No request may show a credential."""
    return any(
        name in request.headers or "api_key" in request.target
        for request in script.requests
        for name in CREDENTIALS
    )


def through_environment(
    trusted: Callable[[str], Sequence[str]],
) -> Callable[[Any, dict[str, Any]], Any]:
    """Call an operation whose own server is this one under another name, which is another origin."""

    def custom_call(variant: Any, settings: dict[str, Any]) -> Any:
        port = settings["base_url"].rpartition(":")[2]
        own = {
            "base_url": {"https://api.acme.test": settings["base_url"]},
            "server_variables": {"port": port},
            "trusted_origins": trusted(port),
        }
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*credentials are not sent")
            outcome = variant.call(reading("read_elsewhere"), {**settings, **own})
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    return custom_call


def hostile_path(number: int, method: str, target: str, text: str) -> Case:
    """A path or a server of the document that names another host."""
    return Case(
        number=number,
        title=read_text,
        behaviour="It answers.",
        responses=(THING_RESPONSE,),
        call=reading(method),
        expected=expect_value(signed(target)),
    )


CASES = [
    hostile_path(951, "read_at_sign", "/@localhost:9/1", "path with an at sign"),
    hostile_path(952, "read_colon", "/:9/1", "path with a port"),
    hostile_path(953, "read_suffix", "/.localhost/1", "path with a domain suffix"),
    hostile_path(954, "read_slashes", "//localhost:9/1", "path with two slashes"),
    hostile_path(
        955, "read_backslashes", "/%5C%5Clocalhost:9%5C1", "path with backslashes"
    ),
    hostile_path(
        956, "read_other_server", "/otherServer/1", "server of an operation, no scheme"
    ),
    hostile_path(957, "read_variable", "/variable/1", "server variable with a host"),
    Case(
        number=958,
        title="confirming request with an at sign in its path",
        behaviour="It loses the first response, then refuses.",
        responses=(
            (RESET,),
            (head(409, "content-length: 0"),),
            THING_RESPONSE,
        ),
        call=reading("drop"),
        expected=Expected(requests=3, check=signed("/@localhost:9/1", 2)),
    ),
    Case(
        number=959,
        title="server of an operation at another origin",
        behaviour="It answers.",
        responses=(THING_RESPONSE,),
        custom_call=through_environment(lambda port: ()),
        expected=expect_value(unsigned),
    ),
    Case(
        number=960,
        title="server of an operation at a trusted origin",
        behaviour="It answers.",
        responses=(THING_RESPONSE,),
        custom_call=through_environment(lambda port: [f"http://localhost:{port}"]),
        expected=expect_value(signed("/elsewhere/1")),
    ),
]
