"""The progress of a call and its limits, and the errors and exchanges created from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import repeat
from time import monotonic
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from . import response_reader
from .codec.codec import ABSENT, Fault, InvalidDataError, check_mode, invalid_data
from .errors import (
    APIConnectionError,
    APIDecodeError,
    APIStatusError,
    APITimeoutError,
    ClientStatusError,
    ServerStatusError,
    TransportError,
)
from .exchange import Attempt, CallContext, Captured, Exchange
from .operation import (
    CallOptions,
    ClientSettings,
    OnContradiction,
    Operation,
    ResponseSpec,
)
from .redaction import HIDDEN, Redactor
from .request import Request, plan_operation
from .timeouts import Timeout, shorter, to_timeout
from .transport.headers import to_headers
from .transport.transport import Response


class Limits:
    """The limits of one call, and their use so far."""

    __slots__ = ("_attempt", "_size", "_started", "_timeout", "max_bytes")

    def __init__(self, timeout: Timeout, max_bytes: int | None) -> None:
        self._started = monotonic()
        # Timeouts of the call, and of the current attempt.
        self._timeout = self._attempt = timeout
        self.max_bytes = max_bytes
        # Bytes read of the response body of this attempt.
        self._size = 0

    @property
    def elapsed(self) -> float:
        """Seconds since the start of the call."""
        return monotonic() - self._started

    @property
    def remaining(self) -> float | None:
        """Seconds until the total timeout; None without one."""
        total = self._timeout.total
        return None if total is None else total - self.elapsed

    @property
    def is_expired(self) -> bool:
        """True if the total timeout has passed."""
        remaining = self.remaining
        return remaining is not None and remaining <= 0

    def start_attempt(self) -> Timeout:
        """Return the timeouts of a new attempt: none exceeds the remaining time."""
        self._size = 0
        remaining = self.remaining
        if remaining is not None:
            self._attempt = Timeout(*map(shorter, self._timeout, repeat(remaining)))
        return self._attempt

    def describe_timeout(self, limit: str) -> str:
        """Describe the limit that was exceeded.

        A limit of a phase that was shortened to the remaining time is the total one.
        """
        phase, seconds = PHASES[limit], getattr(self._timeout, limit)
        is_shortened = getattr(self._attempt, limit) != seconds
        if limit == "total" or is_shortened or self.is_expired:
            return f"total timeout of {self._timeout.total:g} s exceeded{phase}"
        return f"{limit} timeout of {seconds:g} s exceeded"

    def count_bytes(self, size: int) -> bool:
        """Count `size` more bytes of the response body; return False once it is too large.

        Raises:
            TransportError: the total timeout has passed.
        """
        self._size += size
        if self.is_expired:
            raise TransportError.total_timeout()
        return self.max_bytes is None or self._size <= self.max_bytes

    def check_size(self, size: int | None = None) -> None:
        """Check the size of an item of a stream, or else of the response body read so far.

        Raises:
            InvalidDataError: it exceeds the maximum size.
        """
        checked = self._size if size is None else size
        if self.max_bytes is not None and checked > self.max_bytes:
            raise invalid_data(f"at most {self.max_bytes} bytes", "more")


# What a call does while each limit of its timeout applies.
PHASES = {
    "connect": " while connecting",
    "read": " while waiting for the response",
    "write": " while sending the request",
    "pool": " while waiting for a free connection",
    "total": "",
}
# Bytes of a response that is too large, kept for its error.
MAX_ERROR_BYTES = 1 << 16
Reader: TypeAlias = Callable[[Operation[Any], Response], Any]
RANGES = {4: ClientStatusError, 5: ServerStatusError}


class CallReport:
    """The progress of one call; errors created here contain no credentials."""

    def __init__(
        self,
        operation: Operation[Any],
        settings: ClientSettings,
        options: CallOptions,
        request: Request,
        context: CallContext,
    ) -> None:
        self.operation, self.settings = operation, settings
        self.context, self.plan = context, plan_operation(operation, settings)
        # The next request, without credentials, or the last one after the call.
        self.request = request
        self.attempt = Attempt(request.label, request.method, request.url, 0)
        self.redactor = Redactor(self.plan.secret_names)
        timeout = to_timeout(options.get("timeout", settings.timeout))
        self.limits = Limits(timeout, settings.max_response_bytes)
        mode = options.get("on_contradiction", settings.on_contradiction)
        self.on_contradiction: OnContradiction = check_mode(mode)
        # Contradictions in the response so far, for hooks and `raw`.
        self.contradictions: tuple[Fault, ...] = ()
        # True if an earlier attempt may have done the work, although its response was lost.
        self.may_have_succeeded = False

    def start_attempt(self) -> None:
        """Create the next attempt."""
        request, previous = self.request, self.attempt
        self.contradictions = ()
        self.attempt = Attempt(
            request.label,
            request.method,
            self.redactor.redact_url(request.url),
            previous.number + 1,
            context=previous.context,
        )

    def check_complete(
        self, response: Response, failure: TransportError | None
    ) -> Response:
        """Return the response; an error response may be incomplete, as it is raised anyway.

        Raises:
            APIDecodeError: the body is too large.
            TransportError: the body is incomplete.
        """
        if not response_reader.is_success(response.status):
            return response
        if failure is not None:
            failure.response = response
            raise failure
        try:
            self.limits.check_size()
        except InvalidDataError as error:
            start = replace(response, content=response.content[:MAX_ERROR_BYTES])
            raise self.decode_error(start, error, is_truncated=True) from None
        return response

    def decode(self, response: Response, read: Reader) -> Any:
        """Return the value that `read` makes of a successful response.

        Raises:
            APIStatusError: the response is an error.
            APIDecodeError: the response contradicts the document.
        """
        if not response_reader.is_success(response.status):
            raise self.status_error(response)
        try:
            value = read(self.operation, response)
        except InvalidDataError as error:
            if not self.accepts(error):
                raise self._redacted_decode_error(read, response, error) from None
            value = self.accept(error)
        self._capture(response)
        return value

    def accepts(self, error: InvalidDataError) -> bool:
        """Return whether a value that contradicts the document is returned."""
        return self.on_contradiction != "raise" and error.received is not ABSENT

    def accept(self, error: InvalidDataError) -> Any:
        """Return a value that contradicts the document, and record its contradictions."""
        # Imported here because most calls do not need it.
        from .codec.contradictions import accept, log_contradictions

        accepted = accept(error)
        self.contradictions = self._redact_faults(accepted.faults)
        label, logged = self.attempt.operation, self.settings.logged
        log_contradictions(self.contradictions, self.on_contradiction, label, logged)
        return accepted.value

    def resolve_error_body(self, error: InvalidDataError) -> Any:
        """Return the body of an error response that contradicts the document; None if it is refused."""
        if self.accepts(error):
            body = self.accept(error)
            is_readable = all(fault.pointer for fault in self.contradictions)
            return body if is_readable else None
        # Content that the document does not describe cannot contradict it.
        if error.received is not ABSENT:
            self.contradictions = self._redact_faults(error.faults)
        return None

    def _redact_faults(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Return faults without secrets."""
        if self.operation.has_secret_result:
            return tuple(replace(fault, got=HIDDEN) for fault in faults)
        return tuple(map(self.redactor.redact_fault, faults))

    def _redacted_decode_error(
        self, read: Reader, response: Response, error: InvalidDataError
    ) -> APIDecodeError:
        """Return the error for a response; if it contains a secret, decode it again without that.

        If the redacted content is not JSON any more, the decoded values are redacted instead.
        """
        safe = self.redactor.redact_response(response)
        if safe.content != response.content:
            try:
                read(self.operation, safe)
            except InvalidDataError as other:
                if other.partial is not None or error.partial is None:
                    error = other
        return self.decode_error(safe, error)

    def decode_error(
        self, response: Response, error: InvalidDataError, is_truncated: bool = False
    ) -> APIDecodeError:
        """Return the error for a response, or a part of one, that contradicts the document."""
        exchange = self.exchange(self._redact(response, is_truncated))
        self.contradictions = self._redact_faults(error.faults)
        is_secret = self.operation.has_secret_result
        partial = None if is_secret else self.redactor.redact_value(error.partial)
        return APIDecodeError(exchange, [*self.contradictions], partial)

    def _redact(self, response: Response, is_truncated: bool = False) -> Response:
        """Return a response without secrets; a result that is a secret is omitted completely."""
        is_result = response_reader.is_success(response.status) and response.content
        if self.operation.has_secret_result and is_result:
            response = replace(response, content=HIDDEN.encode())
        return self.redactor.redact_response(response, is_truncated)

    def connection_error(self, failure: TransportError) -> APIConnectionError:
        """Return the error for a missing or incomplete response."""
        kind = APITimeoutError if failure.timed_out else APIConnectionError
        arrived = failure.may_have_arrived or self.may_have_succeeded
        received = failure.response and self._redact(
            failure.response, is_truncated=True
        )
        message = self.redactor.redact_text(failure.message)
        if failure.limit in PHASES:
            message = self.limits.describe_timeout(failure.limit)
        host = urlsplit(self.request.url).netloc.rpartition("@")[2]
        return kind(self.exchange(received), f"{host}: {message}", arrived)

    def status_error(self, response: Response, current: Any = None) -> APIStatusError:
        """Return the error for an error response; `current` is the resource, if it was read."""
        kind = self._error_class(response)
        safe = self.redactor.redact_response(response)
        body = self._read_error_body((safe, response), _get_body(kind))
        self._capture(safe)
        may_have_succeeded = self.may_have_succeeded and current is None
        body = self.redactor.redact_value(body)
        error = kind(self.exchange(safe), body, may_have_succeeded, current)
        if response.status == 401 and self.settings.credential_hint:
            error.add_note(self.settings.credential_hint)
        return error

    def _read_error_body(
        self, versions: tuple[Response, Response], fallback: ResponseSpec
    ) -> Any:
        """Return the body of an error response, redacted or as received, that can be decoded.

        If both contradict the document, it is None or the accepted body without secrets.
        """
        failure: InvalidDataError | None = None
        read = response_reader.read_error_body
        for version in versions:
            try:
                return read(self.operation, version, fallback)
            except InvalidDataError as error:
                failure = failure or error
        assert failure is not None
        return self.resolve_error_body(failure)

    def _error_class(self, response: Response) -> type[APIStatusError]:
        """Return the exception class: of a refusal, else of the status, else of its range."""
        if self.operation.transition is not None:
            refusal = self.operation.transition.find_error(response)
            if refusal is not None:
                return refusal
        documented = self.settings.status_errors
        for key in response_reader.status_keys(response.status):
            if key in documented:
                return documented[key]
        return RANGES.get(response.status // 100, APIStatusError)

    def exchange(self, response: Response | None) -> Exchange:
        """Return the exchange of the call so far."""
        headers = to_headers(response.headers if response is not None else {})
        ids = (headers.get(name) for name in self.settings.request_id_headers)
        return Exchange(
            operation=self.request.label,
            method=self.request.method,
            url=self.redactor.redact_url(self.request.url),
            attempts=self.attempt.number,
            elapsed=self.limits.elapsed,
            status=response.status if response is not None else None,
            headers=headers,
            content=response.content if response is not None else b"",
            request_id=next((i for i in ids if i), None),
        )

    def _capture(self, response: Response) -> None:
        if self.context.is_captured:
            captured = Captured(
                self.exchange(response),
                self.operation,
                self.contradictions,
                lambda error: self.decode_error(response, error),
            )
            self.context.captured.append(captured)


def _get_body(kind: type[APIStatusError]) -> ResponseSpec:
    """Return the specification of an undocumented body: by the annotation of the class."""
    from inspect import get_annotations  # rarely needed

    for base in kind.__mro__:
        annotation = get_annotations(base).get("body", "Any")
        if annotation != "Any":
            spec = annotation.replace("models.", "")
            return replace(response_reader.UNDOCUMENTED, type=spec)
    return response_reader.UNDOCUMENTED
