"""The four ways to call: both flavours through both HTTP libraries; and what comes of a call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from types import ModuleType
from typing import Any

import extend_client

from tests.faults.document import acme
from tests.faults.flows import EXTEND, Flow, drive
from tests.faults.scan import KEY, SESSION, TOKEN

LIBRARIES = ("httpx2", "pyreqwest")
FLAVOURS = ("sync", "async")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call."""

    value: Any
    error: BaseException | None
    elapsed: float


@dataclass(frozen=True, slots=True)
class Way:
    """A flavour of the client, and an HTTP library."""

    flavour: str
    library: str

    def __str__(self) -> str:
        return f"{self.flavour} {self.library}"

    def call(
        self,
        flow: Flow,
        settings: dict[str, Any],
        play: Callable[[Way, dict[str, Any]], Any] | None = None,
    ) -> Outcome:
        """Make a client, run the flow, close the client; or let `play` do what it likes."""
        if play is not None:
            return timed(lambda: play(self, settings))
        made, name = (extend_client, "Extend") if flow in EXTEND else (acme(), "Acme")
        secrets = {"key": KEY, "session": SESSION} if name == "Acme" else {}
        given = {"token": TOKEN, "transport": self.library, **secrets, **settings}
        if isinstance(given.get("timeout"), tuple):
            given["timeout"] = made.Timeout(*given["timeout"])
        if self.flavour == "async":
            return timed(lambda: asyncio.run(_call_async(made, name, flow, given)))
        return timed(lambda: _call_sync(made, name, flow, given))


WAYS = tuple(Way(flavour, library) for library in LIBRARIES for flavour in FLAVOURS)


def _call_sync(
    made: ModuleType, name: str, flow: Flow, settings: dict[str, Any]
) -> Any:
    with getattr(made, name)(**settings) as client:
        return drive(flow(client))


async def _call_async(
    made: ModuleType, name: str, flow: Flow, settings: dict[str, Any]
) -> Any:
    async with getattr(made, f"Async{name}")(**settings) as client:
        return await flow(client)


def timed(work: Callable[[], Any]) -> Outcome:
    """What comes of a piece of work, and how long it takes."""
    began = monotonic()
    try:
        value = work()
    except Exception as error:  # noqa: BLE001
        return Outcome(None, error, monotonic() - began)
    return Outcome(value, None, monotonic() - began)
