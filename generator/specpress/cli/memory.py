"""Memory of a run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Search for no reference cycles."""
    # Trees of documents are large and contain few reference cycles: searching for cycles takes an
    # eighth of the run and frees almost nothing.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
