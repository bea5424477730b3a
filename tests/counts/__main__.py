"""`make counts`: record the counts of this version of Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.counts import BASELINE, VERSION


def main() -> None:
    """Write the counts of this version into the baseline, and print them beside the old ones."""
    command = [sys.executable, "-m", "tests.counts.count"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    printed = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, check=True
    )
    counted = json.loads(printed.stdout)
    baseline = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    before = baseline.get(VERSION, {})
    for name, count in counted.items():
        print(f"{name}: {count} (before: {before.get(name, 'none')})")
    baseline[VERSION] = counted
    BASELINE.write_text(json.dumps(baseline, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
