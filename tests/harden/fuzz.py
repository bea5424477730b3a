"""Call parsers with mutated inputs, and keep those that end in a traceback: `make fuzz`."""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import random
import re
import subprocess
import sys
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.harden.fuzz_targets import FuzzTarget, find_targets
from tests.harden.inputs import to_toml
from tests.harden.payloads import PAYLOADS
from tests.property.corruption import corrupt
from tests.property.mutation import mutate

FOLDER = Path(".fuzz")
# Examples of one run of hypothesis.
ROUND = 200
# Inputs that take longer are kept as well, as `slow`.
SLOW_SECONDS = 20.0
PURPOSE = "documents, overlays, settings, locks"


@dataclass(slots=True)
class Result:
    """The results for a target.

    Attributes:
        tracebacks: The last lines of tracebacks, with the file that has the input.
    """

    count: int = 0
    tracebacks: dict[str, Path] = field(default_factory=dict)


def mutate_input(data: bytes, rng: random.Random) -> bytes:
    """Return an input with one to three changes: of its tree, its texts or its bytes."""
    tree = _read_tree(data) if rng.random() < 0.6 else None
    if tree is None:
        return corrupt(data, rng)
    for _ in range(rng.randint(1, 3)):
        tree = mutate(tree, rng) if rng.random() < 0.8 else _insert_payload(tree, rng)
    return _write_tree(tree, data)


def _read_tree(data: bytes) -> Any:
    try:
        if data.startswith(b'"spec"'):
            return tomllib.loads(data.decode())
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        tree = yaml.load(data, loader)
    except (ValueError, yaml.YAMLError):
        return None
    return tree if isinstance(tree, dict) else None


def _write_tree(tree: Any, data: bytes) -> bytes:
    if data.startswith(b'"spec"') and isinstance(tree, dict):
        return to_toml(tree)
    return json.dumps(tree, default=str, indent=1).encode()


def _insert_payload(tree: Any, rng: random.Random) -> Any:
    text = json.dumps(rng.choice(PAYLOADS).text(0))[1:-1]
    words = json.dumps(tree, default=str).split('"')
    index = rng.randrange(1, len(words), 2) if len(words) > 2 else 0
    words[index] = text
    try:
        return json.loads('"'.join(words))
    except ValueError:
        return tree


def fuzz(
    target: FuzzTarget, result: Result, is_done: Callable[[Result], bool], start: int
) -> None:
    """Call a target until `is_done`; `start` is the seed of the first round."""
    seeds = target.list_seeds()

    for number in range(start, sys.maxsize):

        @seed(number)
        @settings(
            max_examples=ROUND,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(st.sampled_from(seeds), st.randoms(use_true_random=True))
        def run(data: bytes, rng: random.Random) -> None:
            if not is_done(result):
                check(target, mutate_input(data, rng), result)

        run()
        gc.collect()
        if is_done(result):
            return


def check(target: FuzzTarget, data: bytes, result: Result) -> None:
    """Call a target with one input; keep the input if it raises an exception or is slow."""
    result.count += 1
    begin = time.process_time()
    try:
        target.parse(data)
    except Exception:  # noqa: BLE001
        _keep(target, data, result, _last_frames())
    if time.process_time() - begin > SLOW_SECONDS:
        _keep(target, data, result, "slow")


def _last_frames() -> str:
    """Return the exception and the line of specpress that raised it."""
    lines = traceback.format_exc().split("\nThe above exception")[0].splitlines()
    frames = [line.strip() for line in lines if line.startswith("  File")]
    return f"{lines[-1][:200]} ({', '.join(frames[-1:])})"


def _keep(target: FuzzTarget, data: bytes, result: Result, reason: str) -> None:
    if reason not in result.tracebacks:
        name = (
            f"{target.name.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
        )
        path = FOLDER / name
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(f"{reason}\n", "utf-8")
        result.tracebacks[reason] = path
        print(f"{target.name}: {reason}; input: {path}", flush=True)


def plan_ends(
    targets: list[FuzzTarget], minutes: float, count: int
) -> Iterator[tuple[FuzzTarget, Callable[[Result], bool]]]:
    """Yield each target with the function that ends it: after its part of the inputs or the time."""
    for target in targets:
        share = count // len(targets)
        end = time.monotonic() + minutes * 60 / len(targets)
        if count:
            yield target, lambda result, share=share: result.count >= share
        else:
            yield target, lambda result, end=end: time.monotonic() >= end


def run_atheris(targets: list[FuzzTarget], minutes: float) -> int:
    """Let atheris search with coverage, one process per target; return the number of failures."""
    if find_spec("atheris") is None:
        print("atheris: skipped, it has no wheel for this Python or platform")
        return 0
    failed = 0
    for target in targets:
        seconds = max(1, int(minutes * 60 / len(targets)))
        command = [sys.executable, "-m", "tests.harden.fuzz_atheris", target.name]
        completed = subprocess.run(
            [*command, f"-max_total_time={seconds}", f"-artifact_prefix={FOLDER}/"],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        done = re.search(r"Done (\d+) runs", completed.stderr)
        print(
            f"atheris, {target.name}: {done[1] if done else 'stopped after some'} runs"
        )
        if completed.returncode:
            failed += 1
            print(completed.stderr[-2000:])
    return failed


def main() -> int:
    """Run the fuzzer; the exit code is 1 if there is a traceback."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    targets = [*find_targets(options.names)]
    FOLDER.mkdir(exist_ok=True)
    if options.count:
        targets = [t for t in targets if t.group]
    total, failed = 0, 0
    for target, is_done in plan_ends(targets, options.minutes, options.count):
        result = Result()
        fuzz(target, result, is_done, options.seed)
        print(
            f"{target.name}: {result.count} inputs, {len(result.tracebacks)} tracebacks"
        )
        total += result.count
        failed += len(result.tracebacks)
    if not options.count:
        failed += run_atheris(targets, options.minutes)
    kinds = PURPOSE if options.count else ", ".join(t.name for t in targets)
    print(f"{total:,} mutated inputs ({kinds}): {failed} tracebacks")
    if failed:
        print(f"the inputs are in {FOLDER}/")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
