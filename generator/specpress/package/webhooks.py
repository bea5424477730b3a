"""Webhooks and callbacks: a function for each that parses its payload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.docstrings import format_section
from specpress.package.operation_tables import OperationTableBuilder
from specpress.package.responses import annotate_decodings, decode_payload
from specpress.python.layout import format_call, format_definition, format_docstring
from specpress.python.names import Claim, assign_names, snake
from specpress.python.types import Imports, PythonTypes


@dataclass(slots=True)
class WebhookView:
    """The function of a request that the API sends."""

    name: str
    head: list[str]
    doc: list[str]
    body: list[str]
    source: ir.Operation


def build_webhooks(
    api: ir.Api, python: PythonTypes, tables: OperationTableBuilder, imports: Imports
) -> list[WebhookView]:
    """Return a view of each webhook and callback."""
    distinct = {f"{w.name} {w.operation.origin}": w for w in api.webhooks}
    claims = [Claim(key, _list_candidates(w)) for key, w in distinct.items()]
    names = assign_names(claims, "method")
    return [
        _build_view(w, names[k], python, tables, imports) for k, w in distinct.items()
    ]


def _list_candidates(webhook: ir.Webhook) -> tuple[str, ...]:
    operation_id = webhook.operation.operation_id
    short = f"parse_{snake(webhook.name)}"
    by_id = (f"parse_{snake(operation_id)}",) if operation_id else ()
    by_method = f"{short}_{snake(webhook.operation.method)}"
    return (short, *by_id, by_method, f"{by_method}_{snake(webhook.url or '')}")


def _build_view(
    webhook: ir.Webhook,
    name: str,
    python: PythonTypes,
    tables: OperationTableBuilder,
    imports: Imports,
) -> WebhookView:
    source = webhook.operation
    decodings = [decode_payload(python, body) for body in source.bodies]
    annotation = annotate_decodings(python, decodings, imports) or "None"
    is_ambiguous = len(decodings) > 1
    parameter = ', content_type: str = ""' if is_ambiguous else ""
    head = f"def {name}(payload: bytes | str{parameter}) -> {annotation}:"
    arguments = ["payload", "content_type" if is_ambiguous else '""']
    arguments += map(tables.format_response, decodings)
    return WebhookView(
        name=name,
        head=format_definition(head),
        doc=format_docstring(_describe_webhook(webhook, is_ambiguous), 4),
        body=format_call(f"read: {annotation} = parse(", arguments, 4),
        source=source,
    )


def _describe_webhook(webhook: ir.Webhook, is_ambiguous: bool) -> str:
    source = webhook.operation
    if webhook.url is None:
        sent = f"The webhook `{webhook.name}`, a {source.method} request."
    else:
        sent = f"The callback `{webhook.name}`, a {source.method} request to `{webhook.url}`."
    expected = {r.status: r.description for r in source.responses}
    arguments = ["content_type: `Content-Type` header of the request."]
    parts = [
        *(part for part in (source.summary, source.description) if part.strip()),
        sent,
        format_section("Args", arguments if is_ambiguous else []),
        format_section("Parameters", list(_describe_parameters(source))),
        format_section(
            "Expected responses",
            [f"{status}: {text}" for status, text in expected.items()],
        ),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _describe_parameters(source: ir.Operation) -> Iterator[str]:
    """Yield the parameters that accompany the payload."""
    for parameter in source.parameters:
        head = f"the {parameter.location} parameter {parameter.wire}"
        yield f"{head}: {parameter.description}" if parameter.description else head
