"""The work of the client and of the generator, in counts that no load changes, is that of the baseline.

`make counts` writes the baseline for the running version of Python.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from typing import Any

import pytest

from tests.counts import BASELINE, MARGIN, VERSION


def test_work_is_that_of_the_baseline() -> None:
    recorded: dict[str, Any] = json.loads(BASELINE.read_text("utf-8")).get(VERSION, {})
    if not recorded or platform.python_implementation() != "CPython":
        pytest.skip(f"no baseline for Python {VERSION}: run `make counts`")
    counted = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.counts.count"],
            env={**os.environ, "PYTHONHASHSEED": "0"},
            capture_output=True,
            check=True,
        ).stdout
    )
    assert counted.keys() == recorded.keys()
    changes = {
        name: f"{counted[name] / recorded[name] - 1:+.1%}: {recorded[name]} to {count}"
        for name, count in counted.items()
        if abs(count / recorded[name] - 1) > MARGIN
    }
    assert changes == {}, "if that is intended, run `make counts` and commit the file"
