"""`--help` and completion import the options of the commands, and nothing that only a run needs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# Every module of specpress that these need.
OPTIONS = {
    "specpress",
    "specpress.__main__",
    "specpress.cli",
    "specpress.cli.diff",
    "specpress.cli.docs",
    "specpress.cli.explain",
    "specpress.cli.init",
    "specpress.cli.migrate",
    "specpress.cli.mock",
    "specpress.cli.options",
    "specpress.cli.repair",
    "specpress.cli.upgrade",
    "specpress.cli.usage_errors",
    "specpress.guard",
    "specpress.printed",
    "specpress.records",
    "specpress.terminal",
    "specpress.wording",
}
CODE = """
import sys
from specpress.__main__ import run
try:
    run()
except SystemExit:
    pass
print(*sorted(name for name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--help"], {}),
        (["generate", "--help"], {}),
        (["check", "--help"], {}),
        (["init", "--help"], {}),
        (["docs", "--help"], {}),
        (["mock", "--help"], {}),
        (["repair", "--help"], {}),
        (["explain", "--help"], {}),
        (["--version"], {}),
        (
            [],
            {
                "_SPECPRESS_COMPLETE": "bash_complete",
                "COMP_WORDS": "specpress gen",
                "COMP_CWORD": "1",
            },
        ),
    ],
)
def test_help_imports_only_options(
    arguments: list[str], environment: dict[str, str]
) -> None:
    completed = subprocess.run(
        [
            sys.executable,
            "-c",
            CODE.replace("run()", "sys.argv[0] = 'specpress'; run()", 1),
            *arguments,
        ],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = completed.stderr.split()
    assert {m for m in modules if m.split(".")[0] == "specpress"} <= OPTIONS
    heavy = {
        "rich",
        "yaml",
        "black",
        "jinja2",
        "httpx2",
        "jsonschema",
        "jsonschema_rs",
        "asyncio",
    }
    assert heavy.isdisjoint(modules)
    assert completed.stdout
