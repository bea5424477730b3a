"""The decorators of deprecated operations and schemas, with the reason that the document gives."""

from __future__ import annotations

import re
from dataclasses import replace

from specpress.python.expressions import Import, PyCall, PyLiteral, PyName

MODULE, NAME = "._runtime.codec.deprecation", "deprecated"
# Other imports, methods and fields may have the name.
OTHER_NAME = "_obsolete"
MAX_LENGTH = 200
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_PREFIX = re.compile(r"deprecated\s*[:–-]\s*", re.I)
_REASON = re.compile(r"deprecat|obsolete|instead|replaced|superseded|legacy", re.I)


def make_decorator(label: str, *texts: str) -> PyCall:
    """Return the decorator of an operation or a schema.

    Args:
        label: name of the part, for the message.
        texts: descriptions, of which the first sentence about the deprecation follows.
    """
    reason = next(filter(None, map(_find_reason, texts)), "")
    repeated = _PREFIX.match(reason)
    link = ". " if repeated is None else ": "
    rest = reason if repeated is None else reason[repeated.end() :]
    message = (
        f"{label} is deprecated{link}{rest}" if rest else f"{label} is deprecated."
    )
    return PyCall(PyName(NAME, Import(MODULE, NAME)), (PyLiteral(message),))


def rename_decorator(decorator: PyCall) -> PyCall:
    """Return the decorator with another name, for modules where its name is not free."""
    name = PyName(OTHER_NAME, Import(MODULE, NAME, OTHER_NAME))
    return replace(decorator, function=name)


def _find_reason(text: str) -> str:
    """Return the first short sentence about the deprecation, in one line; "" without one."""
    sentences = (" ".join(part.split()) for part in _SENTENCE.split(text))
    return next(
        (s for s in sentences if _REASON.search(s) and len(s) <= MAX_LENGTH), ""
    )
