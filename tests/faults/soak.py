"""`make soak`: very many calls in every way and with every outcome; memory, sockets, threads and tasks must stay as they are."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from extend_client import APIError, AsyncExtend, Extend

from tests.faults.soaking import soaking
from tests.faults.ways import LIBRARIES

CALLS, ROUNDS, WARM = 100_000, 10, 2
"""After the rounds that warm up, nothing may grow."""
THREADS, TASKS = 8, 50
MOST_TRACED, MOST_RESIDENT = 1 << 20, 12 << 20
"""Bytes of growth that may be chance: caches that fill up, and how the allocator keeps free memory."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the process holds."""

    traced: int
    resident: int
    sockets: int
    threads: int
    tasks: int

    def __str__(self) -> str:
        return (
            f"{self.traced / 1024:9.0f} KB traced {self.resident / 1048576:7.1f} MB resident "
            f"{self.sockets:4} sockets {self.threads:3} threads {self.tasks:3} tasks"
        )


class Soak:
    """Four clients, and what came of their calls."""

    def __init__(self, url: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.pool = ThreadPoolExecutor(THREADS)
        given = {"token": "t", "base_url": url, "max_retries": 1}
        self.sync = [Extend(transport=name, **given) for name in LIBRARIES]
        self.tasked = [AsyncExtend(transport=name, **given) for name in LIBRARIES]
        self.outcomes: Counter[str] = Counter()
        self._numbers = count()

    def round(self, calls: int) -> None:
        """So many calls, the same number in each way."""
        each = calls // 4
        for client in self.sync:
            for name in self.pool.map(
                lambda n, c=client: self._call(c, n), range(each)
            ):
                self.outcomes[name] += 1
        for client in self.tasked:
            self.loop.run_until_complete(self._gather(client, each))

    def _call(self, client: Extend, _: int) -> str:
        name = f"exr_{next(self._numbers)}"
        try:
            return _told(client.extract_runs.cancel(name), name)
        except APIError as error:
            return type(error).__name__

    async def _gather(self, client: AsyncExtend, calls: int) -> None:
        left = iter(range(calls))
        await asyncio.gather(*(self._worker(client, left) for _ in range(TASKS)))

    async def _worker(self, client: AsyncExtend, left: Iterator[int]) -> None:
        for _ in left:
            name = f"exr_{next(self._numbers)}"
            try:
                outcome = _told(await client.extract_runs.cancel(name), name)
            except APIError as error:
                outcome = type(error).__name__
            self.outcomes[outcome] += 1

    def figures(self) -> Figures:
        """What is held now."""
        gc.collect()
        status = Path("/proc/self/status").read_text("utf-8").split("VmRSS:")[1]
        return Figures(
            tracemalloc.get_traced_memory()[0],
            int(status.split()[0]) * 1024,
            _sockets(),
            threading.active_count(),
            len(asyncio.all_tasks(self.loop)),
        )

    def close(self) -> None:
        """Close the clients."""
        for client in self.sync:
            client.close()
        for client in self.tasked:
            self.loop.run_until_complete(client.aclose())
        self.pool.shutdown()
        self.loop.close()


def _told(run: Any, name: str) -> str:
    return "the right run" if run.id == name else "ANOTHER RUN"


def _sockets() -> int:
    """The sockets that are open."""
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found += str(entry.readlink()).startswith("socket:")
        except OSError:
            continue
    return found


def grown(before: Figures, after: Figures) -> list[str]:
    """What has grown more than chance allows."""
    found = {
        "traced memory": after.traced - before.traced > MOST_TRACED,
        "resident memory": after.resident - before.resident > MOST_RESIDENT,
        "sockets": after.sockets > before.sockets + TASKS,
        "threads": after.threads > before.threads,
        "tasks": after.tasks > before.tasks,
    }
    return [name for name, has_grown in found.items() if has_grown]


def main(calls: int) -> int:
    """So many calls; 1 where something grew, or a call got what was another's."""
    began, bare = monotonic(), _sockets()
    tracemalloc.start()
    with soaking() as url:
        soak = Soak(url)
        figures = []
        for number in range(1, ROUNDS + 1):
            soak.round(calls // ROUNDS)
            figures.append(soak.figures())
            print(f"{calls * number // ROUNDS:8,} calls {figures[-1]}", flush=True)
        soak.close()
    wrong = grown(figures[WARM - 1], figures[-1])
    wrong += ["sockets after the end"] * (_sockets() > bare + 1)
    wrong += ["answers of others"] * bool(soak.outcomes["ANOTHER RUN"])
    for name, number in soak.outcomes.most_common():
        print(f"{number:8,} {name}")
    seconds = monotonic() - began
    print(f"{calls:,} calls in {seconds:.0f} s: {', '.join(wrong) or 'nothing'} grew")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS))
