"""Client variants: both flavours of the client, each over both HTTP libraries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from types import ModuleType
from typing import Any

import extend_client

from tests.faults.calls import EXTEND_CALLS, Call, run_sync
from tests.faults.document import load_acme
from tests.faults.secret_scan import KEY, SESSION, TOKEN

LIBRARIES = ("httpx2", "pyreqwest")
FLAVOURS = ("sync", "async")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Value or exception of a call, and its duration in seconds."""

    value: Any
    error: BaseException | None
    elapsed: float


@dataclass(frozen=True, slots=True)
class ClientVariant:
    """A flavour of the client over an HTTP library."""

    flavour: str
    library: str

    def __str__(self) -> str:
        return f"{self.flavour} {self.library}"

    def run(
        self,
        call: Call,
        settings: dict[str, Any],
        custom_call: Callable[[ClientVariant, dict[str, Any]], Any] | None = None,
    ) -> Outcome:
        """Run a call with a new client, or `custom_call` in its place."""
        if custom_call is not None:
            return measure(lambda: custom_call(self, settings))
        is_extend = call in EXTEND_CALLS
        package, name = (
            (extend_client, "Extend") if is_extend else (load_acme(), "Acme")
        )
        secrets = {} if is_extend else {"key": KEY, "session": SESSION}
        options = {"token": TOKEN, "transport": self.library, **secrets, **settings}
        if isinstance(options.get("timeout"), tuple):
            # Cases use Extend's Timeout; each package accepts only its own class.
            options["timeout"] = package.Timeout(*options["timeout"])
        if self.flavour == "async":
            return measure(
                lambda: asyncio.run(_call_async(package, name, call, options))
            )
        return measure(lambda: _call_sync(package, name, call, options))


CLIENT_VARIANTS = tuple(
    ClientVariant(flavour, library) for library in LIBRARIES for flavour in FLAVOURS
)


def _call_sync(
    package: ModuleType, name: str, call: Call, settings: dict[str, Any]
) -> Any:
    with getattr(package, name)(**settings) as client:
        return run_sync(call(client))


async def _call_async(
    package: ModuleType, name: str, call: Call, settings: dict[str, Any]
) -> Any:
    async with getattr(package, f"Async{name}")(**settings) as client:
        return await call(client)


def measure(function: Callable[[], Any]) -> Outcome:
    """Return the outcome of a function without arguments."""
    start = monotonic()
    try:
        value = function()
    except Exception as error:  # noqa: BLE001
        return Outcome(None, error, monotonic() - start)
    return Outcome(value, None, monotonic() - start)
