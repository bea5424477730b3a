"""OpenTelemetry: a client span per attempt, by the semantic conventions for HTTP. It needs `opentelemetry-api`.

```python
from opentelemetry import trace

client = …(hooks=[open_telemetry(trace.get_tracer_provider())])
```
"""

from __future__ import annotations

from urllib.parse import urlsplit

from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider

from ._runtime.exchange import Attempt, Hooks
from ._runtime.operation import PACKAGE

SPAN = "opentelemetry.span"


def open_telemetry(provider: TracerProvider | None = None) -> Hooks:
    """Return hooks that create a span per attempt and propagate its context (`traceparent`).

    Attributes: `http.request.method`, `url.full`, `url.template`, `server.address`,
    `http.request.resend_count`, `http.response.status_code`, `error.type`.
    """
    tracer = trace.get_tracer(PACKAGE, tracer_provider=provider)

    def begin(attempt: Attempt) -> None:
        span = tracer.start_span(
            attempt.operation, kind=SpanKind.CLIENT, attributes=_attributes(attempt)
        )
        propagate.inject(attempt.send_headers, trace.set_span_in_context(span))
        attempt.context[SPAN] = span

    return Hooks(
        request=begin, response=_end_response, retry=_end_failed, error=_end_failed
    )


def _attributes(attempt: Attempt) -> dict[str, str | int]:
    parts = urlsplit(attempt.url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    attributes: dict[str, str | int] = {
        "http.request.method": attempt.method,
        "server.address": parts.hostname or "",
        "server.port": port,
        "url.full": attempt.url,
        "url.template": attempt.operation.partition(" ")[2],
    }
    if attempt.number > 1:
        attributes["http.request.resend_count"] = attempt.number - 1
    return attributes


def _end_response(attempt: Attempt) -> None:
    span: Span = attempt.context.pop(SPAN)
    status = attempt.status or 0
    span.set_attribute("http.response.status_code", status)
    if status >= 400:
        _fail(span, str(status), "")
    span.end()


def _end_failed(attempt: Attempt) -> None:
    """End the span of an attempt without a response."""
    # Absent if a response has already ended the span.
    span: Span | None = attempt.context.pop(SPAN, None)
    if span is not None:
        description = attempt.failure or type(attempt.error).__name__
        _fail(span, description.partition(":")[0], description)
        span.end()


def _fail(span: Span, kind: str, description: str) -> None:
    span.set_attribute("error.type", kind)
    span.set_status(Status(StatusCode.ERROR, description or None))
