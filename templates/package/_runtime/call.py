"""One call: which request is next, and whether another one follows. It neither sends nor sleeps.

The shells ask `next_request`, send it, tell `answered` or `failed` what came, and wait as long as
that says; where it says None, the call is over, and `result` says what comes of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from random import random
from typing import Any, Protocol, cast
from uuid import uuid4

from . import redirects, response_reader, retry
from .errors import APIError, TransportError
from .hooks import Attempt
from .limits import Limits
from .operation import (
    PACKAGE,
    ClientSettings,
    Credential,
    Lazy,
    Operation,
    RequestOptions,
)
from .parameter_values import check_header
from .operation_plan import plan_of
from .call_report import Report
from .request import Request, build_request
from .secret import Secret
from .transport import Response

log = logging.getLogger(PACKAGE)
log.addHandler(logging.NullHandler())
OPTIONS = {*RequestOptions.__annotations__, "_capture", "_confirm", "_url"}
"""What a call may be told; the last ones are for parts of the runtime."""


class Doubt(Protocol):
    """A refusal that is being cleared up (`confirm`, which is only where the document tells how)."""

    reading: Operation[Any]
    """What tells the state."""

    def settled(self, response: Response) -> Any: ...

    def error(self) -> APIError: ...


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
        plan = plan_of(operation, settings)
        self.operation, self.settings = operation, settings
        self.report = Report(operation, settings, options, request, plan.hidden)
        self._arguments, self._options, self._budget = arguments, options, budget
        self._credentials, self._hidden = plan.credentials, plan.hidden
        self._sign = plan.sign
        self._retries = retry.count(options.get("max_retries", settings.max_retries))
        self._redirects = 0
        self._uncounted = 0
        """Attempts that are no retries: after a redirect, and with a renewed credential."""
        self._values: list[Secret] = []
        self._is_renewed = False
        self._answer: Response | None = None
        """What the attempt before was answered, if it was."""
        self._doubt: Doubt | None = None
        """A refusal that is being cleared up."""
        page = cast("Any", options).get("_url")
        if page is not None:
            self.report.request = redirects.moved(request, page, plan.hidden)

    @property
    def attempt(self) -> Attempt:
        """The attempt that is being made, as hooks see it."""
        return self.report.attempt

    @property
    def limits(self) -> Limits:
        """The time and the size that are left."""
        return self.report.limits

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """Credentials of the next request: none for an origin that is not trusted."""
        return self._credentials if self.report.request.is_trusted else ()

    # -- before an attempt -------------------------------------------------------------------

    def start(self) -> None:
        """Begin an attempt.

        Raises:
            APIStatusError: no time is left, and the attempt before was answered.
            APITimeoutError: no time is left.
        """
        if self.limits.is_over:
            raise self._given_up(TransportError("no time is left", False, True))
        self._answer = None
        self.report.next_attempt()

    def _given_up(self, failure: TransportError) -> APIError:
        """The error where no attempt follows a failure: by what is known of those before."""
        if self._doubt is not None:
            return self._doubt.error()
        if self._answer is not None:
            return self.report.status_error(self._answer)
        return self.report.connection_error(failure)

    def next_request(self, values: list[Secret], streams: bool) -> Request:
        """The request of this attempt, signed with the values of `credentials`.

        Raises:
            ValueError: a value, or what a hook adds, cannot stand in a header.
        """
        request = self.report.request
        self._values = values
        self.report.redactor.add(values)
        headers, url = request.headers | self.attempt.send_headers, request.url
        for name, text in self.attempt.send_headers.items():
            check_header(name, text)
        if values:
            pairs = zip(self._credentials, self._values, strict=True)
            url = self._sign(headers, url, pairs)
        return Request(
            request.method,
            url,
            headers,
            request.content,
            self.limits.of_attempt(),
            request.label,
            streams,
            request.is_trusted,
            self.report.redactor.secrets,
        )

    # -- after an attempt --------------------------------------------------------------------

    def failed(self, failure: TransportError) -> float:
        """No whole answer came: the seconds to wait before the next attempt.

        Raises:
            APIConnectionError: there is no next attempt.
        """
        arrived = failure.may_have_arrived
        self.attempt.failure = self.report.redactor.failure(failure).message
        delay = retry.after_failure(self._standing(), arrived, random)
        if delay is None or not self._budget.take():
            raise self._given_up(failure) from None
        self.report.may_be_done = self.report.may_be_done or arrived
        return self._again(self.attempt.failure, delay)

    def answered(self, response: Response) -> float | None:
        """An answer came: None where it is to be given, else the seconds to wait before the next attempt."""
        self.attempt.status = response.status
        if self.settings.hooks:
            self.attempt.headers = self.report.redactor.headers(response.headers)
        log.debug("%s: %d", self.attempt.operation, response.status)
        if response_reader.is_success(response.status):
            self._budget.give()
            return None
        if (
            self._redirected(response)
            or self._renews(response)
            or self._confirms(response)
        ):
            self._uncounted += 1
            return 0.0
        delay = retry.after_answer(
            self._standing(),
            response.status,
            response.headers,
            response_reader.told_retryable(self.operation, response),
            self.operation.transient_statuses,
            random,
        )
        if delay is None or not self._budget.take():
            return None
        if response.status in retry.IDEMPOTENT:
            self.report.may_be_done = True
        self._answer = response
        return self._again(str(response.status), delay)

    def _standing(self) -> retry.Standing:
        return retry.Standing(
            attempt=self.attempt.number - self._uncounted,
            retries=self._retries,
            left=self.limits.remaining,
            can_resend=self.report.request.is_repeatable,
            is_idempotent=self.operation.is_idempotent,
        )

    def _again(self, why: str, delay: float) -> float:
        self.attempt.delay = delay
        log.info("%s: %s, again in %.2f s", self.attempt.operation, why, delay)
        return delay

    def _renews(self, response: Response) -> bool:
        """Whether a refused credential can be renewed: its provider is told, once."""
        if response.status != 401 or self._is_renewed:
            return False
        for credential, value in zip(self.credentials, self._values, strict=True):
            reject = getattr(credential.value, "reject", None)
            if reject is not None:
                reject(value)
                self._is_renewed = True
        return self._is_renewed

    def _redirected(self, response: Response) -> bool:
        """Follow a redirect, where that is safe: the next request goes where it says.

        Where the document promises nothing but the redirect, it is the answer.
        """
        request = self.report.request
        following = redirects.redirected(request, response, self._hidden)
        if following is None or self._redirects >= redirects.MOST:
            return False
        is_promised = response_reader.documented(self.operation.errors, response) is not None
        if is_promised and not self.operation.responses:
            return False
        self.report.request = following
        self._redirects += 1
        return True

    def _confirms(self, response: Response) -> bool:
        """Whether the state is read after a refusal: an earlier attempt may have done it, or the caller asks."""
        is_asked = cast("Any", self._options).get("_confirm", False)
        is_clear = self._doubt is not None or not (self.report.may_be_done or is_asked)
        if is_clear or not (self.operation.confirmation or self.operation.transition):
            return False
        self._doubt = Lazy("_runtime.confirmation", "doubt").load()(self.report, response)
        if self._doubt is None:
            return False
        self.report.request = build_request(
            self._doubt.reading, self._arguments, None, self.settings, self._options
        )
        return True

    def result(self, response: Response) -> Any:
        """The value of the answer.

        Raises:
            APIStatusError: it is no success.
            APIDecodeError: it is not what the document promises.
        """
        if self._doubt is not None:
            return self._doubt.settled(response)
        return self.report.decode(response, response_reader.read_success)


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
        TypeError: there is no such option, or an argument is of a wrong kind; nothing was sent.
        ValueError: an argument cannot stand where it goes; nothing was sent.
    """
    if not options.keys() <= OPTIONS:
        unknown = min(options.keys() - OPTIONS)
        raise TypeError(f"{operation.name} has no option {unknown!r}")
    key = operation.idempotency_key
    if key is not None and arguments.get(key) is None:
        arguments = {**arguments, key: str(uuid4())}
    request = build_request(operation, arguments, body, settings, options, content_type)
    return Call(operation, request, arguments, settings, options, budget)
