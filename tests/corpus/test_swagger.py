"""Every Swagger document of the corpus becomes a client with all its operations and definitions."""

from __future__ import annotations

import pytest

from tests.corpus.documents import Entry, missing_swagger, swagger
from tests.corpus.measure import measure


@pytest.mark.skipif(
    bool(missing_swagger()), reason=missing_swagger() or "documents available"
)
@pytest.mark.parametrize("entry", swagger(), ids=lambda entry: entry.name)
def test_document_is_complete(entry: Entry) -> None:
    row = measure(entry, slow=False)
    assert row.is_complete, (row.problems, row.failed)
    assert row.operations == (entry.operations, entry.operations)
    assert row.schemas == (entry.schemas, entry.schemas)
