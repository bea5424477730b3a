"""Targets: a document whose paths and servers name other hosts; credentials reach only the server of the client."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from tests.faults.acts import READ, RESET, head
from tests.faults.case import Case, Check, Expected, value
from tests.faults.flows import Flow, told
from tests.faults.scan import SESSION, TOKEN
from tests.faults.server import Site

CREDENTIALS = {"authorization": TOKEN, "cookie": SESSION}


def reading(method: str) -> Flow:
    """A call of one method with an id."""

    async def flow(client: Any) -> Any:
        return await told(getattr(client.things, method)("1"))

    return flow


def signed(target: str, number: int = 0) -> Check:
    """A request must arrive at the server of the client, at this target, with all credentials."""

    def check(result: Any, site: Site) -> object:
        request = site.asked[number]
        missing = [n for n, t in CREDENTIALS.items() if t not in request.headers[n]]
        path, _, query = request.target.partition("?")
        if path != target:
            return f"arrived at {path}, not at {target}"
        return missing or ("api_key=" not in query and "no api_key in the query")

    return check


def unsigned(result: Any, site: Site) -> object:
    """No request may show a credential."""
    return any(
        name in request.headers or "api_key" in request.target
        for request in site.asked
        for name in CREDENTIALS
    )


def through_environment(
    trusted: Callable[[str], Sequence[str]],
) -> Callable[[Any, dict[str, Any]], Any]:
    """Call an operation whose own server is this one under another name, which is another origin."""

    def play(way: Any, settings: dict[str, Any]) -> Any:
        port = settings["base_url"].rpartition(":")[2]
        own = {
            "base_url": {"https://api.acme.test": settings["base_url"]},
            "server_variables": {"port": port},
            "trusted_origins": trusted(port),
        }
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*credentials are not sent")
            outcome = way.call(reading("read_elsewhere"), {**settings, **own})
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    return play


def hostile_path(number: int, method: str, target: str, text: str) -> Case:
    """A path or a server of the document that names another host."""
    return Case(
        number=number,
        title=text,
        does="It answers.",
        answers=(READ,),
        flow=reading(method),
        expected=value(signed(target)),
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
        does="It loses the first response, then refuses.",
        answers=(
            (RESET,),
            (head(409, "content-length: 0"),),
            READ,
        ),
        flow=reading("drop"),
        expected=Expected(requests=3, check=signed("/@localhost:9/1", 2)),
    ),
    Case(
        number=959,
        title="server of an operation at another origin",
        does="It answers.",
        answers=(READ,),
        play=through_environment(lambda port: ()),
        expected=value(unsigned),
    ),
    Case(
        number=960,
        title="server of an operation at a trusted origin",
        does="It answers.",
        answers=(READ,),
        play=through_environment(lambda port: [f"http://localhost:{port}"]),
        expected=value(signed("/elsewhere/1")),
    ),
]
