"""Views of webhooks and callbacks: a function for each that reads its payload."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.layout import definition, docstring, literal, statement
from specpress.names import Claim, escape, settle, snake
from specpress.views.media import body_kind
from specpress.views.space import PythonTypes, Uses
from specpress.views.tables import Tables


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
    claims = [Claim(w.operation.origin, _candidates(w)) for w in api.webhooks]
    names = {k: escape(n, "method") for k, n in settle(claims).items()}
    distinct = {w.operation.origin: w for w in api.webhooks}
    return [_view(w, names[k], python, tables, uses) for k, w in distinct.items()]


def _candidates(webhook: ir.Webhook) -> tuple[str, ...]:
    operation_id = webhook.operation.operation_id
    short = f"parse_{snake(webhook.name)}"
    named = (f"parse_{snake(operation_id)}",) if operation_id else ()
    return (short, *named, f"{short}_{snake(webhook.operation.method)}")


def _view(
    webhook: ir.Webhook, name: str, python: PythonTypes, tables: Tables, uses: Uses
) -> WebhookView:
    source = webhook.operation
    bodies = [b for b in source.bodies if body_kind(b) == "json" and b.type]
    type_id = bodies[0].type if bodies else None
    if type_id is None:
        uses.add("typing", "Any")
    annotation = python.annotate(type_id, uses) if type_id else "Any"
    decode = tables.lazy("decode", type_id) if type_id else literal(None)
    kind = "callback" if webhook.is_callback else "webhook"
    text = "\n\n".join(filter(None, (source.summary, source.description)))
    return WebhookView(
        name=name,
        head=definition(f"def {name}(payload: bytes | str) -> {annotation}:"),
        doc=docstring(text or f"Read the payload of the {kind} `{webhook.name}`.", 4),
        body=statement(f"read: {annotation} = parse({decode}, payload)", 4),
        source=source,
    )
