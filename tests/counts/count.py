"""Count the bytecodes and calls of the project's own code in fixed tasks: no clock, no load, no library counts.

Run as a program with the seed 0 of hashes, it prints the counts as JSON.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
# The functions of codecs are compiled at run time.
OWN = (str(ROOT / "generated"), str(ROOT / "generator"), "<decode ", "<encode ")


def count_bytecodes(task: Callable[[], object]) -> int:
    """Return the number of bytecodes that a task executes in the project's own code."""
    if sys.version_info >= (3, 12):
        return _monitor(task)
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(OWN):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    sys.settrace(trace)
    try:
        task()
    finally:
        sys.settrace(None)
    return count


def _monitor(task: Callable[[], object]) -> int:
    """Count bytecodes by `sys.monitoring`: from Python 3.12 on, tracing misses some of them."""
    monitoring: Any = getattr(sys, "monitoring")  # noqa: B009 -- of later versions only
    tool, event = monitoring.PROFILER_ID, monitoring.events.INSTRUCTION
    count = 0

    def note(code: CodeType, offset: int) -> Any:
        nonlocal count
        if not code.co_filename.startswith(OWN):
            return monitoring.DISABLE
        count += 1
        return None

    monitoring.use_tool_id(tool, "specpress")
    monitoring.register_callback(tool, event, note)
    monitoring.set_events(tool, event)
    try:
        task()
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    return count


def count_calls(task: Callable[[], object]) -> int:
    """Return the number of calls of the project's own functions in a task."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        if event == "call" and frame.f_code.co_filename.startswith(OWN):
            count += 1

    sys.setprofile(profile)
    try:
        task()
    finally:
        sys.setprofile(None)
    return count


def count_client() -> Iterable[tuple[str, int]]:
    """Yield the bytecodes to decode, to encode and to call, each after a first time."""
    import httpx2
    from extend_client import Extend
    from extend_client._runtime.json.parsing import parse_json
    from extend_client.models import ExtractRun

    from tests.bench import body

    raw = body.run(5)
    answer = httpx2.Response(
        200, content=raw, headers={"content-type": "application/json"}
    )
    http = httpx2.Client(transport=httpx2.MockTransport(lambda request: answer))
    client = Extend(token="t", transport=http)
    run = ExtractRun.from_dict(parse_json(raw))
    tasks: dict[str, Callable[[], object]] = {
        "bytecodes to decode a run": lambda: ExtractRun.from_dict(parse_json(raw)),
        "bytecodes to encode a run": run.to_json,
        "bytecodes to cancel a run": lambda: client.extract_runs.cancel("exr_1"),
    }
    for name, task in tasks.items():
        task()
        yield name, count_bytecodes(task)


def count_generation() -> Iterable[tuple[str, int]]:
    """Yield the calls to generate the client of Extend, after a first time."""
    import specpress

    settings = specpress.load_settings(ROOT)

    def generate() -> None:
        specpress.generate(settings, recover=False)

    generate()
    yield "calls to generate Extend's client", count_calls(generate)


if __name__ == "__main__":
    logging.disable()
    sys.path[:0] = [str(ROOT), str(ROOT / "generated")]
    print(json.dumps(dict([*count_client(), *count_generation()]), indent=2))
