"""What is tried in a process of its own: forks, loops, clocks, and clients that nobody closes.

`python -m tests.faults.child <what> <flavour> <library> <url>` ends with 0 where all went well.
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


def in_child(what: str) -> Any:
    """A play that runs a part of this module in a process of its own."""

    def play(way: Any, settings: dict[str, Any]) -> None:
        names = (what, way.flavour, way.library, settings["base_url"])
        path = os.pathsep.join([str(ROOT / "generated"), str(ROOT)])
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.child", *names],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.returncode:
            raise AssertionError(f"the child ended with {done.stderr[-900:]}")

    return play


class Caller:
    """A client of either flavour, called from the outside of any loop."""

    def __init__(self, flavour: str, library: str, url: str) -> None:
        kind = AsyncExtend if flavour == "async" else Extend
        self.client: Any = kind(token="t", base_url=url, transport=library)
        self.loop = asyncio.new_event_loop() if flavour == "async" else None

    def renew_loop(self) -> None:
        """Go on with another loop; the one before is kept: in a fork it shares what it waits on."""
        self.before, self.loop = self.loop, self.loop and asyncio.new_event_loop()

    def run(self, given: Any) -> Any:
        """What a method gives."""
        return given if self.loop is None else self.loop.run_until_complete(given)

    def cancel(self) -> None:
        """One call that goes well."""
        run = self.run(self.client.extract_runs.cancel("exr_1"))
        assert run.status == "CANCELLED"


def fork(caller: Caller) -> None:
    """A child of the process uses the client, too, and the parent goes on."""
    caller.cancel()
    child = os.fork()
    if not child:
        caller.renew_loop()
        caller.cancel()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    caller.cancel()


def loops(caller: Caller) -> None:
    """The client is used on one loop, and then on another."""
    for _ in range(3):
        caller.cancel()
        if caller.loop is not None:
            caller.loop.close()
        caller.renew_loop()


def unclosed(caller: Caller) -> None:
    """Nobody closes the client."""
    caller.cancel()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        caller.client = None
        gc.collect()
    assert any(
        "unclosed" in str(w.message) and "Extend" in str(w.message) for w in told
    )


def clocks(caller: Caller) -> None:
    """The clock of the wall jumps by years, to and fro, whenever it is read."""
    real, jumps = time.time, count()
    time.time = lambda: real() + YEAR * (next(jumps) % 3 - 1)
    began = time.monotonic()
    caller.cancel()
    assert 0.9 <= time.monotonic() - began < 20


if __name__ == "__main__":
    _, what, *place = sys.argv
    {"fork": fork, "loops": loops, "unclosed": unclosed, "clocks": clocks}[what](
        Caller(*place)
    )
