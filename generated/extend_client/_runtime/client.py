"""The parts of a client that do not differ between sync and async clients."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from sys import is_finalizing
from typing import TYPE_CHECKING, Any, Self
from warnings import warn

from .codec.deferred_annotations import defer_module

if TYPE_CHECKING:
    from .call import Call
    from .operation import CallOptions, ClientSettings, Operation

    lazy_resource = cached_property
else:

    class lazy_resource(cached_property):
        """A resource of a client, created on first access; of the class of a client, its class.

        `unittest.mock.create_autospec` reads the class.
        """

        def __get__(self, client, owner=None):
            if client is not None:
                return super().__get__(client, owner)
            # Imported here, as the package itself is imported faster without it.
            from importlib import import_module

            package = self.func.__module__.rpartition(".")[0]
            module = import_module(f"{package}.resources.{self.attrname}")
            return getattr(module, self.func.__annotations__["return"])


class ClientBase:
    """Settings, budget and state of a client."""

    _own = (
        "_argument",
        "_begin_call",
        "_budget",
        "_is_open",
        "_is_used",
        "_owns_transport",
        "_sending",
        "_settings",
        "_transport",
    )
    """Attributes that `__init__` sets."""

    def __init__(self, settings: ClientSettings, transport: Any) -> None:
        # Imported here, as the package itself is imported faster without them.
        from .call import begin
        from .retry import Budget

        self._begin_call = begin
        self._settings, self._budget = settings, Budget()
        self._argument = transport
        self._owns_transport = transport is None or isinstance(transport, str)
        self._is_open, self._is_used = True, False
        for credential in settings.credentials:
            attach = getattr(credential.value, "attach", None)
            if attach is not None:
                attach(self, credential)

    def _begin(
        self,
        operation: Operation[Any],
        values: Sequence[Any],
        options: CallOptions,
        body: Any,
        content_type: str | None,
    ) -> Call:
        if not self._is_open:
            raise RuntimeError(f"{type(self).__name__} is closed")
        self._is_used = True
        settings, budget = self._settings, self._budget
        return self._begin_call(
            operation, values, settings, options, budget, body, content_type
        )

    def _start(self, settings: ClientSettings, transport: Any) -> None:
        """Initialize a copy of a client."""
        raise NotImplementedError

    def __copy__(self) -> Self:
        from .on_demand.client_copies import copy_client

        return copy_client(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        from .on_demand.client_copies import copy_client

        return copy_client(self, memo)

    def __getstate__(self) -> dict[str, Any]:
        from .on_demand.client_copies import get_state

        return get_state(self)

    def __setstate__(self, state: dict[str, Any]) -> None:
        from .on_demand.client_copies import set_state

        set_state(self, state)

    def __del__(self) -> None:
        # `__init__` may have failed before it set the attributes. When Python ends, nothing can be
        # imported any more, and the system closes connections.
        is_used = getattr(self, "_is_used", False) and not is_finalizing()
        if is_used and self._is_open and self._owns_transport:
            warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)

    def __repr__(self) -> str:
        from .redaction import redact_url

        url = redact_url(self._settings.base_url, frozenset())
        return f"{type(self).__name__}(base_url={url!r})"


defer_module(__name__)
