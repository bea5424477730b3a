"""Escape: a name that Python or the generated code needs for itself gets an underscore behind it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PREFIXES = {"class": "N", "member": "VALUE_"}


def escape(name: str, role: str) -> str:
    """A valid identifier for a role: module, class, parameter, field, member or method."""
    safe = "".join(sign for sign in name if ("_" + sign).isidentifier()) or "empty"
    if not safe.isidentifier():
        safe = PREFIXES.get(role, "n") + safe
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
