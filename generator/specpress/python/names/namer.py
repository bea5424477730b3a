"""Assign names that stay the same from run to run: names by hand first, then those of the lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from specpress.python.names.assign import Claim, assign_names
from specpress.python.names.lock import EarlierName, NamesLock, Part, get_space
from specpress.python.names.reserve import escape


@dataclass(frozen=True, slots=True)
class Space:
    """Parts whose names must differ: all fields of a class, all methods of a resource."""

    kind: str
    parent: str | None = None
    """The word that identifies the parent in the document, which may be empty; None without a parent."""
    prefix: str = ""
    """The beginning of all names in the lock: for methods the name of the resource and a dot."""

    @property
    def key(self) -> Part:
        """The beginning of all parts in this space."""
        return (self.kind,) if self.parent is None else (self.kind, self.parent)

    def identify(self, claims: Iterable[Claim]) -> dict[str, Part]:
        """Return the identity of the part that makes each claim, by the key of the claim."""
        beginning = self.key
        return {c.key: beginning + (c.identity or (c.key,)) for c in claims}


@dataclass(frozen=True, slots=True)
class Rename:
    """A change that code of users would notice: another name, or a name with another meaning."""

    part: Part
    old: str
    new: str
    previous: Part | None = None
    """The part that had the name before, if the name would mean another part now."""


@dataclass(slots=True)
class Namer:
    """Assigns the names of a run."""

    lock: NamesLock = field(default_factory=NamesLock)
    by_hand: Mapping[Part, str] = field(default_factory=dict)
    major: int = 0
    """The major version of the package."""
    whole: Mapping[Part, str] = field(default_factory=dict)
    """The names of the classes in a client of the whole document, if the settings select operations."""
    names: dict[Part, str] = field(default_factory=dict)
    """The names of this run, complete after the last call of `assign`."""
    renames: dict[Rename, None] = field(default_factory=dict)
    """The changes that code of users would notice, in the order in which they were made."""
    _by_space: dict[Part, dict[Part, str]] = field(default_factory=dict, repr=False)
    _earlier: dict[Part, list[EarlierName]] = field(default_factory=dict, repr=False)
    """The names for which the package has aliases, by space."""

    def __post_init__(self) -> None:
        for entry in self.lock.renamed:
            if entry.major >= self.major:
                self._earlier.setdefault(get_space(entry.part), []).append(entry)

    def assign(
        self,
        claims: Iterable[Claim],
        role: str,
        space: Space,
        unavailable: Collection[str] = (),
        later: Collection[Part] = (),
    ) -> dict[str, str]:
        """Return a name for each key of the claims, different from those in `unavailable`.

        Args:
            later: Identities of claims to names of the same space in a later call.
        """
        unique = {claim.key: claim for claim in claims}
        parts = space.identify(claim for claim in unique.values() if claim.is_public)
        postponed = {space.key + identity for identity in later}
        locked = self._list_locked(space)
        reserved = (
            locked[p].removeprefix(space.prefix) for p in postponed & locked.keys()
        )
        taken = {*unavailable, *reserved, *self._list_aliases(space, parts.values())}
        kept = self._keep(parts, role, space, unavailable)
        others = [claim for key, claim in unique.items() if key not in kept]
        names = kept | assign_names(others, role, {*taken, *kept.values()})
        full = {part: space.prefix + names[key] for key, part in parts.items()}
        self._record(full, space, postponed)
        return {key: names[key] for key in unique}

    def add(self, part: Part, name: str) -> None:
        """Add a part that has the name of another one, such as a schema with a shared class."""
        self.names[part] = name
        self._report_change(part, name)

    @property
    def is_empty(self) -> bool:
        """True if there are neither names by hand nor names in the lock."""
        return not self.by_hand and not self.lock.names

    def find_name(self, part: Part) -> str | None:
        """Return the name by hand of a part, or that of the lock."""
        return self.by_hand.get(part) or self.lock.names.get(part)

    def list_locked(self, kind: str) -> set[str]:
        """Return the names of all parts of a kind in the lock."""
        return {name for part, name in self.lock.names.items() if part[0] == kind}

    def _keep(
        self,
        parts: Mapping[str, Part],
        role: str,
        space: Space,
        unavailable: Collection[str],
    ) -> dict[str, str]:
        """Return the names by hand, those of the lock and of the whole client that are possible."""
        taken = {name.casefold() for name in unavailable}
        kept: dict[str, str] = {}
        sources = (self.by_hand, self._list_locked(space), self.whole)
        for names in filter(None, sources):
            for key, part in parts.items():
                name = names.get(part, "").removeprefix(space.prefix)
                is_valid = escape(name, role) == name and not name.startswith("_")
                is_free = is_valid and name.casefold() not in taken
                if name and key not in kept and is_free:
                    kept[key] = name
                    taken.add(name.casefold())
        return kept

    def _list_locked(self, space: Space) -> dict[Part, str]:
        """Return the names of the lock in a space, of removed parts too."""
        if not self._by_space:
            removed = ((e.part, e.name) for e in self.lock.removed)
            for part, name in (*removed, *self.lock.names.items()):
                self._by_space.setdefault(get_space(part), {})[part] = name
        names = self._by_space.get(space.key, {})
        if not space.prefix:
            return names
        return {part: n for part, n in names.items() if n.startswith(space.prefix)}

    def _list_aliases(self, space: Space, parts: Iterable[Part]) -> Iterator[str]:
        """Yield the earlier names and those in the lock, which no new part of a space takes."""
        earlier = (entry.name for entry in self._earlier.get(space.key, ()))
        locked = (self.lock.names[p] for p in parts if p in self.lock.names)
        for name in (*earlier, *locked):
            if name.startswith(space.prefix):
                yield name.removeprefix(space.prefix)

    def _record(
        self, names: Mapping[Part, str], space: Space, postponed: Collection[Part]
    ) -> None:
        """Store names of this run, and list those that change the meaning of user code."""
        self.names |= names
        if self.lock.is_empty:
            return
        owners = {n.casefold(): part for part, n in self._list_locked(space).items()}
        earlier = {f.name.casefold(): f.part for f in self._earlier.get(space.key, ())}
        for part, name in names.items():
            self._report_change(part, name)
            previous = owners.get(name.casefold(), part)
            is_present = previous in self.names or previous in postponed
            previous = earlier.get(name.casefold(), part) if is_present else previous
            # Several schemas may have had one class.
            if previous != part and self.lock.names.get(part) != name:
                self.renames[Rename(part, name, name, previous)] = None

    def _report_change(self, part: Part, name: str) -> None:
        old = self.lock.names.get(part, name)
        if old != name:
            self.renames[Rename(part, old, name)] = None

    def list_removed(self) -> list[tuple[Part, str]]:
        """Return the parts in the lock that the document does not contain any more."""
        return [(p, n) for p, n in self.lock.names.items() if p not in self.names]

    def build_lock(self) -> NamesLock:
        """Return the lock of this run.

        Earlier names are kept until the next major version of the package.
        """
        removed = [
            *(f for f in self.lock.removed if f.part not in self.names),
            *(
                EarlierName(part, name, self.major)
                for part, name in self.list_removed()
            ),
        ]
        renamed = [
            *self.lock.renamed,
            *(
                EarlierName(r.part, r.old, self.major)
                for r in self.renames
                if not r.previous
            ),
        ]
        return NamesLock(self.names, self._select(removed), self._select(renamed))

    def _select(self, earlier: list[EarlierName]) -> list[EarlierName]:
        """Return the earlier names of this major version that no part has now."""
        if not earlier:
            return []
        used = {(get_space(part), name) for part, name in self.names.items()}
        return [
            entry
            for entry in earlier
            if entry.major >= self.major
            and (get_space(entry.part), entry.name) not in used
        ]
