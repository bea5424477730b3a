"""The package in a zip file, as AWS Lambda layers and zipapps have it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import extend_client

PROGRAM = """
import copy, pickle, pkgutil
import extend_client
from extend_client import Extend, models
from extend_client.testing import FakeExtend

assert "package.zip" in extend_client.__file__
for module in pkgutil.walk_packages(extend_client.__path__, "extend_client."):
    # A plugin of pytest, and a module that needs an extra.
    if not module.name.endswith((".plugin", "telemetry")):
        __import__(module.name)
fake = FakeExtend()
run = fake.extract_runs.add(status="PROCESSING")
with fake.client() as client:
    cancelled = client.extract_runs.cancel(run.id)
assert cancelled.status is models.ProcessorRunStatus.CANCELLED
assert models.ExtractRun.from_dict(cancelled.to_dict()) == cancelled
assert pickle.loads(pickle.dumps(cancelled)) == copy.deepcopy(cancelled) == cancelled
help_text = models.ExtractRun.__doc__
try:
    models.ExtractRun.from_dict({})
except ValueError as error:
    assert "declared_at='#/components/schemas/ExtractRun" in repr(error.faults[0])
"""


def test_package_in_a_zip_file(tmp_path: Path) -> None:
    package = Path(str(extend_client.__file__)).parent
    with ZipFile(tmp_path / "package.zip", "w") as archive:
        for path in package.rglob("*"):
            if path.is_file() and path.parent.name != "__pycache__":
                archive.write(path, path.relative_to(package.parent))
    completed = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "package.zip")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (completed.returncode, completed.stderr) == (0, "")
