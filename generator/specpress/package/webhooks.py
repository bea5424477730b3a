"""Webhooks and callbacks: a function for each that parses its payload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.docstrings import format_section
from specpress.package.operation_tables import OperationTableBuilder
from specpress.package.part_texts import join_texts
from specpress.package.responses import decode_payload, get_decoded_type
from specpress.python.expressions import (
    NONE,
    Import,
    PyCall,
    PyType,
    list_imports,
)
from specpress.python.imports import DEFER_MODULE, ModuleImports
from specpress.python.names import Claim, snake
from specpress.python.names.namer import Space
from specpress.python.types import PythonTypes

ERROR = Import("._runtime.codec.codec", "InvalidDataError", "InvalidDataError")
MODE = Import("._runtime.operation", "OnContradiction")
PARSE = Import("._runtime.streams.webhooks", "parse")


@dataclass(frozen=True, slots=True)
class WebhookView:
    """The function of a request that the API sends."""

    name: str
    """Name of the function."""
    text: str
    """Docstring of the function."""
    result: PyType
    """Type of the decoded payload."""
    payloads: tuple[PyCall, ...]
    """The documented media types of the payload."""
    source: ir.Operation
    """The operation of the document."""

    @property
    def is_ambiguous(self) -> bool:
        """True if the payload has several media types."""
        return len(self.payloads) > 1


@dataclass(frozen=True, slots=True)
class WebhooksModule:
    """The module of the webhooks."""

    webhooks: list[WebhookView]
    """A function for each webhook."""

    @property
    def imports(self) -> ModuleImports:
        """The imports of the module."""
        payloads = (payload for w in self.webhooks for payload in w.payloads)
        names = frozenset([DEFER_MODULE, ERROR, PARSE, *list_imports(*payloads)])
        types = frozenset([MODE, *list_imports(*(w.result for w in self.webhooks))])
        return ModuleImports(".webhooks", names, types)


def build_webhooks(
    api: ir.Api, python: PythonTypes, tables: OperationTableBuilder
) -> list[WebhookView]:
    """Return a view of each webhook and callback."""
    distinct = {f"{w.name} {w.operation.origin}": w for w in api.webhooks}
    claims = [Claim(key, _list_candidates(w)) for key, w in distinct.items()]
    names = python.namer.assign(claims, "method", Space("webhook"))
    return [_build_view(w, names[k], python, tables) for k, w in distinct.items()]


def _list_candidates(webhook: ir.Webhook) -> tuple[str, ...]:
    operation_id = webhook.operation.operation_id
    short = f"parse_{snake(webhook.name)}"
    by_id = (f"parse_{snake(operation_id)}",) if operation_id else ()
    by_method = f"{short}_{snake(webhook.operation.method)}"
    return (short, *by_id, by_method, f"{by_method}_{snake(webhook.url or '')}")


def _build_view(
    webhook: ir.Webhook, name: str, python: PythonTypes, tables: OperationTableBuilder
) -> WebhookView:
    source = webhook.operation
    decodings = [decode_payload(python, body) for body in source.bodies]
    return WebhookView(
        name=name,
        text=_describe_webhook(webhook, len(decodings) > 1),
        result=get_decoded_type(python, decodings) or NONE,
        payloads=tuple(map(tables.build_response, decodings)),
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
        source.external_docs,
        source.body_description,
        format_section("Args", arguments if is_ambiguous else []),
        format_section("Parameters", list(_describe_parameters(source))),
        format_section(
            "Expected responses",
            [f"{status}: {text}" for status, text in expected.items()],
        ),
    ]
    return join_texts(*parts)


def _describe_parameters(source: ir.Operation) -> Iterator[str]:
    """Yield the parameters that accompany the payload."""
    for parameter in source.parameters:
        head = f"the {parameter.location} parameter {parameter.wire}"
        yield f"{head}: {parameter.description}" if parameter.description else head
