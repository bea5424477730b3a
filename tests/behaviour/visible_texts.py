"""Texts of an exception that a log, a debugger or an error tracker may show."""

from __future__ import annotations

import copy
import pickle
import traceback
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import FrameType
from typing import Any

from tests.faults.secret_scan import reveals


def list_texts(value: Any) -> Iterator[str]:
    """Return all texts in an object: strings, keys, attributes and reprs."""
    if isinstance(value, bytes):
        yield value.decode("latin-1")
        yield value.replace(b"\0", b"").decode("latin-1")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (*list_texts(key), *list_texts(item))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from list_texts(item)
    else:
        yield str(value)
        yield repr(value)
        is_instance = is_dataclass(value) and not isinstance(value, type)
        for field in fields(value) if is_instance else ():
            yield from list_texts(getattr(value, field.name))


def is_client_frame(frame: FrameType) -> bool:
    return "_client" in frame.f_code.co_filename


def list_visible_texts(error: BaseException) -> Iterator[str]:
    """Return all texts that a log or a debugger may show of an exception."""
    yield from traceback.format_exception(error)
    copies = pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)
    yield from list_texts(pickle.dumps(error))
    for shown in (error, *copies):
        yield from (str(shown), repr(shown))
        yield from list_texts(shown.args)
        yield from list_texts(vars(shown))
        for name in ("raw", "headers", "request_id"):
            yield from list_texts(getattr(shown, name, ""))
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if is_client_frame(frame):
            yield from (repr(value) for value in frame.f_locals.values())
    for other in (error.__context__, error.__cause__):
        if other is not None:
            yield from list_visible_texts(other)


def check_redacted(error: BaseException, token: str, *others: Any) -> None:
    """Check that neither an exception nor other objects reveal the token."""
    texts = [
        *list_visible_texts(error),
        *(text for item in others for text in list_texts(item)),
    ]
    assert [text for text in dict.fromkeys(texts) if reveals(text, token)] == []
