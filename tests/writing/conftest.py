"""A project with an old output and a new document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harden.kills import VERSIONS
from tests.harden.projects import (
    DOCUMENT,
    SETTINGS,
    replace_pipeline,
    run,
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """Return a project with the old output, whose document is now the new one."""
    (tmp_path / SETTINGS).write_text(f'spec = "{DOCUMENT}"\noutput = "out"\n')
    (tmp_path / DOCUMENT).write_text("old")
    with replace_pipeline(VERSIONS, tmp_path):
        assert run("generate").exit_code == 0
        (tmp_path / DOCUMENT).write_text("new")
        yield tmp_path
