"""Escape: a name that Python or the generated code needs for itself gets an underscore behind it."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from specpress.names.case import REMEMBERED

PREFIXES = {"class": "N", "member": "VALUE_"}


@lru_cache(REMEMBERED)
def escape(name: str, role: str) -> str:
    """A valid identifier for a role: one of the lists beside this module."""
    safe = "".join(sign for sign in name if ("_" + sign).isidentifier()) or "empty"
    if not safe.isidentifier() or (role == "class" and safe[0] == safe[0].lower()):
        # A class begins with a capital in each script, so that no field or module is called as it is.
        # An accent alone joins the letter before it: so does Python when it reads a name.
        safe = unicodedata.normalize("NFKC", PREFIXES.get(role, "n") + safe)
    return f"{safe}_" if safe in reserved(role) else safe


@cache
def reserved(role: str) -> frozenset[str]:
    """The reserved words of a role and the keywords, from the text files beside this module."""
    folder = files("specpress.names") / "reserved"
    lines = [
        line
        for name in ("keyword", role)
        for line in (folder / f"{name}.txt").read_text("utf-8").splitlines()
    ]
    return frozenset(
        w for line in lines if not line.startswith("#") for w in line.split()
    )
