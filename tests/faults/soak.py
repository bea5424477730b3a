"""`make soak`: many calls with random outcomes; memory, sockets, threads and tasks must not grow."""

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

from tests.faults.client_variants import LIBRARIES
from tests.faults.soak_server import soak_server

CALLS, ROUNDS = 100_000, 10
# Connection pools and caches fill during the first rounds.
WARM_UP_ROUNDS = 2
THREADS, TASKS = 8, 50
# Allowed growth in bytes: caches still fill, and the allocator keeps free memory.
MAX_TRACED_GROWTH, MAX_RESIDENT_GROWTH = 1 << 20, 12 << 20


@dataclass(frozen=True, slots=True)
class ResourceUsage:
    """Memory, sockets, threads and tasks of the process."""

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
    """Four clients, and the number of calls by outcome."""

    def __init__(self, url: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.pool = ThreadPoolExecutor(THREADS)
        options = {"token": "t", "base_url": url, "max_retries": 1}
        self.sync_clients = [Extend(transport=name, **options) for name in LIBRARIES]
        self.async_clients = [
            AsyncExtend(transport=name, **options) for name in LIBRARIES
        ]
        self.outcomes: Counter[str] = Counter()
        self._numbers = count()

    def run_round(self, calls: int) -> None:
        """Make calls, the same number with each client."""
        calls_per_client = calls // 4
        for client in self.sync_clients:
            outcomes = self.pool.map(
                lambda _, c=client: self._call(c), range(calls_per_client)
            )
            for outcome in outcomes:
                self.outcomes[outcome] += 1
        for client in self.async_clients:
            self.loop.run_until_complete(self._call_async(client, calls_per_client))

    def _call(self, client: Extend) -> str:
        run_id = f"exr_{next(self._numbers)}"
        try:
            return _describe(client.extract_runs.cancel(run_id), run_id)
        except APIError as error:
            return type(error).__name__

    async def _call_async(self, client: AsyncExtend, calls: int) -> None:
        # The tasks share the iterator, so together they make exactly `calls` calls.
        remaining = iter(range(calls))
        await asyncio.gather(*(self._work(client, remaining) for _ in range(TASKS)))

    async def _work(self, client: AsyncExtend, remaining: Iterator[int]) -> None:
        for _ in remaining:
            run_id = f"exr_{next(self._numbers)}"
            try:
                outcome = _describe(await client.extract_runs.cancel(run_id), run_id)
            except APIError as error:
                outcome = type(error).__name__
            self.outcomes[outcome] += 1

    def measure_usage(self) -> ResourceUsage:
        """Return the current resource usage."""
        gc.collect()
        status = Path("/proc/self/status").read_text("utf-8").split("VmRSS:")[1]
        return ResourceUsage(
            tracemalloc.get_traced_memory()[0],
            int(status.split()[0]) * 1024,
            _count_sockets(),
            threading.active_count(),
            len(asyncio.all_tasks(self.loop)),
        )

    def close(self) -> None:
        """Close the clients."""
        for client in self.sync_clients:
            client.close()
        for client in self.async_clients:
            self.loop.run_until_complete(client.aclose())
        self.pool.shutdown()
        self.loop.close()


def _describe(run: Any, run_id: str) -> str:
    return "the right run" if run.id == run_id else "ANOTHER RUN"


def _count_sockets() -> int:
    """Return the number of open sockets."""
    sockets = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            sockets += str(entry.readlink()).startswith("socket:")
        except OSError:
            # Closed since the directory was listed.
            continue
    return sockets


def growing_resources(before: ResourceUsage, after: ResourceUsage) -> list[str]:
    """Return the names of resources that grew by more than the allowed amount."""
    has_grown = {
        "traced memory": after.traced - before.traced > MAX_TRACED_GROWTH,
        "resident memory": after.resident - before.resident > MAX_RESIDENT_GROWTH,
        "sockets": after.sockets > before.sockets + TASKS,
        "threads": after.threads > before.threads,
        "tasks": after.tasks > before.tasks,
    }
    return [name for name, grew in has_grown.items() if grew]


def main(calls: int) -> int:
    """Make the calls; return 1 if a resource grew or a call returned another run, else 0."""
    start, sockets_before = monotonic(), _count_sockets()
    tracemalloc.start()
    with soak_server() as url:
        soak = Soak(url)
        usage = []
        for number in range(1, ROUNDS + 1):
            soak.run_round(calls // ROUNDS)
            usage.append(soak.measure_usage())
            print(f"{calls * number // ROUNDS:8,} calls {usage[-1]}", flush=True)
        soak.close()
    problems = growing_resources(usage[WARM_UP_ROUNDS - 1], usage[-1])
    problems += ["sockets after close"] * (_count_sockets() > sockets_before + 1)
    problems += ["responses of other calls"] * bool(soak.outcomes["ANOTHER RUN"])
    for name, number in soak.outcomes.most_common():
        print(f"{number:8,} {name}")
    seconds = monotonic() - start
    print(
        f"{calls:,} calls in {seconds:.0f} s; growing: {', '.join(problems) or 'none'}"
    )
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS))
