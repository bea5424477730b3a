"""Redirects: followed where that is safe, and never with a credential to another origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.faults.actions import SUCCESS, THING_RESPONSE, Actions, ReceivedRequest, response, head
from tests.faults.case import Case, expect_refusal, expect_value
from tests.faults.calls import read_thing, replace_thing
from tests.faults.secret_scan import KEY, SESSION, TOKEN
from tests.faults.server import ServerScript


def to(location: str, status: int = 302) -> Actions:
    """A redirect."""
    return (head(status, f"location: {location}", "content-length: 0"),)


def across(
    status: int = 302, scheme: str = "http", query: str = ""
) -> Callable[[ReceivedRequest], Actions]:
    """A redirect to the same server by another name, which is another origin."""

    def act(request: ReceivedRequest) -> Actions:
        port = request.headers["host"].rpartition(":")[2]
        return to(f"{scheme}://localhost:{port}/elsewhere{query}", status)

    return act


def naming_somebody(request: ReceivedRequest) -> Actions:
    """A redirect whose URL holds a user and a password."""
    return to(f"http://somebody:else@{asked.headers['host']}/things/2")


def carries(request: ReceivedRequest) -> set[str]:
    """The credentials that a request shows."""
    text = f"{asked.target} {asked.headers}"
    forms = {TOKEN: "token", SESSION: "session", KEY: "key"}
    result = {name for secret, name in forms.items() if secret in text}
    return result | {name for name in ("api_key", "session=") if name in text}


def nothing_followed(result: Any, script: ServerScript) -> object:
    """The second request must show no credential."""
    return carries(script.requests[1])


def all_followed(result: Any, script: ServerScript) -> object:
    """The second request must be signed as the first, and only once."""
    first, second = (request.headers.get("authorization") for request in script.requests)
    keys = script.requests[1].target.count("api_key=")
    return (first != second or keys != 1) and f"signed with {second}, {keys} keys"


def same_body(result: Any, script: ServerScript) -> object:
    """The repeated request must have the method and the body of the first."""
    first, second = ((request.method, request.body) for request in script.requests)
    return first != second and f"{second} instead of {first}"


CASES = [
    Case(
        number=201,
        title="relative redirect",
        behaviour="It redirects to a path.",
        responses=(to("/things/2"), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(all_followed, requests=2),
    ),
    Case(
        number=202,
        title="redirect loop",
        behaviour="It redirects to itself, always.",
        responses=(to("/things/1"),),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError", requests=11),
    ),
    Case(
        number=203,
        title="redirect to another origin",
        behaviour="It redirects to another host.",
        responses=(across(), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(nothing_followed, requests=2),
    ),
    Case(
        number=204,
        title="redirect to another origin that hands the key on",
        behaviour="It redirects to another host with the query of the request.",
        responses=(across(query=f"?api_key={KEY.replace('+', '%2B')}"), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(nothing_followed, requests=2),
    ),
    Case(
        number=205,
        title="redirect that hands the key on",
        behaviour="It redirects to the same host with the query of the request.",
        responses=(lambda request: to(request.target), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(all_followed, requests=2),
    ),
    Case(
        number=206,
        title="redirect from https to http",
        behaviour="It redirects to a URL that is not encrypted.",
        responses=(across(), THING_RESPONSE),
        tls="valid",
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=207,
        title="303 after POST",
        behaviour="It redirects to where the result can be seen.",
        responses=(to("/seen", 303), SUCCESS),
        expected=expect_refusal(303, "APIStatusError"),
    ),
    Case(
        number=208,
        title="302 after POST",
        behaviour="It redirects, and does not say with which method.",
        responses=(to("/seen"), SUCCESS),
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=209,
        title="307 after POST",
        behaviour="It redirects to another path, with the same method.",
        responses=(to("/moved", 307), SUCCESS),
        expected=expect_value(same_body, requests=2),
    ),
    Case(
        number=210,
        title="308 after POST, to another origin",
        behaviour="It redirects to another host, with the same method.",
        responses=(across(308), SUCCESS),
        expected=expect_refusal(308, "APIStatusError"),
    ),
    Case(
        number=211,
        title="307 after PUT",
        behaviour="It redirects to another path, with the same method and body.",
        responses=(to("/things/2", 307), THING_RESPONSE),
        call=replace_thing,
        expected=expect_value(same_body, requests=2),
    ),
    Case(
        number=212,
        title="redirect to a URL that is none",
        behaviour="Its Location cannot be read.",
        responses=(to("http://[::1"), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=213,
        title="redirect to a port that is none",
        behaviour="Its Location has a port of six digits.",
        responses=(to("http://127.0.0.1:123456/"), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=214,
        title="redirect to a file",
        behaviour="Its Location is a file of the client's machine.",
        responses=(to("file:///etc/passwd"), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=215,
        title="redirect that names somebody",
        behaviour="Its Location holds a user and a password.",
        responses=(naming_somebody, THING_RESPONSE),
        call=read_thing,
        expected=expect_value(all_followed, requests=2),
    ),
    Case(
        number=216,
        title="redirect to odd characters",
        behaviour="Its Location holds a blank and letters that no URL may hold.",
        responses=(to("/things/a b\xe9"), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(all_followed, requests=2),
        expected_by_library={"pyreqwest": expect_refusal(302, "APIStatusError")},
    ),
    Case(
        number=217,
        title="redirect to nowhere",
        behaviour="It says 302 without a Location.",
        responses=((response(302),), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=218,
        title="not modified, though nobody asked",
        behaviour="It says 304.",
        responses=((response(304),), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(304, "APIStatusError"),
    ),
]
