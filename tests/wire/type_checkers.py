"""Type-check callers of generated packages with mypy and pyright."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

from tests.wire.clients import PACKAGES


def run_checker(*command: str) -> str:
    """Return the output of a type checker that runs in the directory of the packages."""
    completed = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=PACKAGES,
        env={**os.environ, "MYPYPATH": str(PACKAGES), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return completed.stdout


def write_calls(package: str, imports: str, right: list[str], wrong: list[str]) -> str:
    """Write a module with each call of both clients, and return its name.

    A call begins with the name of its resource, or of the client; wrong ones end in `# wrong`.
    """
    calls = [*right, *(f"{line}  # wrong" for line in wrong)]
    names = {line.partition(".")[0] for line in calls if not line.startswith("Acme(")}
    resources = [f"{name} = client.{name}" for name in sorted(names)]
    awaited = [f"await {line}" for line in calls if line.partition(".")[0] in names]
    functions = {
        "def use(client: Acme)": [*resources, *calls],
        "async def wait(client: AsyncAcme)": [*resources, *awaited],
    }
    lines = [imports.replace("NAME", package)]
    for head, body in functions.items():
        lines += [f"\n\n{head} -> None:\n", *(f"    {line}\n" for line in body)]
    module = f"calls_{package}.py"
    (PACKAGES / module).write_text("".join(lines), "utf-8")
    return module


def list_wrong_lines(module: str) -> list[int]:
    """Return the numbers of the lines that a checker must reject."""
    lines = (PACKAGES / module).read_text("utf-8").splitlines()
    return [n for n, line in enumerate(lines, 1) if line.endswith("# wrong")]


def check_with_mypy(module: str) -> None:
    """Expect that mypy rejects the wrong calls of a module and no other line."""
    output = run_checker("mypy", "--strict", "--no-error-summary", module)
    lines = re.findall(rf"^{module}:(\d+): error", output, re.MULTILINE)
    assert sorted({int(line) for line in lines}) == list_wrong_lines(module), output
    assert output.count(": error") == len(lines)


def check_with_pyright(module: str) -> None:
    """Expect that pyright rejects the wrong calls of a module and no other line."""
    command = ("basedpyright", "--level", "error", "--outputjson", module)
    report = json.loads(run_checker(*command))
    lines = {d["range"]["start"]["line"] + 1 for d in report["generalDiagnostics"]}
    assert sorted(lines) == list_wrong_lines(module), report
