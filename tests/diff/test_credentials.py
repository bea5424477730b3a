"""A security scheme that is renamed, and security schemes that are replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diff.changes import Severity
from specpress.diff.comparing import compare_sides
from specpress.diff.operands import Operand
from specpress.diff.sides import read_side
from tests.property.packages import settings_for

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
def test_deployed_client_notices_only_what_requests_carry(
    tmp_path: Path, scheme: str, expected: set[str]
) -> None:
    sides = []
    for side, values in {"old": ("key", KEY), "new": ("other", scheme)}.items():
        path = tmp_path / f"{side}.yaml"
        text = DOCUMENT.format(name=values[0], scheme=values[1])
        path.write_text(text, "utf-8")
        previous = sides[-1] if sides else None
        operand = Operand(path.name, str(path))
        sides.append(read_side(operand, settings_for(str(path)), previous))
    changes = compare_sides(*sides).changes
    deployed = {c.code for c in changes if c.deployed.severity is Severity.BREAKING}
    assert deployed == expected
