# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError                     no answer came, or it broke off
│   └── APITimeoutError                    not in time
├── APIStatusError                         the server answered with an error status
│   ├── ClientStatusError                  4XX: the request is at fault
│   │   ├── NotFoundError                  404
│   │   ├── ConflictError                  409
│   │   │   ├── PayOrderRefusedError       the state forbids it
│   │   │   └── ShipOrderRefusedError      the state forbids it
│   │   └── GoneError                      410
│   │       └── OrderTooLateToCancelError  the state forbids it
│   └── ServerStatusError                  5XX: the server is
└── APIDecodeError                         the answer contradicts the document, or is too large
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
    "NotFoundError",
    "ConflictError",
    "GoneError",
    "PayOrderRefusedError",
    "ShipOrderRefusedError",
    "OrderTooLateToCancelError",
]


class _FaultFields(APIStatusError):
    """The fields of `Fault`, on the error whose body it is."""

    body: models.Fault | None = None

    @property
    def reason(self) -> str | None:
        return None if self.body is None else self.body.reason

    @property
    def text(self) -> str | None:
        return None if self.body is None else self.body.text


class NotFoundError(_FaultFields, ClientStatusError):
    """There is no such order."""


class ConflictError(_FaultFields, ClientStatusError):
    """The order is in another state."""


class GoneError(_FaultFields, ClientStatusError):
    """It is too late."""


class PayOrderRefusedError(ConflictError):
    """The state of the order forbids it: `orders.pay` is allowed in placed.

    `current` is the order as it was read afterwards, where that was possible.
    """

    current: models.Order | None

    @property
    def current_state(self) -> models.OrderState | None:
        """The state of the order, where that is known."""
        return None if self.current is None else self.current.state


class ShipOrderRefusedError(ConflictError):
    """The state of the order forbids it: `orders.ship` is allowed in paid.

    `current` is the order as it was read afterwards, where that was possible.
    """

    current: models.Order | None

    @property
    def current_state(self) -> models.OrderState | None:
        """The state of the order, where that is known."""
        return None if self.current is None else self.current.state


class OrderTooLateToCancelError(GoneError):
    """The state of the order forbids it: `orders.cancel` is allowed in placed, paid.

    `current` is the order as it was read afterwards, where that was possible.
    """

    current: models.Order | None

    @property
    def current_state(self) -> models.OrderState | None:
        """The state of the order, where that is known."""
        return None if self.current is None else self.current.state


STATUS_ERRORS: Mapping[str, Lazy] = {
    "404": Lazy("errors", "NotFoundError"),
    "409": Lazy("errors", "ConflictError"),
    "410": Lazy("errors", "GoneError"),
}
