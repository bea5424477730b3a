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
    unique = {claim.key: claim for claim in claims}
    # Names that differ in case only would share a file on case-insensitive systems.
    reserved_names = {name.casefold() for name in unavailable}
    level = dict.fromkeys(unique, 0)
    names = {key: _candidate(claim, 0, role) for key, claim in unique.items()}
    while True:
        groups: dict[str, list[Claim]] = {}
        for key, name in names.items():
            groups.setdefault(name.casefold(), []).append(unique[key])
        losers = [
            claim
            for name, group in groups.items()
            if len(group) > 1 or name in reserved_names
            for claim in _losers(group, name in reserved_names)
        ]
        if not losers:
            return names
        for claim in losers:
            level[claim.key] += 1
            names[claim.key] = _candidate(claim, level[claim.key], role)


def _losers(group: list[Claim], is_reserved: bool) -> list[Claim]:
    """Return the claims to one name that must move to their next candidate."""
    if is_reserved:
        return group
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
