"""Names do not change their meaning with the lock, however a document changes."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from specpress.python.names.lock import NamesLock, parse_lock
from tests.property.changes import change_document
from tests.property.documents import Document, documents
from tests.property.examples import divide_examples
from tests.property.locked_names import assign_all, compare


@divide_examples(10)
@given(documents(), st.randoms(use_true_random=False))
def test_change_keeps_names_or_announces_them(
    document: Document, random: Random
) -> None:
    _, changed = change_document(document, random)
    before = assign_all(document, NamesLock())
    lock = before.build_lock()
    assert parse_lock(lock.to_text(), "names.lock") == lock
    after = assign_all(changed, lock)
    announced = {rename.part for rename in after.renames}
    comparison = compare(before, after)
    assert comparison.kept.keys() <= announced
    assert {new for _, new in comparison.reused.values()} <= announced


@divide_examples(10)
@given(documents())
def test_second_run_changes_nothing(document: Document) -> None:
    first = assign_all(document, NamesLock())
    second = assign_all(document, first.build_lock())
    assert second.names == first.names
    assert not second.renames
    assert second.build_lock() == first.build_lock()
