"""Assign unique names to the entries of a document, independently of their order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from specpress.python.names.reserve import escape


@dataclass(frozen=True, slots=True)
class Claim:
    """A request for a name: the key of an entry, and candidates from short to qualified."""

    key: str
    candidates: tuple[str, ...]
    # In a clash, the only claim of the lowest rank keeps the name.
    rank: int = 0
    list_more: Callable[[], Iterable[str]] = tuple
    """Returns further candidates; called in a clash only."""
    identity: tuple[str, ...] = ()
    """The words that identify the entry among those of its parent; the key if empty."""
    is_public: bool = True
    """False if the claim only keeps a name free, which the names lock does not contain."""


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
    names = {claim.key: _get_candidate(claim, 0, role, {}) for claim in unique}
    # Most names need no second candidate.
    folded = {name.casefold() for name in names.values()}
    if len(folded) == len(names) and folded.isdisjoint(reserved_names):
        return names
    levels = dict.fromkeys(names, 0)
    extended: dict[str, tuple[str, ...]] = {}
    groups: dict[str, list[Claim]] = {}
    moved = unique
    while moved:
        for claim in moved:
            groups.setdefault(names[claim.key].casefold(), []).append(claim)
        # Only groups with new claims can have a clash.
        changed = {names[claim.key].casefold() for claim in moved}
        moved = []
        for name in changed:
            losers = _list_losers(groups[name], name in reserved_names)
            keys = {claim.key for claim in losers}
            groups[name] = [c for c in groups[name] if c.key not in keys]
            moved += losers
        for claim in moved:
            levels[claim.key] += 1
            names[claim.key] = _get_candidate(claim, levels[claim.key], role, extended)
    return names


def _list_losers(group: list[Claim], is_reserved: bool) -> list[Claim]:
    """Return the claims to one name that must move to their next candidate."""
    if is_reserved or len(group) == 1:
        return group if is_reserved else []
    lowest = min(claim.rank for claim in group)
    winners = [claim for claim in group if claim.rank == lowest]
    return [c for c in group if c.rank > lowest] if len(winners) == 1 else group


def _get_candidate(
    claim: Claim, level: int, role: str, extended: dict[str, tuple[str, ...]]
) -> str:
    """Return a candidate of a claim; `extended` are the candidates of claims that have clashed."""
    candidates = claim.candidates
    if level >= len(candidates):
        if claim.key not in extended:
            further = dict.fromkeys([*candidates, *claim.list_more()])
            extended[claim.key] = tuple(further)
        candidates = extended[claim.key]
    if level < len(candidates):
        return escape(candidates[level], role)
    digest = hashlib.sha256(claim.key.encode()).hexdigest()
    # One more digit per round: keys whose hashes begin alike become distinct eventually.
    length = 6 + level - len(candidates)
    return escape(f"{claim.candidates[-1]}_{digest[:length]}", role)
