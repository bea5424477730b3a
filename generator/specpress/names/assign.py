"""Settle: each claim gets a name of its own, by the document's structure and never by reading order."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from specpress.names.reserve import escape


@dataclass(frozen=True, slots=True)
class Claim:
    """What wants a name: its key in the document, and candidates from short to ever more qualified."""

    key: str
    candidates: tuple[str, ...]
    rank: int = 0
    """Of several claims to one name the only one of the lowest rank keeps it."""


def assign_names(
    claims: Iterable[Claim], role: str, taken: Collection[str] = ()
) -> dict[str, str]:
    """A valid name of a role for each key, none of which is `taken`.

    All members of a clash move on to their next candidate together, but for one that alone has the
    lowest rank; where candidates end, a short hash of the key is added. A claim that clashes with
    nothing renames nothing.
    """
    listed = list({claim.key: claim for claim in claims}.values())
    others = {name.casefold() for name in taken}
    level = {claim.key: 0 for claim in listed}
    while True:
        groups: dict[str, list[Claim]] = {}
        for claim in listed:
            name = _candidate(claim, level[claim.key], role)
            groups.setdefault(name.casefold(), []).append(claim)
        moving = [c for n, g in groups.items() for c in _moving(g, n in others)]
        if not moving:
            return {c.key: _candidate(c, level[c.key], role) for c in listed}
        for claim in moving:
            level[claim.key] += 1


def _moving(group: list[Claim], is_taken: bool) -> list[Claim]:
    """The claims of one name that must take another."""
    if is_taken or len(group) == 1:
        return group if is_taken else []
    lowest = min(claim.rank for claim in group)
    keepers = [claim for claim in group if claim.rank == lowest]
    return [c for c in group if c.rank > lowest] if len(keepers) == 1 else group


def _candidate(claim: Claim, level: int, role: str) -> str:
    if level < len(claim.candidates):
        return escape(claim.candidates[level], role)
    digest = hashlib.sha256(claim.key.encode()).hexdigest()
    more = 6 + level - len(claim.candidates)
    return escape(f"{claim.candidates[-1]}_{digest[:more]}", role)
