"""The inference of pagination finds the labelled operations of the corpus."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.corpus import documents
from tests.corpus.documents import GITHUB
from tests.corpus.pagination import is_enough, read_labels, score, summarize

# Documents of every style that are read fast; `make corpus` reads all.
FAST = (
    "resend",
    "svix",
    "spotify",
    "xero",
    "meilisearch",
    "museum",
    "kiota",
    "star-trek",
)


def test_labels_are_enough_and_unique() -> None:
    labels = read_labels()
    kinds = Counter(label.kind for label in labels)
    assert len({(x.document, x.method, x.path) for x in labels}) == len(labels) >= 150
    assert min(kinds[kind] for kind in ("cursor", "item", "offset", "page")) >= 30
    assert kinds["none"] > 200


@pytest.mark.skipif(bool(documents.missing()), reason=documents.missing())
def test_labelled_operations_are_found() -> None:
    entries = [e for e in documents.entries() if any(n in e.name.lower() for n in FAST)]
    result = score(entries)
    assert is_enough(result), [*summarize(result)]
    assert len(result.found) > 60


@pytest.mark.skipif(bool(documents.missing()), reason=documents.missing())
def test_labels_name_documents_of_the_corpus() -> None:
    names = {entry.name for entry in documents.entries()} | {GITHUB}
    assert {label.document for label in read_labels()} <= names
