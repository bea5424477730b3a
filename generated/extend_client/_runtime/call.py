"""One call of an operation: decides on requests, retries and redirects, without input or output.

Clients take a request from `next_request`, send it, pass the response to `handle_response` or the
failure to `handle_failure`, and wait for the returned delay. A delay of None ends the call: `result`
returns its value.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from random import random
from typing import Any, Protocol
from uuid import uuid4

from . import response_reader, retry
from .call_report import CallReport, Limits
from .codec.codec import InvalidArgumentError
from .codec.parameter_values import check_additional_header
from .errors import APIError, TransportError
from .exchange import Attempt, take_context
from .operation import (
    PACKAGE,
    CallOptions,
    ClientSettings,
    Credential,
    Operation,
    RequestOptions,
)
from .redaction import Secret
from .request import (
    MAX_REDIRECTS,
    Request,
    build_request,
    follow_redirect,
    redirect_to,
)
from .transport.transport import Response

log = logging.getLogger(PACKAGE)
log.addHandler(logging.NullHandler())
OPTIONS = RequestOptions.__annotations__.keys()


class Pending(Protocol):
    """A `PendingConfirmation`, whose module exists only in packages that need it."""

    @property
    def read_operation(self) -> Operation[Any]: ...

    def resolve(self, response: Response) -> Any: ...

    def error(self) -> APIError: ...


class Call:
    """One call of an operation with all its attempts."""

    def __init__(
        self,
        report: CallReport,
        arguments: Mapping[str, Any],
        options: CallOptions,
        budget: retry.Budget,
    ) -> None:
        self.operation, self.settings = report.operation, report.settings
        self.report, self._plan = report, report.plan
        self._arguments, self._options, self._budget = arguments, options, budget
        self._max_retries = retry.check_max_retries(
            options.get("max_retries", self.settings.max_retries)
        )
        self._redirects = 0
        # Attempts after a redirect or with a renewed credential are not retries.
        self._uncounted = 0
        self._values: list[Secret] = []
        self._is_renewed = False
        # Error response of the previous attempt, raised if there is no time for another one.
        self._last_error: Response | None = None
        self._pending: Pending | None = None

    @property
    def attempt(self) -> Attempt:
        """The current attempt, as hooks see it."""
        return self.report.attempt

    @property
    def limits(self) -> Limits:
        """The limits of time and size."""
        return self.report.limits

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """Credentials of the next request: none for an untrusted origin."""
        return self._plan.credentials if self.report.request.is_trusted else ()

    # -- before an attempt -------------------------------------------------------------------

    def pause(self) -> float:
        """Return the seconds to wait before an attempt, by the rate limits of its server.

        Raises:
            APIStatusError: the total timeout ends before, after an error response.
            APITimeoutError: the total timeout ends before.
        """
        rate_limits, remaining = self.settings.rate_limits, self.limits.remaining
        if rate_limits is None:
            return 0.0
        delay = rate_limits.reserve(self.report.request.url)
        if remaining is not None and delay >= remaining > 0:
            message = (
                f"rate limit of the server: the next request is allowed in {delay:.0f} s,"
                f" and the total timeout ends in {remaining:.0f} s"
            )
            raise self._create_final_error(TransportError(message, False, True))
        return delay

    def start(self) -> None:
        """Start an attempt.

        Raises:
            APIStatusError: the total timeout has passed after an error response.
            APITimeoutError: the total timeout has passed.
        """
        if self.limits.is_expired:
            raise self._create_final_error(TransportError.total_timeout(False))
        self._last_error = None
        self.report.start_attempt()

    def _create_final_error(self, failure: TransportError) -> APIError:
        """Return the error of a call that ends with a failure.

        An error response of an earlier attempt is more useful than the failure.
        """
        if self._pending is not None:
            return self._pending.error()
        if self._last_error is not None:
            return self.report.status_error(self._last_error)
        return self.report.connection_error(failure)

    def next_request(self, values: list[Secret], is_streamed: bool) -> Request:
        """Return the request of this attempt, with the values of `credentials`.

        Raises:
            ValueError: a value, or a header added by a hook, is not a valid header.
        """
        request = self.report.request
        self._values = values
        self.report.redactor.add(values)
        added, url = self.attempt.send_headers, request.url
        headers = {check_additional_header(n, text): text for n, text in added.items()}
        headers = request.headers | headers
        if values:
            pairs = zip(self._plan.credentials, self._values, strict=True)
            url = self._plan.sign(headers, url, pairs)
        # Built positionally: `dataclasses.replace` is several times slower.
        return Request(
            request.method,
            url,
            headers,
            request.content,
            self.limits.start_attempt(),
            request.label,
            is_streamed,
            request.is_trusted,
            self.report.redactor.secrets,
            self.report.request.invocation,
        )

    # -- after an attempt --------------------------------------------------------------------

    def handle_failure(self, failure: TransportError) -> float:
        """Return the seconds before the next attempt, after one without a complete response.

        Raises:
            APIError: no further attempt is allowed.
        """
        # The file or iterator of the caller failed, not the connection.
        error = getattr(self.report.request.content, "error", None)
        if isinstance(error, TransportError):
            raise self.report.connection_error(error) from None
        if error is not None:
            raise error
        arrived = failure.may_have_arrived
        self.attempt.failure = self.report.redactor.redact_failure(failure).message
        delay = retry.delay_after_failure(self._get_retry_state(), arrived, random)
        if delay is None or failure.is_permanent or not self._budget.spend():
            raise self._create_final_error(failure) from None
        self.report.may_have_succeeded = self.report.may_have_succeeded or arrived
        return self._schedule(self.attempt.failure, delay)

    def handle_response(self, response: Response) -> float | None:
        """Return the seconds before the next attempt, or None if the response ends the call."""
        self.attempt.status = response.status
        if self.settings.rate_limits is not None:
            url, headers = self.report.request.url, response.headers
            self.settings.rate_limits.observe(url, response.status, headers)
        if self.settings.hooks:
            self.attempt.headers = self.report.redactor.hide_cookies(response.headers)
        log.debug("%s: %d", self.attempt.operation, response.status)
        if response_reader.is_success(response.status):
            self._budget.refund()
            return None
        if (
            self._follow_redirect(response)
            or self._renew_credential(response)
            or self._confirm_refusal(response)
        ):
            self._uncounted += 1
            return 0.0
        delay = retry.delay_after_response(
            self._get_retry_state(),
            response.status,
            response.headers,
            response_reader.read_retryable(
                self.operation, response, self.report.resolve_error_body
            ),
            self.operation.transient_statuses,
            random,
        )
        if delay is None or not self._budget.spend():
            return None
        if response.status in retry.RETRYABLE_IF_IDEMPOTENT:
            self.report.may_have_succeeded = True
        self._last_error = response
        return self._schedule(str(response.status), delay)

    def _get_retry_state(self) -> retry.RetryState:
        return retry.RetryState(
            attempt=self.attempt.number - self._uncounted,
            max_retries=self._max_retries,
            remaining=self.limits.remaining,
            can_resend=self.report.request.is_repeatable,
            is_idempotent=self.operation.is_idempotent,
        )

    def _schedule(self, reason: str, delay: float) -> float:
        self.attempt.delay = delay
        log.info("%s: %s, retrying in %.2f s", self.attempt.operation, reason, delay)
        return delay

    def _renew_credential(self, response: Response) -> bool:
        """Ask the provider of a rejected credential to renew it, once.

        Return True if it can, and if the request can be sent again.
        """
        if response.status != 401 or self._is_renewed:
            return False
        for credential, value in zip(self.credentials, self._values, strict=True):
            reject = getattr(credential.value, "reject", None)
            if reject is not None:
                reject(value)
                self._is_renewed = True
        return self._is_renewed and self.report.request.is_repeatable

    def _follow_redirect(self, response: Response) -> bool:
        """Set the next request to the target of a redirect; return False if it is not followed."""
        request = follow_redirect(
            self.report.request, response, self._plan.secret_names
        )
        if request is None or self._redirects >= MAX_REDIRECTS:
            return False
        errors = self.operation.errors
        is_documented = response_reader.find_documented(errors, response) is not None
        # An operation that documents only the redirect returns it as its response.
        if is_documented and not self.operation.responses:
            return False
        self.report.request = request
        self._redirects += 1
        return True

    def _confirm_refusal(self, response: Response) -> bool:
        """Set the next request to one that reads the state; return False if that is not needed.

        It is needed if an earlier attempt may have succeeded, or for `outcome`.
        """
        is_requested = self.report.context.is_confirmed
        is_needed = self.report.may_have_succeeded or is_requested
        if self._pending is not None or not is_needed:
            return False
        rules = filter(None, (self.operation.confirmation, self.operation.transition))
        confirmations = (rule.confirm(self.report, response) for rule in rules)
        pending = next(filter(None, confirmations), None)
        if pending is None:
            return False
        self._pending = pending
        self.report.request = build_request(
            pending.read_operation, self._arguments, None, self.settings, self._options
        )
        return True

    def result(self, response: Response) -> Any:
        """Return the value of the response.

        Raises:
            APIStatusError: the response is an error.
            APIDecodeError: the response contradicts the document.
        """
        if self._pending is not None:
            return self._pending.resolve(response)
        return self.report.decode(response, response_reader.read_success)


def _refuse_unknown(operation: Operation[Any], options: CallOptions) -> None:
    """Refuse an argument that the method does not have.

    Raises:
        InvalidArgumentError: always.
    """
    unknown = min(options.keys() - OPTIONS)
    names = (*(parameter.name for parameter in operation.parameters), *OPTIONS)
    expected = f"an argument of {operation.name}"
    error = InvalidArgumentError(expected, unknown, names=names)
    error.add(unknown)
    raise error


def begin(
    operation: Operation[Any],
    values: Sequence[Any],
    settings: ClientSettings,
    options: CallOptions,
    budget: retry.Budget,
    body: Any = None,
    content_type: str | None = None,
) -> Call:
    """Create a call, with an idempotency key unless the caller passed one.

    `values` are the arguments in the order of the parameters of the operation.

    Raises:
        InvalidArgumentError: an argument is unknown or has an invalid value; nothing is sent.
        ValueError: an option has an invalid value; nothing is sent.
    """
    context = take_context()
    if not options.keys() <= OPTIONS:
        _refuse_unknown(operation, options)
    names = (parameter.name for parameter in operation.parameters)
    arguments = dict(zip(names, values, strict=True))
    key = operation.idempotency_key
    if key is not None and arguments.get(key) is None:
        arguments[key] = str(uuid4())
    settings = context.settings or settings
    request = build_request(operation, arguments, body, settings, options, content_type)
    report = CallReport(operation, settings, options, request, context)
    if context.url is not None:
        report.request = redirect_to(request, context.url, report.plan.secret_names)
    return Call(report, arguments, options, budget)
