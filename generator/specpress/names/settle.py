"""Settle: each claim gets a name of its own, by the document's structure and never by reading order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """What wants a name: its key in the document, and candidates from short to ever more qualified."""

    key: str
    candidates: tuple[str, ...]


def settle(claims: Iterable[Claim]) -> dict[str, str]:
    """A name for each key.

    All members of a clash move on to their next candidate together; where candidates end, a short
    hash of the key is added. A claim that clashes with nothing renames nothing.
    """
    listed = list({claim.key: claim for claim in claims}.values())
    level = {claim.key: 0 for claim in listed}
    while True:
        names = {claim.key: _candidate(claim, level[claim.key]) for claim in listed}
        counts = Counter(name.casefold() for name in names.values())
        clashing = [key for key, name in names.items() if counts[name.casefold()] > 1]
        if not clashing:
            return names
        for key in clashing:
            level[key] += 1


def _candidate(claim: Claim, level: int) -> str:
    if level < len(claim.candidates):
        return claim.candidates[level]
    digest = hashlib.sha256(claim.key.encode()).hexdigest()
    return f"{claim.candidates[-1]}_{digest[: 6 + level - len(claim.candidates)]}"
