"""Views of webhooks and callbacks: a function for each that reads its payload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.layout import call, definition, docstring
from specpress.names import Claim, assign_names, snake
from specpress.views.docstrings import section
from specpress.views.operation_tables import Tables
from specpress.views.python_types import PythonTypes, Uses
from specpress.views.responses import annotation, payload


@dataclass(slots=True)
class WebhookView:
    """One request that the API sends."""

    name: str
    head: list[str]
    doc: list[str]
    body: list[str]
    source: ir.Operation


def webhooks(
    api: ir.Api, python: PythonTypes, tables: Tables, uses: Uses
) -> list[WebhookView]:
    """A view of each webhook and callback."""
    distinct = {f"{w.name} {w.operation.origin}": w for w in api.webhooks}
    claims = [Claim(key, _candidates(w)) for key, w in distinct.items()]
    names = assign_names(claims, "method")
    return [_view(w, names[k], python, tables, uses) for k, w in distinct.items()]


def _candidates(webhook: ir.Webhook) -> tuple[str, ...]:
    operation_id = webhook.operation.operation_id
    short = f"parse_{snake(webhook.name)}"
    named = (f"parse_{snake(operation_id)}",) if operation_id else ()
    by_method = f"{short}_{snake(webhook.operation.method)}"
    return (short, *named, by_method, f"{by_method}_{snake(webhook.url or '')}")


def _view(
    webhook: ir.Webhook, name: str, python: PythonTypes, tables: Tables, uses: Uses
) -> WebhookView:
    source = webhook.operation
    found = [payload(python, body) for body in source.bodies]
    typed = annotation(python, found, uses) or "None"
    several = len(found) > 1
    chosen = ', content_type: str = ""' if several else ""
    head = f"def {name}(payload: bytes | str{chosen}) -> {typed}:"
    arguments = ["payload", "content_type" if several else '""']
    arguments += map(tables.answer, found)
    return WebhookView(
        name=name,
        head=definition(head),
        doc=docstring(_text(webhook, several), 4),
        body=call(f"read: {typed} = parse(", arguments, 4),
        source=source,
    )


def _text(webhook: ir.Webhook, several: bool) -> str:
    source = webhook.operation
    if webhook.url is None:
        sent = f"The webhook `{webhook.name}`, sent by {source.method}."
    else:
        sent = f"The callback `{webhook.name}`, sent by {source.method} to `{webhook.url}`."
    expected = {a.status: a.description for a in source.responses}
    chosen = [
        "content_type: the header of the request, which tells the forms of payload apart."
    ]
    parts = [
        *(part for part in (source.summary, source.description) if part.strip()),
        sent,
        section("Args", chosen if several else []),
        section("Sent with", list(_parameters(source))),
        section("Expects", [f"{status}: {text}" for status, text in expected.items()]),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _parameters(source: ir.Operation) -> Iterator[str]:
    """What comes beside the payload."""
    for parameter in source.parameters:
        head = f"the {parameter.location} parameter {parameter.wire}"
        yield f"{head}: {parameter.description}" if parameter.description else head
