"""Redirects: followed if that is safe, and never with credentials to another origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.faults.actions import (
    SUCCESS,
    THING_RESPONSE,
    Actions,
    ReceivedRequest,
    head,
    response,
)
from tests.faults.calls import read_thing, replace_thing
from tests.faults.case import Case, expect_refusal, expect_value
from tests.faults.secret_scan import KEY, SESSION, TOKEN
from tests.faults.server import ServerScript


def redirect(location: str, status: int = 302) -> Actions:
    """Return a redirect."""
    return (head(status, f"location: {location}", "content-length: 0"),)


def redirect_to_other_origin(
    status: int = 302, scheme: str = "http", query: str = ""
) -> Callable[[ReceivedRequest], Actions]:
    """Return a redirect to the same server under another host name."""

    def respond(request: ReceivedRequest) -> Actions:
        port = request.headers["host"].rpartition(":")[2]
        return redirect(f"{scheme}://localhost:{port}/elsewhere{query}", status)

    return respond


def redirect_with_user(request: ReceivedRequest) -> Actions:
    """Return a redirect to a URL with a user name and a password."""
    return redirect(f"http://user:password@{request.headers['host']}/things/2")


def credentials_of(request: ReceivedRequest) -> set[str]:
    """Return the names of the credentials in a request."""
    text = f"{request.target} {request.headers}"
    secrets = {TOKEN: "token", SESSION: "session", KEY: "key"}
    names = {name for secret, name in secrets.items() if secret in text}
    return names | {name for name in ("api_key", "session=") if name in text}


def check_no_credentials(result: Any, script: ServerScript) -> object:
    """Check that the second request has no credentials."""
    return credentials_of(script.requests[1])


def check_same_credentials(result: Any, script: ServerScript) -> object:
    """Check that the second request has the credentials of the first, each once."""
    first, second = (r.headers.get("authorization") for r in script.requests)
    keys = script.requests[1].target.count("api_key=")
    return (first != second or keys != 1) and f"sent {second} and {keys} keys"


def check_same_body(result: Any, script: ServerScript) -> object:
    """Check that the second request has the method and the body of the first."""
    first, second = ((request.method, request.body) for request in script.requests)
    return first != second and f"{second} instead of {first}"


CASES = [
    Case(
        number=201,
        title="relative redirect",
        behaviour="Redirects to a path.",
        responses=(redirect("/things/2"), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(check_same_credentials, requests=2),
    ),
    Case(
        number=202,
        title="redirect loop",
        behaviour="Redirects each request to the same URL.",
        responses=(redirect("/things/1"),),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError", requests=11),
    ),
    Case(
        number=203,
        title="redirect to another origin",
        behaviour="Redirects to another host.",
        responses=(redirect_to_other_origin(), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(check_no_credentials, requests=2),
    ),
    Case(
        number=204,
        title="redirect to another origin with the API key in its query",
        behaviour="Redirects to another host with the query of the request.",
        responses=(
            redirect_to_other_origin(query=f"?api_key={KEY.replace('+', '%2B')}"),
            THING_RESPONSE,
        ),
        call=read_thing,
        expected=expect_value(check_no_credentials, requests=2),
    ),
    Case(
        number=205,
        title="redirect with the API key in its query",
        behaviour="Redirects to the same host with the query of the request.",
        responses=(lambda request: redirect(request.target), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(check_same_credentials, requests=2),
    ),
    Case(
        number=206,
        title="redirect from https to http",
        behaviour="Redirects to a URL without TLS.",
        responses=(redirect_to_other_origin(), THING_RESPONSE),
        tls="valid",
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=207,
        title="303 after POST",
        behaviour="Redirects to the URL of the result.",
        responses=(redirect("/seen", 303), SUCCESS),
        expected=expect_refusal(303, "APIStatusError"),
    ),
    Case(
        number=208,
        title="302 after POST",
        behaviour="Redirects without specifying the method.",
        responses=(redirect("/seen"), SUCCESS),
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=209,
        title="307 after POST",
        behaviour="Redirects to another path with the same method.",
        responses=(redirect("/moved", 307), SUCCESS),
        expected=expect_value(check_same_body, requests=2),
    ),
    Case(
        number=210,
        title="308 after POST, to another origin",
        behaviour="Redirects to another host with the same method.",
        responses=(redirect_to_other_origin(308), SUCCESS),
        expected=expect_refusal(308, "APIStatusError"),
    ),
    Case(
        number=211,
        title="307 after PUT",
        behaviour="Redirects to another path with the same method and body.",
        responses=(redirect("/things/2", 307), THING_RESPONSE),
        call=replace_thing,
        expected=expect_value(check_same_body, requests=2),
    ),
    Case(
        number=212,
        title="redirect to an invalid URL",
        behaviour="Sends a Location that cannot be parsed.",
        responses=(redirect("http://[::1"), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=213,
        title="redirect to an invalid port",
        behaviour="Sends a Location with a port of six digits.",
        responses=(redirect("http://127.0.0.1:123456/"), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=214,
        title="redirect to a file",
        behaviour="Sends a Location with the scheme file.",
        responses=(redirect("file:///etc/passwd"), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=215,
        title="redirect with a user name and password",
        behaviour="Sends a Location with a user name and a password.",
        responses=(redirect_with_user, THING_RESPONSE),
        call=read_thing,
        expected=expect_value(check_same_credentials, requests=2),
    ),
    Case(
        number=216,
        title="redirect with invalid characters",
        behaviour="Sends a Location with a space and a letter that URLs must not contain.",
        responses=(redirect("/things/a b\xe9"), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(check_same_credentials, requests=2),
        expected_by_library={"pyreqwest": expect_refusal(302, "APIStatusError")},
    ),
    Case(
        number=217,
        title="redirect without Location",
        behaviour="Sends 302 without a Location.",
        responses=((response(302),), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(302, "APIStatusError"),
    ),
    Case(
        number=218,
        title="304 without a conditional request",
        behaviour="Sends 304.",
        responses=((response(304),), THING_RESPONSE),
        call=read_thing,
        expected=expect_refusal(304, "APIStatusError"),
    ),
]
