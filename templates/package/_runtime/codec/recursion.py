"""Encoding of values that are nested more deeply than the stack of one thread allows."""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread
from dataclasses import replace
from typing import Any

from .codec import Encode, Encoding

# Threads for one value: a value that contains itself would need any number of them.
MAX_THREADS = 50


class TooDeep(RecursionError):
    """The value is nested too deeply even for several threads."""


def restart(
    encode: Encode, value: Any, encoding: Encoding, error: RecursionError
) -> Any:
    """Encode a value in a new thread, after the stack of this one was exhausted.

    Decoding needs fewer frames per level than encoding: without this, a response that was decoded
    could not be encoded again. The standard library's `threading` would need frames of this stack.

    Raises:
        TooDeep: there are too many threads already.
    """
    if isinstance(error, TooDeep):
        raise error
    if encoding.threads >= MAX_THREADS:
        raise TooDeep("maximum recursion depth exceeded in all threads") from None
    outcome: list[Any] = []
    is_done = allocate_lock()

    def run() -> None:
        try:
            inner = replace(encoding, threads=encoding.threads + 1)
            outcome.append(encode(value, inner))
        except BaseException as failure:  # noqa: BLE001 -- raised in the other thread
            outcome.extend((None, failure))
        finally:
            is_done.release()

    is_done.acquire()
    start_new_thread(run, ())
    is_done.acquire()
    if len(outcome) > 1:
        raise outcome[1]
    return outcome[0]
