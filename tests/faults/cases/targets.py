"""Documents whose paths and servers name other hosts: credentials reach only the client's server."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from tests.faults.actions import RESET, THING_RESPONSE, head
from tests.faults.calls import Call, await_result
from tests.faults.case import Case, Check, Expected, expect_value
from tests.faults.secret_scan import SESSION, TOKEN
from tests.faults.server import ServerScript

CREDENTIALS = {"authorization": TOKEN, "cookie": SESSION}


def call_method(method: str) -> Call:
    """Return a call of a method with an id."""

    async def call(client: Any) -> Any:
        return await await_result(getattr(client.things, method)("1"))

    return call


def has_credentials(target: str, index: int = 0) -> Check:
    """Check that a request arrives at the client's server with its target and all credentials."""

    def check(result: Any, script: ServerScript) -> object:
        request = script.requests[index]
        missing = [n for n, t in CREDENTIALS.items() if t not in request.headers[n]]
        path, _, query = request.target.partition("?")
        if path != target:
            return f"arrived at {path}, not at {target}"
        return missing or ("api_key=" not in query and "no api_key in the query")

    return check


def check_no_credentials(result: Any, script: ServerScript) -> object:
    """Check that no request has a credential."""
    return any(
        name in request.headers or "api_key" in request.target
        for request in script.requests
        for name in CREDENTIALS
    )


def call_other_origin(
    trusted_origins: Callable[[str], Sequence[str]],
) -> Callable[[Any, dict[str, Any]], Any]:
    """Return a call of an operation whose server is this one under another host name."""

    def custom_call(variant: Any, settings: dict[str, Any]) -> Any:
        port = settings["base_url"].rpartition(":")[2]
        options = {
            "base_url": {"https://api.acme.test": settings["base_url"]},
            "server_variables": {"port": port},
            "trusted_origins": trusted_origins(port),
        }
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*credentials are not sent")
            outcome = variant.run(
                call_method("read_elsewhere"), {**settings, **options}
            )
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    return custom_call


def hostile_path(number: int, method: str, target: str, title: str) -> Case:
    """Return a case of a path or server in the document that names another host."""
    return Case(
        number=number,
        title=title,
        behaviour="Responds.",
        responses=(THING_RESPONSE,),
        call=call_method(method),
        expected=expect_value(has_credentials(target)),
    )


CASES = [
    hostile_path(986, "read_at_sign", "/@localhost:9/1", "path with an at sign"),
    hostile_path(987, "read_colon", "/:9/1", "path with a port"),
    hostile_path(988, "read_suffix", "/.localhost/1", "path with a domain suffix"),
    hostile_path(989, "read_slashes", "//localhost:9/1", "path with two slashes"),
    hostile_path(
        990, "read_backslashes", "/%5C%5Clocalhost:9%5C1", "path with backslashes"
    ),
    hostile_path(
        991,
        "read_other_server",
        "/otherServer/1",
        "server of an operation without a scheme",
    ),
    hostile_path(992, "read_variable", "/variable/1", "server variable with a host"),
    Case(
        number=993,
        title="path of a confirming request with an at sign",
        behaviour="Loses the first response, then refuses.",
        responses=(
            (RESET,),
            (head(409, "content-length: 0"),),
            THING_RESPONSE,
        ),
        call=call_method("drop"),
        expected=Expected(requests=3, check=has_credentials("/@localhost:9/1", 2)),
    ),
    Case(
        number=994,
        title="server of an operation at another origin",
        behaviour="Responds normally.",
        responses=(THING_RESPONSE,),
        custom_call=call_other_origin(lambda port: ()),
        expected=expect_value(check_no_credentials),
    ),
    Case(
        number=995,
        title="server of an operation at a trusted origin",
        behaviour="Responds normally.",
        responses=(THING_RESPONSE,),
        custom_call=call_other_origin(lambda port: [f"http://localhost:{port}"]),
        expected=expect_value(has_credentials("/elsewhere/1")),
    ),
]
