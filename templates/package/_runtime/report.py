"""What a call can tell at any moment: how it went, and the error or the value that an answer stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias, cast

from . import answer
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
from .request import Request
from .timeouts import timeout_of
from .transport import Response
from .veil import Veil

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
        self.veil = Veil(hidden)
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
            self.veil.url(request.url),
            before.number + 1,
            context=before.context,
        )

    def whole(self, response: Response, failure: TransportError | None) -> Response:
        """The answer, if what was read of its body is all, or as good as all: an error is told anyway.

        Raises:
            APIDecodeError: it is larger than the client allows.
            TransportError: it broke off.
        """
        if not answer.is_success(response.status):
            return response
        if failure is not None:
            failure.response = response
            raise failure
        try:
            self.limits.check_size()
        except InvalidDataError as error:
            kept = replace(response, content=response.content[:KEPT])
            raise self.contradicted(kept, error) from None
        return response

    def made_of(self, response: Response, read: Read) -> Any:
        """What a reading function makes of a success.

        Raises:
            APIStatusError: it is no success.
            APIDecodeError: it is not what the document promises.
        """
        if not answer.is_success(response.status):
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
        """The error for an answer; where that echoes a credential, for what is left without it."""
        safe = self.veil.response(response)
        if safe.content != response.content:
            try:
                read(self.operation, safe)
            except InvalidDataError as other:
                error = other
        return self.contradicted(safe, error)

    def contradicted(
        self, response: Response, error: InvalidDataError
    ) -> APIDecodeError:
        """The error for an answer, or a part of it, that is not what the document promises."""
        faults = [self.veil.fault(fault) for fault in error.faults]
        exchange = self.exchange(self.veil.response(response))
        return APIDecodeError(exchange, faults, error.partial)

    def lost(self, failure: TransportError) -> APIConnectionError:
        """The error for an answer that did not come, or not to its end."""
        kind = APITimeoutError if failure.timed_out else APIConnectionError
        arrived = failure.may_have_arrived or self.may_be_done
        came = self.veil.response(failure.response) if failure.response else None
        return kind(self.exchange(came), self.veil.text(failure.message), arrived)

    def status_error(self, response: Response, current: Any = None) -> APIStatusError:
        """The error for an answer that is one; `current` is what was then read of the resource."""
        response = self.veil.response(response)
        kind = self._kind(response)
        # A class whose body is documented has a default for it.
        otherwise = None if hasattr(kind, "body") else answer.ANY
        body = answer.error_body(self.operation, response, otherwise)
        self._capture(response)
        doubtful = self.may_be_done and current is None
        return kind(self.exchange(response), body, doubtful, current)

    def _kind(self, response: Response) -> type[APIStatusError]:
        """The class of an error: of its meaning, of its status, of the range of that."""
        if self.operation.transition is not None:
            refusal_of = Lazy("_runtime.confirm", "refusal_of").load()
            told: type[APIStatusError] | None = refusal_of(
                self.operation.transition, response
            )
            if told is not None:
                return told
        known = self.settings.status_errors
        for key in answer.keys(response.status):
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
            url=self.veil.url(self.request.url),
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
