"""Check with black whether source is formatted, without checking any source twice.

Black takes most of the time of the tests that generate many packages, and most files are the same from run to run:
digests of formatted sources are kept in `.pytest_cache`, as black does for its command line.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

import black

MODE = black.Mode()
CACHE = Path(__file__).parents[1] / ".pytest_cache" / f"black-{black.__version__}.txt"
# Some 200,000 digests; a larger cache is started anew.
MAX_CACHE_SIZE = 10_000_000


def is_formatted(source: str) -> bool:
    """Return whether black leaves the source unchanged."""
    digest = sha256(f"{MODE.get_cache_key()}\n{source}".encode()).hexdigest()
    digests = _formatted_digests()
    if digest in digests:
        return True
    with _paused_garbage_collection():
        if black.format_str(source, mode=MODE) != source:
            return False
    digests.add(digest)
    _store(digest)
    return True


@cache
def _formatted_digests() -> set[str]:
    if not CACHE.is_file():
        return set()
    return {*CACHE.read_text("ascii").split()}


def _store(digest: str) -> None:
    CACHE.parent.mkdir(exist_ok=True)
    is_full = CACHE.is_file() and CACHE.stat().st_size > MAX_CACHE_SIZE
    # One short write per digest: several test processes append to the file.
    with CACHE.open("w" if is_full else "a", encoding="ascii") as file:
        file.write(f"{digest}\n")


@contextmanager
def _paused_garbage_collection() -> Iterator[None]:
    # Black allocates a large tree; each collection would walk all objects of the test run.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
