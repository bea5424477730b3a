# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError                         no answer came, or it broke off
│   └── APITimeoutError                        not in time
├── APIStatusError                             the server answered with an error status
│   ├── ClientStatusError                      4XX: the request is at fault
│   │   ├── BadRequestError                    400
│   │   │   └── ExtractRunNotCancellableError  the state forbids it
│   │   ├── UnauthorizedError                  401
│   │   ├── PaymentRequiredError               402
│   │   ├── ForbiddenError                     403
│   │   ├── NotFoundError                      404
│   │   ├── UnprocessableEntityError           422
│   │   └── TooManyRequestsError               429
│   └── ServerStatusError                      5XX: the server is
│       └── InternalServerError                500
└── APIDecodeError                             the answer contradicts the document, or is too large
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._runtime.codec import Fault
from ._runtime.errors import (
    APIConnectionError,
    APIDecodeError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ClientStatusError,
    ServerStatusError,
)
from ._runtime.operation import Lazy

if TYPE_CHECKING:
    from . import models

__all__ = [
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "ClientStatusError",
    "Fault",
    "ServerStatusError",
    "BadRequestError",
    "UnauthorizedError",
    "PaymentRequiredError",
    "ForbiddenError",
    "NotFoundError",
    "UnprocessableEntityError",
    "TooManyRequestsError",
    "InternalServerError",
    "ExtractRunNotCancellableError",
]


class _ApiErrorFields(APIStatusError):
    """The fields of `ApiError`, on the error whose body it is."""

    body: models.ApiError | None = None

    @property
    def code(self) -> str | None:
        """The error for programs, such as INVALID_REQUEST. The list is open."""
        return None if self.body is None else self.body.code

    @property
    def message(self) -> str | None:
        """The error for people; its wording may change."""
        return None if self.body is None else self.body.message

    @property
    def retryable(self) -> bool | None:
        """Whether the same request may succeed later."""
        return None if self.body is None else self.body.retryable

    @property
    def doc_url(self) -> str | None:
        """A page that explains the error; mostly given for invalid requests."""
        return None if self.body is None else self.body.doc_url


class BadRequestError(_ApiErrorFields, ClientStatusError):
    """The request is not valid, the version header is missing or unknown, or the run is not in a state
    that can be cancelled. That the refusal of a cancel comes as INVALID_REQUEST, not retryable, is
    inferred: it is documented nowhere. Read the run again.
    """


class UnauthorizedError(_ApiErrorFields, ClientStatusError):
    """The API key is missing, malformed or not valid."""


class PaymentRequiredError(_ApiErrorFields, ClientStatusError):
    """The account is out of credits."""


class ForbiddenError(_ApiErrorFields, ClientStatusError):
    """The key or its workspace has no permission."""


class NotFoundError(_ApiErrorFields, ClientStatusError):
    """There is no such run."""


class UnprocessableEntityError(_ApiErrorFields, ClientStatusError):
    """The request is well-formed but cannot be carried out."""


class TooManyRequestsError(_ApiErrorFields, ClientStatusError):
    """Too many requests. Wait, with jitter, and as long as Retry-After says where it is sent."""


class InternalServerError(_ApiErrorFields, ServerStatusError):
    """The service failed."""


class ExtractRunNotCancellableError(BadRequestError):
    """The state of the run forbids it: `extract_runs.cancel` is allowed in PROCESSING.

    `current` is the run as it was read afterwards, where that was possible.
    """

    current: models.ExtractRun | None

    @property
    def current_status(self) -> models.ProcessorRunStatus | None:
        """The status of the run, where that is known."""
        return None if self.current is None else self.current.status


STATUS_ERRORS: Mapping[str, Lazy] = {
    "400": Lazy("errors", "BadRequestError"),
    "401": Lazy("errors", "UnauthorizedError"),
    "402": Lazy("errors", "PaymentRequiredError"),
    "403": Lazy("errors", "ForbiddenError"),
    "404": Lazy("errors", "NotFoundError"),
    "422": Lazy("errors", "UnprocessableEntityError"),
    "429": Lazy("errors", "TooManyRequestsError"),
    "500": Lazy("errors", "InternalServerError"),
}
