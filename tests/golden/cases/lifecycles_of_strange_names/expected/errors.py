# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError                                                                 no answer came, or it broke off
│   └── APITimeoutError                                                                not in time
├── APIStatusError                                                                     the server answered with an error status
│   ├── ClientStatusError                                                              4XX: the request is at fault
│   │   └── OtherClientError                                                           4XX
│   │       ├── SwitchTheLightOffForGoodAndNeverEverAgainUnderAnyCircum_83b487c0Error  the state forbids it
│   │       └── BadRequest400Error                                                     the state forbids it
│   └── ServerStatusError                                                              5XX: the server is
│       └── OtherServerError                                                           5XX
└── APIDecodeError                                                                     the answer contradicts the document, or is too large
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
    "OtherClientError",
    "OtherServerError",
    "SwitchTheLightOffForGoodAndNeverEverAgainUnderAnyCircum_83b487c0Error",
    "BadRequest400Error",
]


class _LifeFields(APIStatusError):
    """The fields of `Life`, on the error whose body it is."""

    body: models.Life | None = None

    @property
    def a_b(self) -> str | None:
        return None if self.body is None else self.body.a_b


class OtherClientError(_LifeFields, ClientStatusError):
    """No."""


class OtherServerError(_LifeFields, ServerStatusError):
    """The server answered with a server error that has no class of its own."""


class SwitchTheLightOffForGoodAndNeverEverAgainUnderAnyCircum_83b487c0Error(
    OtherClientError
):
    """The state of the light forbids it:
    `json.switch_the_light_off_for_good_and_never_ever_again_unde_e903854f` is allowed in 50, 100.

    `current` is the light as it was read afterwards, where that was possible.
    """

    current: models.Light | None

    @property
    def current_level(self) -> models.Level | None:
        """The level of the light, where that is known."""
        return None if self.current is None else self.current.level


class BadRequest400Error(OtherClientError):
    """The state of the step forbids it: `models_.stop` is allowed in {client}, .

    `current` is the step as it was read afterwards, where that was possible.
    """

    current: models.Step | None

    @property
    def current_if_(self) -> models.Store | None:
        """The if_ of the step, where that is known."""
        return None if self.current is None else self.current.if_


STATUS_ERRORS: Mapping[str, Lazy] = {
    "4XX": Lazy("errors", "OtherClientError"),
    "5XX": Lazy("errors", "OtherServerError"),
}
