"""Redirects: followed where that is safe, and never with a credential to another origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.faults.acts import DONE, READ, Act, Asked, answer, head
from tests.faults.case import Case, refused, value
from tests.faults.flows import read, replace
from tests.faults.scan import KEY, SESSION, TOKEN
from tests.faults.server import Site


def to(location: str, status: int = 302) -> Act:
    """A redirect."""
    return (head(status, f"location: {location}", "content-length: 0"),)


def across(
    status: int = 302, scheme: str = "http", query: str = ""
) -> Callable[[Asked], Act]:
    """A redirect to the same server by another name, which is another origin."""

    def act(asked: Asked) -> Act:
        port = asked.headers["host"].rpartition(":")[2]
        return to(f"{scheme}://localhost:{port}/elsewhere{query}", status)

    return act


def naming_somebody(asked: Asked) -> Act:
    """A redirect whose URL holds a user and a password."""
    return to(f"http://somebody:else@{asked.headers['host']}/things/2")


def carries(asked: Asked) -> set[str]:
    """The credentials that a request shows."""
    text = f"{asked.target} {asked.headers}"
    forms = {TOKEN: "token", SESSION: "session", KEY: "key"}
    found = {name for secret, name in forms.items() if secret in text}
    return found | {name for name in ("api_key", "session=") if name in text}


def nothing_followed(found: Any, site: Site) -> object:
    """The second request must show no credential."""
    return carries(site.asked[1])


def all_followed(found: Any, site: Site) -> object:
    """The second request must be signed as the first, and only once."""
    first, second = (asked.headers.get("authorization") for asked in site.asked)
    keys = site.asked[1].target.count("api_key=")
    return (first != second or keys != 1) and f"signed with {second}, {keys} keys"


def same_body(found: Any, site: Site) -> object:
    """The repeated request must have the method and the body of the first."""
    first, second = ((asked.method, asked.body) for asked in site.asked)
    return first != second and f"{second} instead of {first}"


CASES = [
    Case(
        number=201,
        title="relative redirect",
        does="It redirects to a path.",
        answers=(to("/things/2"), READ),
        flow=read,
        expected=value(all_followed, requests=2),
    ),
    Case(
        number=202,
        title="redirect loop",
        does="It redirects to itself, always.",
        answers=(to("/things/1"),),
        flow=read,
        expected=refused(302, "APIStatusError", requests=11),
    ),
    Case(
        number=203,
        title="redirect to another origin",
        does="It redirects to another host.",
        answers=(across(), READ),
        flow=read,
        expected=value(nothing_followed, requests=2),
    ),
    Case(
        number=204,
        title="redirect to another origin that hands the key on",
        does="It redirects to another host with the query of the request.",
        answers=(across(query=f"?api_key={KEY.replace('+', '%2B')}"), READ),
        flow=read,
        expected=value(nothing_followed, requests=2),
    ),
    Case(
        number=205,
        title="redirect that hands the key on",
        does="It redirects to the same host with the query of the request.",
        answers=(lambda asked: to(asked.target), READ),
        flow=read,
        expected=value(all_followed, requests=2),
    ),
    Case(
        number=206,
        title="redirect from https to http",
        does="It redirects to a URL that is not encrypted.",
        answers=(across(), READ),
        tls="good",
        flow=read,
        expected=refused(302, "APIStatusError"),
    ),
    Case(
        number=207,
        title="303 after POST",
        does="It redirects to where the result can be seen.",
        answers=(to("/seen", 303), DONE),
        expected=refused(303, "APIStatusError"),
    ),
    Case(
        number=208,
        title="302 after POST",
        does="It redirects, and does not say with which method.",
        answers=(to("/seen"), DONE),
        expected=refused(302, "APIStatusError"),
    ),
    Case(
        number=209,
        title="307 after POST",
        does="It redirects to another path, with the same method.",
        answers=(to("/moved", 307), DONE),
        expected=value(same_body, requests=2),
    ),
    Case(
        number=210,
        title="308 after POST, to another origin",
        does="It redirects to another host, with the same method.",
        answers=(across(308), DONE),
        expected=refused(308, "APIStatusError"),
    ),
    Case(
        number=211,
        title="307 after PUT",
        does="It redirects to another path, with the same method and body.",
        answers=(to("/things/2", 307), READ),
        flow=replace,
        expected=value(same_body, requests=2),
    ),
    Case(
        number=212,
        title="redirect to a URL that is none",
        does="Its Location cannot be read.",
        answers=(to("http://[::1"), READ),
        flow=read,
        expected=refused(302, "APIStatusError"),
    ),
    Case(
        number=213,
        title="redirect to a port that is none",
        does="Its Location has a port of six digits.",
        answers=(to("http://127.0.0.1:123456/"), READ),
        flow=read,
        expected=refused(302, "APIStatusError"),
    ),
    Case(
        number=214,
        title="redirect to a file",
        does="Its Location is a file of the client's machine.",
        answers=(to("file:///etc/passwd"), READ),
        flow=read,
        expected=refused(302, "APIStatusError"),
    ),
    Case(
        number=215,
        title="redirect that names somebody",
        does="Its Location holds a user and a password.",
        answers=(naming_somebody, READ),
        flow=read,
        expected=value(all_followed, requests=2),
    ),
    Case(
        number=216,
        title="redirect to odd characters",
        does="Its Location holds a blank and letters that no URL may hold.",
        answers=(to("/things/a b\xe9"), READ),
        flow=read,
        expected=value(all_followed, requests=2),
        of={"pyreqwest": refused(302, "APIStatusError")},
    ),
    Case(
        number=217,
        title="redirect to nowhere",
        does="It says 302 without a Location.",
        answers=((answer(302),), READ),
        flow=read,
        expected=refused(302, "APIStatusError"),
    ),
    Case(
        number=218,
        title="not modified, though nobody asked",
        does="It says 304.",
        answers=((answer(304),), READ),
        flow=read,
        expected=refused(304, "APIStatusError"),
    ),
]
