"""Runs inside of Python for WebAssembly: the tests of the package in /package."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from typing import Any


class Selector:
    """Waits for nothing: tests with a fake transport open no sockets."""

    def select(self, timeout: float | None) -> list[Any]:
        """Return no events after the timeout."""
        time.sleep(timeout or 0)
        return []


class Loop(asyncio.BaseEventLoop):
    """An event loop for timers and callbacks: this platform has no sockets and no threads."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = Selector()

    def _process_events(self, events: list[Any]) -> None:
        assert not events

    def _write_to_self(self) -> None:
        """Wake the loop, which is never in another thread."""

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Do nothing: there are no threads."""


def run(main: Any) -> Any:
    """Run a coroutine in a new event loop, in place of `asyncio.run`."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(main)


def run_tests() -> int:
    """Return the exit code of pytest."""
    import pytest

    os.chdir("/package")
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:warnings", "--tb=short"]
    # Tests with a server need threads.
    return int(pytest.main([*options, "--ignore", "tests/test_client.py", "tests"]))


sys.dont_write_bytecode = True
sys.path[:0] = ["/package", "/site"]
asyncio.run = run
# The event loop of the browser runs this program.
asyncio._set_running_loop(None)
print("Python", sys.version.split()[0])
run_tests()
