"""Assign unique names to the entries of a document, independently of their order."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from specpress.python.names.reserve import escape


@dataclass(frozen=True, slots=True)
class Claim:
    """A request for a name: the key of an entry, and candidates from short to qualified."""

    key: str
    candidates: tuple[str, ...]
    # In a clash, the only claim of the lowest rank keeps the name.
    rank: int = 0
    # The words that identify the entry among those of its parent; the key if empty.
    identity: tuple[str, ...] = ()


def assign_names(
    claims: Iterable[Claim], role: str, unavailable: Collection[str] = ()
) -> dict[str, str]:
    """Return a valid name of a role for each key, different from those in `unavailable`.

    All claims in a clash move to their next candidate together, except for one that alone has
    the lowest rank: so the result does not depend on their order, and a claim without a clash
    renames no other. After the last candidate, a short hash of the key is appended.
    """
    unique = list({claim.key: claim for claim in claims}.values())
    # Names that differ in case only would share a file on case-insensitive systems.
    reserved_names = {name.casefold() for name in unavailable}
    level = {claim.key: 0 for claim in unique}
    while True:
        groups: dict[str, list[Claim]] = {}
        for claim in unique:
            name = _candidate(claim, level[claim.key], role)
            groups.setdefault(name.casefold(), []).append(claim)
        losers = [
            claim
            for name, group in groups.items()
            for claim in _losers(group, name in reserved_names)
        ]
        if not losers:
            return {c.key: _candidate(c, level[c.key], role) for c in unique}
        for claim in losers:
            level[claim.key] += 1


def _losers(group: list[Claim], is_reserved: bool) -> list[Claim]:
    """Return the claims to one name that must move to their next candidate."""
    if is_reserved or len(group) == 1:
        return group if is_reserved else []
    lowest = min(claim.rank for claim in group)
    winners = [claim for claim in group if claim.rank == lowest]
    return [c for c in group if c.rank > lowest] if len(winners) == 1 else group


def _candidate(claim: Claim, level: int, role: str) -> str:
    if level < len(claim.candidates):
        return escape(claim.candidates[level], role)
    digest = hashlib.sha256(claim.key.encode()).hexdigest()
    # One more digit per round: keys whose hashes begin alike become distinct eventually.
    length = 6 + level - len(claim.candidates)
    return escape(f"{claim.candidates[-1]}_{digest[:length]}", role)
