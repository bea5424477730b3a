"""One call: which request is next, and what an answer or a failure means. It neither sends nor sleeps.

The shells ask `next_request`, send it, tell `answered` or `failed` what came, and wait as long as
that says; where it says None, the call is over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import random
from time import monotonic
from typing import Any, TypeAlias, cast
from uuid import uuid4

from . import answer, auth, confirm, redirects, retry
from .codec import Fault, InvalidDataError, contradiction
from .errors import (
    APIConnectionError,
    APIDecodeError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ClientStatusError,
    ServerStatusError,
    TransportError,
)
from .exchange import Captured, Exchange
from .hooks import Attempt
from .operation import (
    PACKAGE,
    ClientSettings,
    Credential,
    Operation,
    RequestOptions,
)
from .request import Request, build_request
from .secret import HIDDEN, Secret, shown_url, without
from .timeouts import Timeout, timeout_of, within
from .transport import Response

log = logging.getLogger(PACKAGE)
log.addHandler(logging.NullHandler())
SHORTEST = 4
"""Characters of a credential that is looked for in messages: a shorter one would be found in any word."""
KEPT = 1 << 16
"""Bytes that are kept of an answer that is too large."""
Read: TypeAlias = Callable[[Operation[Any], Response], Any]


class Call:
    """One call of an operation, over all its attempts."""

    def __init__(
        self,
        operation: Operation[Any],
        request: Request,
        arguments: Mapping[str, Any],
        settings: ClientSettings,
        options: RequestOptions,
        budget: retry.Budget,
    ) -> None:
        self.operation = operation
        self.settings = settings
        self.attempt = Attempt(request.label, request.method, request.url, 0)
        self._budget = budget
        self._began = monotonic()
        self._timeout = timeout_of(options.get("timeout", settings.timeout))
        self._retries = options.get("max_retries", settings.max_retries)
        self._request = request
        self._redirects = 0
        self._uncounted = 0
        """Attempts that are no retries: after a redirect, and with a renewed credential."""
        self._values: list[Secret] = []
        self._used: set[Secret] = set()
        """What any attempt was signed with."""
        self._size = 0
        """Bytes that were read of the body of this attempt's answer."""
        self._trusted = True
        """Whether the next request goes to the origin that the credentials are meant for."""
        self._renewed = False
        self._may_be_done = False
        """Whether an earlier attempt may have done the work, though its answer was lost."""
        self._answer: Response | None = None
        """What the attempt before was answered, if it was."""
        self._refusal: Response | None = None
        self._asked = request
        """What was refused."""
        self._reading: Operation[Any] | None = None
        """What tells the state after a refusal."""
        self._is_asked: bool = cast("Any", options).get("_confirm", False)
        """Whether the caller wants to know the state after any refusal."""
        self._arguments, self._options = arguments, options
        page = cast("Any", options).get("_url")
        if page is not None:
            self._go(redirects.moved(request, page, self._hidden))
        self._captured: list[Captured] | None = cast("Any", options).get("_capture")

    # -- before an attempt -------------------------------------------------------------------

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """What the next request is signed with; nothing, once a redirect led elsewhere."""
        if not self._trusted:
            return ()
        return auth.chosen(self.operation, self.settings.credentials)

    @property
    def left(self) -> float | None:
        """Seconds that are left of the total; None where there is no limit."""
        total = self._timeout.total
        return None if total is None else total - (monotonic() - self._began)

    def start(self) -> None:
        """Begin an attempt.

        Raises:
            APIStatusError: no time is left, and the attempt before was answered.
            APITimeoutError: no time is left.
        """
        if self.left is not None and self.left <= 0:
            raise self._late()
        self._answer = None
        self._size = 0
        number = self.attempt.number + 1
        context = self.attempt.context
        self.attempt = Attempt(
            self._request.label,
            self._request.method,
            self._shown_url(),
            number,
            context=context,
        )

    def _late(self) -> APIError:
        """No time is left for another attempt: what is known by now."""
        if self._refusal is not None:
            return self._refused(self._refusal)
        if self._answer is not None:
            return self._status_error(self._answer)
        return self._lost(TransportError("no time is left", False, True))

    def next_request(self, values: list[Any], streams: bool) -> Request:
        """The request of this attempt, signed with the values of `credentials`.

        Raises:
            TypeError: a value is no text.
            ValueError: a value cannot stand in a header.
        """
        self._values = [*map(Secret.of, values)]
        self._used.update(self._values)
        left = self.left
        connect, read, write, pool = (within(p, left) for p in self._timeout[:4])
        limit = Timeout(connect, read, write, pool, left)
        headers = {**self._request.headers, **self.attempt.send_headers}
        request = replace(
            self._request,
            timeout=limit,
            headers=headers,
            streams=streams,
            secrets=self._secrets,
        )
        pairs = zip(self.credentials, self._values, strict=True)
        return auth.signed(request, pairs) if values else request

    def wants_more(self, size: int) -> bool:
        """Whether an answer is read on, after a piece of `size` bytes of its body: not, once it is too large.

        Raises:
            TransportError: no time is left.
        """
        self._size += size
        if self.left is not None and self.left <= 0:
            raise TransportError("the total is over", timed_out=True)
        limit = self.settings.max_response_bytes
        return limit is None or self._size <= limit

    def check_size(self, size: int) -> None:
        """Look at the size of an answer, or of one part of a stream.

        Raises:
            InvalidDataError: it is larger than the client allows.
        """
        limit = self.settings.max_response_bytes
        if limit is not None and size > limit:
            raise contradiction(f"at most {limit} bytes", "more")

    def read(self, response: Response, failure: TransportError | None) -> Response:
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
            self.check_size(self._size)
        except InvalidDataError as error:
            kept = replace(response, content=response.content[:KEPT])
            raise self.contradicted(kept, error) from None
        return response

    # -- after an attempt --------------------------------------------------------------------

    def failed(self, failure: TransportError) -> float:
        """No whole answer came: the seconds to wait before the next attempt.

        Raises:
            APIConnectionError: there is no next attempt.
        """
        arrived = failure.may_have_arrived
        allowed = self.operation.is_idempotent or not arrived
        delay = retry.backoff(self.attempt.number, random)
        self.attempt.failure = without(failure.message, self._secrets)
        repeated = allowed and self._may_repeat(delay)
        if not repeated and self._refusal is not None:
            raise self._refused(self._refusal) from None
        if not repeated:
            raise self._lost(failure) from None
        self._may_be_done = self._may_be_done or arrived
        return self._again(self.attempt.failure, delay)

    def answered(self, response: Response) -> float | None:
        """An answer came: None where it is to be given, else the seconds to wait before the next attempt."""
        self.attempt.status, self.attempt.headers = response.status, response.headers
        log.debug("%s: %d", self._request.label, response.status)
        if answer.is_success(response.status):
            self._budget.give()
            return None
        if (
            self._redirected(response)
            or self._renews(response)
            or self._confirms(response)
        ):
            self._uncounted += 1
            return 0.0
        delay = retry.wait(response.headers, self.attempt.number, random)
        if not self._is_passing(response) or not self._may_repeat(delay):
            return None
        doubtful = response.status in retry.IDEMPOTENT
        self._may_be_done = self._may_be_done or doubtful
        self._answer = response
        return self._again(str(response.status), delay)

    def _again(self, why: str, delay: float) -> float:
        self.attempt.delay = delay
        log.info("%s: %s, again in %.2f s", self._request.label, why, delay)
        return delay

    def _renews(self, response: Response) -> bool:
        """Whether a refused credential can be renewed: its provider is told, once."""
        if response.status != 401 or self._renewed:
            return False
        for credential, value in zip(self.credentials, self._values, strict=True):
            reject = getattr(credential.value, "reject", None)
            if reject is not None:
                reject(value)
                self._renewed = True
        return self._renewed

    def _is_passing(self, response: Response) -> bool:
        return retry.is_repeatable(
            response.status,
            answer.told_retryable(self.operation, response),
            self.operation.is_idempotent,
            self.operation.passing,
        )

    def _may_repeat(self, delay: float) -> bool:
        """Whether retries, the body, the time and the budget allow another attempt."""
        left = self.left
        return (
            self.attempt.number - self._uncounted <= self._retries
            and self._request.is_repeatable
            and (left is None or delay < left)
            and self._budget.take()
        )

    def _redirected(self, response: Response) -> bool:
        """Follow a redirect, where that is safe: the next request goes where it says.

        Where the document promises nothing but the redirect, it is the answer.
        """
        following = redirects.redirected(self._request, response, self._hidden)
        if following is None or self._redirects >= redirects.MOST:
            return False
        if not self.operation.answers and self._is_documented(response):
            return False
        self._go(following)
        self._redirects += 1
        return True

    def _go(self, following: Request) -> None:
        """The next request goes where the server said: with credentials only to the same origin."""
        here, there = map(redirects.origin, (self._request.url, following.url))
        self._trusted = self._trusted and here == there
        self._request = following

    def _is_documented(self, response: Response) -> bool:
        return answer.documented(self.operation.errors, response) is not None

    def _confirms(self, response: Response) -> bool:
        """Whether the state is read after a refusal: an earlier attempt may have done it, or the caller asks."""
        if self._refusal is not None or not (self._may_be_done or self._is_asked):
            return False
        if not (self.operation.repetition or self.operation.transition):
            return False
        self._reading = confirm.reading(self.operation, response)
        if self._reading is None:
            return False
        self._asked, self._refusal = self._request, response
        self._request = build_request(
            self._reading, self._arguments, None, self.settings, self._options
        )
        return True

    # -- what comes of it --------------------------------------------------------------------

    def result(self, response: Response) -> Any:
        """The value of the answer.

        Raises:
            APIStatusError: it is no success.
            APIDecodeError: it is not what the document promises.
        """
        if self._refusal is not None:
            return self._confirmed(self._refusal, response)
        return self.made_of(response, answer.read_success)

    def _confirmed(self, refusal: Response, response: Response) -> Any:
        """The state that was read after a refusal, if an earlier attempt brought it about."""
        try:
            value = self.made_of(response, self._read_state)
        except APIError:
            raise self._refused(refusal) from None
        if self._may_be_done and confirm.is_done(self.operation, response):
            return confirm.promised(self.operation, value)
        raise self._refused(refusal, value)

    def _read_state(self, operation: Operation[Any], response: Response) -> Any:
        return answer.read_success(self._reading or operation, response)

    def _refused(self, refusal: Response, current: Any = None) -> APIStatusError:
        """The error for a refusal, after the state was asked for."""
        self._request = self._asked
        return self._status_error(refusal, current)

    def made_of(self, response: Response, read: Read) -> Any:
        """What a reading function makes of a success; it raises as `result` does."""
        if not answer.is_success(response.status):
            raise self._status_error(response)
        try:
            value = read(self.operation, response)
        except InvalidDataError as error:
            raise self._contradicted(read, response, error) from None
        self._capture(response)
        return value

    def _capture(self, response: Response) -> None:
        if self._captured is not None:
            self._captured.append(Captured(self.ended(response), self.operation))

    def _contradicted(
        self, read: Read, response: Response, error: InvalidDataError
    ) -> APIDecodeError:
        """The error for an answer; where that echoes a credential, for what is left without it."""
        safe = self._safe(response)
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
        faults = [self._safe_fault(fault) for fault in error.faults]
        return APIDecodeError(self.ended(self._safe(response)), faults, error.partial)

    def broken_off(self, failure: TransportError) -> APIConnectionError:
        """The error for a stream that ends before its end."""
        return self._lost(failure)

    def ended(self, response: Response | None) -> Exchange:
        """The call as it went."""
        headers = response.headers if response is not None else {}
        ids = (headers.get(name) for name in self.settings.request_id_headers)
        return Exchange(
            operation=self._request.label,
            method=self._request.method,
            url=self._shown_url(),
            attempts=self.attempt.number,
            elapsed=monotonic() - self._began,
            status=response.status if response is not None else None,
            headers=headers,
            content=response.content if response is not None else b"",
            request_id=next((i for i in ids if i), None),
        )

    def _status_error(self, response: Response, current: Any = None) -> APIStatusError:
        response = self._safe(response)
        known = self.settings.status_errors
        found = [known[k] for k in answer.keys(response.status) if k in known]
        ranges = {4: ClientStatusError, 5: ServerStatusError}
        kind: type[APIStatusError] = (
            found[0].load()
            if found
            else ranges.get(response.status // 100, APIStatusError)
        )
        if self.operation.transition is not None:
            kind = confirm.refusal_of(self.operation.transition, response) or kind
        # A class whose body is documented has a default for it.
        otherwise = None if hasattr(kind, "body") else answer.ANY
        body = answer.error_body(self.operation, response, otherwise)
        doubtful = self._may_be_done and current is None
        self._capture(response)
        return kind(self.ended(response), body, doubtful, current)

    def _lost(self, failure: TransportError) -> APIConnectionError:
        kind = APITimeoutError if failure.timed_out else APIConnectionError
        message = without(failure.message, self._secrets)
        arrived = failure.may_have_arrived or self._may_be_done
        came = self._safe(failure.response) if failure.response else None
        return kind(self.ended(came), message, arrived)

    # -- what is not to be seen --------------------------------------------------------------

    @property
    def _secrets(self) -> frozenset[str]:
        return frozenset(f for v in self._used if len(v) >= SHORTEST for f in v.forms)

    def _safe(self, response: Response) -> Response:
        """An answer without the credentials of the caller, which a server may echo."""
        secrets, content = self._secrets, response.content
        for secret in secrets:
            content = content.replace(secret.encode(), HIDDEN.encode())
        headers = {n: without(text, secrets) for n, text in response.headers.items()}
        return Response(response.status, headers, content)

    def _safe_fault(self, fault: Fault) -> Fault:
        if not isinstance(fault.got, str):
            return fault
        return replace(fault, got=without(fault.got, self._secrets))

    @property
    def _hidden(self) -> frozenset[str]:
        """Parameters of the query that are credentials."""
        known = self.settings.credentials
        return frozenset(c.wire for c in known if c.location == "query")

    def _shown_url(self) -> str:
        """Where the next request goes, without what is secret."""
        return without(shown_url(self._request.url, self._hidden), self._secrets)


def begin(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    settings: ClientSettings,
    options: RequestOptions,
    budget: retry.Budget,
    body: Any = None,
    content_type: str | None = None,
) -> Call:
    """Begin a call: an idempotency key that the caller left out is made, one for all attempts.

    Raises:
        ValueError: an argument cannot stand where it goes; nothing was sent.
    """
    key = operation.idempotency_key
    if key is not None and arguments.get(key) is None:
        arguments = {**arguments, key: str(uuid4())}
    request = build_request(operation, arguments, body, settings, options, content_type)
    return Call(operation, request, arguments, settings, options, budget)
