"""Security schemes that are renamed or replaced, and the alternatives of operations."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diff.changes import Severity
from tests.diff.reading import compare_texts

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
    old = DOCUMENT.format(name="key", scheme=KEY)
    new = DOCUMENT.format(name="other", scheme=scheme)
    changes = compare_texts(tmp_path, old, new)
    breaking = {c.code for c in changes if c.deployed.severity is Severity.BREAKING}
    assert breaking == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[{a: []}, {b: []}]", "[{b: []}, {a: []}]", []),
        ("[{a: []}]", "[{a: []}, {b: []}]", []),
        ("[{a: [], b: []}]", "[{a: []}]", []),
        ("[{a: []}, {b: []}]", "[{a: []}]", ["alternative-removed"]),
        ("[{a: []}]", "[{a: [], b: []}]", ["changed"]),
        ("[{a: []}]", "[{b: []}]", ["changed"]),
        ("[{a: []}]", "[{c: []}]", ["replaced"]),
        ("[{a: []}, {b: []}]", "[{c: []}]", ["alternative-removed"]),
        ("[{a: []}, {}]", "[{a: []}]", ["required"]),
        ("[{a: []}]", "[{a: []}, {}]", ["optional"]),
    ],
)
def test_alternatives(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    bearer = "{type: http, scheme: bearer}"
    schemes = f"{{a: {bearer}, b: {{{KEY}}}, c: {bearer}}}"
    template = """\
openapi: 3.1.0
info: {{title: Acme, version: '1'}}
paths:
  /things:
    get: {{security: {security}, responses: {{'204': {{description: OK}}}}}}
    post: {{security: [{{a: []}}, {{b: []}}, {{c: []}}], responses: {{'204': {{description: OK}}}}}}
components: {{securitySchemes: {schemes}}}
"""
    texts = [template.format(security=s, schemes=schemes) for s in (old, new)]
    codes = [change.code for change in compare_texts(tmp_path, *texts)]
    assert codes == [f"operation-credential-{action}" for action in expected]
