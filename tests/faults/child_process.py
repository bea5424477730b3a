"""Scenarios that need their own process: forks, event loops, clocks, and unclosed clients.

`python -m tests.faults.child_process <scenario> <flavour> <library> <url>` exits with 0 if
the scenario passes.
"""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import time
import warnings
from itertools import count
from pathlib import Path
from typing import Any

from extend_client import AsyncExtend, Extend

ROOT = Path(__file__).parents[2]
YEAR = 365 * 86400


def run_in_child_process(scenario: str) -> Any:
    """Return a custom call that runs a scenario of this module in a new process."""

    def custom_call(variant: Any, settings: dict[str, Any]) -> None:
        arguments = (scenario, variant.flavour, variant.library, settings["base_url"])
        path = os.pathsep.join([str(ROOT / "generated"), str(ROOT)])
        completed = subprocess.run(
            [sys.executable, "-m", "tests.faults.child_process", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=60,
        )
        if completed.returncode:
            raise AssertionError(f"child process failed: {completed.stderr[-900:]}")

    return custom_call


class Caller:
    """A client of either flavour, called from outside any event loop."""

    def __init__(self, flavour: str, library: str, url: str) -> None:
        client_class = AsyncExtend if flavour == "async" else Extend
        self.client: Any = client_class(token="t", base_url=url, transport=library)
        self.loop = asyncio.new_event_loop() if flavour == "async" else None

    def renew_loop(self) -> None:
        """Replace the event loop."""
        # The old loop is kept: closing it in a fork would break the parent, which shares its epoll.
        self.previous_loop = self.loop
        self.loop = self.loop and asyncio.new_event_loop()

    def run(self, result: Any) -> Any:
        """Return the result of a method, awaited if the client is asynchronous."""
        return result if self.loop is None else self.loop.run_until_complete(result)

    def cancel_run(self) -> None:
        """Make one successful call."""
        run = self.run(self.client.extract_runs.cancel("exr_1"))
        assert run.status == "CANCELLED"


def fork(caller: Caller) -> None:
    """Use the client before a fork, then in the child and in the parent."""
    caller.cancel_run()
    child = os.fork()
    if not child:
        caller.renew_loop()
        caller.cancel_run()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    caller.cancel_run()


def change_loops(caller: Caller) -> None:
    """Use the client on one event loop after the other."""
    for _ in range(3):
        caller.cancel_run()
        if caller.loop is not None:
            caller.loop.close()
        caller.renew_loop()


def leave_unclosed(caller: Caller) -> None:
    """Delete the client without closing it and expect a warning."""
    caller.cancel_run()
    with warnings.catch_warnings(record=True) as recorded:
        warnings.simplefilter("always")
        caller.client = None
        gc.collect()
    messages = [str(warning.message) for warning in recorded]
    assert any("unclosed" in message and "Extend" in message for message in messages)


def change_clock(caller: Caller) -> None:
    """Move the wall clock by years, back and forth, each time it is read."""
    real, jumps = time.time, count()
    time.time = lambda: real() + YEAR * (next(jumps) % 3 - 1)
    start = time.monotonic()
    caller.cancel_run()
    assert 0.9 <= time.monotonic() - start < 20


SCENARIOS = {
    scenario.__name__: scenario
    for scenario in (fork, change_loops, leave_unclosed, change_clock)
}


if __name__ == "__main__":
    _, name, *client_arguments = sys.argv
    SCENARIOS[name](Caller(*client_arguments))
