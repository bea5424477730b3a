"""Reserved names: those of Python and of the generated code.

A class with such a name gets a suffix word, everything else a trailing underscore.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from specpress.python.names.case import CACHE_SIZE

PREFIXES = {"class": "N", "member": "VALUE_"}
# Roles whose names are also names of files.
FILE_ROLES = frozenset(["module"])


@lru_cache(CACHE_SIZE)
def escape(name: str, role: str) -> str:
    """Return a valid identifier for a role, which is one of the files in `reserved`."""
    safe = _normalize(name)
    if not safe.isidentifier():
        safe = "".join(c for c in safe if ("_" + c).isidentifier()) or "empty"
    if not safe.isidentifier() or (role == "class" and safe[0] == safe[0].lower()):
        # A class begins with a capital also in scripts without case, so that it cannot be
        # mistaken for a field or module.
        safe = PREFIXES.get(role, "n") + safe
    safe = _normalize(safe)
    if safe not in reserved(role):
        return safe
    return f"{safe}{_get_suffix(safe)}" if role == "class" else f"{safe}_"


def _normalize(name: str) -> str:
    """Return a name as Python reads it: letters combine across the words of a name."""
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


def _get_suffix(name: str) -> str:
    return "Schema" if name.endswith("Model") else "Model"


@cache
def reserved(role: str) -> frozenset[str]:
    """Return the keywords and the reserved names of a role."""
    directory = files("specpress.python.names") / "reserved"
    names = ("keyword", *(["device"] if role in FILE_ROLES else []), role)
    lines = [
        line
        for name in names
        for line in (directory / f"{name}.txt").read_text("utf-8").splitlines()
    ]
    return frozenset(
        w for line in lines if not line.startswith("#") for w in line.split()
    )
