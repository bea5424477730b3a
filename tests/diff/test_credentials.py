"""A security scheme that is renamed, and security schemes that are replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diff.changes import Severity
from specpress.diff.comparing import compare_sides
from tests.diff.reading import read_sides

KEY = "type: apiKey, in: header, name: X-Key"
DOCUMENT = """\
openapi: 3.1.0
info: {{title: Acme, version: '1'}}
security: [{{{name}: []}}]
paths:
  /things:
    get:
      responses: {{'204': {{description: OK}}}}
components:
  securitySchemes:
    {name}: {{{scheme}}}
"""
BREAKING = {"operation-credential-changed"}


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (KEY, set()),
        ("type: apiKey, in: header, name: X-Other", BREAKING),
        ("type: apiKey, in: query, name: X-Key", BREAKING),
        ("type: http, scheme: bearer", BREAKING),
    ],
)
def test_scheme_breaks_deployed_clients_if_requests_carry_it_elsewhere(
    tmp_path: Path, scheme: str, expected: set[str]
) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(DOCUMENT.format(name="key", scheme=KEY), "utf-8")
    new.write_text(DOCUMENT.format(name="other", scheme=scheme), "utf-8")
    changes = compare_sides(*read_sides(old, new)).changes
    breaking = {c.code for c in changes if c.deployed.severity is Severity.BREAKING}
    assert breaking == expected
