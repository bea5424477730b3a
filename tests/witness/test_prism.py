"""Prism accepts the requests of a generated client; `make witness` installs it and calls more documents."""

from __future__ import annotations

import pytest

from tests.corpus.documents import ROOT
from tests.witness import prism

CASE = ROOT / "tests/golden/cases/union_by_discriminator/openapi.yaml"


@pytest.mark.skipif(
    bool(prism.find_reason_to_skip()),
    reason=prism.find_reason_to_skip() or "Prism is installed",
)
def test_prism_accepts_the_requests() -> None:
    result = prism.call_document(CASE)
    assert result["calls"]
    assert result["rejected"] == []
