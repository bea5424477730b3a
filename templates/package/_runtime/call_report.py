"""What a call can tell at any moment: how it went, and the error or the value that an answer stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias, cast

from . import response_reader
from .codec import InvalidDataError
from .errors import (
    APIConnectionError,
    APIDecodeError,
    APIStatusError,
    APITimeoutError,
    ClientStatusError,
    ServerStatusError,
    TransportError,
)
from .exchange import Captured, Exchange
from .hooks import Attempt
from .limits import Limits
from .operation import ClientSettings, Lazy, Operation, RequestOptions
from .redaction import Redactor
from .request import Request
from .secret import HIDDEN
from .timeouts import timeout_of
from .transport import Response

KEPT = 1 << 16
"""Bytes that are kept of an answer that is too large."""
Read: TypeAlias = Callable[[Operation[Any], Response], Any]
RANGES = {4: ClientStatusError, 5: ServerStatusError}


class Report:
    """One call as it went by now; no error that comes of it shows a credential."""

    def __init__(
        self,
        operation: Operation[Any],
        settings: ClientSettings,
        options: RequestOptions,
        request: Request,
        hidden: frozenset[str],
    ) -> None:
        self.operation, self.settings = operation, settings
        self.request = request
        """What is asked next, or was asked last."""
        self.attempt = Attempt(request.label, request.method, request.url, 0)
        self.redactor = Redactor(hidden)
        given = options.get("timeout", settings.timeout)
        self.limits = Limits(timeout_of(given), settings.max_response_bytes)
        self.may_be_done = False
        """Whether an earlier attempt may have done the work, though its answer was lost."""
        self._captured: list[Captured] | None = cast("Any", options).get("_capture")

    def next_attempt(self) -> None:
        """Another attempt begins."""
        request, before = self.request, self.attempt
        self.attempt = Attempt(
            request.label,
            request.method,
            self.redactor.url(request.url),
            before.number + 1,
            context=before.context,
        )

    def whole(self, response: Response, failure: TransportError | None) -> Response:
        """The answer, if what was read of its body is all, or as good as all: an error is told anyway.

        Raises:
            APIDecodeError: it is larger than the client allows.
            TransportError: it broke off.
        """
        if not response_reader.is_success(response.status):
            return response
        if failure is not None:
            failure.response = response
            raise failure
        try:
            self.limits.check_size()
        except InvalidDataError as error:
            kept = replace(response, content=response.content[:KEPT])
            raise self.contradicted(kept, error, is_cut=True) from None
        return response

    def made_of(self, response: Response, read: Read) -> Any:
        """What a reading function makes of a success.

        Raises:
            APIStatusError: it is no success.
            APIDecodeError: it is not what the document promises.
        """
        if not response_reader.is_success(response.status):
            raise self.status_error(response)
        try:
            value = read(self.operation, response)
        except InvalidDataError as error:
            raise self._undecodable(read, response, error) from None
        self._capture(response)
        return value

    def _undecodable(
        self, read: Read, response: Response, error: InvalidDataError
    ) -> APIDecodeError:
        """Return the error for a response; if it contains a secret, decode it again without that.

        Where the redacted content is not even JSON any more, the decoded values are redacted instead.
        """
        safe = self.redactor.response(response)
        if safe.content != response.content:
            try:
                read(self.operation, safe)
            except InvalidDataError as other:
                if other.partial is not None or error.partial is None:
                    error = other
        return self.contradicted(safe, error)

    def contradicted(
        self, response: Response, error: InvalidDataError, is_cut: bool = False
    ) -> APIDecodeError:
        """The error for an answer, or a part of it, that is not what the document promises."""
        exchange = self.exchange(self._redacted(response, is_cut))
        if self.operation.has_secret_result:
            hidden = [replace(fault, got=HIDDEN) for fault in error.faults]
            return APIDecodeError(exchange, hidden, None)
        faults = [self.redactor.fault(fault) for fault in error.faults]
        return APIDecodeError(exchange, faults, self.redactor.value(error.partial))

    def _redacted(self, response: Response, is_cut: bool = False) -> Response:
        """Return a response without secrets; a result that is a secret is left out as a whole."""
        is_result = response_reader.is_success(response.status) and response.content
        if self.operation.has_secret_result and is_result:
            response = replace(response, content=HIDDEN.encode())
        return self.redactor.response(response, is_cut)

    def lost(self, failure: TransportError) -> APIConnectionError:
        """The error for an answer that did not come, or not to its end."""
        kind = APITimeoutError if failure.timed_out else APIConnectionError
        arrived = failure.may_have_arrived or self.may_be_done
        came = failure.response and self._redacted(failure.response, is_cut=True)
        return kind(self.exchange(came), self.redactor.text(failure.message), arrived)

    def status_error(self, response: Response, current: Any = None) -> APIStatusError:
        """The error for an answer that is one; `current` is what was then read of the resource."""
        kind, safe = self._kind(response), self.redactor.response(response)
        # A class whose body is documented has a default for it.
        otherwise = None if hasattr(kind, "body") else response_reader.ANY
        body = response_reader.error_body(self.operation, safe, otherwise)
        if body is None and safe.content != response.content:
            body = response_reader.error_body(self.operation, response, otherwise)
        self._capture(safe)
        doubtful = self.may_be_done and current is None
        body = self.redactor.value(body)
        return kind(self.exchange(safe), body, doubtful, current)

    def _kind(self, response: Response) -> type[APIStatusError]:
        """The class of an error: of its meaning, of its status, of the range of that."""
        if self.operation.transition is not None:
            refusal_of = Lazy("_runtime.confirmation", "refusal_of").load()
            told: type[APIStatusError] | None = refusal_of(
                self.operation.transition, response
            )
            if told is not None:
                return told
        known = self.settings.status_errors
        for key in response_reader.keys(response.status):
            if key in known:
                found: type[APIStatusError] = known[key].load()
                return found
        return RANGES.get(response.status // 100, APIStatusError)

    def exchange(self, response: Response | None) -> Exchange:
        """The call as it went, with what was answered."""
        headers = response.headers if response is not None else {}
        ids = (headers.get(name) for name in self.settings.request_id_headers)
        return Exchange(
            operation=self.request.label,
            method=self.request.method,
            url=self.redactor.url(self.request.url),
            attempts=self.attempt.number,
            elapsed=self.limits.elapsed,
            status=response.status if response is not None else None,
            headers=headers,
            content=response.content if response is not None else b"",
            request_id=next((i for i in ids if i), None),
        )

    def _capture(self, response: Response) -> None:
        if self._captured is not None:
            self._captured.append(Captured(self.exchange(response), self.operation))
