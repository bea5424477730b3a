"""Compare clients: credentials, servers and webhooks."""

from __future__ import annotations

from specpress import ir
from specpress.diff.changes import Direction
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.values import ValueComparer
from specpress.document.pointers import escape_step
from specpress.package.client import CredentialView
from specpress.package.webhooks import WebhookView

SERVERS = "#/servers"


def compare_credentials(recorder: Recorder) -> None:
    """Compare the security schemes, which are arguments of the client."""
    old = {c.source.name: c for c in recorder.old.client.credentials}
    new = {c.source.name: c for c in recorder.new.client.credentials}
    arguments = {c.argument for c in new.values()}
    for name, credential in old.items():
        if name in new:
            _compare_schemes(recorder, credential, new[name])
        elif credential.argument not in arguments:
            symbol = _describe(recorder, credential)
            origin = _get_origin(name)
            texts = {"name": credential.argument}
            recorder.add("credential-removed", symbol, origin, None, **texts)
    known = {c.argument for c in old.values()}
    for name, credential in new.items():
        if name not in old and credential.argument not in known:
            symbol = _describe(recorder, credential)
            origin = _get_origin(name)
            texts = {"name": credential.argument}
            recorder.add("credential-added", symbol, None, origin, **texts)


def _compare_schemes(
    recorder: Recorder, old: CredentialView, new: CredentialView
) -> None:
    symbol, origin = _describe(recorder, old), _get_origin(old.source.name)
    was, is_ = describe_scheme(old.source), describe_scheme(new.source)
    if was != is_:
        texts = {"old": was, "new": is_}
        kinds = {old.source.kind, new.source.kind}
        # The value of a basic credential is a pair.
        is_pair = "basic" in kinds and len(kinds) > 1
        code = "credential-kind-changed" if is_pair else "credential-moved"
        recorder.add(code, symbol, origin, origin, **texts)


def _describe(recorder: Recorder, credential: CredentialView) -> str:
    return f"{recorder.old.names.client}({credential.argument}=…)"


def _get_origin(name: str) -> str:
    return f"#/components/securitySchemes/{escape_step(name)}"


def describe_scheme(scheme: ir.Scheme) -> str:
    """Return how a request carries the credential of a security scheme."""
    if scheme.kind == "apikey":
        return f"an API key in the {scheme.location} {scheme.wire}"
    return f"{scheme.kind} in the header Authorization"


def compare_servers(recorder: Recorder) -> None:
    """Compare the servers; the first one is the default."""
    old, new = recorder.old.client, recorder.new.client
    symbol = recorder.old.names.client
    if new.is_base_url_required and not old.is_base_url_required:
        symbol = f"{symbol}(base_url=…)"
        recorder.add("server-became-required", symbol, SERVERS, SERVERS)
        return
    was = [e.url for e in old.environments]
    is_ = [e.url for e in new.environments]
    if was and is_ and was[0] != is_[0]:
        texts = {"old": was[0], "new": is_[0]}
        recorder.add("server-url-changed", symbol, SERVERS, SERVERS, **texts)
    names = {e.url: e.name for e in (*new.environments, *old.environments)}
    for url in was[1:]:
        if url not in is_:
            place = f"{symbol}Environment.{names[url]}"
            recorder.add("server-removed", place, SERVERS, SERVERS, old=url)
    for url in is_[1:]:
        if url not in was:
            place = f"{symbol}Environment.{names[url]}"
            recorder.add("server-added", place, SERVERS, SERVERS, new=url)


def compare_webhooks(recorder: Recorder, values: ValueComparer) -> None:
    """Compare the functions that parse webhooks, and their payloads."""
    old = {_identify(w): w for w in recorder.old.webhooks}
    new = {_identify(w): w for w in recorder.new.webhooks}
    for key, view in old.items():
        symbol = f"webhooks.{view.name}"
        if key not in new:
            recorder.add("webhook-removed", symbol, view.source.origin, None)
            continue
        _compare_payloads(recorder, values, view, new[key])
    for key, view in new.items():
        if key not in old:
            symbol, origin = f"webhooks.{view.name}", view.source.origin
            text = f"{view.source.method} request {view.source.path}".strip()
            recorder.add("webhook-added", symbol, None, origin, new=text)


def _identify(view: WebhookView) -> str:
    return f"{view.source.origin}"


def _compare_payloads(
    recorder: Recorder, values: ValueComparer, old: WebhookView, new: WebhookView
) -> None:
    """Compare the payloads, which a program decodes like responses."""
    bodies = {body.media_type: body for body in new.source.bodies}
    for body in old.source.bodies:
        match = bodies.get(body.media_type)
        if match is None or body.type is None or match.type is None:
            continue
        symbol = f"webhooks.{old.name}(…)"
        noun = "the payload"
        direction = Direction.RESPONSE
        spot = Spot("response-body", symbol, noun, direction, body.type, match.type)
        values.compare(spot)
